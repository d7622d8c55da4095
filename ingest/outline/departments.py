"""The department of a case that neither agenda nor heading gives: who comes in for it, or says who explains."""

import re
from collections.abc import Iterator, Sequence

from corpus.language import fold, squeeze
from corpus.model import Role, Span, Turn
from ingest.rules import rule

_INTRODUCED = rule("departments.introduced")
_OFFICIAL = rule("departments.official")
_TOLD = rule("departments.told")
_ENTERED = rule("departments.entered")
_NAMED_ASIDE = rule("departments.named_aside")
_STAGED = rule("departments.staged")
_NEAR = 120
"""Characters around the beginning of a case in which those who explain it come in."""
_LONGEST_MARK = 8
"""Characters that may stand between their coming in and the case: the mark of the chair, who takes it up."""


def department_of(text: str, turns: Sequence[Turn], region: Span | None, front: int) -> Span | None:
    """Where the one department that explains a case is named: in full in the front matter, else as it is said.

    Args:
        text: the document's text.
        turns: those of the case.
        region: where it is dealt with.
        front: offset at which the front matter ends.

    Returns:
        The department's name; None where none is named, or several are.
    """
    if region is None:
        return None
    named = [*_introduced(text, turns), *_entered(text, region)]
    named = named or [*_told(text, turns), *_marked(text, turns)]
    units = {fold(span.of(text)) for span in named}
    if len(units) != 1:
        return None
    unit = units.pop()
    is_section = unit.endswith("係")
    above = "課|室" if is_section else "部|局|委員会"
    full = re.compile(rf"(?:[^\s、,。・:(){{}}<>【】]{{2,16}}(?:{above})[ \t]?)?{re.escape(unit)}")
    written = [Span(*match.span()) for match in full.finditer(fold(text[:front]))]
    longest = {fold(span.of(text)): span for span in written if len(span.of(text)) > len(unit)}
    if len(longest) == 1:
        return next(iter(longest.values()))
    return None if is_section else named[0]


def _introduced(text: str, turns: Sequence[Turn]) -> Iterator[Span]:
    for turn in turns:
        if turn.role is Role.EXECUTIVE and (said := _INTRODUCED.find(fold(turn.span.of(text)))):
            yield Span(turn.span.start + said.start("unit"), turn.span.start + said.end("unit"))


def _marked(text: str, turns: Sequence[Turn]) -> Iterator[Span]:
    """Those whose marks name their department: 住民課長, (建設課 池内係長); what is nowhere a department may be a surname."""
    for turn in turns:
        if turn.role is Role.EXECUTIVE and turn.mark is not None:
            marked = _OFFICIAL.find(fold(turn.mark.of(text)))
            if marked is None:
                continue
            named = _NAMED_ASIDE.find(turn.mark.of(text)) is not None
            if named or re.search(rf"{re.escape(marked['unit'])}(?!長)", fold(text)):
                yield Span(turn.mark.start + marked.start("unit"), turn.mark.start + marked.end("unit"))


def _told(text: str, turns: Sequence[Turn]) -> Iterator[Span]:
    """Those of whom narrative minutes say that they explained or reported."""
    for turn in turns:
        if turn.speaker is None and (said := _TOLD.find(fold(turn.span.of(text)))):
            start, end = said.span(said.lastgroup or "unit")
            yield Span(turn.span.start + start, turn.span.start + end)


def _entered(text: str, region: Span) -> Iterator[Span]:
    """Those who come in before the case begins or at its head, in a remark of the record."""
    begin = max(0, region.start - _NEAR)
    window = fold(text[begin : min(region.end, region.start + _NEAR)])
    head = region.start - begin
    for stage in _STAGED.pattern.finditer(window):
        between = squeeze(_STAGED.pattern.sub("", window[stage.end() : head]))
        if stage.end() > head or len(between) <= _LONGEST_MARK:
            for entered in _ENTERED.pattern.finditer(window, *stage.span()):
                yield Span(begin + entered.start("unit"), begin + entered.end("unit"))
