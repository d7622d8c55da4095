"""Training what chooses the title within a line, on the lines of labelled documents that name one case."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.language import likeness
from ingest.align.titles import MODEL, Titles
from ingest.labels.label import Label, LabelledLine
from ingest.labels.linear import Linear, save_linear
from ingest.learning.fitting import Choice, fit_choice
from ingest.learning.gold import GoldDocument

_NAMING = frozenset({Label.AGENDA, Label.CASE, Label.ROW})
_PENALTY = 0.3
_LEAST = 0.6
"""Likeness to the title from which a line's best part teaches what a title is."""


def title_choices(document: GoldDocument) -> Iterator[tuple[LabelledLine, Choice]]:
    """The lines of a document that name one case, with the parts that are most like its title."""
    lines = [line for line, _ in document.labelled]
    titles = Titles(lines)
    for line, cases in document.labelled:
        if line.label not in _NAMING or len(cases) != 1:
            continue
        gold = document.gold["cases"][cases[0]]["title"]
        options = titles.candidates(line)
        alike = [likeness(line.line.text[o.start : o.end], gold) for o in options]
        best = max(alike, default=0.0)
        if best >= _LEAST:
            yield line, Choice([o.features for o in options], [a >= best - 1e-9 for a in alike])


def learn_titles(documents: Sequence[GoldDocument]) -> Linear:
    """Train the model."""
    return fit_choice([choice for d in documents for _, choice in title_choices(d)], _PENALTY)


def evaluate_titles(documents: Sequence[GoldDocument], folds: int = 6) -> Mapping[str, float]:
    """How often the chosen part is like the title (Dice at least one half), and is the best part, on left-out documents."""
    alike = exact = total = 0
    for fold in range(folds):
        model = learn_titles([d for at, d in enumerate(documents) if at % folds != fold])
        for document in documents[fold::folds]:
            lines = [line for line, _ in document.labelled]
            titles = Titles(lines, model)
            for line, cases in document.labelled:
                if line.label not in _NAMING or len(cases) != 1:
                    continue
                gold = document.gold["cases"][cases[0]]["title"]
                options = titles.candidates(line)
                best = max((likeness(line.line.text[o.start : o.end], gold) for o in options), default=0.0)
                if best < _LEAST:
                    continue
                span = titles.choose(line)
                got = likeness(line.line.text[span[0] : span[1]], gold) if span else 0.0
                total += 1
                alike += got >= 0.5
                exact += got >= best - 1e-9
    return {"lines": total, "alike": alike / total, "best": exact / total}


def save_titles(model: Linear) -> None:
    """Write the model to where it is read."""
    save_linear(model, MODEL)
