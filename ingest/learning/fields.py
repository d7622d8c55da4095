"""Training the models that read the values of a case, and how well they do on documents that they have not seen."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from corpus.language import dice, fold, squeeze
from ingest.assemble import articles, departments, kinds
from ingest.assemble.departments import LIKE, department_candidates
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.linear import Classifier, Linear, save_classifier, save_linear
from ingest.learning.division import Found
from ingest.learning.fitting import Choice, Example, fit_choice, fit_classifier, fit_linear, scale_of, scaled
from ingest.learning.gold import GoldDocument
from ingest.learning.items import invented_items

FOLDS = 10
_PENALTY = 1.0
_STRENGTH = 0.3
_KIND_STRENGTH = 1.0
_SET_STRENGTH = 1.0
"""Tuned with `evaluate_fields`."""

Labelled = Mapping[str, Sequence[LabelledLine]]
"""The lines of documents, by name, as a labeller read them."""


@dataclass(frozen=True)
class FieldModels:
    """What reads the values of a case."""

    departments: Linear
    articles: Linear
    article_sets: Linear
    kinds: Classifier
    is_case: Linear

    def save(self) -> None:
        """Write the models to the files that are read without a model given."""
        save_linear(self.departments, departments.MODEL)
        save_linear(self.articles, articles.MODEL)
        save_linear(self.article_sets, articles.SETS)
        save_classifier(self.kinds, kinds.KINDS)
        save_linear(self.is_case, kinds.CASES)


@dataclass(frozen=True)
class GoldCase:
    """A case of a labelled document with what has to be read."""

    lines: CaseLines
    record: Record
    gold: Mapping[str, Any]

    @property
    def department(self) -> str:
        """The section's name, folded, without white space; empty where the document gives none."""
        return squeeze(fold(self.gold["department"] or ""))

    @cached_property
    def choice(self) -> Choice:
        """The candidates for its section; the last is that there is none."""
        return self._choice(self.lines, self.record)

    def _choice(self, lines: CaseLines, record: Record) -> Choice:
        candidates, nothing = department_candidates(lines, record)
        name = self.department
        right = [bool(name) and dice(each.name, name) >= LIKE for each in candidates]
        return Choice([*(each.features for each in candidates), nothing], [*right, not name])

    @cached_property
    def choices(self) -> list[Choice]:
        """Its choice, twice, and those as if lines of one place that name sections were not there: every place has to teach."""
        naming = {each.line.number for each in self.lines.naming}
        places: tuple[Callable[[LabelledLine], bool], ...] = (
            lambda each: each.line.number in naming,
            lambda each: each.line.number not in naming and each.voice is Voice.EXECUTIVE,
            lambda each: each.line.number not in naming,
        )
        found = [self.choice, self.choice]
        named = self.record.namings.by_line
        for holds in places:
            gone = {
                each.line.number
                for each in self.lines.lines
                if holds(each) and named[self.record.place[each.line.number]]
            }
            found += self._without(gone)
        found += self._without({e.line.number for e in self.record.lines if e.label is Label.PEOPLE})
        return found

    def _without(self, gone: Collection[int]) -> list[Choice]:
        """The choice without some lines; none where nothing changes, or the case's lines give no hint any more."""
        own = tuple(each for each in self.lines.lines if each.line.number not in gone)
        if not gone or not own:
            return []
        record = Record([e for e in self.record.lines if e.line.number not in gone], self.record.text)
        choice = self._choice(replace(self.lines, lines=own), record)
        hints = (
            right and not each.get("nowhere-own")
            for each, right in zip(choice.candidates, choice.right, strict=True)
        )
        return [choice] if any(hints) else []

    @cached_property
    def articles(self) -> list[tuple[str, Example]]:
        """The articles that its lines refer to, each with whether it has to be read; those that only may be are left out."""
        must, may = self.gold["articles"], self.gold["articles_allowed"]
        return [
            (each.reference, Example(each.features, each.reference in must))
            for each in articles.article_candidates(self.lines, self.record)
            if each.reference in must or each.reference not in may
        ]

    @cached_property
    def kind(self) -> Example:
        """Its features with its kind."""
        return Example(kinds.item_features(self.lines, self.record), self.gold["kind"])

    def has_articles(self, read: Sequence[str]) -> bool:
        """Whether all articles are read that have to be, and none that may not be."""
        must = set(self.gold["articles"])
        return must <= set(read) <= must | set(self.gold["articles_allowed"])


