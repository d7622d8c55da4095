"""Why a document was read as it was: its lines with their labels, its head and its cases with what spoke for each value."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.model import Case, Document, Header, Span
from ingest.assemble.agreement import matched, settle
from ingest.assemble.document import read_off
from ingest.assemble.weighing import Weighed, weigh
from ingest.explain.head import explained_division, explained_head
from ingest.explain.lines import ExplainedLine, LineReasons
from ingest.explain.reasons import Reason, Why
from ingest.explain.values import BY_RULES, CaseReasons, ExplainedValue, read_by_rules
from ingest.formats import Reading, read
from ingest.labels.labeller import labeller
from ingest.repair import repair
from ingest.restore import outline_clean

_SEVERAL = frozenset({"articles", "attachments"})
"""Values of which a case may have several."""
_SENTENCES = frozenset({"outcome", "attachments"})
"""Values whose evidence is a sentence."""


@dataclass(frozen=True, slots=True)
class ExplainedCase:
    """A case with its values as they were chosen."""

    ordinal: int
    values: tuple[ExplainedValue, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a document was read."""

    document: Document
    by_rules: bool
    """Whether it was read by the rules of known formats, borne out by the models."""
    lines: tuple[ExplainedLine, ...]
    head: tuple[ExplainedValue, ...]
    division: ExplainedValue
    cases: tuple[ExplainedCase, ...]

    def case_at(self, offset: int) -> int | None:
        """Ordinal of the case under which the text at an offset stands; None for none."""
        return next(
            (turn.case for turn in self.document.turns if turn.span.start <= offset < turn.span.end), None
        )

    def proved_by(self, line: ExplainedLine) -> Iterator[tuple[int | None, ExplainedValue]]:
        """The values whose evidence stands in a line, each with its case; None for values of the head."""
        for case, values in ((None, self.head), *((each.ordinal, each.values) for each in self.cases)):
            for value in values:
                span = value.span
                if span is not None and span.start < line.span.end and line.span.start < span.end:
                    yield case, value

    def line_at(self, offset: int) -> ExplainedLine | None:
        """The line in which the text at an offset stands; None between lines."""
        return next((line for line in self.lines if line.span.start <= offset < line.span.end), None)

    def only(self, numbers: Collection[int]) -> "Explanation":
        """The explanation with no other lines than those with these numbers, counted from 1."""
        return replace(self, lines=tuple(line for line in self.lines if line.number in numbers))

    def json(self) -> dict[str, object]:
        """The explanation in the shape of the command line."""
        text, held = self.document.text, self.document.cases
        return {
            "document": self.document.header.name,
            "read_by": "rules" if self.by_rules else "models",
            "lines": [self._line_json(line) for line in self.lines],
            "head": [_value_json(value, text, self.document.header.unsure) for value in self.head],
            "division": _value_json(self.division, text, self.document.header.unsure),
            "cases": [
                {
                    "title": case.title,
                    "kind": case.kind,
                    "department": case.department,
                    "outcome": case.outcome,
                    "outcome_quote": case.outcome_span.of(text) if case.outcome_span else None,
                    "unsure": list(case.unsure),
                    "values": [_value_json(value, text, case.unsure) for value in each.values],
                }
                for case, each in zip(held, self.cases, strict=True)
            ],
            "unsure": list(self.document.header.unsure),
        }

    def _line_json(self, line: ExplainedLine) -> dict[str, object]:
        return {
            "number": line.number,
            "text": line.span.of(self.document.text).strip(),
            "label": line.label,
            "score": round(line.confidence, 3),
            "voice": line.voice,
            "decides": round(line.decides, 3),
            "case": self.case_at(line.span.start),
            "proves": [{"case": case, "value": value.name} for case, value in self.proved_by(line)],
            **_why_json("", line.why),
            "runner_up": line.runner_up,
            **_why_json("runner_up_", line.runner_up_why),
        }


