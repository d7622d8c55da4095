"""Items that are taken up in speech: 「続いて議題2、福祉課所管の「…」を審議します」."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import fold, offices, sentences, squeeze
from corpus.model import CaseKind, Role, Span, Turn
from ingest.outline.agenda import Item, coverage
from ingest.outline.headings import Heading

_WORD = r"諮問事項|諮問案件|報告事項|報告案件|審議事項|審議案件|協議事項|議題|議案|案件|議事|日程|次第|諮問|報告|審議"
_REFERENCE = re.compile(
    rf"(?P<word>{_WORD})(?:の|第|番号)?\s?(?:\((?P<a>\d{{1,2}})\)|(?P<b>\d{{1,2}})(?!\d|年|月|日|時|回|件|ページ)|(?P<c>[①-⑳])|(?P<d>[ア-ン])(?![ア-ンー]))"
)
_TURN = r"(?:では|それでは|さて|なお)?[、,]?\s*(?:早速ですが)?[、,]?\s*(?:次に|次は|次の|続き?まして|続いて|引き続き|まず|最初に|初めに|はじめに|では|それでは|この度の案件|今回の案件|本日の(?:案件|議題|審議)|本日は)"
_TURNING = re.compile(rf"^{_TURN}")
_NEXT = re.compile(rf"^{_TURN}の?、?(?:諮問|報告|議案)第\d+号(?:です|でござい|に(?:移|入)|、)")
"""Turns to an item by its number alone."""
_TAKING_UP = re.compile(
    r"を審議|の審議|一括(?:して|で)?、?(?:ご|御)?審議|一括議題|審議(?:を|に)(?:始|入|行|お願)|(?:ご|御)審議|について(?:の)?(?:諮問内容の)?(?:説明|報告|審議|事務局|実施機関)|に移|に入|議題と|上程|説明(?:を|願|して)|報告を|報告願|付議|第三者点検を|を行います|です。?$"
    r"|(?:号(?:を|について)?、?|「」[^。]{0,16})お願い(?:いた)?します"
)
_ASKING_ROUND = re.compile(
    r"(?:ご|御)?(?:意見|質問|質疑|異議).{0,8}(?:か|ください)。?$|採決|挙手|(?:承認|決定)(?:し|す|さ|と|い)|賛成|終わり|終了"
)
_TITLE = re.compile(r"「(?P<title>\s*[^「」\s](?:[^「」]|「[^「」]*」)+)」")
_PUT_OFF = re.compile(r"次回(?:に|へ|以降)")
_QUOTED = re.compile(r"「[^「」]*」")
_NUMBERED_TITLE = re.compile(r"(?:[ア-ン]|\(?\d{1,2}\)?|[①-⑳])[\s.、．)]\s*")
_UNIT = rf"[^、。「」\s]{{1,24}}?(?:{offices().unit}|委員会)"
_DEPARTMENT = re.compile(
    rf"(?P<unit>{_UNIT}(?:(?:、|,|及び|並びに|・|と){_UNIT})*)(?:が)?(?:所管|から(?:の|説明|諮問|提出))"
)
_CLOSING = re.compile(
    r"^(?:では|それでは|最後に|次に|続いて)?、?その他(?:です|でござい|として|について)[^。]*(?:事務局|何か)|(?:その他|報告事項|次第|議事)(?:の\S{1,4})?に(?:移|入)|事務局(?:から|より)[^、。]{0,6}連絡(?:事項)?(?:は|が|を|等|など)|(?:本日|全て|すべて|以上で).{0,12}(?:審議|議事|議題|案件|会議|審議会)(?:は|を|が)?、?(?:全て|すべて|これで|無事|以上で)*(?:終了|終わり|閉会)|閉会(?:し|いた|と)|これをもちまして|これで.{0,12}(?:終了|閉会)"
)
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
    references = list(_REFERENCE.finditer(sentence))
    if len(references) != 1:
        return None
    wanted = _ordinal(references[0])
    numbered = [i for i in open_ if items[i].heading.ordinal == wanted]
    word = references[0]["word"]
    grouped = [i for i in numbered if any(word[:2] in g.key for g in items[i].groups)]
    return next(iter(grouped or numbered), None)


def _new_item(sentence: str, start: int) -> Item | None:
    """An item that only the announcement names."""
    match = _TITLE.search(sentence)
    if match is None:
        return None
    title, at = match["title"], match.start("title")
    if numbered := _NUMBERED_TITLE.match(title):
        title, at = title[numbered.end() :], at + numbered.end()
    reference = _REFERENCE.search(sentence)
    ordinal = _ordinal(reference) if reference else (numbered[0][0] if numbered else "")
    unit = _DEPARTMENT.search(sentence[: match.start()])
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
            frame = _QUOTED.sub("「」", sentence)
            if _CLOSING.search(frame) and "「" not in sentence:
                found.append(Announcement(span.start, None))
                continue
            turning = bool(_TURNING.search(frame))
            taking = bool(_TAKING_UP.search(frame) or _NEXT.search(frame))
            if not taking or _ASKING_ROUND.search(frame) or _PUT_OFF.search(frame):
                continue
            named = _named(sentence, known, open_)
            if named is not None and (turning or _REFERENCE.search(frame) or turn.role is Role.CHAIR):
                open_.remove(named)
                found.append(Announcement(span.start, named))
            elif not listed and (turning or _REFERENCE.search(sentence)):
                item = _new_item(sentence, span.start)
                if item is not None and all(item.heading.key != other.heading.key for other in known):
                    known.append(item)
                    found.append(Announcement(span.start, len(known) - 1))
    return known, found
