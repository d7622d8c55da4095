"""A chat model reads values in doubt a second time, over a loopback server: it points, and changes nothing by itself."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.chat import Chat, load_chat
from corpus.doubts import doubts
from corpus.model import Document, Outcome
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.__main__ import main
from ingest.assist.answer import Answer, Verdict
from ingest.assist.following import Following
from ingest.assist.reader import SecondReader, read_again
from tests.chatserver import ChatServer, Reply
from tests.corpus.factory import document, original

NAME = "mihon.txt"
HELD = document(NAME, ("防犯カメラの設置", "学習支援アプリの導入"))
RULING = "本件は承認とする。"
UNCLEAR = (
    "架空市の会の記録\n防犯カメラについて話しました。\nおおむねよいという声もあり、なお考えることとしました。\n"
)
"""What is read of it is in doubt."""

Script = Callable[["Asked"], str | Reply]


class Asked:
    """A prompt, as the model reads it."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.lines = {int(n): text for n, text in re.findall(r"^(\d+): (.*)$", user, re.MULTILINE)}

    def last(self, words: str) -> int:
        """The number of the last line that holds words."""
        return max(number for number, text in self.lines.items() if words in text)

    def pointing(self, words: str, /, **more: str) -> str:
        """A reply that points at a line."""
        return json.dumps({"points": [{"line": self.last(words), **more}]}, ensure_ascii=False)


def doubtful(of_document: tuple[str, ...] = (), *of_cases: tuple[str, ...]) -> Document:
    """The document with values in doubt."""
    cases = [
        replace(case, unsure=unsure) for case, unsure in zip(HELD.cases, (*of_cases, (), ()), strict=False)
    ]
    return replace(HELD, header=replace(HELD.header, unsure=of_document), cases=tuple(cases))


def reads(script: Script | str | Reply, held: Document, **values: Any) -> tuple[list[Answer], ChatServer]:
    """What comes of a document with a model that behaves in one way."""

    def answer(_: str, user: str) -> str | Reply:
        return script(Asked(user)) if callable(script) else script

    with ChatServer(answer) as server:
        given = {"chat_model": "openai:scripted", "chat_base_url": server.url, "chat_first_token_s": 1}
        chat = load_chat(Settings(_env_file=None, **(given | values)))
        answers = [*SecondReader(chat).read(held)]
        chat.close()
    return answers, server


def one(script: Script | str | Reply, held: Document, **values: Any) -> Answer:
    (answer,) = reads(script, held, **values)[0]
    return answer


def test_pointing_at_the_same_outcome_agrees():
    answer = one(lambda asked: asked.pointing(RULING, choice="承認"), doubtful((), ("outcome",)))
    assert (answer.verdict, answer.place, answer.value) == (Verdict.AGREED, f"{NAME}#1", "承認")
    assert answer.quotes == (RULING,)
    assert answer.opinion is not None
    assert (answer.opinion.agrees, answer.opinion.reader) == (True, "openai:scripted")
    assert answer.cost.output_tokens > 0


@pytest.mark.parametrize(
    ("field", "script", "suggestion"),
    [
        ("outcome", lambda asked: asked.pointing(RULING, choice="不承認"), "不承認"),
        ("outcome", lambda asked: asked.pointing("説明する", choice="承認"), "承認"),
        ("outcome", lambda _: '{"points": []}', None),
        ("kind", lambda asked: asked.pointing(RULING, choice="報告"), "報告"),
        ("department", lambda asked: asked.pointing("設置について", words="防犯カメラ"), "防犯カメラ"),
        ("articles", lambda asked: asked.pointing(RULING), None),
        (
            "attachments",
            lambda asked: asked.pointing("採決する", choice="条件"),
            "条件: 会長:ほかに質問がなければ採決する。",
        ),
        ("attachments", lambda asked: asked.pointing(RULING, choice="要望"), f"要望: {RULING}"),
        ("attachments", lambda _: '{"points": []}', None),
    ],
)
def test_pointing_at_another_value_does_not_agree_and_is_told(
    field: str, script: Script, suggestion: str | None
):
    answer = one(script, doubtful((), (field,)))
    assert answer.verdict is Verdict.DIFFERS
    assert answer.opinion is not None
    assert (answer.opinion.agrees, answer.opinion.suggestion) == (False, suggestion)


