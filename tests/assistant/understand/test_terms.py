"""The topics of a question against what the corpus holds."""

import pytest

from assistant.understand.followup import standalone
from assistant.understand.question import understand
from assistant.understand.terms import Term, terms
from assistant.understand.thesaurus import Thesaurus


def found(text: str, *held: str) -> dict[str, Term]:
    question = understand(standalone(text))
    return {
        term.phrase: term
        for term in terms(question, Thesaurus({}, frozenset()), lambda phrase: float(phrase in held))
    }


@pytest.mark.parametrize(("held", "known"), [(("空家",), True), (("空地",), False)])
def test_kana_inside_a_compound_may_be_left_out(held: tuple[str, ...], known: bool):
    assert found("空き家の台帳は渡されましたか。", *held)["空き家"].known is known


def test_a_compound_written_with_kana_is_known_by_its_words():
    assert found("空き家調査の結果は。", "空家", "調査")["空き家調査"].made_of == ("空家", "調査")
