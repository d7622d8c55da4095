"""The answer form for what came afterwards: it refuses where no later document held decides a case that was put off, or tells of the next meeting."""

import re
from datetime import date

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
    r"(?:再審議|継続審議|次回|継続|その後|後)(?:の|で|は|、)?.{0,8}(?:結果|どうな|結論|承認|決ま)|その後[^。]{0,14}(?:結果|どうな|結論|承認|決ま|認め)|その後は?[。？?]?$"
    r"|最終的(?:に|な|には)?、?[^。]{0,10}(?:結果|どうな|どう決|結論|承認|決ま|認め|通)|(?:やり直し|次|つぎ|2回目|二回目)の(?:審議|会議|回)[^。]{0,8}(?:どう|結果|結論|決ま)"
)
_AGAIN = re.compile(
    r"(?:出し直|再提出|再諮問|諮り直|諮問し直|やり直|仕切り直|練り直|修正し(?:て|た)(?:もの|あと|後|案))[^。]{0,12}(?:どうな|結果|結論|決ま|認め|承認|通)"
)
"""Asks what became of a case that was brought once more."""
_NEXT = re.compile(
    r"次(?:回|の(?:会議|審議会|審査会|会合|回))[^。、]{0,8}(?:で|に)は?、?[^。]{0,40}"
    r"(?:審議され|諮られ|判断|決ま(?:っ|り)|決定|結論|結果|どうな|扱わ|認め|承認|通っ|通り|可決|OK)"
)
"""Asks what the next meeting decided; when it is to be held is told by the record of the one before."""


def _wanted(found: Found) -> bool:
    question = found.question
    if _NEXT.search(question.focus):
        return bool(question.municipalities or question.standalone.subject or question.standalone.places)
    if found.chosen.point or found.best.case is None:
        return False
    return _names(question, found.best) and bool(_CUE.search(question.focus) or _AGAIN.search(question.focus))


def _names(question: Question, case: RankedCase) -> bool:
    return case.title >= NAMED or bool(question.municipalities or question.standalone.subject)


def _answer(found: Found) -> Refusal | None:
    """Refuse where the result, or the next meeting, lies after the last document held."""
    header, case = found.best.header, found.best.case
    if _NEXT.search(found.question.focus):
        return _after_the_last(found)
    again = bool(_AGAIN.search(found.question.focus))
    if case is None or case.outcome is None or not (case.outcome in PENDING or again):
        return None
    course = found.corpus.course(header.name, case.ordinal)
    if any(again or then.outcome not in PENDING for other, then in course if is_after(other, header)):
        return None
    return Refusal(
        Why.AFTERWARDS,
        f"{place(header)}では「{case.title}」は{case.outcome.value}とされ、"
        "その後の審議の会議録・答申は取り込まれていません。",
        "その後の結果ではなく、それより前の記録です",
    )


def _after_the_last(found: Found) -> Refusal | None:
    """Refuse where no meeting held follows the one that was spoken of, or the last one where none was."""
    question, told = found.question, found.best.header
    beside = [h for h in found.scope.headers.values() if h.municipality == told.municipality and h.dated]
    if not (question.standalone.subject or question.meetings or question.period):
        told = max(beside, key=lambda h: h.dated or date.min, default=told)
    if any(is_after(other, told) for other in beside):
        return None
    return Refusal(
        Why.MEETING,
        f"{place(told)}より後の会議の会議録は取り込まれていません。",
        "次の会議の記録ではありません",
    )


def is_after(header: Header, first: Header) -> bool:
    """Whether a document is known to be later than another."""
    return bool(header.dated and first.dated and header.dated > first.dated)


def at_its_end(header: Header, case: Case, corpus: Corpus) -> tuple[Header, Case]:
    """A case in the last document of its course, where that decided it; else as it is."""
    last, then = corpus.course(header.name, case.ordinal)[-1]
    return (last, then) if then.outcome is not None and is_after(last, header) else (header, case)


FORM = Form("afterwards", _wanted, _answer)
