"""The answer form for the result of a case that was put off: it refuses where no later document held decides the case."""

import re

from assistant.evidence.cases import RankedCase
from assistant.forms.form import Form, Found
from assistant.forms.labels import place
from assistant.forms.refusal import Refusal, Why
from assistant.understand.question import Question
from corpus.model import PENDING, Case, Header
from corpus.store import Corpus

NAMED = 0.3
"""Share of the topics that a case's title must hold for the question to name the case."""
_CUE = re.compile(
    r"(?:再審議|継続審議|次回|継続|その後|後)(?:の|で|は|、)?.{0,8}(?:結果|どうな|結論|承認|決ま)|その後は?[。？?]?$|最終的"
)


def _wanted(found: Found) -> bool:
    if found.chosen.point or found.best.case is None:
        return False
    return _names(found.question, found.best) and bool(_CUE.search(found.question.focus))


def _names(question: Question, case: RankedCase) -> bool:
    return case.title >= NAMED or bool(question.municipalities or question.standalone.subject)


def _answer(found: Found) -> Refusal | None:
    """Refuse where the result lies after the last document held."""
    header, case = found.best.header, found.best.case
    if case is None or case.outcome is None or case.outcome not in PENDING:
        return None
    course = found.corpus.course(header.name, case.ordinal)
    if any(then.outcome not in PENDING for other, then in course if is_after(other, header)):
        return None
    return Refusal(
        Why.PENDING,
        f"{place(header)}では「{case.title}」は{case.outcome.value}とされ、"
        "その後の審議の会議録・答申は取り込まれていません。",
        "その後の結果ではなく、それより前の記録です",
    )


def is_after(header: Header, first: Header) -> bool:
    """Whether a document is known to be later than another."""
    return bool(header.dated and first.dated and header.dated > first.dated)


def at_its_end(header: Header, case: Case, corpus: Corpus) -> tuple[Header, Case]:
    """A case in the last document of its course, where that decided it; else as it is."""
    last, then = corpus.course(header.name, case.ordinal)[-1]
    return (last, then) if then.outcome is not None and is_after(last, header) else (header, case)


FORM = Form("afterwards", _wanted, _answer)
