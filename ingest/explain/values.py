"""Why the values of a case were chosen: each with its evidence, its runner-up, and what spoke for either."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.model import Case, Outcome, Span
from ingest.align.subject import MODEL as SUBJECT
from ingest.align.subject import subjects
from ingest.align.titles import MODEL as TITLES
from ingest.align.titles import Titles
from ingest.assemble import articles, decision, departments, kinds
from ingest.assemble.deciding import Spoken, spoken
from ingest.assemble.readings import ArticleValue
from ingest.assemble.weighing import Weighed, WeighedCase
from ingest.explain.phrases import phrases
from ingest.explain.reasons import NOTHING, Parts, Reason, Why, compared, weighed
from ingest.explain.wording import words_for
from ingest.labels.label import Label
from ingest.labels.linear import load_classifier, load_linear
from ingest.labels.sentences import NONE, SentenceModel, sentence_model
from ingest.labels.vector import Genre, Sentence

BY_RULES = Reason("rules", words_for("shared", "rules"), 1.0)
"""That the rules of known formats read a value."""
_MAY_BE = 0.1
"""Probability from which a sentence that was not taken as an attachment is its runner-up."""


@dataclass(frozen=True, slots=True)
class ExplainedValue:
    """A value with its evidence, and with what spoke for it and for its runner-up."""

    name: str
    """As in JSON: outcome, title, department …"""
    value: str | None
    """None where the document does not say."""
    span: Span | None
    """The evidence; None where nothing in the text gives the value by itself."""
    confidence: float | None
    """Probability that it is right, 0 to 1; None where only the rules read it."""
    runner_up: str | None = None
    runner_up_span: Span | None = None
    why: Why = NOTHING
    runner_up_why: Why = NOTHING
    by_rules: bool = False
    """Whether the document's value is what the rules of known formats read."""


_OF_WORDS = ("label", "decides")
_SHARE = "p:"
"""Features, and the beginning of others, that stand for the words of a sentence, which are told themselves."""


def _beside_words(parts: Parts) -> Parts:
    return {name: part for name, part in parts.items() if name not in _OF_WORDS and not name.startswith(_SHARE)}


