"""What all pages share: navigation, language, theme, security headers, the way past the head."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Workspace
from tests.browser.steps import ask

pytestmark = pytest.mark.browser


def test_the_navigation_leads_to_all_pages(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    pages = {
        "先例一覧": "/cases",
        "類似・起案": "/drafts",
        "資料": "/library",
        "要確認": "/review",
        "相談": "/",
    }
    for name, path in pages.items():
        page.get_by_role("navigation", name="画面").get_by_role("link", name=name).click()
        expect(page.locator("nav a[aria-current='page'] .ja")).to_have_text(name)
        assert page.url.removeprefix(workspace.url).split("?")[0] == path


def test_labels_are_japanese_until_the_reader_chooses_english(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    expect(page.get_by_role("button", name="質問する")).to_be_visible()
    page.get_by_role("button", name="English / 日本語").click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Cases")).to_be_visible()
    page.get_by_role("button", name="English / 日本語").click()
    expect(page.get_by_role("button", name="質問する")).to_be_visible()


def test_the_dark_screen_stays_dark_on_the_next_page(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    page.get_by_role("button", name="明るい画面・暗い画面の切り替え").click()
    page.goto(f"{workspace.url}/cases")
    page.locator("table.ledger").wait_for()
    assert page.evaluate("document.body.classList.contains('dark')")


def test_the_first_tab_leads_past_the_head(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/cases")
    page.locator("table.ledger").wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="本文へ")).to_be_focused()


def test_the_server_itself_reaches_nothing_elsewhere(
    page: Page, workspace: Workspace, reached: list[str]
) -> None:
    page.goto(workspace.url)
    ask(page, "配食事業の案件はどうなりましたか。")
    httpx.get(workspace.url)
    assert "127.0.0.1" in reached
    assert set(reached) <= {"127.0.0.1", "::1", "localhost"}


def test_every_response_forbids_what_lies_elsewhere(workspace: Workspace) -> None:
    for path in ("/", "/cases", "/original?name=x", "/nothing"):
        policy = httpx.get(workspace.url + path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


def test_an_unknown_original_is_refused_with_a_sentence(workspace: Workspace) -> None:
    response = httpx.get(workspace.url + "/original", params={"name": "../../etc/passwd"})
    assert response.status_code == 404
    assert "保管されていません" in response.text


def test_an_original_is_never_rendered(workspace: Workspace) -> None:
    response = httpx.get(workspace.url + "/original", params={"name": "架空市/第3回.txt"})
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["x-content-type-options"] == "nosniff"