@dataclass(frozen=True)
class FieldDocument:
    """The cases of a labelled document, and its items that are none."""

    cases: tuple[GoldCase, ...]
    items: tuple[Example, ...]
    """Cases and other items with whether they are cases."""


def field_document(document: GoldDocument, labelled: Sequence[LabelledLine] | None = None) -> FieldDocument:
    """The examples of one document.

    Args:
        document: with its gold labels.
        labelled: its lines as a labeller read them; None: the gold labels.
    """
    lines = list(labelled) if labelled is not None else [line for line, _ in document.labelled]
    treats = [cases for _, cases in document.labelled]
    record = Record(lines, document.reading.text)
    treated = [
        CaseLines(gold["title"], tuple(line for line, own in zip(lines, treats, strict=True) if number in own))
        for number, gold in enumerate(document.gold["cases"])
    ]
    cases = [
        GoldCase(replace(case, others=_heads([o for o in treated if o is not case])), record, gold)
        for case, gold in zip(treated, document.gold["cases"], strict=True)
        if case.lines
    ]
    items = [*_items(cases), *_other_items(record, [gold.label for gold, _ in document.labelled], treats)]
    return FieldDocument(tuple(cases), tuple(items))


def found_fields(
    document: GoldDocument, lines: Sequence[LabelledLine], found: Sequence[Found]
) -> Iterator[GoldCase]:
    """The cases of a document as a division holds them.

    Args:
        document: with gold.
        lines: as models label them.
        found: its cases.
    """
    record = Record(lines, document.reading.text)
    treated = [each.lines for each in found]
    for each in found:
        others = _heads([other for other in treated if other is not each.lines])
        yield GoldCase(replace(each.lines, others=others), record, document.gold["cases"][each.index])


def _heads(cases: Sequence[CaseLines]) -> tuple[str, ...]:
    return tuple(head for case in cases for head in case.heads)


def _items(cases: Sequence[GoldCase]) -> Iterator[Example]:
    """Cases as items: with what is said under them, and as a bare list names them."""
    for case in cases:
        yield Example(case.kind.features, True)
        bare = CaseLines(case.lines.title, case.lines.naming)
        yield Example(kinds.item_features(bare, case.record), True)


def _other_items(
    record: Record, labels: Sequence[Label], treats: Sequence[Collection[int]]
) -> Iterator[Example]:
    """Headings and entries that name no case, each with the lines under it that treat none."""
    heads = (Label.AGENDA, Label.CASE, Label.GROUP)
    for at, (label, own) in enumerate(zip(labels, treats, strict=True)):
        if own or label not in heads:
            continue
        end = at + 1
        while end < len(labels) and labels[end] not in heads and not treats[end]:
            end += 1
        item = CaseLines(kinds.without_mark(record.lines[at].line.text), tuple(record.lines[at:end]))
        yield Example(kinds.item_features(item, record), False)


@cache
def _invented() -> tuple[Example, ...]:
    """The invented items with whether they are cases."""
    return tuple(
        Example(kinds.item_features(item.lines, item.record), item.kind is not None)
        for item in invented_items()
    )


@cache
def _invented_kinds() -> tuple[Example, ...]:
    """The invented cases with their kind."""
    return tuple(
        Example(kinds.item_features(item.lines, item.record), item.kind)
        for item in invented_items()
        if item.kind is not None
    )


