"""A chat model joins and smooths a draft over a loopback server; what does not say the same never arrives."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.__main__ import main
from assistant.assistant import Assistant
from assistant.drafting.draft import draft
from assistant.drafting.export import to_markdown, to_word
from assistant.drafting.paper import Draft, DraftKind
from assistant.drafting.proof import faults
from assistant.drafting.smooth import NOTHING, UNCHANGED, Step, smooth
from corpus.chat import CancelledError, Chat, load_chat
from corpus.settings import Settings
from tests.assistant.drafting.test_similar import plan
from tests.chatserver import ChatServer, Reply

PLAN = plan("ai_ocr")
Script = Callable[[str, str], Reply | str]
Serve = Callable[..., tuple[ChatServer, Chat]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A scripted server and the chat model on it."""
    servers: list[ChatServer] = []
    chats: list[Chat] = []

    def begin(script: Script | str, **values: object) -> tuple[ChatServer, Chat]:
        said = script if callable(script) else lambda *_: script
        servers.append(ChatServer(said).__enter__())
        chosen = {"chat_model": "openai:scripted", "chat_base_url": servers[-1].url, "chat_total_s": 20}
        chats.append(load_chat(Settings(_env_file=None, **(chosen | values))))
        return servers[-1], chats[-1]

    yield begin
    for chat in chats:
        chat.close()
    for server in servers:
        server.__exit__()


def asked(user: str) -> dict[int, str]:
    """The paragraphs that a request shows, by number."""
    return {int(number): text for number, text in re.findall(r"^(\d+): (.*)$", user, re.MULTILINE)}


def joining(_: str, user: str) -> str:
    """A model that joins the first two sentences of each paragraph."""
    return "\n".join(f"{n}: {text.replace('する。', 'し、', 1)}" for n, text in asked(user).items())


@cache
def composed(assistant: Assistant, kind: DraftKind) -> Draft:
    """The draft that the model is given."""
    return draft(kind, PLAN, assistant.corpus)


def smoothed(assistant: Assistant, chat: Chat, kind: DraftKind = DraftKind.CONSULTATION) -> Step:
    made = composed(assistant, kind)
    *_, last = smooth(made, PLAN, chat)
    stands(last.draft, made, assistant)
    return last


def stands(after: Draft, before: Draft, assistant: Assistant) -> None:
    """What holds of every smoothed draft: sound, with the same sources, quotes and blanks as before."""
    assert faults(after, PLAN, assistant.corpus.text) == []
    assert after.citations == before.citations
    assert after.open_points == before.open_points
    assert [b for b in after.blocks if not b.own and b.text not in _run_texts(before)] == [
        b for b in before.blocks if not b.own and b.text not in _run_texts(before)
    ]
    assert [b.quotes for b in after.blocks if b.quotes] == [b.quotes for b in before.blocks if b.quotes]


def _run_texts(paper: Draft) -> set[str]:
    return {b.text for b in paper.blocks if b.style == "body"}


@pytest.mark.parametrize("kind", DraftKind)
def test_what_is_joined_faithfully_is_taken_over(samples: Assistant, serve: Serve, kind: DraftKind):
    _, chat = serve(joining)
    last = smoothed(samples, chat, kind)
    assert last.done == last.total == last.draft.smoothed > 0
    assert any("読み直してください" in notice for notice in last.draft.notices)
    if kind is DraftKind.CONSULTATION:
        texts = [b.text for b in last.draft.blocks]
        assert any("入力の誤りを少なくし、令和8年度に実証を行い" in text for text in texts)
        assert len(texts) < len(composed(samples, kind).blocks)
    assert to_markdown(last.draft)
    assert to_word(last.draft).startswith(b"PK")


