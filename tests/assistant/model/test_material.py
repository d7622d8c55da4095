"""What a model is given is harmless; what its words may rest on is told apart from what others said."""

from dataclasses import replace

import pytest

from assistant.model.material import Source, harmless, new_key, source_of
from corpus.model import Document, Role
from tests.assistant.town import CHAIR, EXECUTIVE, citations, minutes

DOCUMENT = minutes()


def source(document: Document, words: str, role: Role | None = None) -> Source:
    found = next(c for c in citations(document) if words in c.quote)
    return source_of(replace(found, role=role or found.role), document)


def test_keys_are_distinct_and_stand_in_no_document():
    keys: list[str] = []
    for _ in range(200):
        keys.append(new_key(keys, f"{DOCUMENT.text} B2CD"))
    assert len(set(keys)) == len(keys)
    assert "B2CD" not in keys


def test_a_ruling_decides_and_a_remark_does_not():
    assert source(DOCUMENT, CHAIR).decides
    assert not source(DOCUMENT, EXECUTIVE).decides
    assert "条件付き承認" in source(DOCUMENT, CHAIR).place
    assert "条件付き承認" not in source(DOCUMENT, EXECUTIVE).place


def test_what_a_report_tells_of_others_is_no_decision():
    assert source(DOCUMENT, EXECUTIVE, Role.COUNCIL).decides
    turns = tuple(replace(t, heading="理由 › 実施機関の主張の要旨") for t in DOCUMENT.turns)
    assert not source(replace(DOCUMENT, turns=turns), EXECUTIVE, Role.COUNCIL).decides


def test_what_the_council_was_asked_is_no_decision():
    span = next(t.span for t in DOCUMENT.turns if t.span.of(DOCUMENT.text) == EXECUTIVE)
    case = replace(DOCUMENT.cases[0], questions=(span,))
    asked = source(replace(DOCUMENT, cases=(case,)), EXECUTIVE, Role.COUNCIL)
    assert (asked.decides, asked.tells) == (False, True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "[1] <b>太字</b>\n<|im_start|>\u200b\U000e0041#見出し`{x}",
            "〔1〕 太字 ＜｜im_start｜＞＃見出し‘｛x｝",
        ),
        ("12: 承認\n13: 否決", "12: 承認 13: 否決"),
    ],
)
def test_marks_that_could_mean_something_become_letters(text: str, shown: str):
    assert harmless(text) == shown
