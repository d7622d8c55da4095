"""The plan of an answer: its form, the constraints that it keeps, its topics, and what was not understood."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.language import fold, format_reference, to_japanese
from corpus.language.era import Period


class Kind(StrEnum):
    """What a constraint narrows."""

    MUNICIPALITY = "municipality"
    PERIOD = "period"
    MEETING = "meeting"
    NUMBER = "number"
    ARTICLE = "article"
    OUTCOME = "outcome"
    VOTE = "vote"
    CASE_KIND = "kind"
    DEPARTMENT = "department"
    ROLE = "role"
    PERSON = "person"


class Effect(StrEnum):
    """How a constraint was applied."""

    ONLY = "only"
    """Nothing else is searched or listed."""
    FIRST = "first"
    """What fulfils it comes first."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint of a question."""

    kind: Kind
    value: str
    """As the register holds it."""
    words: str
    """As the question says it."""
    effect: Effect = Effect.ONLY

    @property
    def key(self) -> str:
        """By which a user takes it away: outcome:不承認."""
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question was understood and answered."""

    form: str = ""
    """Name of the answer form; empty where none answered."""
    constraints: tuple[Constraint, ...] = ()
    topics: tuple[str, ...] = ()
    """What was searched for."""
    not_understood: tuple[str, ...] = ()
    """Words that were neither a constraint nor found in any document."""


NO_PLAN = Plan()
_LISTS = frozenset({"listing", "overview", "trend"})
"""Forms that list only what fulfils every constraint on cases."""


def plan_of(question: Question, terms: Sequence[Term], form: str, held: Collection[str]) -> Plan:
    """The plan by which a question was answered.

    Args:
        question: as understood.
        terms: its topics against the corpus.
        form: name of the form that answered.
        held: municipalities in the corpus.
    """
    strict = Effect.ONLY if form in _LISTS else Effect.FIRST
    found = [Constraint(Kind.MUNICIPALITY, p, p) for p in question.municipalities if p in held]
    if question.period is not None:
        found.append(Constraint(Kind.PERIOD, period_text(question.period), question.period_as_written))
    found += [Constraint(Kind.MEETING, m, m) for m in question.meetings]
    found += [Constraint(Kind.NUMBER, n, n, Effect.FIRST) for n in question.numbers]
    found += [
        Constraint(Kind.ARTICLE, format_reference(a), format_reference(a), strict) for a in question.articles
    ]
    found += [Constraint(Kind.OUTCOME, o.value, words, strict) for o, words in question.outcome_words]
    if question.unanimous is not None:
        vote = "全員一致" if question.unanimous else "賛否が分かれた"
        found.append(Constraint(Kind.VOTE, vote, question.vote_words, strict))
    if form in _LISTS:
        found += [Constraint(Kind.CASE_KIND, k.value, k.value) for k in question.kinds]
        found += [Constraint(Kind.DEPARTMENT, d, d) for d in question.departments]
    if form == "member":
        found += [Constraint(Kind.PERSON, p.name, f"{p.name}{p.title}") for p in question.people[:1]]
    elif question.roles:
        found += [Constraint(Kind.ROLE, r.value, r.value, Effect.FIRST) for r in question.roles]
    text = fold(question.text)
    unknown = [t.phrase for t in terms if not t.known]
    unknown += [p for p in question.municipalities if p not in held]
    unknown += [f"{p.name}{p.title}" for p in question.people if form != "member" and p.name in text]
    return Plan(
        form,
        tuple(dict.fromkeys(found)),
        tuple(t.phrase for t in terms if t.known),
        tuple(dict.fromkeys(unknown)),
    )


def period_text(period: Period) -> str:
    """A period as a chip shows it: its days, or from when, or until when."""
    since = to_japanese(period.since) if period.since else ""
    until = to_japanese(period.until) if period.until else ""
    return since if since == until else f"{since}〜{until}"


def without(question: Question, keys: Collection[str]) -> Question:
    """The question without the constraints that a user took away.

    Args:
        question: as understood.
        keys: of constraints (`Constraint.key`); unknown ones change nothing.
    """
    if not keys:
        return question

    def kept(kind: Kind, value: str) -> bool:
        return f"{kind}:{value}" not in keys

    period = question.period
    vote = "全員一致" if question.unanimous else "賛否が分かれた"
    return replace(
        question,
        municipalities=tuple(p for p in question.municipalities if kept(Kind.MUNICIPALITY, p)),
        period=period if period and kept(Kind.PERIOD, period_text(period)) else None,
        meetings=tuple(m for m in question.meetings if kept(Kind.MEETING, m)),
        numbers=tuple(n for n in question.numbers if kept(Kind.NUMBER, n)),
        articles=tuple(a for a in question.articles if kept(Kind.ARTICLE, format_reference(a))),
        outcomes=tuple(o for o in question.outcomes if kept(Kind.OUTCOME, o.value)),
        outcome_words=tuple((o, w) for o, w in question.outcome_words if kept(Kind.OUTCOME, o.value)),
        unanimous=question.unanimous if kept(Kind.VOTE, vote) else None,
        kinds=tuple(k for k in question.kinds if kept(Kind.CASE_KIND, k.value)),
        departments=tuple(d for d in question.departments if kept(Kind.DEPARTMENT, d)),
        roles=tuple(r for r in question.roles if kept(Kind.ROLE, r.value)),
        people=tuple(p for p in question.people if kept(Kind.PERSON, p.name)),
    )
