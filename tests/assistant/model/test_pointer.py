"""The generative answer over the whole path: planned, searched, pointed at, quoted by the program; else the extractive one."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.forms.refusal import NO_PRECEDENT
from assistant.gate import MARKER
from assistant.model import prose
from assistant.model.pointer import INSTEAD, READING, REUSED
from assistant.model.reply import NOT_AS_ASKED
from assistant.model.selection import STRANGE, TOO_MANY
from assistant.model.showing import NOT_AN_ANSWER
from assistant.model.summary import MARKED
from assistant.model.verdict import DIFFERS
from assistant.understand.followup import Message
from corpus import chat
from corpus.chat.thoughts import spoken
from corpus.language import squeeze
from corpus.search import Filters
from tests.assistant import scripts
from tests.assistant.model.conftest import Start
from tests.chatserver import Reply

QUESTION = "架空市の顔認証による入場はどう判断されましたか。"
RULED = "諮問第41号は継続審議とし"
UNCLEAR = "本日の段階では可否を決めることができません"
DOUBT = "漏れても一生取り替えることができません"


def stands(answer: Answer, asking: Assistant) -> None:
    """What the contract promises of every answer."""
    markers = {int(m) for m in MARKER.findall(answer.answer)}
    assert markers == {c.marker for c in answer.citations}
    for citation in (*answer.citations, *answer.nearest):
        assert citation.span.of(asking.corpus.text(citation.document)) == citation.quote
    assert answer.answered or not answer.citations


def ask(asking: Assistant, question: str = QUESTION, **more: object) -> Answer:
    answer = asking.ask(question, **more)
    stands(answer, asking)
    return answer


def test_the_sentences_pointed_at_are_quoted_to_their_end(start: Start):
    _, asking = start(scripts.model(scripts.pointing(RULED, UNCLEAR)))
    answer = ask(asking)
    assert (answer.mode, answer.answered) == ("generative", True)
    (citation,) = answer.citations
    assert citation.quote.startswith("必要性、")
    assert RULED in citation.quote
    assert citation.quote.endswith("整理してください。"), "a following なお belongs to it"


def test_what_the_model_did_not_point_at_is_not_quoted(start: Start):
    _, asking = start(scripts.model(scripts.pointing(DOUBT)))
    answer = ask(asking, "架空市の顔認証による入場について、委員はどんな心配をしましたか。")
    quoted = "".join(c.quote for c in answer.citations)
    assert DOUBT in quoted
    assert len(answer.citations) <= 2


def test_who_said_it_where_and_when_come_from_the_record(start: Start):
    _, asking = start(scripts.model(scripts.pointing(DOUBT)))
    (citation,) = (c for c in ask(asking).citations if DOUBT in c.quote)
    assert (citation.municipality, citation.role.value) == ("架空市", "委員")
    assert "令和4年9月29日" in citation.formal


def test_the_first_line_tells_the_registers_ruling(start: Start):
    _, asking = start(scripts.model(scripts.pointing(DOUBT), '{"form":"結論","search":[]}'))
    first = ask(asking).answer.splitlines()[0]
    assert "結論は**継続審議**です" in first
    assert MARKER.search(first)


def test_the_first_line_quotes_what_answers_where_no_ruling_is_asked_for(start: Start):
    _, asking = start(scripts.model(scripts.pointing(DOUBT, UNCLEAR), '{"form":"理由","search":[]}'))
    answer = ask(asking, "架空市の顔認証による入場は、なぜその場で決まらなかったのですか。")
    first = answer.answer.splitlines()[0]
    assert DOUBT in first
    assert "結論は" not in first


def test_the_first_line_quotes_the_first_sentence_on_each_thing_asked(start: Start):
    def choose(asked: scripts.Given) -> str:
        return scripts.reply([("心配", [asked.line(DOUBT).number]), ("理由", [asked.line(UNCLEAR).number])])

    _, asking = start(scripts.model(choose, '{"form":"理由","search":[]}'))
    answer = ask(asking, "架空市の顔認証による入場で、どんな心配があり、なぜ決まらなかったのですか。")
    first = answer.answer.splitlines()[0]
    assert DOUBT in first
    assert UNCLEAR in first
    assert answer.answer.count(DOUBT) == 1


def test_a_yes_against_the_register_is_not_shown_and_the_difference_is_said(start: Start):
    question = "架空市の顔認証による入場は認められましたか。"
    _, asking = start(scripts.model(scripts.pointing(RULED, verdict="はい"), '{"form":"結論","search":[]}'))
    answer = ask(asking, question)
    assert answer.answer.startswith("**いいえ、この時点では決まっていません。**")
    assert DIFFERS.format("はい") in answer.notices


def test_what_remains_unanswered_is_said_in_the_questions_words(start: Start):
    def choose(asked: scripts.Given) -> str:
        return scripts.reply([("結論", [asked.line(RULED).number]), ("費用", []), ("秘密の理由", [])])

    _, asking = start(scripts.model(choose))
    answer = ask(asking, "架空市の顔認証による入場の結論と費用を教えてください。")
    assert "お尋ねのうち「費用」に答える記述は" in answer.answer
    assert "秘密" not in answer.answer


def test_what_is_left_is_searched_in_new_words_once(start: Start):
    seen: list[scripts.Given] = []

    def choose(asked: scripts.Given) -> str:
        seen.append(asked)
        return scripts.reply([("保存期間", [])], search=["中継サーバーの記録を1年以上保存", "ログの保存期間"])

    _, asking = start(scripts.model(choose))
    answer = ask(asking, "体育館の入場の記録はいつまで残されますか。")
    assert len(seen) == 2
    first, second = ({line.number for line in asked.lines} for asked in seen)
    assert second
    assert not first & second
    assert "まだ答えのない点: 保存期間" in seen[1].user
    assert not answer.answered


def test_silence_counts_and_the_nearest_facts_are_cited(start: Start):
    def choose(asked: scripts.Given) -> str:
        return scripts.reply([("費用", [])], "資料では分からない", near=[asked.line(RULED).number])

    _, asking = start(scripts.model(choose))
    answer = ask(asking)
    assert (answer.mode, answer.answered, answer.citations) == ("generative", False, ())
    assert answer.answer.startswith(NO_PRECEDENT)
    assert "近い案件は「" in answer.answer
    assert "登録簿の結論は継続審議です" in answer.answer
    assert [c.why_not for c in answer.nearest] == [NOT_AN_ANSWER]
    assert RULED in answer.nearest[0].quote


def test_a_summary_that_passes_is_marked_and_stands_beside_its_quotes(start: Start):
    said = "委員は、漏れても一生取り替えることができないと述べました。"
    _, asking = start(scripts.model(scripts.pointing(DOUBT, said=said)))
    answer = ask(asking)
    marked = next(line for line in answer.answer.splitlines() if line.startswith(MARKED))
    assert said.removesuffix("。") in marked
    assert MARKER.findall(marked)
    assert DOUBT in answer.answer


@pytest.mark.parametrize(
    "said",
    [
        "会長は、漏れても一生取り替えることができないと述べました。",
        "審議会は顔認証を禁止しました。",
        "The council approved it.",
        "委員は「漏れても取り替えられる」と述べました。",
        "委員は、漏れても一生取り替えられると述べました。委員は反対しました。",
    ],
)
def test_a_summary_that_fails_is_dropped_and_counted(said: str, start: Start):
    _, asking = start(scripts.model(scripts.pointing(DOUBT, said=said)))
    answer = ask(asking)
    assert MARKED not in answer.answer
    assert any("要約のうち" in n and "1文を除きました" in n for n in answer.notices)


def test_a_summary_bound_to_another_case_is_dropped(start: Start):
    said = "委員は、漏れても一生取り替えることができないと述べました。"

    def choose(asked: scripts.Given) -> str:
        line = asked.line(DOUBT)
        return scripts.reply(
            [("心配", [line.number])], summary=[{"text": said, "case": "ZZ99", "n": [line.number]}]
        )

    _, asking = start(scripts.model(choose))
    assert MARKED not in ask(asking).answer


def test_summaries_can_be_switched_off(start: Start):
    said = "委員は、漏れても一生取り替えることができないと述べました。"
    server, asking = start(scripts.model(scripts.pointing(DOUBT, said=said)), chat_summary=False)
    answer = ask(asking)
    assert MARKED not in answer.answer
    assert not any("要約" in notice for notice in answer.notices)
    assert "summary は [] にします" in server.requests[-1]["messages"][0]["content"]


def test_the_reply_is_held_to_its_shape_where_the_server_can(start: Start):
    server, asking = start(scripts.model(scripts.pointing(RULED)))
    ask(asking)
    shapes = [request["response_format"]["json_schema"]["name"] for request in server.requests]
    assert shapes == ["Planned", "Selected"]


def test_a_server_that_knows_no_shapes_is_asked_in_words(start: Start):
    server, asking = start(scripts.model(scripts.pointing(RULED)))
    good = server.script
    refused = []

    def script(system: str, user: str) -> Reply | str:
        if "response_format" in server.requests[-1]:
            refused.append(system)
            return Reply(status=400)
        return good(system, user)

    server.script = script
    assert ask(asking).mode == "generative"
    assert len(refused) == 1


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(before_s=30), "書き始めませんでした"),
        (Reply('{"parts":', stall_after=1), "続きを書きませんでした"),
        (Reply(endless='{"n":[1]},'), "同じような言葉"),
        (Reply(status=500), "HTTP 500"),
        (Reply("{", raw=b"\xff\xfe"), "読めない文字"),
        ("", "何も答えませんでした"),
        ("<think>審議会は承認", "何も答えませんでした"),
        ("The council approved the matter unanimously.", NOT_AS_ASKED),
        ("本案件经审议会全体一致通过。", NOT_AS_ASKED),
        ('{"parts":[{"part":"結論","n":[12', NOT_AS_ASKED),
        ('{"parts":"結論","verdict":"はい"}', NOT_AS_ASKED),
        ("[]", NOT_AS_ASKED),
    ],
    ids=["slow", "stalled", "endless", "error", "invalid UTF-8", "empty", "thought", "English", "Chinese",
         "broken JSON", "another JSON", "a list"],
)  # fmt: skip
@pytest.mark.parametrize("step", ["plan", "select"])
def test_a_model_that_fails_costs_the_user_no_answer(step: str, reply: Reply | str, why: str, start: Start):
    steps = {"plan": scripts.NO_PLAN, "select": scripts.pointing(RULED), step: reply}
    _, asking = start(scripts.model(**steps), chat_first_token_s=0.5, chat_total_s=1.5)
    plain = asking.ask(QUESTION, mode="extractive")
    began = time.monotonic()
    answer = ask(asking)
    assert time.monotonic() - began < 1.5 + 2
    assert (answer.mode, answer.answer, answer.citations) == ("extractive", plain.answer, plain.citations)
    assert any(why in notice and notice.endswith(INSTEAD) for notice in answer.notices)


@pytest.mark.parametrize(
    ("numbers", "why"), [(range(1, 20), TOO_MANY), ([9001, 9002, 1], STRANGE)], ids=["too many", "foreign"]
)
def test_a_model_that_does_not_choose_costs_the_user_no_answer(numbers: list[int], why: str, start: Start):
    _, asking = start(scripts.model(scripts.reply([("結論", numbers)])))
    answer = ask(asking)
    assert answer.mode == "extractive"
    assert any(why in notice and INSTEAD in notice for notice in answer.notices)


def test_no_server_at_all_is_said_at_once(start: Start):
    server, asking = start(scripts.model(scripts.pointing(RULED)))
    server.__exit__()
    began = time.monotonic()
    answer = ask(asking)
    assert time.monotonic() - began < 3
    assert answer.mode == "extractive"
    assert any("接続できませんでした" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    [
        "第2回例示市個人情報保護審議会は、いつ、どこで開催されましたか。",
        "継続審議となった案件は何件ありますか。",
        "大阪市の防犯カメラの答申を教えてください。",
        "こんにちは",
    ],
    ids=["a head value", "a count", "a place not held", "no question"],
)
def test_a_cheap_question_asks_no_model(question: str, start: Start):
    server, asking = start(scripts.model(scripts.pointing(RULED)))
    answer = ask(asking, question)
    assert server.requests == []
    assert answer.mode == "extractive"


def test_other_wordings_find_what_the_questions_words_do_not(start: Start):
    question = "スポーツ施設に顔パスで入れる件はどうなりましたか。"
    plan = '{"form":"結論","topics":[],"search":["市民体育館における顔認証による入場の試行","審議会は反対3名"]}'
    seen: list[scripts.Given] = []

    def choose(asked: scripts.Given) -> str:
        seen.append(asked)
        return scripts.pointing(RULED)(asked)

    _, asking = start(scripts.model(choose, plan))
    answer = ask(asking, question)
    assert answer.answered
    assert "近い案件" in answer.answer.splitlines()[0]
    assert "市民体育館における顔認証" in answer.answer.splitlines()[0]


def test_constraints_that_the_user_typed_hold_for_other_wordings_too(start: Start):
    plan = '{"form":"事実","topics":[],"search":["街頭防犯カメラの映像を警察署に提供する協定"]}'
    seen: list[scripts.Given] = []

    def choose(asked: scripts.Given) -> str:
        seen.append(asked)
        return scripts.SILENT

    _, asking = start(scripts.model(choose, plan))
    ask(asking)
    heads = [line for asked in seen for line in asked.user.splitlines() if line.startswith("[")]
    assert heads
    assert all("架空市" in head for head in heads)


def test_a_small_window_is_filled_and_not_passed(start: Start):
    server, asking = start(scripts.model(scripts.SILENT), chat_context_tokens=4096)
    ask(asking, "個人情報の提供について委員は何を心配しましたか。")
    count = asking.chat.count
    sizes = [sum(count(m["content"]) for m in request["messages"]) for request in server.requests]
    assert max(sizes) <= 4096 * 3 // 4
    assert max(sizes) > 2000
    assert len(server.requests) == 4, "the plan, and three sheets"


def test_a_window_too_small_for_any_sentence_is_said(start: Start):
    _, asking = start(scripts.model(scripts.SILENT), chat_context_tokens=1024)
    assert any("文脈の長さに収まりません" in notice for notice in ask(asking).notices)


def test_the_stage_is_told_while_the_model_reads(start: Start):
    _, asking = start(scripts.model(scripts.pointing(RULED)))
    seen = list(asking.stream(QUESTION))
    assert [step.settled for step in seen[-2:]] == [False, True]
    assert READING in {step.text for step in seen[:-1]}
    assert {step.answer.mode for step in seen[:-1]} == {"extractive"}


def test_closing_the_answer_frees_the_model(start: Start):
    server, asking = start(scripts.model(Reply('{"parts"', stall_after=1)))
    going = asking.stream(QUESTION)
    while next(going).text != READING:
        pass
    going.close()
    assert server.disconnected.wait(3)


def test_the_users_stop_is_no_answer(start: Start):
    server, asking = start(scripts.model(Reply(before_s=30)))
    cancelled = threading.Event()
    threading.Timer(1.0, cancelled.set).start()
    with pytest.raises(chat.CancelledError):
        list(asking.stream(QUESTION, cancelled=cancelled))
    assert server.disconnected.wait(3)


def test_the_cost_is_shown_and_the_same_question_costs_none(start: Start, caplog: pytest.LogCaptureFixture):
    caplog.set_level("INFO", "assistant.model.pointer")
    server, asking = start(scripts.model(scripts.pointing(RULED)))
    first = ask(asking)
    assert any("入力200トークン、出力40トークン" in notice for notice in first.notices)
    assert "input_tokens=200" in caplog.text
    asked = len(server.requests)
    again = ask(asking, id="Q2")
    assert len(server.requests) == asked
    assert (again.answer, again.id) == (first.answer, "Q2")
    assert REUSED in again.notices
    assert not any("トークン" in notice for notice in again.notices)


@pytest.mark.parametrize(
    "change",
    [
        {"question": "架空市の顔認証による入場の理由は何ですか。"},
        {"conversation": (Message("user", "別の話"),)},
        {"filters": Filters(municipalities=("架空市",))},
    ],
    ids=["question", "conversation", "filters"],
)
def test_another_question_is_asked_anew(change: dict[str, object], start: Start):
    server, asking = start(scripts.model(scripts.pointing(RULED)))
    ask(asking)
    asked = len(server.requests)
    ask(asking, **change)
    assert len(server.requests) > asked


def test_a_failure_is_not_remembered(start: Start):
    server, asking = start(scripts.model(Reply(status=500)))
    ask(asking)
    server.script = scripts.model(scripts.pointing(RULED))
    assert ask(asking).mode == "generative"


def test_the_conversation_is_told_to_the_plan(start: Start):
    server, asking = start(scripts.model(scripts.SILENT))
    said = (Message("user", QUESTION), Message("assistant", "継続審議です。"))
    ask(asking, "その理由は何ですか。", conversation=said)
    assert f"利用者: {QUESTION}" in server.requests[0]["messages"][1]["content"]


class _Said:
    """A chat that says one text at every step; the texts are many, so there is no server behind it."""

    name, context_tokens, total_s = "said", 8192, 20.0

    def __init__(self) -> None:
        self.text = ""

    def count(self, text: str) -> int:
        return len(text)

    def stream(self, system: str, user: str, *_: object) -> Iterator[str]:
        asked = scripts.given(system, user)
        if asked.step == "plan":
            yield scripts.NO_PLAN
            return chat.Reply(scripts.NO_PLAN, chat.Cost())
        yield self.text
        return chat.Reply(spoken(self.text) or "なし", chat.Cost())


_NUMBERS = st.lists(st.integers(-3, 60) | st.just(10**30), max_size=10)
_WORDS = st.sampled_from(
    ["審議会は顔認証を禁止しました。", "委員は反対しました。", "諮問第41号は承認されました。", "[1]", "<b>", ""]
)
_CHOICES = st.fixed_dictionaries(
    {
        "parts": st.lists(st.fixed_dictionaries({"part": _WORDS, "n": _NUMBERS}), max_size=4),
        "verdict": st.sampled_from(["はい", "いいえ", "条件付き", "前提が違う", "資料では分からない", "?", ""]),
        "near": _NUMBERS,
        "search": st.lists(_WORDS, max_size=3),
        "summary": st.lists(
            st.fixed_dictionaries({"text": _WORDS, "case": st.text(max_size=4), "n": _NUMBERS}), max_size=3
        ),
    }
)


@cache
def _plain(asking: Assistant) -> Answer:
    return asking.ask(QUESTION, mode="extractive")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.one_of(_CHOICES.map(lambda shape: json.dumps(shape, ensure_ascii=False)), st.text(max_size=80)))
def test_whatever_a_model_returns_only_what_stands_comes_out(text: str, samples: Assistant):
    asking = Assistant(samples.corpus, samples.settings)
    said = _Said()
    said.text = text
    asking.__dict__["chat"] = said
    answer = asking.ask(QUESTION, mode="generative")
    stands(answer, asking)
    if answer.mode == "extractive":
        plain = _plain(samples)
        assert replace(answer, notices=(), elapsed_ms=0) == replace(plain, notices=(), elapsed_ms=0)
        return
    held = squeeze("".join(asking.corpus.text(h.name) for h in asking.corpus.headers()))
    for line in answer.answer.splitlines():
        for quote in prose.quoted(line):
            parts = [p for p in squeeze(quote.of(line)).split("…") if p]
            assert all(part in held or part in squeeze(QUESTION) for part in parts), line
    assert "禁止しました" not in answer.answer
    assert "承認されました" not in answer.answer
