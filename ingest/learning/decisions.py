"""Training what chooses a case's decision, on labelled documents, with sentence models that have not seen them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language import fold, likeness, sentences, squeeze
from corpus.model import Case, DocumentKind
from ingest.assemble.deciding import Spoken, spoken
from ingest.assemble.decision import (
    ATTACHMENTS,
    MODEL,
    Decider,
    Decision,
    attachment_features,
    candidates,
)
from ingest.labels.label import Label, LabelledLine
from ingest.labels.linear import Classifier, Linear, save_classifier, save_linear
from ingest.labels.sentences import NONE, SentenceModel
from ingest.labels.vector import Genre, Sentence
from ingest.learning.fitting import Choice, Example, fit_choice, fit_classifier, scale_of, scaled
from ingest.learning.gold import GoldDocument
from ingest.learning.sentences import Labelled, labelled_sentences, train_sentences

_PENALTY = 0.15
_STRENGTH = 0.5
_TALK = 7
"""Of so many sentences of ordinary talk one is learned."""
_SAME = 0.6
_GENRES = {DocumentKind.SUMMARY: "要旨", DocumentKind.REPORT: "答申"}


@dataclass(frozen=True)
class DecidedCase:
    """A case of a labelled document: its sentences, and what has to be read of them."""

    document: GoldDocument
    title: str
    said: tuple[Spoken, ...]
    outcome: str | None
    quotes: tuple[str, ...]
    attachments: tuple[tuple[str, tuple[str, ...]], ...]
    ruled: Case | None


def genre_of(document: GoldDocument) -> str:
    """What the sentence models call the document's kind."""
    return _GENRES.get(DocumentKind(document.gold["kind"]), "会議録")


def overlaps(quotes: Sequence[str], found: str) -> bool:
    """Whether a sentence is one of the quotes, or holds one, or stands in one."""
    said = squeeze(fold(found))
    for quote in quotes:
        wanted = squeeze(fold(quote))
        short, long = sorted((wanted, said), key=len)
        if (len(short) > 3 and short in long) or likeness(wanted, said) >= _SAME:
            return True
    return False


def case_lines(document: GoldDocument, index: int) -> list[LabelledLine]:
    """The lines that treat or list a case, as people labelled them."""
    return [labelled for labelled, cases in document.labelled if index in cases]


def decided_case(
    document: GoldDocument, index: int, lines: Sequence[LabelledLine], model: SentenceModel
) -> DecidedCase:
    """A case of a labelled document with its sentences.

    Args:
        document: with gold.
        index: of the case in its gold.
        lines: those of the case, by people or by a division.
        model: the sentence models.
    """
    gold = document.gold["cases"][index]
    said = spoken(lines, document.reading.text, genre_of(document), model)
    return DecidedCase(
        document,
        gold["title"],
        tuple(said),
        gold["outcome"],
        tuple(gold["outcome_quote"]),
        tuple((each["kind"], tuple(each["quote"])) for each in gold["attachments"]),
        document.ruled.case(gold["title"]),
    )


def sentences_of(document: GoldDocument) -> Iterator[Labelled]:
    """The document's own sentences as examples: those that end a case, and a part of the ordinary talk."""
    cases, text = document.gold["cases"], document.reading.text
    before, count = "", 0
    for labelled, indices in document.labelled:
        genre = Genre.RESULTS if labelled.label is Label.ROW else Genre(genre_of(document))
        for span in sentences(text, labelled.line.span):
            said = span.of(text)
            ended = [cases[i] for i in indices if overlaps(cases[i]["outcome_quote"], said)]
            attached = [
                a["kind"] for i in indices for a in cases[i]["attachments"] if overlaps(a["quote"], said)
            ]
            count += 1
            talk = not ended and not attached and count % _TALK == 0
            if ended or talk:
                label = ended[0]["outcome"] if ended else NONE
                yield Labelled(Sentence(said, before, genre), "outcome", label or NONE, document.source)
            if attached or talk:
                label = attached[0] if attached else NONE
                yield Labelled(Sentence(said, before, genre), "attachment", label, document.source)
            before = said


