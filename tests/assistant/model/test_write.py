"""The generative answer over the whole path: reworded, found, written, checked, repaired once, else the extractive one."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, State, answer_json
from assistant.forms.refusal import NO_PRECEDENT
from assistant.gate import MARKER
from assistant.model import prose, rewrite
from assistant.model.write import INSTEAD, NOT_STANDING, REFUSED, REPHRASED, REUSED, Progress, Writer
from assistant.understand.followup import Message
from corpus.chat import CancelledError, Chat, Cost, load_chat
from corpus.chat import Reply as Said
from corpus.chat.thoughts import spoken
from corpus.language import squeeze
from corpus.settings import Settings
from tests.assistant import scripts
from tests.assistant.town import DOUBT, EXECUTIVE, MEMBER, MINUTES, extractive, minutes
from tests.chatserver import ChatServer, Reply

DOCUMENT = minutes()
FOUND = extractive(DOCUMENT)
REFUSAL = replace(FOUND, answered=False, answer=NO_PRECEDENT, citations=(), nearest=FOUND.citations[:3])
DECIDED = "審議会は「本件は全員一致で承認する。」としました"

Start = Callable[..., tuple[ChatServer, Writer]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a scripted server, with a writer that asks it."""
    servers: list[ChatServer] = []
    models: list[Chat] = []

    def begin(script: Callable[[str, str], Reply | str], **values: object) -> tuple[ChatServer, Writer]:
        servers.append(ChatServer(script).__enter__())
        given = {"chat_model": "openai:scripted", "chat_base_url": servers[-1].url}
        models.append(load_chat(Settings(_env_file=None, **(given | {"chat_total_s": 20} | values))))
        return servers[-1], Writer(models[-1], lambda _: DOCUMENT, lambda: 1)

    yield begin
    for model in models:
        model.close()
    for server in servers:
        server.__exit__()


def answer(writer: Writer, found: Answer = FOUND, **more: object) -> Answer:
    *_, last = writer.write(found, **({"find": lambda _: found} | more))
    assert last.settled
    stands(last.answer)
    return last.answer


def stands(answer: Answer) -> None:
    """What the contract promises of every answer."""
    markers = {int(m) for m in MARKER.findall(answer.answer)}
    assert markers == {c.marker for c in answer.citations}
    for citation in (*answer.citations, *answer.removed):
        assert citation.span.of(DOCUMENT.text) == citation.quote
    assert answer.answered or not answer.citations


def test_what_stands_is_the_answer(start: Start):
    _, writer = start(
        scripts.model(
            lambda asked: (
                f"{DECIDED}[{asked.key('承認')}]。甲田委員は「{MEMBER}」と述べました[{asked.key('病歴は条例')}]。"
            )
        )
    )
    result = answer(writer)
    assert result.mode == "generative"
    assert result.answer.startswith(f"{DECIDED}[1]。甲田委員は「{MEMBER}」と述べました[2]。")
    assert {c.state for c in result.citations} == {State.VERIFIED}
    assert result.removed == ()


def test_what_the_model_leaves_out_is_listed_behind_it(start: Start):
    _, writer = start(scripts.model(lambda asked: f"{DECIDED}[{asked.key('承認')}]。"))
    result = answer(writer)
    assert [c.quote for c in result.citations] == [c.quote for c in FOUND.citations]
    assert "ほかに見つかった記述" in result.answer


def test_a_table_of_the_register_stays_in_whole(start: Start):
    table = (
        f"| 案件 | 結論 |\n|---|---|\n| 窓口受付システム | 「{DOCUMENT.turns[-1].span.of(DOCUMENT.text)}」[1] |"
    )
    found = replace(FOUND, answer=table, citations=FOUND.citations[:1])
    _, writer = start(scripts.model(lambda asked: f"{DECIDED}[{asked.key('承認')}]。"))
    assert answer(writer, found).answer == f"{DECIDED}[1]。\n\n{table}"


def test_a_sentence_that_does_not_stand_is_repaired(start: Start):
    def repair(asked: scripts.Given) -> str:
        assert "引用した資料にない数字がある: 9年" in asked.user
        return f"1: 市民課長は「病歴は3年間保存する。」と述べました[{asked.key('病歴は3年間')}]。"

    server, writer = start(
        scripts.model(
            lambda asked: (
                f"{DECIDED}[{asked.key('承認')}]。市民課長は病歴を9年保存すると述べました[{asked.key('3年')}]。"
            ),
            repair=repair,
        )
    )
    result = answer(writer)
    assert "「病歴は3年間保存する。」と述べました[2]。" in result.answer
    assert [c.state for c in result.citations[:4]].count(State.REPAIRED) == 1
    assert len(server.requests) == 3


