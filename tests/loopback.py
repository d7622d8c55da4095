"""Servers on loopback that answer every request in one way: one that leads elsewhere, and whoever it leads to."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server on loopback that answers every request in one way, and counts them."""

    def __init__(self, answer: Answer) -> None:
        self.requests: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_POST(handler) -> None:  # noqa: N805
                handler.rfile.read(int(handler.headers.get("content-length", 0)))
                handler.do_GET()

            def do_GET(handler) -> None:  # noqa: N805
                self.requests.append(handler.path)
                handler.close_connection = True
                try:
                    answer(handler)
                except (BrokenPipeError, ConnectionResetError):
                    return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def leading(to: str, status: int) -> Answer:
    """Answers that the thing is elsewhere."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("location", f"{to}{handler.path}")
        handler.send_header("content-length", "0")
        handler.end_headers()

    return answer
