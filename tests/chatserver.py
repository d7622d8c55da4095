"""A chat model's server on loopback: the OpenAI chat-completions protocol, streamed and not, scripted per case."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from typing import Any

CHUNK = 7
"""Characters of one streamed piece; no multiple of anything in the texts."""
USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


@dataclass(frozen=True)
class Reply:
    """What the server answers to one request."""

    text: str = ""
    status: int = 200
    before_s: float = 0.0
    """Silence before the first letter."""
    pieces: Sequence[str] | None = None
    """The pieces to stream; by default the text in CHUNKs."""
    stall_after: int | None = None
    """Pieces after which nothing comes any more."""
    endless: str = ""
    """What is streamed over and over after the text."""
    raw: bytes = b""
    """Bytes in place of a piece, as they are."""
    usage: bool = True


Script = Callable[[str, str], Reply | str]
"""From the model's orders and the request to a reply."""


@dataclass
class ChatServer:
    """The running server; `script` may be changed between requests."""

    script: Script
    delay_s: float = 0.0
    """For scripts that wait before they answer."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    disconnected: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "ChatServer":
        self._stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append(body)
            try:
                self._answer(body)
            except (BrokenPipeError, ConnectionResetError):
                server.disconnected.set()
                self.close_connection = True

        def _answer(self, body: dict[str, Any]) -> None:
            said = {message["role"]: message["content"] for message in body["messages"]}
            reply = server.script(said.get("system", ""), said["user"])
            if isinstance(reply, str):
                reply = Reply(reply)
            if self._hung_up(reply.before_s):
                raise BrokenPipeError
            if reply.status != 200:
                self._send(reply.status, {"error": {"message": "scripted", "type": "server_error"}})
            elif body.get("stream"):
                self._stream(reply)
            else:
                message = {"role": "assistant", "content": reply.text}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                self._send(200, _shape("chat.completion", [choice]) | {"usage": USAGE})

        def _send(self, status: int, shape: dict[str, Any]) -> None:
            data = json.dumps(shape).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True
            for piece in islice(_pieces(reply), reply.stall_after):
                self._event({"role": "assistant", "content": piece})
                if reply.endless:
                    time.sleep(0.001)
            if reply.stall_after is not None:
                if self._hung_up(60):
                    raise BrokenPipeError
                return
            if reply.raw:
                self.wfile.write(
                    b'data: {"choices":[{"index":0,"delta":{"content":"' + reply.raw + b'"}}]}\n\n'
                )
            self._event({}, finish="stop")
            if reply.usage:
                self._line(_shape("chat.completion.chunk", []) | {"usage": USAGE})
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            self._line(_shape("chat.completion.chunk", [choice]))

        def _line(self, shape: dict[str, Any]) -> None:
            self.wfile.write(b"data: " + json.dumps(shape, ensure_ascii=False).encode() + b"\n\n")
            self.wfile.flush()

        def _hung_up(self, seconds: float) -> bool:
            """Wait; whether the client went away meanwhile."""
            self.connection.settimeout(0.05)
            until = time.monotonic() + seconds
            while time.monotonic() < until and not server.stopping:
                try:
                    if not self.connection.recv(1):
                        return True
                except TimeoutError:
                    continue
            self.connection.settimeout(None)
            return False

    def _pieces(reply: Reply) -> Iterator[str]:
        text = reply.text
        yield from reply.pieces or (text[i : i + CHUNK] for i in range(0, len(text), CHUNK))
        while reply.endless and not server.stopping:
            yield reply.endless

    return Handler


def _shape(kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": 0, "model": "scripted", "choices": choices}