@pytest.mark.parametrize(
    ("field", "script"),
    [
        ("kind", lambda asked: asked.pointing("設置について", choice="諮問")),
        ("title", lambda asked: asked.pointing("1 防犯カメラ", words="防犯カメラの設置")),
        ("articles", lambda asked: asked.pointing("条例第12条第2項")),
        ("attachments", lambda asked: asked.pointing("採決する", choice="要望")),
    ],
)
def test_pointing_at_the_same_value_of_a_case_agrees(field: str, script: Script):
    assert one(script, doubtful((), (field,))).verdict is Verdict.AGREED


@pytest.mark.parametrize(
    ("field", "words"),
    [("municipality", "架空市"), ("council", "架空市個人情報保護審議会"), ("meeting", "第3回")],
)
def test_words_of_the_head_agree_where_they_are_the_value(field: str, words: str):
    assert (
        one(lambda asked: asked.pointing("会議録", words=words), doubtful((field,))).verdict is Verdict.AGREED
    )
    other = one(lambda asked: asked.pointing("会議録", words="個人情報"), doubtful((field,)))
    assert (other.verdict, other.value) == (Verdict.DIFFERS, words)


def test_a_day_agrees_where_the_line_holds_that_day_and_no_other():
    text = HELD.text.replace("会議録\n", "会議録\n開催日 令和3年5月14日\n通知日 令和3年4月30日\n")
    held = replace(doubtful(("held_on",)), text=text, cases=())
    assert one(lambda asked: asked.pointing("開催日"), held).verdict is Verdict.AGREED
    other = one(lambda asked: asked.pointing("通知日"), held)
    assert other.opinion is not None
    assert (other.verdict, other.opinion.suggestion) == (Verdict.DIFFERS, "2021-04-30")


def test_what_is_not_stated_agrees_only_where_all_was_shown():
    silent = replace(HELD.cases[0], outcome=None, outcome_span=None, unsure=("outcome",))
    held = replace(HELD, cases=(silent, HELD.cases[1]))
    assert one('{"points": []}', held).verdict is Verdict.AGREED
    start = silent.span.start
    more = "議事の経過である。" * 20 + "\n"
    long = replace(silent, span=replace(silent.span, end=silent.span.end + len(more) * 40))
    at = HELD.text.index("\n", start) + 1
    held = replace(held, text=HELD.text[:at] + more * 40 + HELD.text[at:], cases=(long,))
    assert one('{"points": []}', held).verdict is Verdict.DIFFERS


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("承認です。", "形になっていません"),
        ('{"points": [{"line": "承認"}]}', "形になっていません"),
        ('{"points": [{"line": 999, "choice": "承認"}]}', "示されていない999行"),
        ('{"points": [{"line": 1, "choice": "承認"}]}', "示されていない1行"),
        ('{"points": [{"line": -2, "choice": "承認"}]}', "示されていない-2行"),
        (lambda asked: asked.pointing(RULING, choice="可決"), "「可決」は選べる語ではありません"),
        (lambda asked: asked.pointing(RULING), "選べる語ではありません"),
        (json.dumps({"points": [{"line": n, "choice": "承認"} for n in range(13)]}), "13行"),
        ('{"points": [{"line": 3, "choice"', "形になっていません"),
    ],
)
def test_nonsense_changes_nothing_and_says_so(reply: Script | str, why: str):
    answer = one(reply, doubtful((), (), ("outcome",)))
    assert (answer.verdict, answer.opinion) == (Verdict.NONSENSE, None)
    assert why in answer.why


