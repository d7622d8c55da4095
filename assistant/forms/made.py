"""What an answer form made of a question, and how well its case is the one that was asked about."""

from dataclasses import dataclass

from assistant.evidence.asked import Asked, asked_in
from assistant.evidence.cases import RankedCase
from assistant.evidence.passages import RankedPassage
from assistant.evidence.pool import Candidate, Formed
from assistant.forms.form import Form, Found
from assistant.forms.lead import held_share
from assistant.gate import Draft
from assistant.understand.cues import Want
from assistant.understand.question import Question
from corpus.language import fold, squeeze
from corpus.model import PENDING, Role, Span

_ITS_CASE = 0.6
"""Share of a question's topics that a title, and the case's text, must hold for the case to be the one that is asked about."""


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as a form composed it."""

    form: Form
    draft: Draft
    cases: tuple[RankedCase, ...]
    passages: tuple[RankedPassage, ...]
    complete: bool
    """Whether nothing is added to it: a table, or cases set side by side."""

    def admits(self, window: Candidate, question: Question) -> bool:
        """Whether a window may stand beside it: no other case's where the talk is of one, nor its ruling where one is asked for."""
        own = any(r.header.name == window.header.name and r.case in (None, window.case) for r in self.cases)
        ruled = window.case.outcome_span if window.case else None
        rules = (
            ruled is not None and ruled.start < window.window.span.end and window.window.span.start < ruled.end
        )
        return own or not (question.standalone.subject or (rules and question.wants is Want.RULING))

    @property
    def quotes(self) -> tuple[tuple[str, Span], ...]:
        """Its quotes by document."""
        return tuple((c.document, c.span) for c in self.draft.citations)


def about(found: Found) -> Formed:
    """How well the case that was chosen first is the one that the question is about."""
    best = found.best
    if best.case is None:
        return Formed()
    covered = held_share(found, best.header, best.case) if found.terms else 0.0
    beside = set(asked_in(fold(found.question.focus))) - {Asked.VERDICT}
    # Whether something was allowed later on, a case that was put off does not tell.
    held = best.case.outcome is not None and not (found.question.whether and best.case.outcome in PENDING)
    ruled = held and found.question.wants is Want.RULING
    attached = bool(best.case.attachments) and found.question.wants is Want.CONDITIONS
    # What members asked, or that no question of theirs is on record, the first line says.
    asked = found.question.wants is Want.ISSUES
    stated = (ruled or attached or asked) and min(best.title, covered) >= _ITS_CASE and not beside
    return Formed(covered=covered, entitled=best.title, stated=stated or _names_who(found))


def _names_who(found: Found) -> bool:
    """Whether the likeliest remark bears a name and holds all topics of a question that asks whose it was."""
    if not (found.question.whose and found.topics and found.passages):
        return False
    first = found.passages[0]
    text = found.corpus.text(first.header.name)
    said = squeeze(fold(first.turn.span.of(text)))
    named = bool(first.turn.speaker) and first.turn.role in (Role.MEMBER, Role.CHAIR)
    return named and all(squeeze(fold(topic.phrase)) in said for topic in found.topics)
