"""What a chat model's client may do on the network: speak to the address that is set, follow nobody, read up to a limit.

LangChain's classes for chat models make their own clients, which follow redirects and read without end. What is told
here goes into them: through their arguments where they take any.
"""

from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

from corpus.errors import SenreiError

LARGEST = 8 * 1024 * 1024
"""Bytes of one answer: two minutes of a fast model's stream, of which every token is wrapped in some 300 bytes."""
_PLAIN = {"accept-encoding": "identity"}


class TransportError(SenreiError):
    """A chat model's server did on the network what it may not; the message says what, for the user."""


def bounds(timeout_s: float) -> dict[str, Any]:
    """Arguments for an asynchronous client of httpx, or of httpx2, that keep it within bounds.

    Args:
        timeout_s: longest wait for a connection, or for the next bytes; the whole is timed by who reads the answer.
    """
    hooks = {"response": [_bind]}
    return {"follow_redirects": False, "event_hooks": hooks, "headers": _PLAIN, "timeout": timeout_s}


def bind(client: Any) -> None:
    """Keep a client within bounds that somebody else has made."""
    client.follow_redirects = False
    client.event_hooks = {"response": [_bind]}
    client.headers.update(_PLAIN)


async def _bind(response: Any) -> None:
    """Refuse an answer that leads elsewhere or whose size cannot be told, and limit what is read of any other.

    Raises:
        TransportError: it is refused.
    """
    if response.has_redirect_location:
        raise TransportError(
            "チャットモデルのサーバーが別のアドレスへ転送しようとしました。転送には従いません。SENREI_CHAT_BASE_URLを確かめてください。"
        )
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TransportError("チャットモデルのサーバーが圧縮した応答を返しました。圧縮された応答は読みません。")
    library = import_module(type(response).__module__.partition(".")[0])
    response.stream = _limited(response.stream, library.AsyncByteStream)


def _limited(stream: Any, base: type) -> Any:
    """The stream, up to the limit.

    Args:
        stream: of the answer's bytes.
        base: the class that the client's library expects a stream to be of.
    """

    async def read(_: object) -> AsyncIterator[bytes]:
        left = LARGEST
        async for piece in stream:
            left -= len(piece)
            if left < 0:
                raise TransportError(
                    f"チャットモデルの応答が{LARGEST // 1024**2}MBを超えたので、読むのをやめました。"
                )
            yield piece

    async def close(_: object) -> None:
        await stream.aclose()

    return type("Limited", (base,), {"__aiter__": read, "aclose": close})()
