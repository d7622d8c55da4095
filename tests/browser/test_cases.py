"""The page 先例一覧, in a real browser over invented documents."""

import csv
import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows, Workspace

pytestmark = pytest.mark.browser


def open_cases(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/cases")
    page.locator("table.ledger").wait_for()


def titles(page: Page) -> list[str]:
    return page.locator(".ledger .row-title").all_text_contents()


def test_every_case_is_listed_with_what_was_decided(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    expect(page.locator(".found")).to_contain_text("3件")
    row = page.locator(".ledger tbody tr", has_text="図書館システムのクラウド化について")
    for part in ("架空市", "令和3年10月7日", "条件付き承認", "条件 1", "字"):
        expect(row).to_contain_text(part)


def test_a_column_sorts_up_and_down(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    button = page.locator(".ledger thead").get_by_role("button", name="審議の長さ")
    button.click()
    expect(page.locator("th.col-length")).to_have_attribute("aria-sort", "ascending")
    upwards = titles(page)
    button.click()
    expect(page.locator("th.col-length")).to_have_attribute("aria-sort", "descending")
    assert titles(page) == upwards[::-1]


def test_words_and_filters_narrow_the_list(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    page.get_by_label("案件名・本文を検索").fill("専用線")
    expect(page.locator(".found")).to_contain_text("1件")
    assert titles(page) == ["図書館システムのクラウド化について"]
    page.get_by_label("案件名・本文を検索").fill("")
    expect(page.locator(".found")).to_contain_text("3件")
    page.get_by_label("結果", exact=True).click()
    page.get_by_role("option", name="再審議").click()
    expect(page.locator(".found")).to_contain_text("1件")
    assert titles(page) == ["配食事業者への利用者情報の外部提供について"]


def test_what_matches_nothing_says_so(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    page.get_by_label("案件名・本文を検索").fill("存在しない言葉")
    expect(page.locator(".hollow-title", has_text="条件に合う案件はありません")).to_be_visible()


def test_chosen_cases_stand_side_by_side_with_their_differences_marked(
    page: Page, workspace: Workspace
) -> None:
    open_cases(page, workspace)
    compare = page.get_by_role("button", name="選んだ案件を比べる")
    expect(compare).to_be_disabled()
    for title in ("配食事業者への", "図書館システムの"):
        page.locator("tr", has_text=title).get_by_role("checkbox").click()
        expect(page.locator("tr.chosen", has_text=title)).to_be_visible()
    compare.click()
    table = page.locator(".comparison table")
    expect(table.locator("tr.differs", has_text="結果の文")).to_contain_text("本件は全員一致で承認します。")
    expect(table.locator("tr:not(.differs)", has_text="審議会")).to_contain_text("架空市個人情報保護審議会")
    page.get_by_role("button", name="比較を閉じる").click()
    expect(table).to_be_hidden()
    page.get_by_role("button", name="選択を解除").click()
    expect(page.locator("tr.chosen")).to_have_count(0)
    assert page.locator(".ledger input:checked").count() == 0


def test_a_case_opens_beside_the_list_at_its_outcome(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    page.get_by_role("button", name="図書館システムのクラウド化について").click()
    expect(page.locator("#paper mark.current")).to_have_text("本件は全員一致で承認します。")
    expect(page.locator(".ledger")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#paper")).to_be_hidden()
    expect(page.get_by_role("button", name="図書館システムのクラウド化について")).to_be_focused()


def test_time_shows_councils_and_what_went_on_over_several_meetings(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    page.get_by_role("tab", name="経過").click()
    council = page.locator(".council", has_text="架空市個人情報保護審議会")
    expect(council).to_contain_text("令和3年10月7日")
    expect(council).to_contain_text("再審議")


def test_figures_are_drawn_and_told(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    page.get_by_role("tab", name="集計").click()
    page.locator(".vega-embed svg").first.wait_for()
    years = page.get_by_role("region", name="年度ごとの結果の表")
    expect(years).to_contain_text("2021")
    expect(years).to_contain_text("条件付き承認")


def test_the_list_is_saved_as_csv_and_excel(page: Page, workspace: Workspace) -> None:
    open_cases(page, workspace)
    with page.expect_download() as started:
        page.get_by_role("button", name="CSVで保存").click()
    lines = list(csv.DictReader(io.StringIO(started.value.path().read_text(encoding="utf-8-sig"))))
    assert [line["結果"] for line in lines] == ["再審議", "条件付き承認", "承認"]
    assert "閲覧記録を毎年本審議会に報告する" in lines[1]["条件・要望・求め"]
    with page.expect_download() as started:
        page.get_by_role("button", name="Excelで保存").click()
    sheet = load_workbook(io.BytesIO(started.value.path().read_bytes())).active
    assert sheet is not None
    assert sheet.max_row == 4


def test_an_empty_corpus_leads_to_the_library(page: Page, bare: Workspace) -> None:
    page.goto(f"{bare.url}/cases")
    expect(page.locator("#ledger")).to_contain_text("案件がまだありません")


def test_on_a_phone_rows_are_cards(windows: Windows, workspace: Workspace) -> None:
    page = windows.open(390, 844)
    open_cases(page, workspace)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="図書館システムのクラウド化について").click()
    expect(page.locator("#paper mark.current")).to_be_visible()
