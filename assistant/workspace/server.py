"""Serves the pages at the configured address only, without resources of other sites."""

import socket
import threading
from collections.abc import Callable, Iterable
from urllib.parse import quote

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.workspace.frame import head, theme
from assistant.workspace.guard import Guard, rules_of
from assistant.workspace.translations import I18N
from corpus.errors import NotHeldError, SettingsError
from corpus.settings import Settings
from corpus.store import Corpus

_LARGEST_UPLOAD = "50mb"
_LONGEST_QUEUE = 64

# Gradio evaluates templates and inlines its configuration, so scripts cannot be closed further than to this origin.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Frame:
    """Adds the security headers to every response, and our style and script to the pages."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and amend what comes back."""
        started: Message | None = None
        body = b""

        async def sending(message: Message) -> None:
            nonlocal started, body
            if message["type"] == "http.response.start":
                message = {**message, "headers": _guarded(message["headers"])}
                if _is_html(message["headers"]):
                    started = message
                    return
            elif started and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                whole = with_head(body.decode()).encode()
                headers = [(k, v) for k, v in started["headers"] if k.lower() != b"content-length"]
                length = (b"content-length", str(len(whole)).encode())
                await send({**started, "headers": [*headers, length]})
                message, started = {**message, "body": whole}, None
            await send(message)

        await self._app(scope, receive, sending)


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def with_head(html: str) -> str:
    """The page in Japanese, with our style and script first in its head.

    The script has to set language and theme before Gradio reads them, and Gradio would rewrite the style's selectors.
    """
    return html.replace('lang="en"', 'lang="ja"', 1).replace("<head>", f"<head>\n{head()}", 1)


def _guarded(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    names = {name for name, _ in _HEADERS}
    return [*((name, value) for name, value in headers if name.lower() not in names), *_HEADERS]


def _is_html(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def serve(pages: gr.Blocks, corpus: Corpus, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the pages until interrupted.

    Args:
        pages: what is served.
        corpus: where original files are downloaded from.
        settings: host and port; port 0 takes a free one.
        announce: is told the address once it answers.

    Raises:
        SettingsError: the port cannot be used.
    """
    announce(start(pages, corpus, settings))
    try:
        threading.Event().wait()
    finally:
        pages.close(verbose=False)


def start(pages: gr.Blocks, corpus: Corpus, settings: Settings) -> str:
    """Start serving in the background; `pages.close()` ends it. Returns the address.

    Raises:
        SettingsError: the port cannot be used.
    """
    pages.queue(max_size=_LONGEST_QUEUE, default_concurrency_limit=8)
    try:
        return _launch(pages, corpus, settings)
    except (OSError, OverflowError) as error:
        raise SettingsError(
            f"{settings.host} のポート {settings.port} で画面を開けません。ほかで使われていないか確かめるか、"
            "SENREI_PORT か --port で別の番号を指定してください。"
        ) from error


def _launch(pages: gr.Blocks, corpus: Corpus, settings: Settings) -> str:
    port = settings.port or _free_port(settings.host)
    rules = rules_of(settings, port)
    _, address, _ = pages.launch(
        server_name=settings.host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        show_error=False,
        share=False,
        inbrowser=False,
        enable_monitoring=False,
        run_history=False,
        footer_links=[],
        ssr_mode=False,
        strict_cors=True,
        pwa=False,
        mcp_server=False,
        max_file_size=_LARGEST_UPLOAD,
        theme=theme(),
        i18n=I18N,
        app_kwargs={
            "middleware": [Middleware(Guard, rules=rules), Middleware(Frame)],
            "routes": [Route("/original", _original(corpus))],
            "docs_url": None,
            "redoc_url": None,
            "openapi_url": None,
        },
    )
    return str(address)


def _original(corpus: Corpus) -> Callable[[Request], Response]:
    def original(request: Request) -> Response:
        """Serve the original file as a download. The browser must not display it, for it may be arbitrary HTML."""
        name = request.query_params.get("name", "")
        try:
            data = corpus.original(name)
        except NotHeldError as error:
            return PlainTextResponse(str(error), status_code=404)
        disposition = f"attachment; filename*=UTF-8''{quote(name.rsplit('/', 1)[-1])}"
        return Response(
            data, media_type="application/octet-stream", headers={"content-disposition": disposition}
        )

    return original
