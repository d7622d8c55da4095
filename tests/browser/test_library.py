"""The page 資料, in a real browser: taking in, checking, setting right, taking out."""

from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Page, expect

from corpus.model import Document
from corpus.store import Vectorless
from tests.browser.conftest import Workspace
from tests.browser.fakes import minutes

pytestmark = pytest.mark.browser

SETTLED_MS = 500
"""Until a finished event's last message is in: Gradio's client applies it to whatever the same handler sends next."""


def open_library(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/library")
    page.locator("#holdings :is(table, .hollow)").first.wait_for()


def upload(page: Page, files: list[Path]) -> None:
    page.locator("#files input[type=file]").set_input_files([str(file) for file in files])
    for file in files:
        page.locator("#files", has_text=file.stem).wait_for()
    page.get_by_role("button", name="取り込む", exact=True).click()


def written(folder: Path, name: str, text: str = "見守りカメラの設置について\n適当である。") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_held_is_counted_and_listed(page: Page, workspace: Workspace) -> None:
    open_library(page, workspace)
    expect(page.locator(".held")).to_contain_text("2件の資料")
    page.get_by_text("自治体・年度ごとの件数").click()
    expect(page.get_by_role("region", name="自治体・年度ごとの件数")).to_contain_text("2021年度")
    page.get_by_label("資料を検索").fill("見本市")
    expect(page.locator(".holdings tbody tr")).to_have_count(1)


def test_what_was_read_out_is_shown_for_checking(page: Page, workspace: Workspace) -> None:
    open_library(page, workspace)
    page.get_by_role("button", name="架空市個人情報保護審議会 第3回").click()
    facts = page.locator("#paper .facts")
    for part in ("架空市", "第3回", "令和3年10月7日", "実施機関 4"):
        expect(facts).to_contain_text(part)
    expect(page.locator("#paper .read-cases li")).to_have_count(2)
    expect(page.locator("#paper")).to_contain_text("議事録の日付に曜日の誤りがあります")


def test_many_files_go_in_and_bad_ones_are_explained(page: Page, bare: Workspace, tmp_path: Path) -> None:
    good = [written(tmp_path, f"答申{number}.txt") for number in range(27)]
    bad = [tmp_path / f"壊れた{number}.txt" for number in range(3)]
    for path in bad:
        path.write_bytes(b"\xff\xfe\xfa")
    open_library(page, bare)
    upload(page, good + bad)
    expect(page.locator(".progress li.done")).to_have_count(27, timeout=30_000)
    expect(page.locator(".progress li.failed")).to_have_count(3)
    expect(page.locator(".progress .reason").first).to_contain_text("文字として読み取れません")
    expect(page.locator(".held")).to_contain_text("27件の資料")
    assert bare.corpus.counts().documents == 27


def test_the_way_of_the_vectors_is_shown_until_all_are_made(page: Page, bare: Workspace) -> None:
    page.clock.install()
    bare.corpus.following = [
        Vectorless(("甲.txt", "乙.txt"), 5),
        Vectorless(("乙.txt",), 2, "空き容量がありません。"),
    ]
    open_library(page, bare)
    expect(page.locator(".following")).to_contain_text("残り2件の資料は、言葉だけで検索します")
    page.clock.fast_forward(3_000)
    expect(page.locator(".following")).to_contain_text("残り1件の資料")
    expect(page.locator(".following .failed")).to_contain_text("空き容量がありません。")
    page.clock.fast_forward(3_000)
    expect(page.locator(".following")).to_have_count(0)


def test_files_are_offered_by_the_endings_that_are_read(page: Page, workspace: Workspace) -> None:
    open_library(page, workspace)
    accepted = page.locator("#files input[type=file]").get_attribute("accept")
    assert accepted is not None
    assert {".doc", ".txt"} <= {ending.strip() for ending in accepted.split(",")}


def test_replacing_is_asked_first(page: Page, bare: Workspace, tmp_path: Path) -> None:
    open_library(page, bare)
    upload(page, [written(tmp_path, "答申.txt")])
    expect(page.locator(".held")).to_contain_text("1件の資料")
    upload(page, [written(tmp_path, "答申.txt", "別の案件について\n適当である。")])
    expect(page.locator("#replace-question")).to_contain_text("同じ名前で内容の違う資料")
    page.get_by_role("button", name="同じ名前のものは取り込まない").click()
    expect(page.locator(".progress")).to_contain_text("差し替えませんでした")
    expect(page.locator("#replace-question")).to_be_hidden()
    page.wait_for_timeout(SETTLED_MS)
    assert "見守りカメラ" in bare.corpus.document("答申.txt").text
    upload(page, [written(tmp_path, "答申.txt", "別の案件について\n適当である。")])
    page.get_by_role("button", name="差し替えて取り込む").click()
    expect(page.locator(".progress")).to_contain_text("差し替えました")
    assert "別の案件" in bare.corpus.document("答申.txt").text


def test_removing_is_asked_first(page: Page, bare: Workspace, tmp_path: Path) -> None:
    open_library(page, bare)
    upload(page, [written(tmp_path, "答申.txt")])
    page.get_by_role("button", name="例示市審議会 答申第1号").click()
    page.get_by_role("button", name="この資料を外す").click()
    expect(page.locator("#remove-question")).to_contain_text("「答申.txt」を資料から外します")
    page.get_by_role("button", name="やめる").click()
    assert bare.corpus.counts().documents == 1
    page.get_by_role("button", name="この資料を外す").click()
    page.get_by_role("button", name="外す", exact=True).click()
    expect(page.locator("#holdings")).to_contain_text("資料がまだありません")
    assert bare.corpus.counts().documents == 0


def test_a_misreading_is_set_right_with_its_author_and_taken_back(page: Page, bare: Workspace) -> None:
    bare.corpus.put(minutes(), b"")
    open_library(page, bare)
    page.get_by_role("button", name="架空市個人情報保護審議会 第3回").click()
    page.get_by_role("button", name="読み取りの誤りを訂正する").click()
    page.get_by_role("combobox", name="項目").click()
    page.get_by_role("option", name="開催日").click()
    expect(page.get_by_label("正しい値")).to_have_value("2021-10-07")
    page.get_by_label("正しい値").fill("2021-10-08")
    page.get_by_role("button", name="訂正を保存").click()
    expect(page.get_by_text("訂正した人の名前を入力してください。")).to_be_visible()
    page.get_by_label("訂正した人").fill("総務課 例示")
    page.get_by_role("button", name="訂正を保存").click()
    expect(page.get_by_text("開催日を訂正しました。")).to_be_visible()
    expect(page.locator("#paper .facts")).to_contain_text("令和3年10月8日")
    page.get_by_role("combobox", name="訂正するもの").click()
    page.get_by_role("option", name="案件 2 図書館システムのクラウド化について").click()
    expect(page.get_by_label("正しい値")).to_have_value("図書館システムのクラウド化について")
    page.get_by_role("combobox", name="項目").click()
    page.get_by_role("option", name="条文", exact=True).click()
    expect(page.get_by_label("正しい値")).to_have_value("")
    page.get_by_label("正しい値").fill("第12条第2項")
    page.get_by_role("button", name="訂正を保存").click()
    expect(page.locator("#paper .read-cases li").nth(1)).to_contain_text("第12条第2項")
    assert bare.corpus.corrected == [
        ("架空市/第3回.txt", "held_on", "2021-10-08", "総務課 例示", None),
        ("架空市/第3回.txt", "articles", "第12条第2項", "総務課 例示", 1),
    ]
    kept = page.get_by_role("list", name="訂正").get_by_role("listitem")
    expect(kept).to_have_count(2)
    kept.filter(has_text="開催日").get_by_role("button", name="取り消す").click()
    expect(page.locator("#paper .facts")).to_contain_text("令和3年10月7日")
    expect(kept).to_have_count(1)


def open_form(page: Page, workspace: Workspace) -> None:
    workspace.corpus.put(minutes(), b"")
    open_library(page, workspace)
    page.get_by_role("button", name="架空市個人情報保護審議会 第3回").click()
    expect(page.locator("#paper .facts")).to_be_visible()


def test_what_is_typed_before_the_form_is_drawn_stays(page: Page, bare: Workspace) -> None:
    open_form(page, bare)
    late = "window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()), 500);"
    page.evaluate(f"() => {{ {late} }}")
    page.get_by_role("button", name="読み取りの誤りを訂正する").click()
    page.get_by_label("正しい値").fill("答申")
    page.wait_for_timeout(1_000)
    expect(page.get_by_label("正しい値")).to_have_value("答申")


def test_what_is_typed_before_the_present_value_arrives_stays(
    page: Page, bare: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_form(page, bare)
    page.get_by_role("button", name="読み取りの誤りを訂正する").click()
    page.get_by_role("combobox", name="訂正するもの").click()
    arrives, held = Event(), bare.corpus.document

    def late(name: str) -> Document:
        arrives.wait()
        return held(name)

    monkeypatch.setattr(bare.corpus, "document", late)
    page.get_by_role("option", name="案件 2 図書館システムのクラウド化について").click()
    page.get_by_label("正しい値").fill("図書館の新システムについて")
    arrives.set()
    expect(page.get_by_role("combobox", name="項目")).to_have_value("件名")
    page.wait_for_timeout(500)
    expect(page.get_by_label("正しい値")).to_have_value("図書館の新システムについて")
    page.get_by_role("combobox", name="項目").click()
    page.get_by_role("option", name="結論", exact=True).click()
    expect(page.get_by_label("正しい値")).to_have_value("条件付き承認")


def test_the_form_stays_at_what_was_set_right(page: Page, bare: Workspace) -> None:
    open_form(page, bare)
    page.get_by_role("button", name="読み取りの誤りを訂正する").click()
    page.get_by_role("combobox", name="訂正するもの").click()
    page.get_by_role("option", name="案件 2 図書館システムのクラウド化について").click()
    expect(page.get_by_label("正しい値")).to_have_value("図書館システムのクラウド化について")
    page.get_by_label("正しい値").fill(" 図書館の新システムについて ")
    page.get_by_label("訂正した人").fill("総務課 例示")
    page.get_by_role("button", name="訂正を保存").click()
    expect(page.get_by_label("正しい値")).to_have_value("図書館の新システムについて")
    expect(page.get_by_role("combobox", name="訂正するもの")).to_have_value("案件 2 図書館の新システムについて")
    expect(page.get_by_role("combobox", name="項目")).to_have_value("件名")
