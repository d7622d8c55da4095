"""Why a document was read as it was: each line with its label, each value of each case with whether it is in doubt."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from corpus.model import Document
from ingest.formats import read
from ingest.labels.labeller import labeller
from ingest.lines import read_lines
from ingest.pipeline import read_document
from ingest.repair import repair


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line with what it was taken for."""

    number: int
    """Counted from 1."""
    text: str
    label: str
    score: float
    """Probability of the label, 0 to 1."""
    runner_up: str | None
    voice: str
    case: int | None
    """Ordinal of the case under which its text stands."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a document was read."""

    document: Document
    lines: tuple[ExplainedLine, ...]

    def json(self) -> dict[str, object]:
        """The explanation in the shape of the command line."""
        text, cases = self.document.text, self.document.cases
        return {
            "lines": [asdict(line) for line in self.lines],
            "cases": [
                {
                    "title": case.title,
                    "outcome": case.outcome,
                    "outcome_quote": case.outcome_span.of(text) if case.outcome_span else None,
                    "department": case.department,
                    "kind": case.kind,
                    "unsure": list(case.unsure),
                }
                for case in cases
            ],
            "unsure": list(self.document.header.unsure),
        }


def _case_at(document: Document, offset: int) -> int | None:
    return next((turn.case for turn in document.turns if turn.span.start <= offset < turn.span.end), None)


def explain(name: str, data: bytes, numbers: Sequence[int] = ()) -> Explanation:
    """Read a file and tell how.

    Args:
        name: the file's name.
        data: its bytes.
        numbers: of the lines to tell, counted from 1; all where empty.

    Raises:
        UnreadableError: the file cannot be read as a document.
    """
    document = read_document(name, data)
    text = repair(read(name, data)).text
    wanted = set(numbers)
    found = tuple(
        ExplainedLine(
            each.line.number + 1,
            each.line.text.strip(),
            each.label.value,
            round(each.confidence, 3),
            each.runner_up.value if each.runner_up else None,
            each.voice.value,
            _case_at(document, each.line.span.start),
        )
        for each in labeller().label(read_lines(text), text)
        if not wanted or each.line.number + 1 in wanted
    )
    return Explanation(document, found)
