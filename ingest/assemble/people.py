"""Who was there: the attendance and member lists."""

import re
from collections.abc import Iterator, Sequence

from corpus.language import squeeze
from corpus.model import Person, Role
from ingest.labels.label import Label, LabelledLine
from ingest.outline.titles import CHAIR, MEMBER, TITLES

_POST = "|".join(r"[ \t]?".join(title) for title in sorted(TITLES, key=len, reverse=True))
_KANJI = r"[一-鿿々〆ヶヵぁ-んァ-ヴー]"
_NAME = rf"{_KANJI}{{1,4}}[ \t]{{1,3}}{_KANJI}{{1,4}}|{_KANJI}{{2,7}}"
_SPACED_NAME = rf"(?:{_KANJI}[ \t]){{2,6}}{_KANJI}(?:{_KANJI}{{1,3}})?"
_POST_THEN_NAME = re.compile(rf"\((?P<post>{_POST})\)\s*(?P<name>{_SPACED_NAME}|{_NAME})")
_NAME_THEN_POST = re.compile(rf"(?P<name>{_NAME})\s*\((?P<post>{_POST})[^)]*\)")
_POST_SPACE_NAME = re.compile(
    rf"(?P<post>{_POST})[ \t]+(?P<name>{_KANJI}{{1,4}}[ \t]{_KANJI}{{1,4}}(?=\s|$)|{_KANJI}{{3,6}}(?=\s|$))"
)
_NAME_WITH_POST = re.compile(rf"(?P<name>{_KANJI}{{1,5}}?)(?P<post>{_POST})")
_LABEL = re.compile(r"(?P<label>[^\s:;、。]{0,4}\s?[^\s:;、。]{1,8})(?:[\s:;]+)(?=\S)")
_SEPARATOR = re.compile(r"[、,，・;:/\n\t]|\s{2,}")
_NO_NAME = re.compile(
    r"(?:部|課|室|局|係|市|県|センター|なし|あり|員|者|席|名|人|会|欠席|出席|事務局|及び|以上)$"
)
_ROLES = (
    (re.compile(r"事\s?務\s?局|庶\s?務|書\s?記"), Role.SECRETARIAT),
    (re.compile(r"実施機関|説明|担当|所管|職員|理事者|執行部|関係課"), Role.EXECUTIVE),
    (re.compile(r"委\s?員|出\s?席|欠\s?席|会\s?長|構成"), Role.MEMBER),
)


def _role(field: Role, post: str | None) -> Role:
    if post in CHAIR:
        return Role.CHAIR
    if post in MEMBER:
        return Role.MEMBER
    if post is not None and field is Role.MEMBER:
        return Role.EXECUTIVE
    return field


def _of_line(text: str, field: Role) -> Iterator[Person]:
    for pattern in (_POST_THEN_NAME, _NAME_THEN_POST, _POST_SPACE_NAME):
        for match in pattern.finditer(text):
            post = squeeze(match["post"])
            yield Person(squeeze(match["name"]), _role(field, post), post)
        text = pattern.sub("、", text)
    for chunk in _SEPARATOR.split(text):
        entry = chunk.strip(" -()。")
        if marked := _NAME_WITH_POST.fullmatch(squeeze(entry)):
            yield Person(marked["name"], _role(field, marked["post"]), marked["post"])
        elif re.fullmatch(rf"{_SPACED_NAME}|{_NAME}", entry) and not _NO_NAME.search(squeeze(entry)):
            yield Person(squeeze(entry), _role(field, None), None)


def read_people(lines: Sequence[LabelledLine]) -> tuple[Person, ...]:
    """The people that the attendance and member lists name, each once; an entry that is read in no known way is left out.

    Args:
        lines: the document's lines, labelled.
    """
    found: dict[str, Person] = {}
    field = Role.MEMBER
    for labelled in lines:
        if labelled.label is not Label.PEOPLE:
            continue
        text = labelled.line.text
        label = _LABEL.match(text)
        named = label["label"] if label else text[:8]
        field = next((role for pattern, role in _ROLES if pattern.search(named)), field)
        rest = text[label.end() :] if label and any(p.search(label["label"]) for p, _ in _ROLES) else text
        for person in _of_line(rest, field):
            found.setdefault(person.name, person)
    return tuple(found.values())