def test_what_cannot_be_repaired_is_dropped_and_counted(start: Start):
    _, writer = start(
        scripts.model(
            lambda asked: (
                f"{DECIDED}[{asked.key('承認')}]。甲田委員は「{MEMBER}」と述べました[{asked.key('病歴は条例')}]。"
                "審議会は顔認証を禁止しました[ZZ99]。その理由は重大です。"
            )
        )
    )
    result = answer(writer)
    assert "禁止" not in result.answer
    assert "理由" not in result.answer
    assert any("2文を除きました" in notice for notice in result.notices)


def test_a_citation_whose_sentences_all_fall_is_told_as_removed(start: Start):
    found = replace(FOUND, answer="- 「…」[1]", citations=FOUND.citations[:1])
    others = replace(FOUND, citations=FOUND.citations[1:])
    _, writer = start(
        scripts.model(
            lambda asked: (
                f"{DECIDED}[{asked.key('承認')}]。市民課長は病歴を9年保存すると述べました[{asked.key('3年')}]。"
            ),
            rewrite="検索: 窓口受付 病歴の保存",
        )
    )
    result = answer(writer, found, find=lambda _: others)
    assert [(c.quote, c.state) for c in result.removed] == [(EXECUTIVE, State.REMOVED)]
    assert answer_json(result)["removed"][0]["state"] == "removed"


def test_a_text_that_mostly_falls_gives_way_to_the_extractive_answer(start: Start):
    _, writer = start(scripts.model("顔認証は禁止されました。利用は違法です。罰金が科されます。"))
    result = answer(writer)
    assert (result.mode, result.answer) == ("extractive", FOUND.answer)
    assert NOT_STANDING in result.notices


def test_a_model_that_finds_no_answer_leaves_the_extractive_one(start: Start):
    _, writer = start(scripts.model(NO_PRECEDENT))
    result = answer(writer)
    assert (result.mode, result.answer) == ("extractive", FOUND.answer)
    assert REFUSED in result.notices


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(before_s=30), "書き始めませんでした"),
        (Reply("審議会は", stall_after=1), "続きを書きませんでした"),
        (Reply(endless="承認しました。"), "同じような言葉"),
        (Reply(status=500), "HTTP 500"),
        (Reply("審議会", raw=b"\xff\xfe"), "読めない文字"),
        ("", "何も答えませんでした"),
        ("<think>審議会は承認", "何も答えませんでした"),
        ("The council approved the matter unanimously.", "日本語で答えませんでした"),
        ("本案件经审议会全体一致通过。", "日本語で答えませんでした"),
    ],
    ids=["slow", "stalled", "endless", "error", "invalid UTF-8", "empty", "thought", "English", "Chinese"],
)
@pytest.mark.parametrize("step", ["rewrite", "write"])
def test_a_model_that_fails_costs_the_user_no_answer(step: str, reply: Reply | str, why: str, start: Start):
    steps = {"rewrite": "質問: そのまま", "write": scripts.good, step: reply}
    _, writer = start(scripts.model(**steps), chat_first_token_s=0.5, chat_total_s=1.5)
    began = time.monotonic()
    result = answer(writer)
    assert time.monotonic() - began < 1.5 + 2
    if step == "rewrite" and why.startswith("日本語"):
        assert result.mode == "generative"
        return
    assert (result.mode, result.answer, result.citations) == ("extractive", FOUND.answer, FOUND.citations)
    assert any(why in notice and notice.endswith(INSTEAD) for notice in result.notices)


def test_a_repair_that_fails_leaves_what_stands(start: Start):
    _, writer = start(
        scripts.model(
            lambda asked: f"{DECIDED}[{asked.key('承認')}]。顔認証は禁止されました。", repair=Reply(status=500)
        )
    )
    assert answer(writer).answer.startswith(f"{DECIDED}[1]。\n")


def test_tokens_are_shown_as_they_come_and_settle_at_the_end(start: Start):
    _, writer = start(scripts.model(lambda asked: f"{DECIDED}[{asked.key('承認')}]。<img src=x>![a](http://b)"))
    seen = list(writer.write(FOUND, lambda _: FOUND))
    assert [p.settled for p in seen[-2:]] == [False, True]
    growing = [p.text for p in seen[:-1] if p.text]
    assert len(set(growing)) > 3
    assert growing[-1].startswith(DECIDED + "（1）")
    assert not any(mark in p.text for p in seen for mark in ("<", "[", "![", "://") if not p.settled)