def _choice(case: DecidedCase) -> tuple[Choice, list[bool]]:
    options = candidates(case.title, case.said, case.ruled)
    right = []
    for option in options:
        outcome = option.outcome.value if option.outcome else None
        same = outcome == case.outcome
        right.append(same and (option.said is None or overlaps(case.quotes, _text(case, option.said))))
    if not any(right):
        right = [(o.outcome.value if o.outcome else None) == case.outcome for o in options]
    return Choice([o.features for o in options], right), right


def _text(case: DecidedCase, said: Spoken) -> str:
    return said.span.of(case.document.reading.text)


def _attached_examples(case: DecidedCase) -> Iterator[Example]:
    chosen = next((i for i, s in enumerate(case.said) if overlaps(case.quotes, _text(case, s))), None)
    for at, said in enumerate(case.said):
        if said.attached[NONE] > 0.97:
            continue
        kinds = [kind for kind, quotes in case.attachments if overlaps(quotes, _text(case, said))]
        yield Example(attachment_features(case.said, at, chosen, case.ruled), kinds[0] if kinds else NONE)


def fit(cases: Sequence[DecidedCase]) -> tuple[Linear, Classifier]:
    """Fit the weights of both choices."""
    outcomes = fit_choice([_choice(case)[0] for case in cases], _PENALTY)
    return outcomes, fit_classifier([e for case in cases for e in _attached_examples(case)], _STRENGTH)


@dataclass(frozen=True)
class Verdict:
    """How one case of a left-out document was decided."""

    case: DecidedCase
    decision: Decision

    @property
    def right(self) -> bool:
        """Whether the outcome is right."""
        return (self.decision.outcome.value if self.decision.outcome else None) == self.case.outcome

    @property
    def quoted(self) -> bool:
        """Whether the sentence is right."""
        if self.decision.span is None:
            return not self.case.quotes
        return overlaps(self.case.quotes, self.decision.span.of(self.case.document.reading.text))

    @property
    def attached(self) -> tuple[int, int, int]:
        """Of the gold attachments how many were found, how many there are, and how many were found in all."""
        text = self.case.document.reading.text
        found = [a.span.of(text) for a in self.decision.attachments]
        hits = sum(any(overlaps(quotes, f) for f in found) for _, quotes in self.case.attachments)
        return hits, len(self.case.attachments), len(found)


def sentence_models(documents: Sequence[GoldDocument], folds: int) -> list[SentenceModel]:
    """For each fold of documents the sentence models that have not seen it."""
    given = labelled_sentences()
    own = [list(sentences_of(document)) for document in documents]
    return [
        train_sentences([*given, *(row for at, rows in enumerate(own) if at % folds != fold for row in rows)])
        for fold in range(folds)
    ]


def learn_sentences(documents: Sequence[GoldDocument], taught: Sequence[Labelled] = ()) -> SentenceModel:
    """Train the sentence models on all that is labelled, and on what corrections taught."""
    written = (row for d in documents for row in sentences_of(d))
    return train_sentences([*labelled_sentences(), *written, *taught])


def learn_decisions(folds: Sequence[Sequence[DecidedCase]]) -> tuple[Linear, Classifier, list[Verdict]]:
    """Train the choice of what ends a case and of what is attached, calibrated on folds left out.

    Args:
        folds: the cases of each part of the documents, their sentences read by models that have not seen them.

    Returns:
        The models, trained on everything, and the verdicts on left-out documents.
    """
    verdicts, scores, right = [], [], []
    for part, held in enumerate(folds):
        outcomes, attachments = fit([case for at, cases in enumerate(folds) if at != part for case in cases])
        for case in held:
            verdicts.append(
                Verdict(case, Decider(outcomes, attachments, None).of(case.title, case.said, case.ruled))
            )
            choice, holds = _choice(case)
            scores.append([outcomes.score(features) for features in choice.candidates])
            right.append(holds)
    outcomes, attachments = fit([case for cases in folds for case in cases])
    return scaled(outcomes, scale_of(scores, right)), attachments, verdicts


def save_decisions(outcomes: Linear, attachments: Classifier) -> None:
    """Write the models to where they are read."""
    save_linear(outcomes, MODEL)
    save_classifier(attachments, ATTACHMENTS)
