"""The page 類似・起案, in a real browser over invented documents."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.chat import load_chat
from corpus.settings import Settings
from tests.browser.conftest import Workspace
from tests.chatserver import ChatServer, Reply

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


def near(page: Page, workspace: Workspace) -> None:
    """Describe the plan and look for near cases."""
    page.goto(f"{workspace.url}/drafts")
    page.get_by_label("予定している案件の説明").fill(PLAN)
    page.get_by_role("button", name="似た先例を探す").click()
    page.locator(".similar-list .card").first.wait_for()


def test_a_draft_stands_on_the_ticked_cases_only(page: Page, workspace: Workspace) -> None:
    near(page, workspace)
    page.get_by_role("button", name="想定問答", exact=True).click()
    expect(page.locator("#paper .drafted")).to_contain_text("閲覧記録はどれだけの期間")
    page.get_by_label("「図書館システムのクラウド化について」から起案する").uncheck()
    page.get_by_role("button", name="想定問答", exact=True).click()
    expect(page.locator("#paper .drafted")).not_to_contain_text("閲覧記録はどれだけの期間")
    for title in ("配食事業者への利用者情報の外部提供について", "健康管理アプリへの健診結果の提供について"):
        page.get_by_label(f"「{title}」から起案する").uncheck()
    page.get_by_role("button", name="想定問答", exact=True).click()
    expect(page.get_by_text("先例を、一つ以上選んでください。")).to_be_visible()


def test_a_held_case_is_taken_for_the_plan_and_left_out(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/cases")
    page.get_by_role("button", name="図書館システム").click()
    page.get_by_role("link", name="似た先例・起案").click()
    expect(page.get_by_label("予定している案件の説明")).to_have_value(re.compile("件名：図書館システム"))
    expect(page.locator("#origin")).to_contain_text(
        "図書館システムのクラウド化について（架空市個人情報保護審議会 第3回）"
    )
    expect(page.locator(".similar-list .card").first).to_be_visible()
    expect(page.locator(".similar-list")).not_to_contain_text("配食事業者")
    page.get_by_role("button", name="除かない").click()
    expect(page.locator("#origin")).to_be_empty()
    page.get_by_role("button", name="似た先例を探す").click()
    expect(page.locator(".similar-list")).to_contain_text("配食事業者")


def test_a_near_case_leads_on_to_those_near_it(page: Page, workspace: Workspace) -> None:
    near(page, workspace)
    card = page.locator(".similar-list .card", has_text="図書館システム")
    card.get_by_role("button", name="この案件をもとに探す").click()
    expect(page.get_by_label("予定している案件の説明")).to_have_value(re.compile("件名：図書館システム"))
    expect(page.locator(".similar-list")).not_to_contain_text("図書館システム")


def test_an_address_of_a_case_that_is_not_held_says_so(page: Page, workspace: Workspace) -> None:
    page.goto(f"{workspace.url}/drafts?case=none.txt%231")
    expect(page.get_by_text("保管されていません")).to_be_visible()


@pytest.fixture
def chat(workspace: Workspace) -> Iterator[ChatServer]:
    """A chat model that joins sentences, set for the workspace."""

    def joining(_: str, user: str) -> Reply:
        shown = re.findall(r"^(\d+): (.*)$", user, re.MULTILINE)
        joined = "\n".join(f"{n}: {text.replace('提供する。', '提供し、')}" for n, text in shown)
        return Reply(joined, before_s=server.delay_s)

    with ChatServer(joining) as server:
        workspace.assistant.chat = load_chat(
            Settings(_env_file=None, chat_model="openai:scripted", chat_base_url=server.url)
        )
        yield server
        workspace.assistant.chat.close()
        workspace.assistant.chat = None


def test_a_chat_model_smooths_the_draft_and_the_original_stays(
    page: Page, workspace: Workspace, chat: ChatServer
) -> None:
    near(page, workspace)
    page.get_by_role("button", name="答申案", exact=True).click()
    paper = page.locator("#paper .drafted")
    expect(paper).to_contain_text("事業者に提供する。")
    page.get_by_role("button", name="チャットモデルで文を整える").click()
    expect(paper).to_contain_text("事業者に提供し、条例第12条第2項の情報を含む。")
    expect(page.locator("#paper .paper-head")).to_contain_text("読み直してください")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Markdownで保存").click()
    assert "事業者に提供し、条例" in Path(saving.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="元の文に戻す").click()
    expect(paper).not_to_contain_text("事業者に提供し、")


def test_smoothing_can_be_stopped(page: Page, workspace: Workspace, chat: ChatServer) -> None:
    chat.delay_s = 30
    near(page, workspace)
    page.get_by_role("button", name="諮問書", exact=True).click()
    page.get_by_role("button", name="チャットモデルで文を整える").click()
    expect(page.get_by_text("文を整えています")).to_be_visible()
    page.get_by_role("button", name="中止").click()
    expect(page.get_by_role("button", name="チャットモデルで文を整える")).to_be_visible()
    assert chat.disconnected.wait(5)


def test_without_a_chat_model_nothing_offers_to_smooth(page: Page, workspace: Workspace) -> None:
    near(page, workspace)
    page.get_by_role("button", name="諮問書", exact=True).click()
    expect(page.get_by_role("button", name="Wordで保存")).to_be_visible()
    expect(page.get_by_role("button", name="チャットモデルで文を整える")).to_have_count(0)