def test_closing_the_answer_frees_the_model(start: Start):
    server, writer = start(scripts.model(Reply("審議会は", stall_after=1)))
    going = writer.write(FOUND, lambda _: FOUND)
    while not next(going).text:
        pass
    going.close()
    assert server.disconnected.wait(3)


def test_the_users_stop_is_no_answer(start: Start):
    server, writer = start(scripts.model(Reply(before_s=30)))
    cancelled = threading.Event()
    threading.Timer(1.0, cancelled.set).start()
    with pytest.raises(CancelledError):
        list(writer.write(FOUND, lambda _: FOUND, cancelled=cancelled))
    assert server.disconnected.wait(3)


def test_the_cost_is_shown_and_the_same_question_costs_none(start: Start, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO", "assistant.model.write")
    server, writer = start(scripts.model(scripts.good))
    first = answer(writer)
    assert any("入力200トークン、出力40トークン" in notice for notice in first.notices)
    assert "input_tokens=200" in caplog.text
    asked = len(server.requests)
    said = (Message("user", FOUND.question), Message("assistant", first.answer))
    again = answer(writer, replace(FOUND, id="Q2"), conversation=said)
    assert len(server.requests) == asked
    assert (again.answer, again.id) == (first.answer, "Q2")
    assert REUSED in again.notices
    assert not any("トークン" in notice for notice in again.notices)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"found": replace(FOUND, standalone_question="結論は？")}, "question"),
        ({"conversation": (Message("user", "別の話"),)}, "conversation"),
        ({"scope": ("見本市",)}, "filters"),
    ],
)
def test_another_question_is_asked_anew(change: dict[str, object], words: str, start: Start):
    server, writer = start(scripts.model(scripts.good))
    answer(writer)
    asked = len(server.requests)
    answer(writer, **change)
    assert len(server.requests) > asked, words


def test_a_failure_is_not_remembered(start: Start):
    server, writer = start(scripts.model(Reply(status=500)))
    answer(writer)
    server.script = scripts.model(scripts.good)
    assert answer(writer).mode == "generative"


def test_other_words_find_what_the_question_did_not(start: Start):
    asked: list[str] = []

    def find(question: str) -> Answer:
        asked.append(question)
        return FOUND

    _, writer = start(
        scripts.model(scripts.good, rewrite="質問: 受付の仕組みの導入の結論\n検索: 窓口受付 機器")
    )
    result = answer(writer, REFUSAL, find=find)
    assert asked == ["受付の仕組みの導入の結論", "窓口受付 機器"]
    assert (result.answered, result.mode) == (True, "generative")
    assert REPHRASED in result.notices
    assert result.nearest == ()


def test_a_refusal_that_no_words_can_mend_costs_nothing(start: Start):
    server, writer = start(scripts.model(scripts.good))
    assert answer(writer, REFUSAL, rephrase=False) == REFUSAL
    assert server.requests == []


@pytest.mark.parametrize("text", [NO_PRECEDENT, "顔認証は禁止されました。", Reply(status=500)])
def test_a_refusal_stays_one_where_the_model_fails(text: Reply | str, start: Start):
    _, writer = start(scripts.model(text, rewrite="検索: 窓口受付"))
    result = answer(writer, REFUSAL, find=lambda _: FOUND)
    assert (result.answered, result.answer) == (False, NO_PRECEDENT)
    assert result.nearest == REFUSAL.nearest


def test_a_query_keeps_to_the_questions_place_period_article_and_number():
    question = "見本市で令和3年に条例第12条第2項について諮問された案件は？"
    reply = """質問: 令和3年の条例第12条第2項の諮問
検索: 例示市 令和3年 条例第12条第2項
検索: 見本市 令和2年 条例第12条第2項
検索: 見本市 令和3年 条例第13条
検索: 見本市 令和3年 条例第12条第2項 センシティブ情報
"""
    assert rewrite.queries(reply, question) == (
        "見本市の令和3年の条例第12条第2項の諮問",
        "見本市 令和3年 条例第12条第2項 センシティブ情報",
    )


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("無人航空機による道路の撮影", True),
        ("道路の撮影について審議会の判断", False),
        ("ドローンによる道路の撮影", False),
        ("そのまま", False),
        ("見本市の図書館の貸出記録", False),
    ],
    ids=["another word", "a word left out", "the same words", "nothing", "another thing"],
)
def test_a_refused_question_is_asked_in_words_that_stand_for_its_own(query: str, kept: bool):
    found = rewrite.queries(f"検索: {query}", "ドローンによる道路の撮影はどう判断されましたか。", refused=True)
    assert bool(found) is kept


