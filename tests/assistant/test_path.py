"""The whole path from files to answers: what a chat model adds and what it cannot take away."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main
from assistant.answer import Answer, answer_json
from assistant.assistant import Assistant
from assistant.evaluate import Figures, figures, judge, squeeze
from assistant.model.material import harmless
from assistant.understand.followup import Message
from corpus import Corpus, Filters, Settings, SettingsError
from tests.assistant import scripts
from tests.assistant.corpora import lines
from tests.chatserver import ChatServer, Reply

QUESTION = "架空市の顔認証による入場はどう判断されましたか。"
RULED = "諮問第41号は継続審議とし"


@pytest.fixture
def corpus(samples: Assistant) -> Corpus:
    return samples.corpus


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(scripts.model(scripts.pointing(RULED))) as running:
        yield running


def assistant(corpus: Corpus, server: ChatServer, **limits: float) -> Assistant:
    values = {"chat_model": "openai:scripted", "chat_base_url": server.url, "chat_context_tokens": 32768}
    return Assistant(corpus, Settings(_env_file=None, **(values | limits)))


def test_a_chat_model_in_the_settings_points_at_the_answers(corpus: Corpus, server: ChatServer):
    asking = assistant(corpus, server)
    chosen, plain = asking.ask(QUESTION), asking.ask(QUESTION, mode="extractive")
    assert (chosen.mode, plain.mode) == ("generative", "extractive")
    assert any(RULED in c.quote for c in chosen.citations)


def test_the_stage_is_told_before_it_settles(corpus: Corpus, server: ChatServer):
    seen = list(assistant(corpus, server).stream(QUESTION))
    assert [step.settled for step in seen][-2:] == [False, True]
    assert all(step.text for step in seen)
    assert {step.answer.mode for step in seen[:-1]} == {"extractive"}
    assert seen[-1].text == seen[-1].answer.answer


def test_without_a_chat_model_there_is_one_step(corpus: Corpus):
    (step,) = Assistant(corpus, Settings(_env_file=None)).stream(QUESTION)
    assert (step.settled, step.answer.mode) == (True, "extractive")


def test_asking_for_a_chat_model_without_one_is_said(corpus: Corpus):
    with pytest.raises(SettingsError, match="チャットモデルが設定されていません"):
        Assistant(corpus, Settings(_env_file=None)).ask(QUESTION, mode="generative")


def test_a_model_that_is_down_leaves_the_extractive_answer(corpus: Corpus, server: ChatServer):
    server.script = scripts.model(Reply(status=503))
    asking = assistant(corpus, server)
    plain = asking.ask(QUESTION, mode="extractive")
    written = asking.ask(QUESTION)
    assert replace(written, notices=(), elapsed_ms=0) == replace(plain, notices=(), elapsed_ms=0)
    assert any("HTTP 503" in notice for notice in written.notices)


def test_a_change_of_what_is_held_is_asked_anew(corpus: Corpus, server: ChatServer):
    asking = assistant(corpus, server)
    asking.ask(QUESTION)
    asked = len(server.requests)
    asking.ask(QUESTION)
    assert len(server.requests) == asked
    asking.ask(QUESTION, filters=Filters(municipalities=("架空市",)))
    assert len(server.requests) > asked


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    return lines(shared / "gold" / "questions.jsonl")


def asked(
    asking: Assistant, gold: list[dict[str, Any]], mode: str | None = None, told: "Honest | None" = None
) -> list[Answer]:
    answers = []
    for line in gold:
        if told is not None:
            told.line = line
        said = tuple(Message(m["role"], m["text"]) for m in line.get("conversation") or ())
        answers.append(asking.ask(line["question"], said, mode=mode))
    return answers


def scored(answers: list[Answer], gold: list[dict[str, Any]], corpus: Corpus) -> Figures:
    texts = {header.name: squeeze(corpus.document(header.name).text) for header in corpus.headers()}
    pairs = zip(gold, answers, strict=True)
    return figures(
        [judge(line, answer_json(answer), lambda name: texts.get(name, "")) for line, answer in pairs]
    )


class Honest:
    """A model that knows the gold passages of the question that it is asked, and points at their sentences alone."""

    def __init__(self) -> None:
        self.line: dict[str, Any] = {}

    def __call__(self, asked: scripts.Given) -> str:
        parts = []
        for passage in self.line["passages"]:
            words = squeeze(harmless(passage["quote"]))
            own = [n.number for n in asked.lines if len(n.text) > 5 and _within(squeeze(n.text), words)]
            parts.append((passage["quote"][:9], own[:6]))
        return scripts.reply(parts[:8])


def _within(sentence: str, words: str) -> bool:
    return sentence.rstrip("…") in words or words in sentence


@pytest.mark.shared
def test_a_model_that_points_rightly_finds_more(
    real: Assistant, gold: list[dict[str, Any]], server: ChatServer
):
    honest = Honest()
    server.script = scripts.model(honest)
    asking = assistant(real.corpus, server)
    plain = scored(asked(asking, gold, "extractive"), gold, real.corpus)
    answers = asked(asking, gold, told=honest)
    chosen = scored(answers, gold, real.corpus)
    assert sum(a.mode == "generative" for a in answers) > len(gold) // 2
    assert chosen.recall >= plain.recall
    assert chosen.precision >= plain.precision - 0.01
    assert (chosen.verbatim, chosen.violations) == (1.0, 0)
    assert chosen.over_abstained <= plain.over_abstained


@pytest.mark.shared
def test_a_model_that_finds_nothing_silences_what_it_was_asked(
    real: Assistant, gold: list[dict[str, Any]], server: ChatServer
):
    server.script = scripts.model(scripts.SILENT)
    answers = asked(assistant(real.corpus, server), gold)
    assert sum(a.mode == "generative" for a in answers) > len(gold) // 2
    assert all(not a.answered for a in answers if a.mode == "generative")
    assert all(c.why_not for a in answers if a.mode == "generative" for c in a.nearest)


def test_the_terminal_shows_the_stage_meanwhile(
    corpus: Corpus, server: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """What the model is at goes to standard error and is cleared away; the answer goes to standard output."""
    monkeypatch.setenv("SENREI_CHAT_MODEL", "openai:scripted")
    monkeypatch.setenv("SENREI_CHAT_BASE_URL", server.url)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(Corpus, "open", lambda _: nullcontext(corpus))
    assert main(["ask", QUESTION]) == 0
    printed = capsys.readouterr()
    assert "候補の記述を読み" in printed.err
    assert "継続審議" in printed.out
    assert "候補の記述を読み" not in printed.out
