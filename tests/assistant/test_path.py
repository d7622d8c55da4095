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
from assistant.gate import MARKER
from assistant.understand.followup import Message
from corpus import Corpus, Filters, Settings, SettingsError
from tests.assistant import scripts
from tests.assistant.corpora import lines
from tests.chatserver import ChatServer, Reply

QUESTION = "架空市の顔認証による入場はどう判断されましたか。"


@pytest.fixture
def corpus(samples: Assistant) -> Corpus:
    return samples.corpus


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(scripts.model(scripts.good)) as running:
        yield running


def assistant(corpus: Corpus, server: ChatServer, **limits: float) -> Assistant:
    values = {"chat_model": "openai:scripted", "chat_base_url": server.url, "chat_context_tokens": 32768}
    return Assistant(corpus, Settings(_env_file=None, **(values | limits)))


def test_a_chat_model_in_the_settings_writes_the_answers(corpus: Corpus, server: ChatServer):
    asking = assistant(corpus, server)
    written, plain = asking.ask(QUESTION), asking.ask(QUESTION, mode="extractive")
    assert (written.mode, plain.mode) == ("generative", "extractive")
    assert plain.citations
    assert {c.quote for c in plain.citations} <= {c.quote for c in written.citations}


def test_the_text_is_shown_before_it_settles(corpus: Corpus, server: ChatServer):
    seen = list(assistant(corpus, server).stream(QUESTION))
    assert [step.settled for step in seen][-2:] == [False, True]
    assert any(step.text for step in seen[:-1])
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


def test_the_question_in_other_words_is_searched_too(corpus: Corpus, server: ChatServer):
    server.script = scripts.model(scripts.good, rewrite="検索: 架空市 顔認証 体育館 登録していない人")
    wider = assistant(corpus, server).ask(QUESTION)
    plain = assistant(corpus, server).ask(QUESTION, mode="extractive")
    assert {c.quote for c in wider.citations} >= {c.quote for c in plain.citations}


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    return lines(shared / "gold" / "questions.jsonl")


def asked(asking: Assistant, gold: list[dict[str, Any]], mode: str | None = None) -> list[Answer]:
    answers = []
    for line in gold:
        said = tuple(Message(m["role"], m["text"]) for m in line.get("conversation") or ())
        answers.append(asking.ask(line["question"], said, mode=mode))
    return answers


def scored(answers: list[Answer], gold: list[dict[str, Any]], corpus: Corpus) -> Figures:
    texts = {header.name: squeeze(corpus.document(header.name).text) for header in corpus.headers()}
    pairs = zip(gold, answers, strict=True)
    return figures(
        [judge(line, answer_json(answer), lambda name: texts.get(name, "")) for line, answer in pairs]
    )


@pytest.mark.shared
def test_a_good_model_keeps_the_extractive_figures(
    real: Assistant, gold: list[dict[str, Any]], server: ChatServer
):
    """A model that tells every passage as it stands, whole path included, costs nothing of what was found."""
    asking = assistant(real.corpus, server)
    plain = scored(asked(asking, gold, "extractive"), gold, real.corpus)
    answers = asked(asking, gold)
    written = scored(answers, gold, real.corpus)
    assert {a.mode for a in answers if a.answered} == {"generative"}
    assert written.recall >= plain.recall
    assert written.precision >= plain.precision - 0.01
    assert (written.verbatim, written.violations) == (1.0, plain.violations)
    assert (written.abstained, written.over_abstained) == (plain.abstained, plain.over_abstained)


@pytest.mark.shared
def test_a_forging_model_forges_nothing(real: Assistant, gold: list[dict[str, Any]], server: ChatServer):
    server.script = scripts.model(scripts.forging, repair=scripts.forging)
    answers = asked(assistant(real.corpus, server), gold)
    found = scored(answers, gold, real.corpus)
    assert (found.verbatim, found.violations) == (1.0, 0)
    said = [MARKER.sub("", answer.answer) for answer in answers]
    assert not [words for words in scripts.FORGED if any(words in text for text in said)]


def test_the_terminal_shows_the_text_while_it_is_written(
    corpus: Corpus, server: ChatServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """What has not been checked goes to standard error and is cleared away; the answer goes to standard output."""
    server.script = scripts.model(lambda asked: Reply(scripts.good(asked) + "審議会は禁止しました。"))
    monkeypatch.setenv("SENREI_CHAT_MODEL", "openai:scripted")
    monkeypatch.setenv("SENREI_CHAT_BASE_URL", server.url)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(Corpus, "open", lambda _: nullcontext(corpus))
    assert main(["ask", QUESTION]) == 0
    printed = capsys.readouterr()
    assert "照合前の文章です" in printed.err
    assert "禁止しました" in printed.err
    assert "継続審議" in printed.out
    assert "禁止しました" not in printed.out
