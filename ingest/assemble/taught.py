"""What people told of a council, where no model is asked: sections in charge, speakers' roles, and the rules' readings."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.language import fold
from corpus.model import Case, Span, Turn
from ingest.assemble.readings import DepartmentValue
from ingest.assemble.record import CaseLines
from ingest.memory import SURE, Memory


def taught_department(own: CaseLines, read: DepartmentValue, memory: Memory) -> DepartmentValue:
    """The section that a line of the case names as a told one does; else what was read.

    Args:
        own: the lines of the case.
        read: by the model.
        memory: of the document's council.
    """
    for each in own.lines:
        if (slot := memory.department(each.line.text)) is not None:
            begin = each.line.span.start
            span = Span(begin + slot[0], begin + slot[1])
            text = each.line.text[slot[0] : slot[1]]
            return DepartmentValue(text, span, SURE, read.text if read.text != text else read.runner_up)
    return read


def taught_turns(turns: Sequence[Turn], text: str, memory: Memory) -> tuple[Turn, ...]:
    """The turns, those whose mark a person told in the role that it stands for."""
    if not memory:
        return tuple(turns)
    roles = (memory.role(turn.mark.of(text)) if turn.mark else None for turn in turns)
    return tuple(replace(turn, role=role or turn.role) for turn, role in zip(turns, roles, strict=True))


def _on_told_line(span: Span, text: str, slot: Callable[[str], tuple[int, int] | None]) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return slot(fold(text[start : end if end >= 0 else len(text)])) is not None


def has_told_title(case: Case, text: str, memory: Memory) -> bool:
    """Whether the title of a case stands on a line like a heading that a person told."""
    return case.title_span is not None and _on_told_line(case.title_span, text, memory.heading)


def _finer(kept: Case, learned: Case) -> Span | None:
    """Where the sentence that decides stands: the rules cut it off the speaker's mark where they read the same one."""
    ours, theirs = kept.outcome_span, learned.outcome_span
    same = ours is not None and theirs is not None and ours.start < theirs.end and theirs.start < ours.end
    return ours if same else theirs


def taught_case(kept: Case, learned: Case, text: str, memory: Memory) -> Case:
    """A case as the rules read it, with what the learned reading took from what people told.

    Args:
        kept: by the rules.
        learned: the same case, read with `memory`.
        text: the document's text.
        memory: of its council.
    """
    if not memory:
        return kept
    sentences = [case.outcome_span.of(text) for case in (kept, learned) if case.outcome_span]
    if any(memory.outcome(sentence) for sentence in sentences):
        kept = replace(kept, outcome=learned.outcome, outcome_span=_finer(kept, learned))
    if any(memory.attachment(each.span.of(text)) for each in (*kept.attachments, *learned.attachments)):
        kept = replace(kept, attachments=learned.attachments)
    if has_told_title(learned, text, memory):
        kept = replace(kept, title=learned.title, title_span=learned.title_span)
    named = learned.evidence.get("department")
    if named is not None and _on_told_line(named, text, memory.department):
        evidence = {**kept.evidence, "department": named}
        kept = replace(kept, department=learned.department, evidence=evidence)
    return kept
