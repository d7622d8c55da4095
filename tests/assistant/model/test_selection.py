"""A choice counts where its numbers were shown; what it calls things is shown only in the question's words."""

import pytest

from assistant.model.reply import Part, Selected
from assistant.model.selection import MOST, STRANGE, TOO_MANY, Selection, nameable, selection
from assistant.model.sheet import Sentence
from corpus.chat import ModelError
from corpus.model import Span

SHOWN = {n: Sentence(n, "K7QX", "a.txt", 0, n, Span(n, n + 1)) for n in range(1, 40)}


def chosen(*parts: tuple[str, list[int]], **more: object) -> Selection:
    said = [Part(part=part, n=numbers) for part, numbers in parts]
    return selection(Selected.model_validate({"parts": said, "verdict": "なし"} | more), SHOWN)


def test_numbers_stand_for_sentences_each_once():
    found = chosen(("結論", [3, 3, 5]), ("理由", [5, 7]), ("費用", []))
    assert [[s.number for s in point.sentences] for point in found.points] == [[3, 5], [7], []]
    assert found.numbers == (3, 5, 7)
    assert found.unanswered == ("費用",)
    assert (found.answers, found.complete) == (True, False)


def test_parts_of_one_name_are_one():
    assert [point.part for point in chosen(("結論", [1]), ("結論", [2])).points] == ["結論"]


def test_a_few_foreign_numbers_are_left_out():
    assert chosen(("結論", [3, 4, 999])).numbers == (3, 4)


@pytest.mark.parametrize(
    ("numbers", "why"), [([1, 998, 999], STRANGE), ([999], STRANGE), ([*range(1, MOST + 2)], TOO_MANY)]
)
def test_a_choice_that_is_none_is_refused(numbers: list[int], why: str):
    with pytest.raises(ModelError, match=why):
        chosen(("結論", numbers))


def test_a_later_choice_fills_what_was_left():
    first = chosen(("結論", [3]), ("理由", []), verdict="はい", search=["審議の理由"])
    both = first.followed_by(chosen(("理由", [7])))
    assert [(point.part, [s.number for s in point.sentences]) for point in both.points] == [
        ("結論", [3]),
        ("理由", [7]),
    ]
    assert (both.complete, both.verdict) == (True, "はい")


def test_what_nothing_answers_stays_unanswered():
    first = chosen(("費用", []))
    both = first.followed_by(chosen(("費用", []), near=[9]))
    assert both.unanswered == ("費用",)
    assert [s.number for s in both.near] == [9]
    assert not first.followed_by(chosen()).answers


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("費用", True),
        ("顔認証の費用", True),
        ("理由", True),
        ("結論", True),
        ("違法な収集", False),
        ("費用は300万円", False),
        ("", False),
        ("費用" * 30, False),
    ],
)
def test_parts_are_named_in_the_questions_words(part: str, shown: bool):
    assert bool(nameable([part], "顔認証の費用はいくらですか。")) is shown
