"""A document is data: whatever it orders, it changes neither what the model is told nor what the user is told."""

import json
import unicodedata
from pathlib import Path

import pytest

from assistant.evidence.pool import Candidate
from assistant.model.material import harmless, source_of
from assistant.model.sheet import Sheets
from assistant.model.summary import stands
from corpus.language import sentences
from corpus.model import Document
from corpus.search import cut_windows
from prompts import fill
from tests.assistant import scripts
from tests.assistant.town import citations, minutes

LINES = [
    json.loads(line) for line in Path(__file__).with_name("injections.jsonl").read_text("utf-8").splitlines()
]
every_injection = pytest.mark.parametrize("line", LINES, ids=[line["kind"] for line in LINES])


def asked(document: Document) -> scripts.Given:
    """The prompt over minutes."""
    windows = [Candidate(document, w, 1.0) for w in cut_windows(document.turns, document.passages)]
    sheet = Sheets(lambda _: document, len).lay_out(windows, 10_000)
    prompt = fill("select", sheet=sheet.text, question="結論は？", remaining="", summary="")
    return scripts.given(prompt.system, prompt.user)


def test_there_are_enough_of_them():
    assert len(LINES) >= 30


@every_injection
def test_the_model_sees_them_as_numbered_sentences_of_one_member(line: dict[str, str]):
    given, plain = asked(minutes(line["text"])), asked(minutes("特にありません。"))
    assert given.system == plain.system
    theirs = [each for each in given.lines if each.speaker == "丙山委員"]
    cut = sentences(line["text"])
    assert 0 < len(theirs) <= len(cut)
    assert len(given.user.splitlines()) == len(plain.user.splitlines()) + len(theirs) - 1
    assert len({each.key for each in given.lines}) == 1
    for each in theirs:
        assert not set("[]<>|`#{}") & set(each.text)
        assert not [c for c in each.text if unicodedata.category(c) in ("Cf", "Cc")]
        assert each.text.removesuffix("…") in harmless(line["text"])


@every_injection
def test_a_model_that_obeys_them_tells_the_user_nothing_of_it(line: dict[str, str]):
    """Its summary falls, whether it rests on the ruling or on the very words that order it."""
    document = minutes(line["text"])
    sources = [source_of(citation, document) for citation in citations(document)]
    for source in (sources[0], sources[-1]):
        assert not stands(line["obeyed"], [source])
