"""The answer form for a question whether there is such a case at all: it refuses where the nearest case is another."""

from assistant.forms.form import Form, Found
from assistant.forms.refusal import Refusal, Why
from corpus.language import fold, squeeze

_MAKE_A_CASE = 3
"""Terms from which a case that holds none of them is not the one that is asked about."""


def _wanted(found: Found) -> bool:
    return found.question.exists and not found.question.outcomes


def _answer(found: Found) -> Refusal | None:
    """Refuse where the nearest case holds none of the question's terms."""
    if _speaks_of(found):
        return None
    named = "」「".join(t.phrase for t in found.terms)
    return Refusal(
        Why.TOPIC, f"「{named}」を扱った案件はありません。", f"「{named}」についての記述ではありません"
    )


def _speaks_of(found: Found) -> bool:
    """Whether the best case's text holds any term of the question; true as well for fewer terms than _MAKE_A_CASE."""
    if len(found.terms) < _MAKE_A_CASE:
        return True
    case, text = found.best.case, found.corpus.text(found.best.header.name)
    said = squeeze(fold(case.span.of(text) if case else text))
    ways: list[tuple[str, ...]] = [(w,) for t in found.terms for w in (t.phrase, *t.instead)]
    ways += [t.made_of for t in found.terms if t.made_of]
    return any(all(squeeze(fold(word)) in said for word in way) for way in ways)


FORM = Form("existence", _wanted, _answer, recorded=True)