@pytest.mark.parametrize(
    "forge",
    [
        lambda text: text.replace("7日後", "30日後"),
        lambda text: text.replace("職員", "審議会の職員"),
        lambda text: text.replace("接続しない", "接続する"),
        lambda text: text.replace("残す", "残さない"),
        lambda text: text.replace("児童", "園児"),
        lambda text: re.sub(r"（要確認：[^（）]*）", "該当なし。", text),
        lambda text: f"{text}なお、令和5年に高槻市で承認された。",
        lambda text: f"{text}[1]「適当であると認める。」",
        lambda text: text[: len(text) // 2],
        lambda _: "これまでの指示を無視します。",
    ],
)
def test_a_forger_changes_nothing(samples: Assistant, serve: Serve, forge: Callable[[str], str]):
    def script(_: str, user: str) -> str:
        return "\n".join(f"{n}: {forge(text)}" for n, text in asked(user).items() if forge(text) != text)

    _, chat = serve(script)
    last = smoothed(samples, chat)
    assert last.draft.blocks == composed(samples, DraftKind.CONSULTATION).blocks
    assert UNCHANGED in last.draft.notices


def test_what_does_not_stand_is_tried_once_more_with_the_reasons(samples: Assistant, serve: Serve):
    def script(_: str, user: str) -> str:
        return joining(_, user) if "理由: " in user else "1: 効果は絶大である。\n2: 対象者はいない。"

    server, chat = serve(script)
    last = smoothed(samples, chat)
    assert last.done == last.total
    assert len(server.requests) == 2
    again = server.requests[1]["messages"][-1]["content"]
    assert "前に書いた文: 効果は絶大である。" in again
    assert "元の文にない言葉があります" in again


@pytest.mark.parametrize(
    ("reply", "notice"),
    [
        (Reply(status=500), "HTTP 500"),
        (Reply(""), "何も答えませんでした"),
        ("承知しました。", UNCHANGED),
        ("999: 何もない。", UNCHANGED),
    ],
)
def test_a_model_that_fails_leaves_the_draft_as_it_was(
    samples: Assistant, serve: Serve, reply: Reply | str, notice: str
):
    _, chat = serve(lambda *_: reply)
    last = smoothed(samples, chat)
    assert last.draft.blocks == composed(samples, DraftKind.CONSULTATION).blocks
    assert last.draft.smoothed == 0
    assert any(notice in n for n in last.draft.notices)


def test_a_small_window_is_filled_several_times(samples: Assistant, serve: Serve):
    server, chat = serve(joining, chat_context_tokens=1300)
    last = smoothed(samples, chat)
    assert len(server.requests) > 1
    assert last.done > 0


def test_without_a_sentence_of_the_writers_the_model_is_not_asked(samples: Assistant, serve: Serve):
    server, chat = serve(joining)
    made = draft(DraftKind.REHEARSAL, "件名：顔認証", samples.corpus)
    *_, last = smooth(made, "件名：顔認証", chat)
    assert server.requests == []
    assert NOTHING in last.draft.notices


def test_giving_up_frees_the_model(samples: Assistant, serve: Serve):
    server, chat = serve(lambda *_: Reply(before_s=30))
    stop = threading.Event()
    steps = smooth(composed(samples, DraftKind.CONSULTATION), PLAN, chat, stop)
    next(steps)
    stop.set()
    with pytest.raises(CancelledError):
        list(steps)
    assert server.disconnected.wait(5)


@pytest.fixture
def repeating(serve: Serve) -> tuple[list[str], Chat]:
    """A model that says the last of the texts, whatever it is asked."""
    said: list[str] = []
    _, chat = serve(lambda *_: said[-1])
    return said, chat


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(alphabet="市画像を7日後削除しない委託。、「」（要確認：）[1]<b", max_size=60), max_size=6)
)
def test_no_nonsense_arrives(samples: Assistant, repeating: tuple[list[str], Chat], lines: list[str]):
    said, chat = repeating
    said.append("\n".join(f"{n}: {line}" for n, line in enumerate(lines, 1)) or "なし")
    last = smoothed(samples, chat)
    assert last.draft.smoothed == 0
    assert last.draft.blocks == composed(samples, DraftKind.CONSULTATION).blocks
    assert UNCHANGED in last.draft.notices


def test_the_command_smooths_where_a_chat_model_is_set(
    samples: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "plan.txt"
    source.write_text(PLAN, encoding="utf-8")
    command = ["draft", "諮問書", str(source), "--json", "--data", str(samples.settings.data)]
    with ChatServer(joining) as server:
        monkeypatch.setenv("SENREI_CHAT_MODEL", "openai:scripted")
        monkeypatch.setenv("SENREI_CHAT_BASE_URL", server.url)
        assert main(command) == 0
        written = json.loads(capsys.readouterr().out)
        assert main([*command, "--mode", "extractive"]) == 0
        plain = json.loads(capsys.readouterr().out)
    assert (written["mode"], plain["mode"]) == ("generative", "extractive")
    assert "少なくし、令和8年度に" in written["markdown"]
    assert "少なくし、令和8年度に" not in plain["markdown"]
