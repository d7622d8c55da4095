"""What a second reader says takes doubts away or explains them; it changes no value, and holds for what was read only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import NotHeldError
from corpus.model import Document, Outcome, Span
from corpus.register import Opinion, advised, wording_of, written
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.factory import document, original

NAME, READER = "two.txt", "openai:scripted"
TWO = document(NAME, ("防犯カメラの設置", "学習支援アプリの導入"))
HELD = replace(
    TWO,
    header=replace(TWO.header, unsure=("held_on", "cases")),
    cases=tuple(replace(case, unsure=("outcome", "department")) for case in TWO.cases),
)


def opinion(field: str, case: int | None = None, **values: Any) -> Opinion:
    """An opinion on a value as it is held, which agrees with it unless told otherwise."""
    about = {
        "value": written(HELD, field, case),
        "agrees": True,
        "wording": wording_of(HELD.text),
        "region": None if case is None else HELD.cases[case].span,
    }
    at = datetime(2026, 11, 30, tzinfo=UTC)
    return Opinion(NAME, field, reader=READER, at=at, case=case, **(about | values))


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path)) as opened:
        opened.put(HELD, original(HELD))
        opened.refresh()
        yield opened


def unsure(corpus: Corpus) -> list[tuple[str, ...]]:
    """What is in doubt of the document and its cases, by the document and by the catalogue alike."""
    corpus.refresh()
    held = corpus.document(NAME)
    ((header, cases),) = corpus.outlines()
    found = [held.header.unsure, *(case.unsure for case in held.cases)]
    assert found == [header.unsure, *(case.unsure for case in cases)]
    return found


def test_agreement_takes_the_doubt_away_and_says_by_whom(corpus: Corpus):
    corpus.opine(NAME, [opinion("outcome", 0), opinion("held_on")])
    assert unsure(corpus) == [("cases",), ("department",), ("outcome", "department")]
    assert {(each.field, each.case, each.reader) for each in corpus.opinions(NAME)} == {
        ("outcome", 0, READER),
        ("held_on", None, READER),
    }


def test_disagreement_keeps_the_doubt_and_the_value(corpus: Corpus):
    pointed = opinion("outcome", 0, agrees=False, suggestion="不承認", points=(Span(0, 3),))
    corpus.opine(NAME, [pointed])
    assert unsure(corpus)[1] == ("outcome", "department")
    assert corpus.document(NAME).cases[0].outcome is Outcome.APPROVED
    assert corpus.opinions(NAME) == (pointed,)


def test_the_last_opinion_on_a_value_holds(corpus: Corpus):
    corpus.opine(NAME, [opinion("outcome", 0), opinion("outcome", 1)])
    corpus.opine(NAME, [opinion("outcome", 0, agrees=False)])
    assert unsure(corpus)[1:] == [("outcome", "department"), ("department",)]
    assert len(corpus.opinions(NAME)) == 2


def test_a_value_that_a_person_sets_right_is_not_what_was_agreed_on(corpus: Corpus):
    corpus.opine(NAME, [opinion("outcome", 0)])
    corpus.correct(NAME, "outcome", "不承認", "校正係", 0)
    corpus.refresh()
    assert corpus.document(NAME).cases[0].outcome is Outcome.REFUSED
    assert corpus.opinions(NAME) == ()


def test_it_teaches_nothing(corpus: Corpus):
    corpus.opine(NAME, [opinion("outcome", 0)])
    assert corpus.lessons() == ()
    assert corpus.corrections(NAME) == ()


@pytest.mark.parametrize(
    "now",
    [
        replace(HELD, text=HELD.text.replace("氏名", "姓名")),
        replace(HELD, cases=(replace(HELD.cases[0], outcome=Outcome.NOTED), HELD.cases[1])),
        replace(HELD, cases=(replace(HELD.cases[0], span=Span(0, 9)), HELD.cases[1])),
        replace(HELD, cases=()),
    ],
    ids=["another text", "another value", "another region", "no such case"],
)
def test_what_is_read_otherwise_is_in_doubt_again(now: Document):
    said = opinion("outcome", 0)
    assert advised(HELD, [said]).cases[0].unsure == ("department",)
    assert advised(now, [said]) == now


def test_a_new_version_of_the_file_is_in_doubt_again(corpus: Corpus):
    corpus.opine(NAME, [opinion("outcome", 0)])
    changed = replace(HELD, text=HELD.text.replace("氏名", "姓名"), digest="another")
    corpus.put(changed, original(changed))
    assert unsure(corpus)[1] == ("outcome", "department")
    assert corpus.opinions(NAME) == ()


def test_nothing_is_said_of_what_is_not_held(corpus: Corpus):
    with pytest.raises(NotHeldError):
        corpus.opine("none.txt", [])
    with pytest.raises(NotHeldError):
        corpus.opinions("none.txt")