def test_words_that_do_not_stand_in_the_line_are_nonsense():
    answer = one(lambda asked: asked.pointing("会議録", words="別の市"), doubtful(("municipality",)))
    assert (answer.verdict, answer.opinion) == (Verdict.NONSENSE, None)
    assert "「別の市」はその行にありません" in answer.why


def test_a_reply_may_be_wrapped_in_words_and_thoughts():
    wrapped = "<think>{考える}</think>次のとおりです。\n```json\n{}\n```"
    answer = one(
        lambda asked: wrapped.replace("{}", asked.pointing(RULING, choice="承認")), doubtful((), ("outcome",))
    )
    assert answer.verdict is Verdict.AGREED


def test_not_being_able_to_tell_is_no_opinion():
    answer = one('{"points": null}', doubtful((), ("outcome",)))
    assert (answer.verdict, answer.opinion) == (Verdict.UNKNOWN, None)
    assert answer.why


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(""), Reply("x", before_s=30)])
def test_a_model_that_fails_twice_is_asked_no_more(reply: Reply):
    answers, server = reads(reply, doubtful(("meeting", "kind"), ("outcome",), ("outcome",)))
    assert [answer.verdict for answer in answers] == [
        Verdict.FAILED,
        Verdict.FAILED,
        Verdict.NOT_ASKED,
        Verdict.NOT_ASKED,
    ]
    assert all(answer.why and answer.opinion is None for answer in answers)
    assert len(server.requests) == 2


def test_the_division_is_not_asked_about_and_a_small_context_is_said():
    answers, server = reads("", doubtful(("cases",)))
    assert [(answer.verdict, bool(answer.why)) for answer in answers] == [(Verdict.NOT_ASKED, True)]
    (small,), _ = reads("", doubtful(("meeting",)), chat_context_tokens=1024)
    assert "SENREI_CHAT_CONTEXT_TOKENS" in small.why
    assert server.requests == []


def test_the_model_is_shown_the_lines_of_the_case_and_not_the_value():
    _, server = reads('{"points": null}', doubtful((), ("department",), ("outcome",)))
    first, second = (request["messages"][-1]["content"] for request in server.requests)
    assert "情報政策課" not in first
    assert "防犯カメラの設置について説明する" in first
    assert "防犯カメラの設置について説明する" not in second
    assert RULING in Asked(second).lines[Asked(second).last(RULING)]