def _why_json(prefix: str, why: Why) -> dict[str, object]:
    def rows(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
        return [{"feature": r.feature, "words": r.words, "weight": r.weight} for r in reasons]

    return {f"{prefix}why": rows(why.for_), f"{prefix}why_not": rows(why.against)}


def _value_json(value: ExplainedValue, text: str, unsure: Sequence[str]) -> dict[str, object]:
    def evidence(prefix: str, span: Span | None) -> dict[str, object]:
        return {
            f"{prefix}quote": span.of(text) if span else None,
            f"{prefix}span": [span.start, span.end] if span else None,
        }

    return {
        "name": value.name,
        "value": value.value,
        **evidence("", value.span),
        "confidence": None if value.confidence is None else round(value.confidence, 3),
        "unsure": value.name in unsure,
        "read_by": "rules" if value.by_rules else "models",
        **_why_json("", value.why),
        "runner_up": value.runner_up,
        **evidence("runner_up_", value.runner_up_span),
        **_why_json("runner_up_", value.runner_up_why),
    }


def explain(name: str, data: bytes) -> Explanation:
    """Read a file and tell how.

    Args:
        name: the file's name.
        data: its bytes.

    Raises:
        UnreadableError: the file cannot be read as a document.
    """
    return outline_clean(_explained, name, hashlib.sha256(data).hexdigest(), repair(read(name, data)))


def _explained(name: str, digest: str, reading: Reading) -> Explanation:
    weighed = weigh(name, digest, reading)
    learned = read_off(weighed)
    known = settle(weighed.ruled.document, learned.cases, weighed.structure.confidence)
    document, by_rules = (learned, False) if known is None else (known, True)
    lines = LineReasons(weighed.record.lines, weighed.reading.text, labeller())
    head = tuple(explained_head(weighed))
    if by_rules:
        head = tuple(_settled_head(document.header, head))
        pairs: Mapping[int, Case] = matched(document, learned.cases)
        cases = tuple(
            _settled_case(case, weighed, pairs[case.ordinal].ordinal if case.ordinal in pairs else None)
            for case in document.cases
        )
    else:
        cases = tuple(
            ExplainedCase(ordinal, tuple(CaseReasons(case, weighed).values()))
            for ordinal, case in enumerate(weighed.cases)
        )
    return Explanation(document, by_rules, tuple(lines.explained()), head, explained_division(weighed), cases)


def _with_rules(value: ExplainedValue) -> ExplainedValue:
    """A value that the rules read and the models too."""
    return replace(value, why=Why((BY_RULES, *value.why.for_), value.why.against), by_rules=True)


def _settled_head(header: Header, values: Sequence[ExplainedValue]) -> Iterator[ExplainedValue]:
    """The values of the head as the rules read them, with the models' reasons where those read the same."""
    for value in values:
        held = getattr(header, value.name)
        read = None if held is None else str(held)
        if read == value.value:
            yield _with_rules(value)
        else:
            yield ExplainedValue(
                value.name,
                read,
                header.evidence.get(value.name),
                None,
                value.value,
                value.span,
                Why((BY_RULES,)),
                value.why,
                by_rules=True,
            )


def _settled_case(case: Case, weighed: Weighed, ordinal: int | None) -> ExplainedCase:
    """A case as the rules read it, with the models' reasons for each value that those read in the same way."""
    own = read_by_rules(case)
    if ordinal is None:
        return ExplainedCase(case.ordinal, tuple(own))
    learned = CaseReasons(weighed.cases[ordinal], weighed).values()
    found = []
    for value in own:
        beside = [each for each in learned if each.name == value.name]
        same = [each for each in beside if each.value == value.value and _proves(each, value)]
        other = beside[0] if value.name not in _SEVERAL or beside[0].value is None else None
        if same:
            found.append(replace(_with_rules(same[0]), span=value.span or same[0].span))
        elif other is not None:
            found.append(
                replace(value, runner_up=other.value, runner_up_span=other.span, runner_up_why=other.why)
            )
        else:
            found.append(value)
    return ExplainedCase(case.ordinal, tuple(found))


def _proves(learned: ExplainedValue, value: ExplainedValue) -> bool:
    """Whether what proves one value proves the other: for a sentence that it is the same, for all else that it says the same."""
    one, other = learned.span, value.span
    if value.name not in _SENTENCES or one is None or other is None:
        return True
    return one.start < other.end and other.start < one.end