def test_a_long_conversation_is_condensed():
    said = tuple(Message("user" if n % 2 == 0 else "assistant", f"{n}番目の話。" * 40) for n in range(40))
    condensed = rewrite.condensed(said, 1000, len)
    assert len(condensed) < 1300
    assert condensed.startswith("利用者: 0番目の話。")
    assert "（中略）" in condensed
    assert condensed.rindex("39番目") > condensed.rindex("38番目")


def _filler(length: int) -> str:
    return "".join(chr(0x4E00 + n * 7 % 5000) for n in range(length)) + "。"


def test_the_passages_fit_the_models_window(start: Start):
    document = minutes(*(f"{n}番目の発言です。" + _filler(300) for n in range(60)))
    found = extractive(document)
    server, writer = start(scripts.model(scripts.good), chat_context_tokens=4096)
    writer = Writer(writer._chat, lambda _: document, lambda: 1)
    *_, last = writer.write(found, lambda _: found)
    count = writer._chat.count
    sizes = [sum(count(m["content"]) for m in request["messages"]) for request in server.requests]
    assert max(sizes) < 4096 - 4096 // 3
    assert max(sizes) > 1500
    assert last.settled
    assert last.answer.mode == "generative"


def test_a_window_too_small_for_any_passage_is_said(start: Start):
    document = minutes(_filler(900))
    found = replace(extractive(document), citations=extractive(document).citations[-1:], answer="…[6]")
    _, writer = start(scripts.model(scripts.good), chat_context_tokens=1024)
    writer = Writer(writer._chat, lambda _: document, lambda: 1)
    *_, last = writer.write(found, lambda _: found)
    assert any("文脈の長さに収まりません" in notice for notice in last.answer.notices)


def test_a_forging_model_forges_nothing(start: Start):
    _, writer = start(scripts.model(scripts.forging, repair=scripts.forging))
    result = answer(writer)
    assert not [words for words in scripts.FORGED if words in squeeze(result.answer)]


_FRAGMENTS = st.sampled_from(
    [
        "審議会は", "委員は", "会長は", "実施機関は", "「", "」", "[", "]", "1", "ZZ99", "承認", "しない", "。", "\n", "- ", "# ", "|",
        "<think>", "</think>", "**", "![a](http://b)", "令和3年10月7日", "第12条第2項", "見本市", "例示市", "3年", MEMBER, DOUBT,
        "KEY0", "KEY1", "KEY4", "\u200b", "\U000e0041", "\ufffd", "と述べました", "と決定しました", "…", "『", "』", "（KEY2）",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.lists(_FRAGMENTS, max_size=40).map("".join), st.text(max_size=300))


class _Said:
    """A chat that says one text at every step; the texts are many, so there is no server behind it."""

    name, context_tokens, total_s = "said", 8192, 20.0

    def __init__(self, text: str) -> None:
        self.text = text

    def count(self, text: str) -> int:
        return len(text)

    def stream(self, system: str, user: str, *_: object) -> Iterator[str]:
        keys = [p.key for p in scripts.given(system, user).passages]
        text = self.text
        for number, key in enumerate(keys):
            text = text.replace(f"KEY{number}", key)
        yield text
        return Said(spoken(text), Cost())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TEXTS)
@example(text="審議会は「本件は全員一致で承認する。[1]」[KEY0]")
@example(text="1: 審議会は承認しました[KEY0]。\n1: 審議会は承認しました[KEY0]。")
def test_whatever_a_model_returns_only_what_stands_comes_out(text: str):
    for found in (FOUND, REFUSAL):
        writer = Writer(_Said(text), lambda _: DOCUMENT, lambda: 1)
        *_, last = writer.write(found, lambda _: FOUND)
        assert isinstance(last, Progress)
        assert last.settled
        stands(last.answer)
        for quote in prose.quoted(last.answer.answer):
            parts = [p for p in squeeze(quote.of(last.answer.answer)).split("…") if p]
            held = squeeze(DOCUMENT.text) + squeeze(DOCUMENT.cases[0].title)
            assert all(part in held for part in parts)
        if last.answer.mode == "generative":
            assert "ZZ99" not in last.answer.answer
            assert "例示市" not in last.answer.answer
            assert "http" not in last.answer.answer
    assert MINUTES in {c.document for c in FOUND.citations}