class TestHeld:
    @pytest.fixture
    def corpus(self, tmp_path: Path) -> Iterator[Corpus]:
        held = doubtful(("meeting",), ("outcome",), ("outcome",))
        with Corpus.open(Settings(data=tmp_path)) as opened:
            opened.put(held, original(held))
            opened.refresh()
            yield opened

    @pytest.fixture
    def server(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
        """A model that agrees with the outcome of the first case, and reads that of the second otherwise."""

        def answer(_: str, user: str) -> str:
            asked = Asked(user)
            if "第何回" in user:
                return "第3回だと思います。"
            return asked.pointing(RULING, choice="承認" if "防犯カメラ" in user else "継続審議")

        with ChatServer(answer) as server:
            monkeypatch.setenv("SENREI_CHAT_MODEL", "openai:scripted")
            monkeypatch.setenv("SENREI_CHAT_BASE_URL", server.url)
            yield server

    def chat(self) -> Chat:
        return load_chat(Settings(_env_file=None))

    @pytest.mark.usefixtures("server")
    def test_only_agreement_takes_a_doubt_away_and_no_value_changes(self, corpus: Corpus):
        chat, seen = self.chat(), []
        answers = read_again([NAME], corpus, SecondReader(chat), seen.append)
        chat.close()
        assert [answer.verdict for answer in answers] == [Verdict.NONSENSE, Verdict.AGREED, Verdict.DIFFERS]
        assert seen == list(answers)
        held = corpus.document(NAME)
        assert [held.header.unsure, *(case.unsure for case in held.cases)] == [("meeting",), (), ("outcome",)]
        assert [case.outcome for case in held.cases] == [Outcome.APPROVED, Outcome.APPROVED]
        assert [doubt.suggestion and doubt.suggestion.told for doubt in doubts(corpus)] == ["継続審議", None]
        assert corpus.as_read(NAME).cases[0].unsure == ("outcome",)

    @pytest.mark.usefixtures("server")
    def test_the_command_tells_what_was_agreed_and_what_was_not(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        corpus.close()
        assert main(["read", "--assist", NAME, "--data", str(tmp_path)]) == 1
        told = capsys.readouterr().out
        for part in (
            "mihon.txt  回: 第3回  → 答えにならず",
            "mihon.txt#1  結論: 承認  → 一致",
            "mihon.txt#2  結論: 承認  → 不一致",
            "モデルの読み: 継続審議",
            f"「{RULING}」",
            "要確認の値3件: 一致 1件、不一致 1件、答えにならず 1件。",
        ):
            assert part in told
        assert main(["read", "--assist", NAME, "--json", "--data", str(tmp_path)]) == 1
        again = json.loads(capsys.readouterr().out)
        assert [(one["place"], one["verdict"], one["suggestion"]) for one in again] == [
            (NAME, "答えにならず", None),
            (f"{NAME}#2", "不一致", "継続審議"),
        ]

    @pytest.mark.usefixtures("server")
    def test_taking_in_asks_only_where_the_reader_is_set(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        file = tmp_path / "minutes.txt"
        file.write_text(UNCLEAR, encoding="utf-8")
        data = ("--data", str(tmp_path / "data"), "--json")
        assert main([str(file), *data]) == 0
        assert "assisted" not in json.loads(capsys.readouterr().out)
        file.write_text(f"{UNCLEAR}以上\n", encoding="utf-8")
        monkeypatch.setenv("SENREI_READER", "assist")
        assert main([str(file), *data]) == 0
        printed = capsys.readouterr()
        assisted = json.loads(printed.out)["assisted"]
        assert assisted
        assert {one["verdict"] for one in assisted} <= {verdict.value for verdict in Verdict}
        assert assisted[0]["place"] in printed.err

    @pytest.mark.usefixtures("server")
    def test_what_is_taken_in_later_is_read_in_the_background(self, corpus: Corpus):
        following = Following()
        following.follow([NAME])
        with following.at_work(corpus, Settings(_env_file=None, reader="assist")):
            following.follow(["none.txt", NAME])
            until = time.monotonic() + 20
            while len(corpus.opinions(NAME)) < 2 and time.monotonic() < until:
                time.sleep(0.05)
        assert corpus.document(NAME).cases[0].unsure == ()

    def test_the_background_ends_with_the_workspace_though_the_model_hangs(
        self, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
    ):
        with ChatServer(lambda *_: Reply("", before_s=60)) as server:
            monkeypatch.setenv("SENREI_CHAT_MODEL", "openai:scripted")
            monkeypatch.setenv("SENREI_CHAT_BASE_URL", server.url)
            following, began = Following(), time.monotonic()
            with following.at_work(corpus, Settings(_env_file=None, reader="assist")):
                following.follow([NAME])
                while not server.requests and time.monotonic() < began + 20:
                    time.sleep(0.05)
            assert server.disconnected.wait(3)
        assert time.monotonic() - began < 25
        assert corpus.opinions(NAME) == ()

    def test_without_a_reader_nothing_is_asked(self, corpus: Corpus):
        following = Following()
        with following.at_work(corpus, Settings(_env_file=None)):
            following.follow([NAME])
        assert corpus.opinions(NAME) == ()

    def test_without_a_chat_model_it_is_wrong_usage(
        self, corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        corpus.close()
        assert main(["read", "--assist", NAME, "--data", str(tmp_path)]) == 2
        assert "SENREI_CHAT_MODEL" in capsys.readouterr().err
