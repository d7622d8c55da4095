"""Requests that do not come from our own pages at our own address are turned away; other machines get in only behind a proxy that signs people in."""

from pathlib import Path

import httpx
import pytest
from starlette.datastructures import Headers

from assistant.workspace.guard import NOT_HERE, NOT_OURS, UNKNOWN, Rules, refusal, rules_of
from corpus.errors import SettingsError
from corpus.settings import Settings
from tests.browser.conftest import Workspace, serve
from tests.browser.fakes import FakeCorpus, minutes, report

CHANGES = ("/gradio_api/upload", "/gradio_api/queue/join", "/gradio_api/call/ask", "/anything")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "169.254.169.254", ""])
@pytest.mark.parametrize("path", ["/", "/cases", "/original?name=x", "/gradio_api/info"])
def test_another_name_for_this_machine_leads_nowhere(host: str, path: str, workspace: Workspace) -> None:
    port = workspace.url.rsplit(":", 1)[1]
    response = httpx.get(workspace.url + path, headers={"host": host.format(port=port)})
    assert (response.status_code, response.text) == (421, NOT_HERE)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_every_name_of_this_machine_is_ours(name: str, workspace: Workspace) -> None:
    port = workspace.url.rsplit(":", 1)[1]
    assert httpx.get(workspace.url, headers={"host": f"{name}:{port}"}).status_code == 200


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://localhost"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_another_sites_page_changes_nothing(path: str, headers: dict[str, str], workspace: Workspace) -> None:
    files = {"files": ("x.txt", b"x")}
    response = httpx.post(workspace.url + path, headers=headers, files=files)
    assert (response.status_code, response.text) == (403, NOT_OURS)


def test_our_own_page_is_let_in(workspace: Workspace) -> None:
    headers = {"origin": workspace.url, "sec-fetch-site": "same-origin"}
    response = httpx.post(workspace.url + "/anything", headers=headers)
    assert response.status_code in (404, 405)


@pytest.mark.parametrize("lacking", ["allowed_hosts", "trusted_proxies", "proxy_user_header"])
def test_other_machines_are_not_let_in_without_sign_in(lacking: str) -> None:
    whole = {
        "allowed_hosts": "senrei.example",
        "trusted_proxies": "10.0.0.5",
        "proxy_user_header": "X-Remote-User",
    }
    settings = Settings(_env_file=None, host="0.0.0.0", **(whole | {lacking: ""}))
    with pytest.raises(SettingsError, match="SENREI_TRUSTED_PROXIES"):
        rules_of(settings, 7860)
    assert rules_of(Settings(_env_file=None, host="0.0.0.0", **whole), 7860).hosts == {"senrei.example"}


def test_an_address_that_is_none_is_named() -> None:
    settings = Settings(
        _env_file=None, host="0.0.0.0", allowed_hosts="a", trusted_proxies="proxy", proxy_user_header="X-User"
    )
    with pytest.raises(SettingsError, match="SENREI_TRUSTED_PROXIES を読み取れません"):
        rules_of(settings, 7860)


@pytest.mark.parametrize(
    ("client", "user", "let_in"),
    [
        ("10.0.0.5", "yamada", True),
        ("192.168.1.77", "yamada", True),
        ("10.0.0.6", "yamada", False),
        ("10.0.0.5", "", False),
        ("10.0.0.5", " ", False),
    ],
)
def test_behind_a_proxy_only_its_users_are_let_in(client: str, user: str, let_in: bool) -> None:
    settings = Settings(
        _env_file=None,
        host="0.0.0.0",
        allowed_hosts="senrei.example, senrei.example:8443",
        trusted_proxies="10.0.0.5, 192.168.1.0/24",
        proxy_user_header="X-Remote-User",
    )
    scope = {"type": "http", "method": "GET", "client": (client, 5000)}
    headers = Headers({"host": "senrei.example", "x-remote-user": user})
    found = refusal(rules_of(settings, 7860), scope, headers)
    assert found == (None if let_in else (401, UNKNOWN))


def test_the_pages_open_behind_a_proxy(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,
        data=tmp_path,
        host="0.0.0.0",
        port=0,
        allowed_hosts="senrei.example",
        trusted_proxies="127.0.0.1",
        proxy_user_header="X-Remote-User",
    )
    workspace, pages = serve(FakeCorpus(minutes(), report()), settings)
    try:
        told = {"host": "senrei.example", "x-remote-user": "yamada"}
        address = f"http://127.0.0.1:{workspace.url.rsplit(':', 1)[1]}"
        assert httpx.get(address, headers=told).status_code == 200
        assert httpx.get(address, headers={"host": "senrei.example"}).status_code == 401
        assert httpx.get(address, headers=told | {"host": "evil.example"}).status_code == 421
    finally:
        pages.close(verbose=False)


def test_a_socket_of_another_site_is_turned_away() -> None:
    rules = Rules(frozenset({"localhost:7860"}))
    headers = Headers({"host": "localhost:7860", "origin": "https://evil.example"})
    assert refusal(rules, {"type": "websocket"}, headers) == (403, NOT_OURS)
