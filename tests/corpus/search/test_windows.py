"""Windows hold every passage, keep to a case, and begin again with the question that they answer."""

from corpus.language import squeeze
from corpus.model import Passage, Role, Span, Turn
from corpus.search import cut_windows
from corpus.search.windows import LENGTH

MEMBER, OFFICE = Role.MEMBER, Role.EXECUTIVE


def read(*told: tuple[Role, int | None, int]) -> tuple[list[Turn], list[Passage]]:
    """Turns of one passage each: role, case and length."""
    turns, passages, at = [], [], 0
    for ordinal, (role, case, size) in enumerate(told):
        span = Span(at, at + size)
        turns.append(Turn(ordinal, role.value, role, span, None, case, ""))
        passages.append(Passage(ordinal, span, ordinal, case, (), "あ" * size))
        at += size
    return turns, passages


def runs(*told: tuple[Role, int | None, int]) -> list[tuple[int, int]]:
    return [(window.first, window.last) for window in cut_windows(*read(*told))]


def test_neighbours_stand_together_as_far_as_they_fit():
    assert runs((MEMBER, 0, 150), (OFFICE, 0, 150), (MEMBER, 0, 150), (OFFICE, 0, 200)) == [(0, 1), (2, 3)]


def test_a_window_keeps_to_one_case():
    assert runs((MEMBER, 0, 50), (OFFICE, 0, 50), (MEMBER, 1, 50), (MEMBER, None, 50)) == [
        (0, 1),
        (2, 2),
        (3, 3),
    ]


def test_a_question_stands_before_its_answer_too():
    assert runs((OFFICE, 0, 200), (MEMBER, 0, 150), (OFFICE, 0, 240)) == [(0, 1), (1, 2)]


def test_a_short_end_is_where_the_next_window_begins():
    assert runs((OFFICE, 0, 300), (OFFICE, 0, 80), (OFFICE, 0, 250)) == [(0, 1), (1, 2)]


def test_a_passage_that_is_too_long_is_a_window_of_its_own():
    assert runs((MEMBER, 0, LENGTH + 1), (OFFICE, 0, 10)) == [(0, 0), (1, 1)]


def test_every_passage_stands_in_a_window_and_none_is_longer_than_it_may():
    turns, passages = read(*((MEMBER if n % 3 else OFFICE, n // 9, 7 * n % 390 + 1) for n in range(80)))
    windows = cut_windows(turns, passages)
    assert {n for w in windows for n in range(w.first, w.last + 1)} == set(range(80))
    assert all(sum(len(squeeze(p.searched)) for p in passages[w.first : w.last + 1]) <= LENGTH for w in windows)
    assert all(len({p.case for p in passages[w.first : w.last + 1]}) == 1 for w in windows)
