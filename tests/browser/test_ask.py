"""The page 相談, in a real browser over invented documents."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows, Workspace
from tests.browser.fakes import minutes
from tests.browser.steps import ask, in_view, open_source

pytestmark = pytest.mark.browser

QUESTION = "配食事業の案件で、安否の記録はどう扱われましたか。"


def test_every_kind_of_user_finds_an_example_that_can_be_asked(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    expect(page.locator(".examples section")).to_have_count(3)
    example = page.locator(".example").first
    text = example.inner_text()
    example.click()
    expect(page.locator(".asked")).to_contain_text(text)
    expect(page.locator("#cards .card")).to_have_count(5)


def test_a_card_says_who_said_what_where(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    card = page.get_by_role("article", name="出典2")
    for part in (
        "架空市",
        "第3回",
        "令和3年10月7日",
        "配食事業者への利用者情報の外部提供について",
        "甲田委員",
        "委員",
        "1ページ",
    ):
        expect(card).to_contain_text(part)
    expect(card.locator("blockquote")).to_contain_text("安否の記録には病状が含まれ")
    expect(card).to_contain_text("原文と一致")


def test_markers_and_cards_point_at_each_other(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    page.locator("#talk .marker", has_text="5").click()
    card = page.get_by_role("article", name="出典5")
    expect(card).to_be_focused()
    expect(card).to_have_class(re.compile("chosen"))
    card.get_by_role("button", name="回答の中の[5]へ戻る").click()
    expect(page.locator("#talk .marker", has_text="5")).to_be_focused()


def test_opening_a_card_marks_the_quote_in_view_beside_the_chat(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    open_source(page, 5)
    mark = page.locator("#paper mark.current")
    expect(mark).to_have_text("ただし、閲覧記録を毎年本審議会に報告することを条件とします。")
    expect(page.locator("#talk .answer")).to_be_visible()
    assert in_view(page, "#paper mark.current")
    expect(page.locator("#paper .paper-where")).to_contain_text("図書館システムのクラウド化について")
    expect(page.locator("#paper .paper-where")).to_contain_text("2ページ")
    expect(page.locator("#paper .stretch.here")).to_contain_text("ただし、閲覧記録を毎年")


def test_the_reader_steps_through_the_citations_and_back_to_the_list(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    open_source(page, 1)
    expect(page.get_by_role("button", name="前の出典")).to_be_disabled()
    page.get_by_role("button", name="次の出典").click()
    expect(page.locator("#paper mark.current")).to_contain_text("安否の記録には病状が含まれ")
    page.keyboard.press("Escape")
    expect(page.get_by_role("article", name="出典2")).to_be_focused()


def test_the_whole_text_of_the_document_is_shown(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    open_source(page, 1)
    page.locator("#paper :is(sup, .role)").evaluate_all("notes => notes.forEach(note => note.remove())")
    shown = page.locator("#paper :is(.speaker, .words)").all_text_contents()
    document = workspace.corpus.document("架空市/第3回.txt")
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", document.text)


def test_the_original_file_is_saved_and_not_shown(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    open_source(page, 1)
    with page.expect_download() as started:
        page.get_by_role("link", name="原本を保存").click()
    assert started.value.suggested_filename == "第3回.txt"
    assert started.value.path().read_bytes() == workspace.corpus.original("架空市/第3回.txt")


def test_nothing_in_a_document_becomes_markup(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    open_source(page, 4)
    expect(page.locator("#paper mark.current")).to_contain_text("<img src=")
    assert page.locator("#talk img, #cards img, #paper img, #talk a, #cards a").count() == 0
    assert page.title() != "owned"


def test_an_answer_that_is_none_shows_the_nearest_passages_and_why_not(
    page: Page, workspace: Workspace
) -> None:
    page.goto(workspace.url)
    ask(page, "宇宙での個人情報の扱いは？")
    expect(page.locator("#talk .unanswered")).to_contain_text("該当する先例は見つかりませんでした")
    expect(page.locator("#cards h2")).to_contain_text("近い箇所")
    expect(page.locator("#cards .card-why")).to_have_text("別の論点です。")


def test_filters_stay_visible_as_chips_and_reach_the_question(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    page.get_by_role("button", name="絞り込み").click()
    page.get_by_label("自治体").click()
    page.get_by_role("option", name="架空市").click()
    page.get_by_label("年度（から）").click()
    page.get_by_role("option", name="令和3年度（2021）").click()
    expect(page.locator("#chips li")).to_have_count(2)
    ask(page, QUESTION)
    filters = workspace.assistant.asked[-1][2]
    assert filters.municipalities == ("架空市",)
    assert filters.since is not None
    assert filters.since.isoformat() == "2021-04-01"
    expect(page.locator(".asked .limits")).to_contain_text("架空市")
    page.get_by_role("button", name="絞り込み「架空市」を外す").click()
    expect(page.locator("#chips li")).to_have_count(1)


def test_a_follow_up_carries_the_conversation(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    ask(page, "その条件は？")
    expect(page.locator(".answered")).to_have_count(2)
    assert [message.role for message in workspace.assistant.asked[-1][1]] == ["user", "assistant"]
    page.locator(".answered[data-turn='0'] .marker").first.click()
    expect(page.locator("#cards .cards[data-turn='0']")).to_be_visible()
    expect(page.locator("#cards .cards[data-turn='1']")).to_be_hidden()


def test_a_conversation_is_resumed_by_its_link_named_found_and_deleted(
    page: Page, workspace: Workspace
) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    page.wait_for_url("**/?c=*")
    link = page.url
    page.get_by_role("button", name="新しい相談").click()
    expect(page.locator(".welcome")).to_be_visible()
    page.goto(link)
    expect(page.locator(".asked")).to_contain_text(QUESTION)

    page.get_by_role("button", name="これまでの相談").click()
    page.once("dialog", lambda dialog: dialog.accept("配食の相談"))
    page.get_by_role("button", name="名前を変える").click()
    expect(page.locator(".shelf-name")).to_have_text("配食の相談")
    page.get_by_label("相談を検索").fill("図書館の予算")
    expect(page.locator("#shelved")).to_contain_text("この言葉を含む相談はありません")
    page.get_by_label("相談を検索").fill("配食")
    expect(page.locator(".shelf-name")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="消す").click()
    expect(page.locator(".shelf-name")).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()


def test_an_answer_is_copied_with_its_formal_citations(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    page.get_by_role("button", name="出典つきでコピー").click()
    expect(page.locator("#talk button.done")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[2] 「安否の記録には病状が含まれ" in copied
    assert "（第3回架空市個人情報保護審議会会議録（令和3年10月7日）甲田委員発言）" in copied
    assert "**" not in copied


@pytest.mark.parametrize(("name", "suffix", "begins"), [("Word", "docx", b"PK"), ("Markdown", "md", b"# ")])
def test_an_answer_is_exported(page: Page, workspace: Workspace, name: str, suffix: str, begins: bytes) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    with page.expect_download() as started:
        page.locator("#talk .tools").get_by_role("button", name=name).click()
    assert started.value.suggested_filename.endswith(f".{suffix}")
    assert started.value.path().read_bytes().startswith(begins)


def test_thumb_and_note_stay_with_the_answer(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    page.get_by_role("button", name="役に立った").click()
    page.once("dialog", lambda dialog: dialog.accept("答申案で使う"))
    page.get_by_role("button", name="メモ").click()
    expect(page.locator("#talk .note")).to_contain_text("答申案で使う")
    page.wait_for_url("**/?c=*")
    page.reload()
    expect(page.get_by_role("button", name="役に立った")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#talk .note")).to_contain_text("答申案で使う")


def test_a_question_can_be_stopped(page: Page, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace.assistant, "stages", ("検索の言葉を考えています", "候補の記述を読んでいます"))
    monkeypatch.setattr(workspace.assistant, "delay_s", 5.0)
    monkeypatch.setattr(workspace.assistant, "cancelled", 0)
    page.goto(workspace.url)
    page.locator(".welcome").wait_for()
    page.get_by_label("質問", exact=True).fill(QUESTION)
    page.get_by_role("button", name="質問する").click()
    expect(page.locator(".waiting")).to_contain_text("検索の言葉を考えています")
    page.get_by_role("button", name="中止").click()
    expect(page.locator("#talk").get_by_role("alert")).to_contain_text("中止しました")
    expect(page.get_by_role("button", name="質問する")).to_be_visible()
    expect(page.get_by_label("質問", exact=True)).to_have_value(QUESTION)
    assert workspace.assistant.cancelled == 1


def test_what_nobody_foresaw_is_told_and_the_question_is_not_lost(
    page: Page, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(workspace.assistant, "stream", broken)
    page.goto(workspace.url)
    page.locator(".welcome").wait_for()
    page.get_by_label("質問", exact=True).fill(QUESTION)
    page.get_by_role("button", name="質問する").click()
    expect(page.locator("#talk").get_by_role("alert")).to_contain_text("思わぬ誤りで答えられませんでした")
    expect(page.get_by_text("もう一度お試しください。続くときは")).to_be_visible()
    expect(page.get_by_label("質問", exact=True)).to_have_value(QUESTION)


def test_the_enter_that_ends_a_conversion_does_not_send(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    box = page.get_by_label("質問", exact=True)
    box.fill("しんぎかい")
    before = len(workspace.assistant.asked)
    box.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(page.locator(".welcome")).to_be_visible()
    assert len(workspace.assistant.asked) == before


def test_an_empty_question_is_answered_with_a_hint(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    page.get_by_role("button", name="質問する").click()
    expect(page.get_by_text("質問を入力してから")).to_be_visible()


def test_a_removed_document_behind_an_old_citation_says_so(page: Page, bare: Workspace) -> None:
    document = minutes()
    bare.corpus.put(document, b"")
    page.goto(bare.url)
    ask(page, QUESTION)
    bare.corpus.remove(document.header.name)
    page.get_by_role("article", name="出典2").get_by_role("button", name="原文を開く").click()
    expect(page.locator("#paper")).to_contain_text("この文書は、いまは保管されていません")
    expect(page.locator("#paper blockquote")).to_contain_text("安否の記録には病状が含まれ")


def test_an_empty_corpus_leads_to_the_library(page: Page, bare: Workspace) -> None:
    page.goto(bare.url)
    expect(page.locator(".welcome")).to_contain_text("資料がまだありません")
    expect(page.get_by_role("link", name="資料を取り込む")).to_be_visible()


def test_on_a_phone_the_sources_slide_over_the_talk(windows: Windows, workspace: Workspace) -> None:
    page = windows.open(390, 844)
    page.goto(workspace.url)
    ask(page, QUESTION)
    expect(page.locator("#cards .card").first).to_be_hidden()
    page.locator("#talk .marker").first.click()
    expect(page.get_by_role("article", name="出典1")).to_be_visible()
    open_source(page, 1)
    assert in_view(page, "#paper mark.current")
    page.get_by_role("button", name="出典一覧").click()
    page.get_by_role("button", name="出典を閉じる").click()
    expect(page.locator("#cards .card").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_alone_asks_and_opens_a_source(page: Page, workspace: Workspace) -> None:
    page.goto(workspace.url)
    expect(page.get_by_label("質問", exact=True)).to_be_focused()
    page.keyboard.type("配食")
    page.keyboard.press("Enter")
    page.locator("#talk .marker").first.wait_for()
    page.locator("#talk .marker").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="出典1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("article", name="出典1").get_by_role("button", name="原文を開く")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#paper mark.current").wait_for()


def test_a_constraint_that_was_read_out_of_the_question_can_be_taken_away(
    page: Page, workspace: Workspace
) -> None:
    page.goto(workspace.url)
    ask(page, QUESTION)
    chips = page.locator("#talk .chips li")
    expect(chips).to_have_text(re.compile("架空市"))
    page.get_by_role("button", name="条件「架空市」を外して質問し直す").click()
    expect(page.locator(".asked")).to_have_count(2)
    expect(chips).to_have_count(1)
    assert workspace.assistant.without == ("municipality:架空市",)
