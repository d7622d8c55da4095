"""Which lines seem to end a case: their sentences by the sentence models, before anything is known of cases."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.language import sentences
from corpus.model import DocumentKind
from ingest.labels.label import Label, LabelledLine
from ingest.labels.sentences import NONE, SentenceModel, sentence_model
from ingest.labels.vector import Genre, Sentence
from ingest.memory import SURE, Memory

GENRES = {
    DocumentKind.MINUTES: "会議録",
    DocumentKind.SUMMARY: "要旨",
    DocumentKind.REPORT: "答申",
    DocumentKind.OTHER: "会議録",
}
"""What the sentence models call the kinds of documents."""
_SILENT = frozenset({Label.CHROME, Label.TITLE, Label.PEOPLE})


def with_endings(
    lines: Sequence[LabelledLine],
    text: str,
    genre: str,
    model: SentenceModel | None = None,
    memory: Memory | None = None,
) -> list[LabelledLine]:
    """The lines with how probably each ends a case.

    Args:
        lines: of one document, labelled.
        text: its text.
        genre: 会議録, 要旨 or 答申.
        model: the sentence models; the released ones where None.
        memory: of the document's council.
    """
    model = model or sentence_model()
    asked: list[Sentence] = []
    owner: list[int] = []
    before = ""
    for at, each in enumerate(lines):
        if each.label in _SILENT:
            continue
        for span in sentences(text, each.line.span):
            said = span.of(text)
            kind = Genre.RESULTS if each.label in (Label.ROW, Label.AGENDA) else Genre(genre)
            asked.append(Sentence(said, before, kind))
            owner.append(at)
            before = said
    none = model.labels("outcome").index(NONE)
    likely = [0.0] * len(lines)
    memory = memory or Memory()
    for at, sentence, share in zip(owner, asked, model.probabilities(asked)["outcome"][:, none], strict=True):
        told = memory.outcome(sentence.text)
        decides = 1.0 - float(share) if told is None else 1.0 - SURE if told == NONE else SURE
        likely[at] = max(likely[at], decides)
    return [replace(each, decides=share) for each, share in zip(lines, likely, strict=True)]
