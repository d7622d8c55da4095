"""Training what chooses the one subject of a report: on labelled reports on one matter, and on beginnings of reports."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.language import likeness
from corpus.model import Case, DocumentKind
from ingest.align.subject import MODEL, by_label, subjects
from ingest.assemble.ruled import read_ruled
from ingest.formats import read
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import LineLabeller
from ingest.labels.linear import Linear, save_linear
from ingest.learning.fitting import Choice, fit_choice
from ingest.learning.gold import DATA, GoldDocument
from ingest.lines import read_lines
from ingest.repair import repair

BEGINNINGS = (DATA / "subjects.toml", DATA / "heads" / "reports.toml")
"""Invented beginnings of reports with what each is about."""

_PENALTY = 0.3
_LEAST = 0.6
"""Likeness to the title from which a part teaches what a subject is."""
_AS_GOOD = 0.05
"""Likeness by which a part may fall short of the best one and still be right."""


@dataclass(frozen=True)
class Beginning:
    """A report, or its beginning, with what it is about."""

    name: str
    lines: Sequence[LabelledLine]
    ruled: Sequence[Case]
    title: str

    @property
    def choice(self) -> Choice | None:
        """The parts of its lines and which are most like the title; None where none is."""
        options = subjects(self.lines, self.ruled)
        alike = [likeness(o.line.line.text[o.start : o.end], self.title) for o in options]
        best = max(alike, default=0.0)
        if best < _LEAST:
            return None
        return Choice([o.features for o in options], [a >= best - _AS_GOOD for a in alike])


def beginnings(labeller: LineLabeller) -> Iterator[Beginning]:
    """The invented beginnings, their lines labelled by a model that has not seen them."""
    for path in BEGINNINGS:
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["head"], start=1):
            if "title" in row:
                name = f"{path.stem}-{number}.txt"
                reading = repair(read(name, row["text"].lstrip("\n").encode()))
                lines = labeller.label(read_lines(reading.text), reading.text)
                yield Beginning(name, lines, read_ruled(name, "", reading).document.cases, row["title"])


def reports(
    documents: Sequence[GoldDocument], labelled: Mapping[str, Sequence[LabelledLine]]
) -> Iterator[Beginning]:
    """The labelled reports on one matter.

    Args:
        documents: with gold.
        labelled: their lines as a labeller that has not seen them labels them.
    """
    for document in documents:
        if document.gold["kind"] == DocumentKind.REPORT and len(document.gold["cases"]) == 1:
            yield Beginning(
                document.name,
                labelled[document.name],
                document.ruled.document.cases,
                document.gold["cases"][0]["title"],
            )


def learn_subject(examples: Sequence[Beginning]) -> Linear:
    """Train the model."""
    return fit_choice([choice for each in examples if (choice := each.choice) is not None], _PENALTY)


def save_subject(model: Linear) -> None:
    """Write the model to where it is read."""
    save_linear(model, MODEL)
    by_label.cache_clear()