def _fit(documents: Sequence[FieldDocument]) -> FieldModels:
    """Fit all models, not yet calibrated; how sure sets of articles are is told by their own probabilities."""
    cases = [case for document in documents for case in document.cases]
    return FieldModels(
        fit_choice([choice for case in cases for choice in case.choices], _PENALTY),
        fit_linear([example for case in cases for _, example in case.articles], _STRENGTH),
        Linear({}),
        fit_classifier([*(case.kind for case in cases), *_invented_kinds()], _KIND_STRENGTH),
        fit_linear(
            [*(item for document in documents for item in document.items), *_invented()], _KIND_STRENGTH
        ),
    )


def folds_of(documents: Sequence[FieldDocument]) -> Iterator[tuple[FieldModels, list[FieldDocument]]]:
    """Models with the documents that they have not seen."""
    for fold_number in range(min(FOLDS, len(documents))):
        left_out = [d for n, d in enumerate(documents) if n % FOLDS == fold_number]
        yield _fit([d for n, d in enumerate(documents) if n % FOLDS != fold_number]), left_out


@dataclass(frozen=True)
class _Calibration:
    """What turns the scores of models into probabilities that hold on documents not seen."""

    departments: float
    articles: float
    kinds: float
    is_case: float
    article_sets: Linear

    def of(self, models: FieldModels) -> FieldModels:
        """The models with their scales."""
        classes = {name: scaled(each, self.kinds) for name, each in models.kinds.classes.items()}
        return FieldModels(
            scaled(models.departments, self.departments),
            scaled(models.articles, self.articles),
            self.article_sets,
            Classifier(classes),
            scaled(models.is_case, self.is_case),
        )


def calibration_of(folds: Sequence[tuple[FieldModels, Sequence[FieldDocument]]]) -> _Calibration:
    """Calibrate on the documents that each fold's models have not seen."""
    seen = [(models, case) for models, documents in folds for document in documents for case in document.cases]
    items = [(models, item) for models, documents in folds for document in documents for item in document.items]
    uses = [(models, example) for models, case in seen for _, example in case.articles]
    choices = [[models.departments.score(each) for each in case.choice.candidates] for models, case in seen]
    classes = sorted({str(case.kind.holds) for _, case in seen})
    kind_scores = [
        [each.score(case.kind.features) for each in map(models.kinds.classes.get, classes) if each is not None]
        for models, case in seen
    ]
    by_article = scale_of(
        [[0.0, models.articles.score(example.features)] for models, example in uses],
        [[not example.holds, bool(example.holds)] for _, example in uses],
    )
    sets = [Example({"bias": 1.0}, True), Example({"bias": 1.0}, False)]
    """One of each, since few documents may have none that is wrong."""
    for models, case in seen:
        read = articles.read_articles(case.lines, case.record, scaled(models.articles, by_article), Linear({}))
        features = articles.set_features(read.probabilities)
        sets.append(Example(features, case.has_articles([value.reference for value in read.articles])))
    return _Calibration(
        scale_of(choices, [case.choice.right for _, case in seen]),
        by_article,
        scale_of(kind_scores, [[label == case.kind.holds for label in classes] for _, case in seen]),
        scale_of(
            [[0.0, models.is_case.score(item.features)] for models, item in items],
            [[not item.holds, bool(item.holds)] for _, item in items],
        ),
        fit_linear(sets, _SET_STRENGTH),
    )


def learn_fields(
    documents: Sequence[GoldDocument],
    labelled: Labelled | None = None,
    found: Mapping[str, Sequence[Found]] | None = None,
) -> FieldModels:
    """Train the models on labelled documents, calibrated on folds of whole documents left out.

    The caller saves them: `learn_fields(documents).save()`.

    Args:
        documents: with gold.
        labelled: their lines as models label them that have not seen them, by name.
        found: by name, their cases as a division holds them that has not seen them: learned from beside those of people.
    """
    examples = [field_document(document) for document in documents]
    if labelled is not None and found is not None:
        examples = [
            FieldDocument(
                (
                    *example.cases,
                    *found_fields(document, labelled[document.name], found.get(document.name, ())),
                ),
                example.items,
            )
            for example, document in zip(examples, documents, strict=True)
        ]
    return calibration_of(list(folds_of(examples))).of(_fit(examples))
