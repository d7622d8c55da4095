"""Items that are taken up in speech: 「続いて議題2、福祉課所管の「…」を審議します」."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import coverage, fold, sentences, squeeze
from corpus.model import CaseKind, Role, Span, Turn
from ingest.outline.agenda import Item
from ingest.outline.headings import Heading
from ingest.rules import rule

_REFERENCE = rule("announcements.reference")
_TURNING = rule("announcements.turning")
_NEXT = rule("announcements.next")
_TAKING_UP = rule("announcements.taking_up")
_ASKING_ROUND = rule("announcements.asking_round")
_TITLE = rule("announcements.title")
_PUT_OFF = rule("announcements.put_off")
_QUOTED = rule("announcements.quoted")
_NUMBERED_TITLE = rule("announcements.numbered_title")
_DEPARTMENT = rule("announcements.department")
_CLOSING = rule("announcements.closing")
_COVERED = 0.8
_SHORT = 260
"""Characters of a sentence after which it is no announcement."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A sentence that takes up an item, or leaves the last one (item None)."""

    start: int
    item: int | None


def _presides(turn: Turn) -> bool:
    return turn.role in (Role.CHAIR, Role.SECRETARIAT)


def _ordinal(match: re.Match[str]) -> str:
    return next(match[g] for g in "abcd" if match[g])


def _named(sentence: str, items: Sequence[Item], open_: Sequence[int]) -> int | None:
    """The open item that the sentence names, by its title or its number; None for none or several."""
    titled = [
        i
        for i in open_
        if len(items[i].heading.key) > 5 and coverage(items[i].heading.title, sentence) >= _COVERED
    ]
    if len({items[i].heading.key for i in titled}) == 1:
        return titled[0]
    if titled:
        return None
    said = squeeze(sentence)
    counted = [i for i in open_ if (number := items[i].heading.number) and number in said]
    if counted:
        return counted[0] if len(counted) == 1 else None
    references = list(_REFERENCE.pattern.finditer(sentence))
    if len(references) != 1:
        return None
    wanted = _ordinal(references[0])
    numbered = [i for i in open_ if items[i].heading.ordinal == wanted]
    word = references[0]["word"]
    grouped = [i for i in numbered if any(word[:2] in g.key for g in items[i].groups)]
    return next(iter(grouped or numbered), None)


def _new_item(sentence: str, start: int) -> Item | None:
    """An item that only the announcement names."""
    match = _TITLE.find(sentence)
    if match is None:
        return None
    title, at = match["title"], match.start("title")
    if numbered := _NUMBERED_TITLE.find(title):
        title, at = title[numbered.end() :], at + numbered.end()
    reference = _REFERENCE.find(sentence)
    ordinal = _ordinal(reference) if reference else (numbered[0][0] if numbered else "")
    unit = _DEPARTMENT.find(sentence[: match.start()])
    kind = None
    if "報告" in sentence[: match.start()] or re.search(r"報告(?:を|願)", sentence[match.end() :]):
        kind = CaseKind.NOTIFICATION
    elif (reference and "諮問" in reference["word"]) or "審議" in sentence or "諮問" in sentence:
        kind = CaseKind.CONSULTATION
    department_span = Span(start + unit.start("unit"), start + unit.end("unit")) if unit else None
    heading = Heading(
        line=-1,
        span=Span(start + at, start + at + len(title)),
        start=start,
        title=title,
        level="spoken",
        ordinal=ordinal,
        department=unit["unit"] if unit else None,
        department_span=department_span,
        kind=kind,
    )
    return Item(heading, ())


def find_announcements(
    text: str, items: Sequence[Item], met: set[int], turns: Sequence[Turn]
) -> tuple[list[Item], list[Announcement]]:
    """Find where whoever presides takes up an item that has no heading of its own.

    Args:
        text: the document's text.
        items: the items known so far.
        met: those that have a heading in the proceedings, or were not reached.
        turns: the turns of the proceedings.

    Returns:
        The items, new ones added at the end, and the announcements in order.
    """
    known = list(items)
    found: list[Announcement] = []
    open_ = [i for i, item in enumerate(items) if i not in met and item.is_substantive]
    listed = bool(open_) or bool(met)
    chaired = any(turn.role is Role.CHAIR for turn in turns)
    for turn in turns:
        if turn.speaker is None or not (_presides(turn) or not chaired):
            continue
        for span in sentences(text, turn.span):
            sentence = fold(span.of(text))
            if len(sentence) > _SHORT:
                continue
            frame = _QUOTED.pattern.sub("「」", sentence)
            if _CLOSING.find(frame) and "「" not in sentence:
                found.append(Announcement(span.start, None))
                continue
            turning = bool(_TURNING.find(frame))
            taking = bool(_TAKING_UP.find(frame) or _NEXT.find(frame))
            if not taking or _ASKING_ROUND.find(frame) or _PUT_OFF.find(frame):
                continue
            named = _named(sentence, known, open_)
            if named is not None and (turning or _REFERENCE.find(frame) or turn.role is Role.CHAIR):
                open_.remove(named)
                found.append(Announcement(span.start, named))
            elif not listed and (turning or _REFERENCE.find(sentence)):
                item = _new_item(sentence, span.start)
                if item is not None and all(item.heading.key != other.heading.key for other in known):
                    known.append(item)
                    found.append(Announcement(span.start, len(known) - 1))
    return known, found
