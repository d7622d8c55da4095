"""Where a document names sections of the executive, and what stands around each name."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.assemble.officials import Official, introduced, officials
from ingest.assemble.units import UnitMention, find_units, rank
from ingest.labels.label import Label, LabelledLine, Voice

_MOST = 20_000
"""Mentions in a document after which no more are sought: a record of a meeting holds some hundreds."""
_LONGEST_LINE = 10_000
"""Characters of a line in which sections are sought: no speech is longer, whole files on one line are."""
_REACH = 40
"""Characters before a mention that are looked at."""
_OPEN, _CLOSE = "([<【〔〈《≪", ")]>】〕〉》≫"
_FIELD = re.compile(
    r"(?:担当|所管|主管|所属|説明|実施機関|実施部署|諮問庁|処分庁|諮問機関|執行部|当局|[市町村区県側]側|組合|執行機関|行政側)"
    r"[^。、\t:;「」()【】]{0,6}(?:[\t :;)】〕\]>]|は)+$"
)
_SECRETARIAT = re.compile(
    r"(?:事務局|庶務|書記|問い?合わ?せ先?|発行|作成|編集|掲載|連絡先|担当者)[^。、]{0,6}$"
)
_RECORDING = re.compile(
    r"^\s*[^。、]{0,8}(?:電話|内線|TEL|FAX|ファクス|[\d-]{8})|^[^。、()]{0,4}\((?:[^()]{0,6})?事務局\)"
)
_POST = r"(?:長補佐|長代理|次長|長|副課長|補佐|主査|主任|主事|主幹|副主幹|参事|担当者?|職員|事務長|の?(?:担当)?(?:係長|職員|担当者?|者))"
_INTRODUCED = re.compile(
    rf"{_POST}?(?:の[^\s、。]{{1,10}})?(?:です|でございます|であります|と申します|でござい)"
)
_TOLD = re.compile(
    rf"{_POST}?(?:から|より|が|は|の)、?[^。]{{0,30}}(?:説明|報告|述べ|答え|回答|によれば)|{_POST}?(?:によれば|によると)"
)
_STAGED = re.compile(rf"{_POST}?(?:\d+[人名])?[^。()]{{0,8}}(?:入室|着席|入場|退室|退席|出席|到着|呼び入れ)")
_CALLED = re.compile(
    rf"{_POST}?(?:さん|様|の(?:方|皆)|、?どうぞ|、?お願い|から[、どお]|、[^。]{{0,12}}(?:お待たせ|どうぞ|お願い))|{_POST}?。$"
)
_CHARGED = re.compile(r"(?:の所管|が所管|が担当|の担当|の案|の諮問|を窓口)")
_BEHIND = re.compile(r"(?:課|部|局|室|会|長|所|センター|本部|知事|市長|管理者)[(〔(]$")


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention with the place where it stands."""

    line: int
    mention: UnitMention
    places: tuple[str, ...]
    officials: tuple[Official, ...] = ()
    """Whom an attendance list gives behind it."""


def _inside(text: str, mention: UnitMention) -> str:
    """The bracket around a mention: "exact" where it holds nothing else, "open" where it begins or ends there."""
    left, right = (
        text[max(0, mention.start - _REACH) : mention.start].rstrip(),
        text[mention.end : mention.end + 2].lstrip(),
    )
    opened, closed = left[-1:] in _OPEN and left != "", right[:1] in _CLOSE and right != ""
    if opened and closed:
        return "exact"
    depth = 0
    for character in reversed(left):
        if character in _CLOSE:
            depth += 1
        elif character in _OPEN:
            depth -= 1
            if depth < 0:
                return "ends" if closed else "begins" if opened else "within"
    return ""


