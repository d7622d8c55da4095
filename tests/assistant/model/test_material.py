"""What a model is given: passages under keys, harmless, each with whose words they are."""

from dataclasses import replace

import pytest

from assistant.model.material import KEY_LENGTH, fit, gather, harmless
from corpus.model import Document, Role, Span
from tests.assistant.town import CHAIR, EXECUTIVE, MEMBER, citations, minutes

DOCUMENT = minutes()
SOURCES = gather(citations(DOCUMENT), lambda _: DOCUMENT)


def source_of(document: Document, words: str, role: Role | None = None):
    found = next(c for c in citations(document) if words in c.quote)
    return gather([replace(found, role=role or found.role)], lambda _: document)[0]


def test_keys_are_distinct_and_stand_in_no_passage():
    keys = [source.key for source in SOURCES]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {KEY_LENGTH}
    assert not [key for key in keys if key in DOCUMENT.text]


def test_a_place_that_an_earlier_one_covers_is_left_out():
    first = citations(DOCUMENT)[0]
    part = replace(first, span=Span(first.span.start + 2, first.span.end), quote=first.quote[2:], marker=99)
    assert len(gather([first, part], lambda _: DOCUMENT)) == 1


@pytest.mark.parametrize(
    ("words", "who"),
    [
        (CHAIR, "審議会の決定"),
        (MEMBER, "甲田委員（役割: 委員）"),
        (EXECUTIVE, "市民課長（役割: 実施機関）"),
    ],
)
def test_the_model_is_told_whose_words_they_are(words: str, who: str):
    shown = source_of(DOCUMENT, words).shown()
    assert f"だれの言葉か: {who}\n本文: {words}" in shown
    assert ("結論: 条件付き承認" in shown) is (words == CHAIR)


def test_what_a_report_tells_of_others_is_no_decision():
    told = source_of(DOCUMENT, EXECUTIVE, Role.COUNCIL)
    assert told.decides
    turns = tuple(replace(t, heading="理由 › 実施機関の主張の要旨") for t in DOCUMENT.turns)
    assert not source_of(replace(DOCUMENT, turns=turns), EXECUTIVE, Role.COUNCIL).decides


def test_what_the_council_was_asked_is_no_decision():
    span = next(t.span for t in DOCUMENT.turns if t.span.of(DOCUMENT.text) == EXECUTIVE)
    case = replace(DOCUMENT.cases[0], questions=(span,))
    source = source_of(replace(DOCUMENT, cases=(case,)), EXECUTIVE, Role.COUNCIL)
    assert not source.decides
    assert "記録の本文（発言でも決定でもない）" in source.shown()


def test_the_best_passages_that_fit_are_taken():
    sizes = [len(source.shown()) + 2 for source in SOURCES]
    assert fit(SOURCES, sum(sizes), len) == SOURCES
    assert fit(SOURCES, sizes[0] + sizes[1], len) == SOURCES[:2]
    assert fit(SOURCES, 10, len) == ()


def test_marks_that_could_mean_something_become_letters():
    assert (
        harmless("[1] <b>太字</b>\n<|im_start|>\u200b\U000e0041#見出し`{x}")
        == "〔1〕 太字 ＜｜im_start｜＞＃見出し‘｛x｝"
    )
