"""The page 要確認, in a real browser: the list of what is in doubt, judged with one key each."""

import re
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import LocatorAssertions, Page, expect

from corpus.model import Document, Outcome, Span
from corpus.register import Opinion, wording_of
from corpus.settings import Settings
from tests.browser.conftest import Windows, Workspace, serve
from tests.browser.fakes import FakeCorpus, minutes, report
from tests.browser.steps import keep_screenshot
from tests.browser.test_accessible import violations

pytestmark = pytest.mark.browser
MINUTES, REPORT = "架空市/第3回.txt", "見本市/答申第5号.txt"


def doubtful() -> tuple[Document, Document]:
    first, second = minutes().cases
    one = replace(
        minutes(),
        cases=(
            replace(first, unsure=("outcome",), confidence={"outcome": 0.41}),
            replace(second, unsure=("department", "outcome"), confidence={"outcome": 0.62}),
        ),
    )
    other = report()
    return one, replace(other, header=replace(other.header, unsure=("cases",), confidence={"cases": 0.3}))


@pytest.fixture
def held(closing: ExitStack, tmp_path: Path) -> Workspace:
    made, pages = serve(FakeCorpus(*doubtful()), Settings(data=tmp_path, port=0))
    closing.callback(pages.close, verbose=False)
    return made


def open_review(page: Page, workspace: Workspace, author: str = "総務課 例示") -> None:
    page.goto(f"{workspace.url}/review")
    page.locator("#doubt .doubt").wait_for()
    page.get_by_label("確認した人").fill(author)
    page.get_by_label("確認した人").press("Escape")


def value(page: Page) -> LocatorAssertions:
    return expect(page.locator("#doubt h2"))


def case(page: Page) -> LocatorAssertions:
    return expect(page.locator(".doubt-case"))


def test_the_most_consequential_is_asked_first_with_its_evidence(page: Page, held: Workspace) -> None:
    open_review(page, held)
    value(page).to_contain_text("案件の区切り")
    expect(page.locator(".numbered .begins")).to_have_count(1)
    page.keyboard.press("y")
    value(page).to_contain_text("結論")
    expect(page.locator(".excerpt mark")).to_have_text(
        "本件は、提供する項目と消去の手順を整理した資料を求めたうえで、再審議とします。"
    )
    expect(page.locator(".doubt-value")).to_contain_text("41%")
    expect(page.locator(".queue li")).to_have_count(2)
    expect(page.get_by_label("結論の文")).to_have_value(
        "本件は、提供する項目と消去の手順を整理した資料を求めたうえで、再審議とします。"
    )
    keep_screenshot(page, "review")


def test_what_a_second_reader_reads_otherwise_is_shown_and_changes_nothing(page: Page, held: Workspace) -> None:
    document = held.corpus.document(MINUTES)
    case, sentence = document.cases[0], "当初は該当しないと整理しましたが"
    at = document.text.index(sentence)
    held.corpus.said.append(
        Opinion(
            MINUTES, "outcome", "再審議", False, "ollama:例示", datetime(2026, 11, 30, tzinfo=UTC),
            wording_of(document.text), 0, case.span, "継続審議", (Span(at, at + len(sentence)),),
        )
    )  # fmt: skip
    open_review(page, held)
    page.keyboard.press("l")
    suggestion = page.get_by_role("region", name="別の読み")
    for part in ("継続審議", "ollama:例示", sentence):
        expect(suggestion).to_contain_text(part)
    expect(page.get_by_label("正しい値")).to_have_value("再審議")
    assert violations(page) == []