def places(labelled: LabelledLine, mention: UnitMention) -> Iterator[str]:
    """What stands around a mention, by name."""
    text, voice = labelled.line.text, labelled.voice
    left = text[max(0, mention.start - _REACH) : mention.start]
    right = text[mention.end : mention.end + 2 * _REACH]
    begins = mention.start <= _REACH
    label = labelled.label
    if inside := _inside(text, mention):
        yield f"bracket-{inside}"
    if _FIELD.search(left[-24:]):
        yield "field"
    if _SECRETARIAT.search(left[-16:]) or _RECORDING.search(right):
        yield "secretariat"
    if left[-1:] in ("\t", "") and right[:1] in ("\t", ""):
        yield "cell"
    marks = label is Label.SPEECH and mention.start <= 16 and "。" not in left and "\t" not in left.strip()
    if marks and voice is Voice.EXECUTIVE:
        yield "mark"
    if _INTRODUCED.match(right):
        yield "intro" if label in (Label.SPEECH, Label.TEXT) and mention.start <= 40 else "is"
    if _TOLD.match(right):
        yield "told"
    if _STAGED.match(right):
        yield "staged"
    if _CHARGED.match(right):
        yield "charged"
    if voice is Voice.CHAIR and _CALLED.match(right):
        yield "called"
    if _BEHIND.search(left):
        yield "behind-unit"
    if not right.strip():
        yield "end"
    if begins and not left.strip("・-○◇■* \t"):
        yield "start"
    if right.startswith("長"):
        yield "post"
    yield "any"


def _without_persons(
    text: str, mentions: Sequence[UnitMention], persons: Collection[str]
) -> Iterator[UnitMention]:
    """The mentions without those that are a person with a post, 丁田課長, and without the person before a section, 丁田保険課長."""
    for mention in mentions:
        if text[mention.end : mention.end + 1] != "長":
            yield mention
            continue
        name = mention.names[0]
        person = max((p for p in persons if name.startswith(p)), key=len, default="")
        if not person:
            yield mention
        elif len(name) - len(person) > 2:
            (start, end), *below = mention.parts
            parts = ((start + len(person), end), *below)
            yield UnitMention(parts, (name[len(person) :], *mention.names[1:]))


class Namings:
    """All mentions of sections in a document, found by the names that they may stand for.

    Args:
        lines: of the document.
    """

    def __init__(self, lines: Sequence[LabelledLine]) -> None:
        mentions: list[list[UnitMention]] = []
        left = _MOST
        for each in lines:
            mentions.append(find_units(each.line.text[:_LONGEST_LINE]) if left > 0 else [])
            left -= len(mentions[-1])
        listed = [
            official
            for each, found in zip(lines, mentions, strict=True)
            for mention in found
            for official in officials(each, mention)
        ]
        persons = {official.name for official in listed if official.is_person} | set(introduced(lines))
        self.surnames = frozenset(official.name for official in listed) | persons
        """Names that may be a person's, or a section's below."""
        self.by_line = [
            [
                Naming(at, mention, tuple(places(each, mention)), officials(each, mention))
                for mention in _without_persons(each.line.text, found, persons)
            ]
            for at, (each, found) in enumerate(zip(lines, mentions, strict=True))
        ]
        self.all = [naming for found in self.by_line for naming in found]

    @cached_property
    def _by_form(self) -> dict[str, list[tuple[str, Naming]]]:
        found: dict[str, list[tuple[str, Naming]]] = defaultdict(list)
        for naming in self.all:
            whole = naming.mention.name
            for name, _, _ in naming.mention.forms():
                is_tail, is_head = whole.endswith(name), whole.startswith(name)
                relation = "whole" if name == whole else "tail" if is_tail else "head" if is_head else "middle"
                found[name].append((relation, naming))
        return found

    def of(self, name: str) -> Iterator[tuple[str, Naming]]:
        """The mentions of one section, each with how it writes the name.

        "whole": as it is; "tail": with more above; "head": with more below; "middle": with both; "short": with less above.
        """
        yield from self._by_form.get(name, ())
        for start in range(1, len(name) - 1):
            for relation, naming in self._by_form.get(name[start:], ()):
                if relation == "whole" and rank(name) == rank(name[start:]):
                    yield "short", naming
