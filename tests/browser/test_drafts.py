"""The page 類似・起案, in a real browser over invented documents."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Workspace

pytestmark = pytest.mark.browser

PLAN = "見守りを兼ねた配食で、安否の記録を事業者に提供する。条例第12条第2項の情報を含む。"


def test_near_cases_say_what_is_common_and_in_which_words_they_ended(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/drafts")
    page.get_by_label("予定している案件の説明").fill(PLAN)
    page.get_by_role("button", name="似た先例を探す").click()
    card = page.locator(".similar-list .card", has_text="配食事業者への利用者情報の外部提供について")
    expect(card.locator(".facts")).to_contain_text("安否")
    expect(card.locator(".facts")).to_contain_text("再審議とします")
    library = page.locator(".similar-list .card", has_text="図書館システム")
    expect(library).to_contain_text("甲田委員 「委託先での閲覧記録はどれだけの期間残りますか。」")
    expect(library).to_contain_text("閲覧記録を毎年本審議会に報告することを条件とします。")
    card.get_by_role("button", name="配食事業者への").click()
    expect(page.locator("#paper mark.current")).to_contain_text("再審議とします")


@pytest.mark.parametrize("kind", ["諮問書", "答申案", "想定問答"])
def test_a_draft_is_shown_and_saved(page: Page, workspace: Workspace, kind: str) -> None:
    page.goto(f"{workspace.url}/drafts")
    page.get_by_label("予定している案件の説明").fill(PLAN)
    page.get_by_role("button", name="似た先例を探す").click()
    page.get_by_role("button", name=kind, exact=True).click()
    expect(page.locator("#paper .drafted")).to_contain_text("要確認")
    expect(page.locator("#paper .drafted")).to_contain_text("出典")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Wordで保存").click()
    assert saving.value.suggested_filename == f"{kind}.docx"
    assert Path(saving.value.path()).read_bytes().startswith(b"PK")


def test_a_file_describes_the_case_as_well(page: Page, workspace: Workspace, tmp_path: Path) -> None:
    plan = tmp_path / "諮問の下書き.txt"
    plan.write_text(PLAN, encoding="utf-8")
    page.goto(f"{workspace.url}/drafts")
    page.locator("input[type=file]").set_input_files(str(plan))
    expect(page.get_by_label("予定している案件の説明")).to_have_value(PLAN)
    expect(page.locator(".similar-list .card").first).to_be_visible()


def test_a_file_that_cannot_be_read_says_what_to_do(page: Page, workspace: Workspace, tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.txt"
    broken.write_bytes(b"\xff\xfe\xfa")
    page.goto(f"{workspace.url}/drafts")
    page.locator("input[type=file]").set_input_files(str(broken))
    expect(page.get_by_text("別の形式で保存し直してください。")).to_be_visible()


def test_an_empty_description_is_asked_for(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/drafts")
    page.get_by_role("button", name="似た先例を探す").click()
    expect(page.get_by_text("案件の説明を入力するか、文書を読み込んでください。")).to_be_visible()