def test_each_value_is_judged_with_one_key(page: Page, held: Workspace) -> None:
    open_review(page, held)
    page.keyboard.press("l")
    case(page).to_contain_text("配食事業者")
    page.keyboard.press("e")
    expect(page.get_by_label("正しい値")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("継続審議")
    page.keyboard.press("Control+Enter")
    case(page).to_contain_text("図書館システム")
    page.keyboard.press("Enter")
    value(page).to_contain_text("所管")
    page.keyboard.press("y")
    value(page).to_contain_text("案件の区切り")
    page.keyboard.press("y")
    expect(page.locator("#doubt")).to_contain_text("要確認の値はありません")
    assert [(name, field, case) for name, field, _, _, case in held.corpus.corrected] == [
        (MINUTES, "outcome", 0),
        (MINUTES, "outcome", 1),
        (MINUTES, "department", 1),
        (REPORT, "cases", None),
    ]
    assert {author for *_, author, _ in held.corpus.corrected} == {"総務課 例示"}
    document = held.corpus.document(MINUTES)
    assert [case.outcome for case in document.cases] == [Outcome.CONTINUED, Outcome.APPROVED_WITH_CONDITIONS]
    assert [case.unsure for case in document.cases] == [(), ()]
    page.keyboard.press("u")
    value(page).to_contain_text("案件の区切り")


def test_what_is_typed_into_a_field_is_no_key(page: Page, held: Workspace) -> None:
    open_review(page, held, author="")
    page.get_by_label("確認した人").press_sequentially("yle")
    expect(page.get_by_label("確認した人")).to_have_value("yle")
    value(page).to_contain_text("案件の区切り")
    assert held.corpus.corrected == []


def test_a_quote_that_the_document_does_not_hold_is_refused(page: Page, held: Workspace) -> None:
    open_review(page, held)
    page.keyboard.press("l")
    case(page).to_contain_text("配食事業者")
    page.get_by_label("結論の文").fill("そのような文はない。")
    page.get_by_role("button", name="これが正しい").click()
    expect(page.get_by_text("は文書にありません")).to_be_visible()
    page.get_by_label("結論の文").fill(
        "当初は該当しないと整理しましたが、ご指摘のとおり病状を含むため該当すると訂正します。"
    )
    page.get_by_role("button", name="これが正しい").click()
    case(page).to_contain_text("図書館システム")
    span = held.corpus.document(MINUTES).cases[0].outcome_span
    assert span is not None
    assert span.of(held.corpus.text(MINUTES)).startswith("当初は")


def test_nobody_judges_without_a_name(page: Page, held: Workspace) -> None:
    open_review(page, held, author="")
    page.keyboard.press("y")
    expect(page.get_by_text("確認した人の名前を入力してください。")).to_be_visible()
    assert held.corpus.corrected == []


def test_another_value_is_picked_from_the_list(page: Page, held: Workspace) -> None:
    open_review(page, held)
    page.locator("#queue").get_by_role("button", name="所管").click()
    value(page).to_contain_text("所管")
    page.get_by_role("button", name="原文を開く").click()
    expect(page.locator("#paper .paper")).to_contain_text("図書館システムのクラウド化について")


def test_a_value_in_doubt_says_so_wherever_it_is_shown(page: Page, held: Workspace) -> None:
    page.goto(f"{held.url}/cases")
    row = page.locator(".ledger tbody tr", has_text="図書館システム")
    expect(row.locator(".col-outcome")).to_contain_text("要確認")
    expect(row.locator(".col-articles")).not_to_contain_text("要確認")
    expect(page.locator(".ledger tbody tr", has_text="健康管理").locator(".col-title")).to_contain_text(
        "要確認"
    )
    page.get_by_role("button", name="図書館システムのクラウド化について").click()
    expect(page.locator("#paper .paper-where")).to_contain_text("要確認")
    page.goto(f"{held.url}/library")
    expect(page.locator(".holdings tbody tr", has_text="架空市個人")).to_contain_text(
        re.compile(r"要確認\S* 3")
    )
    page.get_by_role("button", name="架空市個人情報保護審議会 第3回").click()
    expect(page.locator("#paper .read-cases li").nth(1)).to_contain_text(re.compile(r"図書館\s*要確認"))
    expect(page.locator("#paper .facts")).not_to_contain_text("要確認")


def test_what_a_correction_would_change_elsewhere_is_shown_and_asked(page: Page, held: Workspace) -> None:
    open_review(page, held)
    expect(page.locator("#reread .reread")).to_have_count(0)
    page.keyboard.press("y")
    case(page).to_contain_text("配食事業者")
    page.get_by_role("button", name="何が変わるかを見る").click()
    changes = page.get_by_role("region", name="変わる値")
    for part in ("架空市/第4回.txt", "名簿の提供について", "結論", "承認", "了承"):
        expect(changes).to_contain_text(part)
    expect(page.locator("#reread")).to_contain_text("見本市情報公開・個人情報保護審査会")
    assert violations(page) == []
    page.get_by_role("button", name="やめる").click()
    expect(page.locator("#reread .reread")).to_have_count(0)
    assert held.rereading.accepted == []
    page.keyboard.press("y")
    case(page).to_contain_text("図書館システム")
    page.get_by_role("button", name="何が変わるかを見る").click()
    keep_screenshot(page, "reread")
    page.get_by_role("button", name="この読み取りに改める").click()
    expect(page.get_by_text("1件の資料を改めました。")).to_be_visible()
    assert [each.council for each in held.rereading.accepted] == ["架空市個人情報保護審議会"]
    expect(page.locator("#reread .reread")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(windows: Windows, held: Workspace, scheme: str) -> None:
    page = windows.open(scheme=scheme, width=1280)
    open_review(page, held)
    assert violations(page) == []
    page.keyboard.press("l")
    case(page).to_contain_text("配食事業者")
    assert violations(page) == []
