"""What a chat model's server may not do: lead the client elsewhere, or keep it reading without end."""

import gzip
import importlib.util
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest

from corpus.chat import Chat, ModelError, load_chat, transport
from corpus.settings import Settings
from tests.loopback import Answer, Server, leading

PACKAGES = {
    "openai": "langchain_openai",
    "ollama": "langchain_ollama",
    "anthropic": "langchain_anthropic",
    "google_genai": "langchain_google_genai",
}
LIMIT = 50_000
SLACK_S = 2.0


def streaming(
    piece: bytes, pieces: int | None = None, status: int = 200, kind: str = "text/event-stream", **headers: str
) -> Answer:
    """Answers with the same bytes over and over, for ever or a number of times, and never an event."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        until = time.monotonic() + 30
        for _ in count() if pieces is None else range(pieces):
            handler.wfile.write(piece)
            if time.monotonic() > until:
                return

    return answer


@pytest.fixture
def chat_to() -> Iterator[Callable[..., Chat]]:
    """Build the chat model of a provider that speaks to an address."""
    built: list[Chat] = []

    def build(url: str, provider: str = "openai", **values: object) -> Chat:
        limits: dict[str, object] = {"chat_first_token_s": 5, "chat_total_s": 5} | values
        base = f"{url}/v1" if provider == "openai" else url
        named = {"chat_model": f"{provider}:scripted", "chat_base_url": base, "chat_api_key": "key"}
        built.append(load_chat(Settings(_env_file=None, **named, **limits)))
        return built[-1]

    yield build
    for chat in built:
        chat.close()


def refused(chat: Chat, total_s: float = 5) -> str:
    """Why the model's answer was refused."""
    with pytest.raises(ModelError) as failed:
        for _ in chat.stream("役割", "質問", time.monotonic() + total_s):
            pass
    return str(failed.value)


def named(provider: str) -> object:
    absent = importlib.util.find_spec(PACKAGES[provider]) is None
    return pytest.param(
        provider, marks=pytest.mark.skipif(absent, reason=f"the extra {provider} is not installed")
    )


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("provider", [named(provider) for provider in PACKAGES])
def test_a_server_that_leads_elsewhere_is_not_followed(
    provider: str, status: int, serve: Callable[[Answer], Server], chat_to: Callable[..., Chat]
):
    elsewhere = serve(streaming(b"data: {}\n\n", 1))
    server = serve(leading(elsewhere.url, status))
    assert "転送には従いません" in refused(chat_to(server.url, provider))
    assert len(server.requests) == 1
    assert elsewhere.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        streaming(b": still here\n\n" * 100),
        streaming(b"x" * 4096),
        streaming(b"x" * 4096, status=500),
        streaming(b"x" * 4096, kind="application/json"),
    ],
    ids=["comments", "one line", "an error", "no stream"],
)
def test_an_answer_is_read_up_to_the_limit(
    answer: Answer,
    serve: Callable[[Answer], Server],
    chat_to: Callable[..., Chat],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(transport, "LARGEST", LIMIT)
    began = time.monotonic()
    assert "を超えたので" in refused(chat_to(serve(answer).url))
    assert time.monotonic() - began < SLACK_S


def test_the_whole_is_timed_though_bytes_keep_coming(
    serve: Callable[[Answer], Server], chat_to: Callable[..., Chat]
):
    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.end_headers()
        until = time.monotonic() + 30
        while time.monotonic() < until:
            handler.wfile.write(b": still here\n\n")
            time.sleep(0.05)

    chat = chat_to(serve(dripping).url, chat_first_token_s=60, chat_total_s=1)
    began = time.monotonic()
    assert "1秒）内に書き終えません" in refused(chat, 1)
    assert time.monotonic() - began < 1 + SLACK_S


def test_an_answer_whose_size_cannot_be_told_is_refused(
    serve: Callable[[Answer], Server], chat_to: Callable[..., Chat]
):
    small = gzip.compress(b"\n" * 50_000_000)
    server = serve(streaming(small, 1, content_encoding="gzip", content_length=str(len(small))))
    assert "圧縮された応答は読みません" in refused(chat_to(server.url))
