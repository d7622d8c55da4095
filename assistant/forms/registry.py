"""The registry of answer forms. Their order is that of precedence: the first form that is wanted and answers, counts."""

from assistant.forms import (
    afterwards,
    attachment_table,
    brief,
    comparison,
    definition,
    dissent,
    existence,
    extremes,
    fact,
    head,
    listing,
    member,
    overview,
    point,
    provisions,
    silence,
    speaker,
    trend,
    unstated,
    wordings,
)
from assistant.forms.form import Form

FORMS: tuple[Form, ...] = (
    definition.FORM,
    extremes.FORM,
    member.FORM,
    overview.FORM,
    trend.FORM,
    dissent.FORM,
    existence.FORM,
    unstated.FORM,
    silence.FORM,
    afterwards.FORM,
    speaker.FORM,
    wordings.FORM,
    attachment_table.FORM,
    provisions.FORM,
    comparison.FORM,
    listing.FORM,
    point.FORM,
    head.FORM,
    fact.FORM,
    brief.FORM,
)
"""First the forms that only refuse, then the tables, then the narrower before the wider; the last is always wanted."""
