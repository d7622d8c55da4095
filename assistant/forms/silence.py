"""The answer form for what was said, where the record holds nothing of it: it refuses."""

from assistant.forms.form import Form, Found
from assistant.forms.labels import place
from assistant.forms.refusal import Refusal, Why
from assistant.understand.cues import Want
from corpus.model import CaseKind, Outcome

_SAID = (Want.FACT, Want.ISSUES, Want.REASONS, Want.CONDITIONS)
_RECORDED_ONLY = 250
"""Characters of a case up to which the record notes that it was dealt with and nothing of what was said."""
_TOLD = {CaseKind.NOTIFICATION: "報告があった", CaseKind.REPORT_CONFIRMATION: "答申を確認した"}


def _wanted(found: Found) -> bool:
    question, case = found.question, found.best.case
    if found.chosen.point or case is None or "cases" in found.best.header.unsure:
        return False
    if question.wants not in _SAID or question.fields:
        return False
    return case.outcome not in question.outcomes


def _answer(found: Found) -> Refusal | None:
    """Refuse where the case was only put off, reported or confirmed."""
    header, case = found.best.header, found.best.case
    if case is None:
        return None
    if case.outcome is Outcome.NOT_REACHED:
        reason = f"{place(header)}では「{case.title}」は審議されていません（{case.outcome.value}）。"
        return Refusal(Why.PENDING, reason, "審議された内容ではありません")
    if case.span.end - case.span.start <= _RECORDED_ONLY and case.kind in _TOLD:
        reason = f"{place(header)}には「{case.title}」の{_TOLD[case.kind]}ことだけが記録され、内容の記載がありません。"
        return Refusal(Why.FIELD, reason, "内容の記載がありません")
    return None


FORM = Form("silence", _wanted, _answer)
