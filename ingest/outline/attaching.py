"""What the council attached to its decision: conditions, requests and demands, wherever beside it they are worded."""

from collections.abc import Sequence
from itertools import takewhile

from corpus.language import fold, sentences
from corpus.model import Attachment, AttachmentKind, Outcome, Span
from ingest.outline.polarity import classify, predicate
from ingest.rules import rule

_CONDITION = rule("attaching.condition")
_DEMAND = rule("attaching.demand")
_DEMANDED = rule("attaching.demanded")
_WISH = rule("attaching.wish")
_PUT = rule("attaching.put")
_ORDERED = rule("attaching.ordered")
_FOR_THE_COUNCIL = rule("attaching.for_the_council")
_PROVISO = rule("attaching.proviso")
_CARE = rule("attaching.care")
_LISTED_BELOW = rule("attaching.listed_below")
_LISTED_ABOVE = rule("attaching.listed_above")
_ITEM = rule("attaching.item")
_ITEM_SAID = rule("attaching.item_said")
_WRAPPED = 30
"""Characters from which a line of prose is one that was wrapped."""
_PAGE_NUMBER = rule("attaching.page_number")
_PARTY = rule("attaching.party")
_ASKED = rule("attaching.asked")
_POINTS = rule("attaching.points")
_COUNTED = rule("attaching.counted")
_GRANTED = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.UPHELD})


def attached_kind(sentence: str) -> AttachmentKind | None:
    """What the council attaches by one sentence of its own; None where it attaches nothing."""
    plain = _PUT.pattern.sub("。", predicate(sentence))
    if _PARTY.find(plain):
        return None
    if _DEMANDED.find(plain):
        return AttachmentKind.DEMAND
    if _ASKED.find(plain):
        return None
    kinds = (
        (AttachmentKind.CONDITION, _CONDITION),
        (AttachmentKind.DEMAND, _DEMAND),
        (AttachmentKind.REQUEST, _WISH),
    )
    return next((kind for kind, wording in kinds if wording.find(plain)), None)


def attachments(text: str, span: Span) -> tuple[Attachment, ...]:
    """What the council attached to its decision, in a region that holds the council's own words.

    Where a sentence announces a list (「次の条件を付して承認する。」), its items are attached too; where it closes one
    that was told (「一つは、…こと。もう一つは、…こと。いずれも求めます。」), the items are attached in its place. A proviso right
    behind what is granted (「認める。ただし、…に限るものとする。」) is a condition.
    """
    found: list[Attachment] = []
    cut = sentences(text, span)
    at = 0
    while at < len(cut):
        said = cut[at].of(text)
        at += 1
        kind = attached_kind(said)
        if kind is None and at > 1 and _PROVISO.find(predicate(said)):
            kind = _provided(said) if classify(cut[at - 2].of(text)) in _GRANTED else None
        if kind is None:
            continue
        told = _told_before(text, cut[: at - 1]) if _LISTED_ABOVE.find(said.lstrip()) else []
        if told:
            found += [Attachment(kind, item) for item in told]
            continue
        found.append(Attachment(kind, cut[at - 1]))
        if _LISTED_BELOW.find(said):
            items, at = _items(text, cut, at)
            found += [Attachment(kind, item) for item in items]
    return tuple(found)


def _provided(proviso: str) -> AttachmentKind:
    """A condition, unless the proviso only asks to take care."""
    return AttachmentKind.REQUEST if _CARE.find(predicate(proviso)) else AttachmentKind.CONDITION


def _told_before(text: str, cut: Sequence[Span]) -> list[Span]:
    """The counted sentences with which a region ends; one alone is no list."""
    found = list(takewhile(lambda sentence: _COUNTED.find(fold(sentence.of(text))), reversed(cut)))
    return found[::-1] if len(found) > 1 else []


def _items(text: str, cut: Sequence[Span], at: int) -> tuple[list[Span], int]:
    """The items of a list that begins at sentence `at`, each with what follows it on its line; and where it ends."""
    found: list[Span] = []
    level = None
    while at < len(cut):
        said = cut[at].of(text)
        item = _ITEM.find(said) or _COUNTED.find(fold(said))
        whole = _unwrapped(text, cut, at) if item is not None else cut[at]
        if item is not None and level in (None, item.lastgroup or "told") and _ITEM_SAID.find(whole.of(text)):
            level = item.lastgroup or "told"
            found.append(whole)
            at += whole != cut[at]
        elif _PAGE_NUMBER.find(fold(said)):
            pass
        elif found and item is None and "\n" not in text[found[-1].end : cut[at].start]:
            found[-1] = Span(found[-1].start, cut[at].end)
        else:
            break
        at += 1
    return found, at


def _unwrapped(text: str, cut: Sequence[Span], at: int) -> Span:
    """Item `at` with the line below it, where a wrap parts it in the middle of its sentence."""
    item = cut[at]
    if at + 1 == len(cut) or len(item.of(text)) < _WRAPPED or _ITEM_SAID.find(item.of(text)):
        return item
    below = cut[at + 1]
    wrapped = text[item.end : below.start].strip(" \u3000") == "\n" and _ITEM.find(below.of(text)) is None
    return Span(item.start, below.end) if wrapped else item


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence only refers to conditions or wishes that are worded beside it: 「以上の条件を付して…」."""
    return _POINTS.find(predicate(sentence)) is not None


def is_for_the_council(sentence: str) -> bool:
    """Whether a sentence is said in the council's name, or of what its report shall hold."""
    return bool(_FOR_THE_COUNCIL.find(predicate(sentence)))


def is_ordered(sentence: str) -> bool:
    """Whether a sentence tells the executive what to bring: 「資料を作り直して提出していただく。」."""
    return bool(_ORDERED.find(_PUT.pattern.sub("。", predicate(sentence))))


def pointed_at(
    text: str, spans: Sequence[Span], stated: AttachmentKind | None = None
) -> tuple[Attachment, ...]:
    """The conditions and wishes that stand before a decision which refers to them.

    Args:
        text: the document's text.
        spans: the speeches of whoever presides up to that decision, in order, the last ending where it begins.
        stated: the kind that the decision gives to what it points at.

    Returns:
        What the nearest speech that words any attaches: its counted or listed sentences, else those that attach by themselves.
    """
    for span in reversed(spans):
        cut = sentences(text, span)
        kinds = [attached_kind(sentence.of(text)) for sentence in cut]
        kind = next((k for k in kinds if k is not None), None)
        told = [s for s in cut if _COUNTED.find(fold(s.of(text))) or _listed(s.of(text))]
        if kind is None and "条件" in span.of(text):
            kind = AttachmentKind.CONDITION
        if kind is None and len(told) > 1:
            kind = stated
        if kind is None:
            continue
        if told:
            return tuple(Attachment(kind, s) for s in told)
        worded = [
            Attachment(k, s)
            for k, s in zip(kinds, cut, strict=True)
            if k is not None and not points_elsewhere(s.of(text))
        ]
        if worded:
            return tuple(worded)
    return ()


def _listed(sentence: str) -> bool:
    return _ITEM.find(sentence) is not None and _ITEM_SAID.find(sentence.rstrip()) is not None
