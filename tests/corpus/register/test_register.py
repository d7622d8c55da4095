"""The register holds exactly what was put, one transaction a document."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import IndexMismatchError, NotHeldError
from corpus.model import (
    ArticleUse,
    Attachment,
    AttachmentKind,
    Case,
    CaseKind,
    Document,
    DocumentKind,
    Header,
    Outcome,
    Passage,
    Person,
    Role,
    Span,
    Turn,
    Vote,
)
from corpus.register import Register
from corpus.register.corrections import Correction
from tests.corpus.factory import bare, document, original

EMBEDDER, DIMENSION = "test", 4

SPANS = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
WORDS = st.none() | st.text(max_size=12)
DAYS = st.none() | st.dates()
EVIDENCE = st.dictionaries(st.text(max_size=6), SPANS, max_size=3)
UNSURE = st.lists(st.text(max_size=6), max_size=3).map(tuple)
CONFIDENCE = st.dictionaries(st.text(max_size=6), st.floats(0, 1), max_size=3)
CASES = st.builds(
    Case,
    ordinal=st.just(0),
    title=st.text(max_size=20),
    kind=st.sampled_from(CaseKind),
    span=SPANS,
    title_span=st.none() | SPANS,
    number=WORDS,
    department=WORDS,
    articles=st.lists(st.builds(ArticleUse, st.text(max_size=9), WORDS, SPANS), max_size=3).map(tuple),
    outcome=st.none() | st.sampled_from(Outcome),
    outcome_span=st.none() | SPANS,
    attachments=st.lists(st.builds(Attachment, st.sampled_from(AttachmentKind), SPANS), max_size=2).map(tuple),
    member_requests=st.lists(SPANS, max_size=2).map(tuple),
    questions=st.lists(SPANS, max_size=2).map(tuple),
    votes=st.lists(
        st.builds(Vote, SPANS, st.booleans(), st.none() | st.integers(0, 99), st.none() | st.integers(0, 99)),
        max_size=2,
    ).map(tuple),
    evidence=EVIDENCE,
    unsure=UNSURE,
    confidence=CONFIDENCE,
)
TURNS = st.builds(
    Turn,
    ordinal=st.just(0),
    speaker=WORDS,
    role=st.sampled_from(Role),
    span=SPANS,
    mark=st.none() | SPANS,
    case=st.none() | st.integers(0, 9),
    heading=st.text(max_size=12),
)
PASSAGES = st.builds(
    Passage,
    ordinal=st.just(0),
    span=SPANS,
    turn=st.integers(0, 9),
    case=st.none() | st.integers(0, 9),
    articles=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    searched=st.text(max_size=40),
)
HEADERS = st.builds(
    Header,
    name=st.just("any.txt"),
    kind=st.sampled_from(DocumentKind),
    municipality=WORDS,
    council=WORDS,
    meeting=WORDS,
    held_on=DAYS,
    number=WORDS,
    issued_on=DAYS,
    consultation_number=WORDS,
    consulted_on=DAYS,
    title=WORDS,
    ocr=st.booleans(),
    flags=st.lists(st.text(max_size=20), max_size=2).map(tuple),
    evidence=EVIDENCE,
    unsure=UNSURE,
    confidence=CONFIDENCE,
)


def numbered(parts):
    return tuple(
        type(part)(**{name: getattr(part, name) for name in part.__slots__} | {"ordinal": ordinal})
        for ordinal, part in enumerate(parts)
    )


DOCUMENTS = st.builds(
    Document,
    header=HEADERS,
    text=st.text(max_size=200),
    digest=st.just("0" * 64),
    pages=st.lists(st.integers(0, 999), max_size=3).map(tuple),
    members=st.lists(st.builds(Person, st.text(max_size=6), st.sampled_from(Role), WORDS), max_size=2).map(
        tuple
    ),
    turns=st.lists(TURNS, max_size=3).map(numbered),
    cases=st.lists(CASES, max_size=3).map(numbered),
    passages=st.lists(PASSAGES, max_size=3).map(numbered),
)


def vectors(of: Document) -> np.ndarray:
    return np.random.default_rng(3).random((len(of.passages), DIMENSION), np.float32)


def put(register: Register, of: Document) -> str:
    return register.put(of, original(of), vectors(of), EMBEDDER)


@pytest.fixture
def register(tmp_path: Path):
    opened = Register(tmp_path / "register.sqlite")
    yield opened
    opened.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(DOCUMENTS)
def test_what_comes_out_is_what_was_put_in(register: Register, any_document: Document):
    """Every field of every part survives, whatever it holds."""
    put(register, any_document)
    assert register.document("any.txt") == any_document
    assert register.holds(any_document)


def test_a_put_is_added_then_replaced_and_raises_the_generation(register: Register):
    assert put(register, document()) == "added"
    before = register.standing().generation
    changed = document(outcome=Outcome.CONTINUED)
    assert not register.holds(changed)
    assert put(register, changed) == "replaced"
    assert register.standing().generation > before
    assert register.document("mihon.txt") == changed
    assert register.counts() == (1, 1, len(changed.passages))


def test_a_new_version_gets_a_new_number(register: Register):
    """Numbers are never used again, so that an index that knows one knows its content."""
    put(register, document())
    first = register.number("mihon.txt")
    put(register, document(outcome=None))
    second = register.number("mihon.txt")
    register.remove("mihon.txt")
    put(register, document())
    assert first < second < register.number("mihon.txt")


def test_removal_leaves_nothing_of_a_document(register: Register):
    put(register, document())
    register.remove("mihon.txt")
    assert register.counts() == (0, 0, 0)
    assert register.digests() == {}
    assert register.problems() == []
    with pytest.raises(NotHeldError, match=r"mihon\.txt"):
        register.document("mihon.txt")
    with pytest.raises(NotHeldError):
        register.remove("mihon.txt")


def test_a_failed_put_leaves_what_was_held(register: Register):
    """One transaction a document: half of one is never seen, and the generation stays."""
    put(register, document())
    held = register.standing()
    with pytest.raises(IndexMismatchError, match="rebuild --embeddings"):
        register.put(document(outcome=None), b"", np.zeros((6, DIMENSION), np.float32), "another")
    assert register.standing() == held
    assert register.document("mihon.txt") == document()


def test_vectors_and_original_come_back_to_the_bit(register: Register):
    put(register, document())
    ((_, held),) = register.vectors([register.number("mihon.txt")])
    np.testing.assert_array_equal(held, vectors(document()))
    assert register.original("mihon.txt") == original(document())
    assert register.text("mihon.txt") == document().text


def test_passages_are_fetched_by_case_and_by_place(register: Register):
    two = document(subjects=("甲", "乙"))
    put(register, two)
    id_ = register.number("mihon.txt")
    assert register.passages("mihon.txt", 1) == [p for p in two.passages if p.case == 1]
    assert register.passages_at([(id_, 3), (id_, 99)]) == {(id_, 3): two.passages[3]}


def test_an_entry_tells_the_case_of_every_passage(register: Register):
    put(register, document(subjects=("甲", "乙")))
    put(register, bare())
    minutes, other = register.entries(sorted(register.versions()))
    assert minutes.passage_cases.tolist() == [0] * 6 + [1] * 6
    assert other.passage_cases.tolist() == [-1]


def test_corrections_are_applied_and_outlive_a_new_version(register: Register):
    put(register, document())
    register.correct("mihon.txt", "municipality", "見本市", "校正係", None)
    register.correct("mihon.txt", "held_on", "2021-05-15", "校正係", None)
    register.correct("mihon.txt", "outcome", "条件付き承認", "校正係", 0)
    put(register, document(subjects=("防犯カメラの設置", "電子申請システムの機能追加")))
    held = register.document("mihon.txt")
    assert (held.header.municipality, held.header.held_on) == ("見本市", date(2021, 5, 15))
    assert [case.outcome for case in held.cases] == [Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS]
    assert register.entries(register.versions())[0].cases == held.cases
    assert register.entries(register.versions(), as_read=True)[0].header.municipality == "架空市"


def test_a_correction_is_refused_where_it_makes_no_sense(register: Register):
    put(register, document())
    for field, value, case in (
        ("outcome", "了解", 0),
        ("held_on", "昨日", None),
        ("digest", "", None),
        ("title", None, 0),
    ):
        with pytest.raises(ValueError, match=r"."):
            register.correct("mihon.txt", field, value, "校正係", case)
    with pytest.raises(NotHeldError):
        register.correct("mihon.txt", "outcome", None, "校正係", 7)
    assert register.corrections("mihon.txt") == ()


def test_a_correction_says_who_and_when(register: Register):
    put(register, document())
    register.correct("mihon.txt", "title", "題", "校正係", 0)
    (kept,) = register.corrections("mihon.txt")
    assert isinstance(kept, Correction)
    assert kept.at.tzinfo is not None
    assert (kept.author, kept.case_title) == ("校正係", "電子申請システムの機能追加について")
