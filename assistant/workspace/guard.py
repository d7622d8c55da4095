"""Who may ask the pages for anything: requests to this address by its own names, from its own pages, and behind a proxy from known users.

A page of another site cannot reach a server on this machine by a name of its own (DNS rebinding) nor send it a form: the Host and the
Origin of its requests are not ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.errors import SettingsError
from corpus.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
_OWN = frozenset({"", "same-origin", "none"})
"""What a browser says of where a request comes from (Sec-Fetch-Site) where it comes from our pages or from the user's hand."""
_STARTING = "/gradio_api/startup-events"
"""What Gradio asks itself, by the name localhost, before it says that it serves."""
NOT_HERE = "このアドレスでは受け付けていません。案内されたアドレスで開いてください（管理する人: SENREI_ALLOWED_HOSTS）。"
NOT_OURS = "ほかのサイトからの操作は受け付けません。この画面を開き直して、もう一度操作してください。"
UNKNOWN = "サインインした利用者が分かりません。案内されたアドレスから、サインインして開いてください。"
OPEN_TO_OTHERS = (
    "{} で待ち受けると、ほかの機械からだれでも開けます。サインインを受け持つリバースプロキシを前に置き、"
    "SENREI_TRUSTED_PROXIES（プロキシのアドレス）、SENREI_PROXY_USER_HEADER（利用者名のヘッダー）、"
    "SENREI_ALLOWED_HOSTS（開くときの名前）を設定してください。この機械だけで使うなら SENREI_HOST は 127.0.0.1 のままにします。"
)

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Rules:
    """What a request must fulfil."""

    hosts: frozenset[str]
    """Names of this address, in small letters, with the port where it is not the scheme's."""
    proxies: tuple[Network, ...] = ()
    user_header: str = ""
    """The header in which a proxy names the user; empty where there is no proxy."""


def rules_of(settings: Settings, port: int) -> Rules:
    """The rules for an address.

    Args:
        settings: host, names and proxies.
        port: on which the pages are served.

    Raises:
        SettingsError: the address is open to other machines and nothing tells who asks, or a proxy's address is none.
    """
    named = _listed(settings.allowed_hosts)
    alone = settings.host in ("127.0.0.1", "localhost", "::1")
    behind = bool(settings.proxy_user_header and settings.trusted_proxies)
    if not alone and not (behind and named):
        raise SettingsError(OPEN_TO_OTHERS.format(settings.host))
    own = LOOPBACK if alone else ()
    hosts = {f"{name}:{port}" for name in own} | {name.lower() for name in named}
    if port in (80, 443):
        hosts |= set(own)
    try:
        proxies = tuple(ip_network(each, strict=False) for each in _listed(settings.trusted_proxies))
    except ValueError as error:
        raise SettingsError(
            f"SENREI_TRUSTED_PROXIES を読み取れません（{error}）。例: 10.0.0.5,192.168.1.0/24"
        ) from error
    return Rules(frozenset(hosts), proxies, settings.proxy_user_header if behind else "")


def _listed(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


class Guard:
    """Turns away requests that do not fulfil the rules, before anything else is done with them."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = refusal(self._rules, scope, Headers(scope=scope))
        if refused is None:
            await self._app(scope, receive, send)
        else:
            status, why = refused
            await PlainTextResponse(why, status)(scope, receive, send)


def refusal(rules: Rules, scope: Scope, headers: Headers) -> tuple[int, str] | None:
    """The status and the reason with which a request is turned away; None where it is not."""
    client = scope.get("client")
    if scope.get("path") == _STARTING and client and ip_address(client[0]).is_loopback:
        return None
    checks: Sequence[tuple[Callable[[], bool], int, str]] = (
        (lambda: _known(rules, scope, headers), 401, UNKNOWN),
        (lambda: headers.get("host", "").lower() in rules.hosts, 421, NOT_HERE),
        (lambda: _from_our_pages(scope, headers), 403, NOT_OURS),
    )
    return next(((status, why) for holds, status, why in checks if not holds()), None)


def _from_our_pages(scope: Scope, headers: Headers) -> bool:
    """Whether a request that may change something comes from our pages, or from no browser."""
    if scope["type"] == "http" and scope["method"] in _SAFE:
        return True
    origin = headers.get("origin", "")
    if origin and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return False
    return headers.get("sec-fetch-site", "") in _OWN


def _known(rules: Rules, scope: Scope, headers: Headers) -> bool:
    """Whether a trusted proxy names the user, where the pages stand behind one."""
    if not rules.user_header:
        return True
    client = scope.get("client")
    address = ip_address(client[0]) if client else None
    trusted = address is not None and any(address in network for network in rules.proxies)
    return trusted and bool(headers.get(rules.user_header, "").strip())
