"""A register that the last release wrote answers as one that the present program writes of the same documents."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.answer import answer_json
from assistant.assistant import Assistant
from corpus.register import Register
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.register import earlier

QUESTIONS = {
    "防犯カメラの映像を警察署に提供することはどう判断されたか": earlier.MINUTES,
    "避難行動要支援者名簿の外部提供の条件は何か": earlier.REPORT,
    "条例第9条第2項第1号について実施機関はどう説明したか": earlier.MINUTES,
}


def answers(settings: Settings) -> list[dict[str, Any]]:
    with Corpus.open(settings) as corpus:
        assistant = Assistant(corpus, settings)
        return [answer_json(assistant.ask(question)) | {"elapsed_ms": None} for question in QUESTIONS]


def written_anew(held: Register, settings: Settings) -> None:
    """Put the documents in as they were read, and correct them in the same way."""
    with Corpus.open(settings) as corpus:
        for name in held.digests():
            (read,) = held.entries([held.number(name)], as_read=True)
            corpus.put(replace(held.document(name), header=read.header, cases=read.cases), held.original(name))
            for one in held.corrections(name):
                corpus.correct(name, one.field, one.value, one.author, one.case)
        corpus.refresh()


def test_three_questions_are_answered_as_before(tmp_path: Path):
    (folder := tmp_path / "last").mkdir()
    register = Register(earlier.write(folder / "register.sqlite"))
    written_anew(register, anew := Settings(data=tmp_path / "anew", samples=True))
    register.close()
    found = answers(Settings(data=folder, samples=True))
    assert found == answers(anew)
    assert [answer["citations"][0]["document"] for answer in found] == list(QUESTIONS.values())
