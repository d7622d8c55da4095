"""Who speaks for a section: the names that attendance lists give behind it, and those by which people introduce themselves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.assemble.units import UnitMention, rank
from ingest.labels.label import Label, LabelledLine

_LONGEST_LIST = 60
_LISTED = re.compile(r"\s*\(([^()]+)\)|[^、,/;\t]*")
_SECTION = r"(?:課|係|室|所|局|部|館|班|センター|場|園|校)"
_POST = rf"(?P<section>{_SECTION})?(?:次?長(?:補佐|代理)?|主査|主任|主事|主幹|参事|補佐|技師)"
_NAME = r"[一-龥々ヶ]"
_NAME_POST = re.compile(rf"(?<!{_NAME})(?P<name>{_NAME}{{1,4}}?)(?:副)?{_POST}(?!{_NAME})")
_POST_NAME = re.compile(rf"{_POST}[ :]*(?P<name>{_NAME}{{1,4}})(?=[^一-龥々ァ-ヴー]|$)")
_SELF = re.compile(rf"の(?P<name>{_NAME}{{1,4}})(?:です|でございます|と申します|であります)[。、]")


@dataclass(frozen=True, slots=True)
class Official:
    """A name behind a section."""

    name: str
    is_person: bool
    """Whether it cannot be a section below: in 保険課(丁田課長) no further 課 can stand."""


def officials(labelled: LabelledLine, mention: UnitMention) -> tuple[Official, ...]:
    """The names that an attendance list gives behind a section: 保険課(丁田課長、戊木主査)."""
    if labelled.label is not Label.PEOPLE:
        return ()
    listed = _LISTED.match(labelled.line.text, mention.end, mention.end + _LONGEST_LIST)
    return tuple(_named(listed[1] or listed[0], rank(mention.names[-1]))) if listed else ()


def _named(listed: str, above: int) -> Iterator[Official]:
    for found in _POST_NAME.finditer(listed):
        yield Official(found["name"], True)
    for found in _NAME_POST.finditer(listed):
        section = found["section"]
        yield Official(found["name"], section is None or rank(f"{found['name']}{section}") <= above)


def introduced(lines: Sequence[LabelledLine]) -> Iterator[str]:
    """The names by which people introduce themselves: 保険課の丁田です."""
    for labelled in lines:
        if labelled.label in (Label.SPEECH, Label.TEXT):
            for found in _SELF.finditer(labelled.line.text[:80]):
                yield found["name"]