class CaseReasons:
    """The reasons for the values of one case.

    Args:
        case: as it was weighed.
        document: its document.
        model: the sentence models.
    """

    def __init__(self, case: WeighedCase, document: Weighed, model: SentenceModel | None = None) -> None:
        self._case, self._document = case, document
        self._text = document.reading.text
        self._model = model or sentence_model()
        self._said = spoken(case.lines.lines, self._text, document.genre, self._model)

    def values(self) -> list[ExplainedValue]:
        """All of them, in the order in which a person looks at them."""
        return [
            self.title(),
            self.kind(),
            self.department(),
            *self.articles(),
            self.outcome(),
            *self.attachments(),
        ]

    def _phrases(self, said: Spoken, task: str, label: str, rival: str, table: str) -> tuple[Reason, ...]:
        at = self._said.index(said)
        before = self._said[at - 1].span.of(self._text) if at else ""
        listed = said.labelled.label in (Label.ROW, Label.AGENDA)
        genre = Genre.RESULTS if listed else Genre(said.genre)
        sentence = Sentence(said.span.of(self._text), before, genre)
        return phrases(sentence, task, label, rival, table, self._model)

    def outcome(self) -> ExplainedValue:
        """How it ended, with the sentence that decides."""
        read = self._case.decision
        options = decision.candidates(self._case.lines.title, self._said, self._case.lines.ruled)
        model = load_linear(decision.MODEL)
        shares = model.shares([option.features for option in options])

        def best(outcome: Outcome | None) -> decision.Candidate:
            fitting = [pair for pair in zip(shares, options, strict=True) if pair[1].outcome == outcome]
            return max(fitting, key=lambda pair: pair[0])[1]

        chosen = best(read.outcome)
        others = {option.outcome for option in options} - {read.outcome}
        rival = best(read.runner_up) if others else None
        own = model.parts(chosen.features)
        words = self._outcome_words(chosen, rival)
        if rival is None:
            why = weighed("outcome", _beside_words(own))
            return ExplainedValue(
                "outcome", read.outcome, read.span, read.confidence, why=replace(why, for_=(*words, *why.for_))
            )
        rival_words = self._outcome_words(rival, chosen)
        why, rival_why = compared("outcome", _beside_words(own), _beside_words(model.parts(rival.features)))
        return ExplainedValue(
            "outcome",
            read.outcome,
            read.span,
            read.confidence,
            read.runner_up,
            rival.said.span if rival.said else None,
            replace(why, for_=(*words, *why.for_)),
            replace(rival_why, for_=(*rival_words, *rival_why.for_)),
        )

    def _outcome_words(self, own: decision.Candidate, rival: decision.Candidate | None) -> tuple[Reason, ...]:
        if own.said is None:
            return ()
        same = rival is not None and rival.said is own.said
        return self._phrases(own.said, "outcome", own.label, rival.label if same and rival else NONE, "outcome")

    def attachments(self) -> Iterator[ExplainedValue]:
        """What the council attached; where it attached nothing, that, with the sentence that comes nearest."""
        read = self._case.decision
        model = load_classifier(decision.ATTACHMENTS)
        spans = [each.span for each in self._said]
        chosen = spans.index(read.span) if read.span in spans else None
        rated = []
        for at, each in enumerate(self._said):
            features = decision.attachment_features(self._said, at, chosen, self._case.lines.ruled)
            shares = model.shares(features)
            kind = max((label for label in shares if label != NONE), key=shares.__getitem__)
            sides = compared(
                "attachments",
                _beside_words(model.classes[kind].parts(features)),
                _beside_words(model.classes[NONE].parts(features)),
            )
            rated.append((1.0 - shares[NONE], each, kind, sides))
        taken = {each.span: each for each in read.attachments}
        for likely, each, kind, (why, other) in rated:
            if each.span in taken:
                words = self._phrases(each, "attachment", kind, NONE, "attachments")
                why = replace(why, for_=(*words, *why.for_))
                yield ExplainedValue("attachments", kind, each.span, likely, None, None, why, Why(other.for_))
        if not taken:
            nearest = max(rated, key=lambda row: row[0], default=None)
            if nearest is None or nearest[0] < _MAY_BE:
                yield ExplainedValue("attachments", None, None, read.attachments_confidence)
                return
            _, each, kind, (why, other) = nearest
            words = self._phrases(each, "attachment", kind, NONE, "attachments")
            why = replace(why, for_=(*words, *why.for_))
            yield ExplainedValue(
                "attachments", None, None, read.attachments_confidence, kind, each.span, other, why
            )

    def department(self) -> ExplainedValue:
        """The section of the executive."""
        read = self._case.department
        model = load_linear(departments.MODEL)
        candidates, nothing = departments.department_candidates(self._case.lines, self._document.record)
        by_span = {candidate.span: candidate for candidate in candidates}
        named = {candidate.name: candidate for candidate in reversed(candidates)}
        chosen = by_span[read.span].features if read.span else nothing
        other = named[read.runner_up] if read.runner_up else None
        rival = other.features if other else nothing
        if rival is chosen:
            return ExplainedValue(
                "department", None, None, read.confidence, why=weighed("department", model.parts(chosen))
            )
        why, rival_why = compared("department", model.parts(chosen), model.parts(rival))
        return ExplainedValue(
            "department",
            read.text,
            read.span,
            read.confidence,
            read.runner_up,
            other.span if other else None,
            why,
            rival_why,
        )

    def articles(self) -> Iterator[ExplainedValue]:
        """Each article that the case turns on; where none does, that, with the one that comes nearest."""
        read = self._case.articles
        model = load_linear(articles.MODEL)
        candidates = articles.article_candidates(self._case.lines, self._document.record)
        whys = {each.reference: weighed("articles", model.parts(each.features)) for each in candidates}
        for value in read.articles:
            yield ExplainedValue(
                "articles", _named(value), value.span, value.probability, why=whys[value.reference]
            )
        least = read.runner_up
        if not read.articles:
            nearest = ExplainedValue("articles", None, None, read.confidence)
            if least is not None:
                nearest = replace(
                    nearest,
                    runner_up=_named(least),
                    runner_up_span=least.span,
                    runner_up_why=whys[least.reference],
                )
            yield nearest

    def kind(self) -> ExplainedValue:
        """What kind of case it is."""
        read = self._case.kind
        features = kinds.item_features(self._case.lines, self._document.record)
        classes = load_classifier(kinds.KINDS).classes
        why, rival_why = compared(
            "kind", classes[read.kind].parts(features), classes[read.runner_up].parts(features)
        )
        return ExplainedValue("kind", read.kind, None, read.confidence, read.runner_up, None, why, rival_why)

    def title(self) -> ExplainedValue:
        """The title: the part of the line that was chosen among its cells and clauses."""
        heading = self._case.placed.item.heading
        titles = Titles(self._document.record.lines)
        record = self._document.record
        line = record.lines[record.place[heading.line]]
        begin = line.line.span.start
        sole = len(self._document.cases) == 1 and heading.level == "plain"
        options = [(Span(begin + o.start, begin + o.end), o.features) for o in titles.candidates(line)]
        model = load_linear(TITLES)
        if sole:
            ruled = self._document.ruled.document.cases
            found = subjects(record.lines, ruled)
            options = [
                (Span(o.line.line.span.start + o.start, o.line.line.span.start + o.end), o.features)
                for o in found
            ]
            model = load_linear(SUBJECT)
        spans = [span for span, _ in options]
        if heading.span not in spans:
            told = self._case.lines.ruled
            said = (BY_RULES,) if told else ()
            return ExplainedValue("title", heading.title, heading.span, None, why=Why(said))
        shares = model.shares([features for _, features in options])
        ranked = sorted(range(len(options)), key=lambda at: -shares[at])
        chosen = spans.index(heading.span)
        second = next((at for at in ranked if at != chosen), None)
        own = model.parts(options[chosen][1])
        if second is None:
            return ExplainedValue(
                "title", heading.title, heading.span, shares[chosen], why=weighed("title", own)
            )
        why, rival_why = compared("title", own, model.parts(options[second][1]))
        rival = options[second][0]
        return ExplainedValue(
            "title", heading.title, heading.span, shares[chosen], rival.of(self._text), rival, why, rival_why
        )


def _named(value: ArticleValue) -> str:
    return f"{value.law or ''}{value.reference}"


_Told = tuple[str, str | None, Span | None]


def read_by_rules(case: Case) -> list[ExplainedValue]:
    """The values of a case that only the rules of known formats read."""
    why = Why((BY_RULES,))
    listed: list[_Told] = [("articles", f"{use.law or ''}{use.reference}", use.span) for use in case.articles]
    attached: list[_Told] = [("attachments", each.kind, each.span) for each in case.attachments]
    values: list[_Told] = [
        ("title", case.title, case.title_span),
        ("kind", case.kind, case.evidence.get("kind")),
        ("department", case.department, case.evidence.get("department")),
        *(listed or [("articles", None, None)]),
        ("outcome", case.outcome, case.outcome_span),
        *(attached or [("attachments", None, None)]),
    ]
    return [ExplainedValue(name, value, span, None, why=why, by_rules=True) for name, value, span in values]
