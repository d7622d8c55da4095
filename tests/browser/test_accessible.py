"""Contrast, labels and landmarks of every page, as axe-core sees them, in the light and in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Windows, Workspace
from tests.browser.steps import ask, open_source

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    """What axe-core objects to, each with the elements it means."""
    page.wait_for_timeout(300)
    found = Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}" for item in found for node in item["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestEveryPage:
    def test_ask(self, windows: Windows, workspace: Workspace, scheme: str) -> None:
        page = windows.open(scheme=scheme, width=1280)
        page.goto(workspace.url)
        page.locator(".welcome").wait_for()
        assert violations(page) == []
        page.get_by_role("button", name="絞り込み").click()
        ask(page, "配食事業の案件はどうなりましたか。")
        assert violations(page) == []
        open_source(page, 2)
        assert violations(page) == []
        page.get_by_role("button", name="これまでの相談").click()
        page.locator(".shelf-name").wait_for()
        assert violations(page) == []

    def test_cases(self, windows: Windows, workspace: Workspace, scheme: str) -> None:
        page = windows.open(scheme=scheme, width=1280)
        page.goto(f"{workspace.url}/cases")
        page.locator("table.ledger").wait_for()
        for number in (0, 1):
            page.locator(".ledger input").nth(number).click()
            page.locator("tr.chosen").nth(number).wait_for()
        page.get_by_role("button", name="選んだ案件を比べる").click()
        page.locator(".comparison").wait_for()
        page.locator(".row-title").first.click()
        page.locator("#paper mark.current").wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_role("tab", name="経過").click()
        page.locator(".council").first.wait_for()
        assert violations(page) == []
        page.get_by_role("tab", name="集計").click()
        page.locator(".vega-embed svg").first.wait_for()
        assert violations(page) == []

    def test_drafts(self, windows: Windows, workspace: Workspace, scheme: str) -> None:
        page = windows.open(scheme=scheme, width=1280)
        page.goto(f"{workspace.url}/drafts")
        page.get_by_label("予定している案件の説明").fill("見守りの配食で、条例第12条第2項の情報を提供する。")
        page.get_by_role("button", name="似た先例を探す").click()
        page.locator(".similar-list").wait_for()
        assert violations(page) == []

    def test_library(self, windows: Windows, workspace: Workspace, scheme: str) -> None:
        page = windows.open(scheme=scheme, width=1280)
        page.goto(f"{workspace.url}/library")
        page.locator("table.holdings").wait_for()
        page.locator(".row-title").first.click()
        page.locator("#paper .facts").wait_for()
        page.get_by_role("button", name="読み取りの誤りを訂正する").click()
        page.get_by_role("button", name="この資料を外す").click()
        page.locator("#remove-question .notice").wait_for()
        assert violations(page) == []
