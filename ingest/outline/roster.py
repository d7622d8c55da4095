"""Who was there: the attendance list, and the role it gives to a speaker marked by name or post."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language import squeeze
from corpus.model import Person, Role
from ingest.outline.front import Field, Front
from ingest.outline.titles import CHAIR, MEMBER, TITLES, Title

_POST = "|".join(r"[ \t]?".join(title) for title in sorted(TITLES, key=len, reverse=True))
_KANJI = r"[一-鿿々〆ヶヵぁ-んァ-ヴー]"
_NAME = rf"{_KANJI}{{1,4}}[ \t]{{1,3}}{_KANJI}{{1,4}}|{_KANJI}{{2,7}}"
_POST_THEN_NAME = re.compile(rf"\((?P<post>{_POST})\)\s*(?P<name>{_NAME})")
_NAME_THEN_POST = re.compile(rf"(?P<name>{_NAME})\s*\((?P<post>{_POST})[^)]*\)")
_NAME_WITH_POST = re.compile(rf"(?P<name>{_KANJI}{{1,5}}?)(?P<post>{_POST})")
_POST_HEAD = re.compile(rf"(?:[-・]\s*)?(?:\(?\d{{1,2}}[).]\s*)?(?P<post>{_POST})\s*:?\s+(?P<names>.+)")
_UNIT = re.compile(r"(?:部|課|室|局|係|市|県|センター|なし|あり)$")
_POST_SPACE_NAME = re.compile(
    rf"(?P<post>{_POST})[ \t]+(?P<name>{_KANJI}{{1,4}}[ \t]{_KANJI}{{1,4}}(?=\s|$)|{_KANJI}{{3,6}}(?=\s|$))"
)
_SEPARATOR = re.compile(r"[、,，・;:\n\t]|\s{2,}")
_INNER_LABEL = re.compile(
    r"[(【<\[](委員|実施機関|説明[員者]|担当課|所管課|関係課|諮問庁|処分庁|事務局)[)】>\]]"
)
_INNER_ROLES = {
    "委員": Role.MEMBER,
    "事務": Role.SECRETARIAT,
    **dict.fromkeys(("実施", "説明", "担当", "所管", "関係", "諮問", "処分"), Role.EXECUTIVE),
}
_FIELD_ROLES = {
    "present": Role.MEMBER,
    "absent": Role.MEMBER,
    "executive": Role.EXECUTIVE,
    "secretariat": Role.SECRETARIAT,
}


@dataclass(frozen=True, slots=True)
class Roster:
    """The attendance list."""

    members: tuple[Person, ...]
    listed: tuple[tuple[Role, str], ...]
    """For each of its fields the role and the text, without white space."""

    def role(self, title: Title) -> Role:
        """The role of a speaker; what the mark itself says of chair, members and secretariat goes first."""
        if title.title in CHAIR or title.title in MEMBER or title.role is Role.SECRETARIAT or title.is_function:
            return title.role
        if title.title in _BARE_EXECUTIVE and not title.name:
            return title.role
        if not title.title:
            named = (p.role for p in self.members if squeeze(p.name).startswith(title.name))
            return next(named, title.role)
        for wanted in filter(None, (title.written, title.written.removesuffix("長"), title.name)):
            held = {role for role, text in self.listed if wanted in text and role is not Role.MEMBER}
            if held:
                return Role.EXECUTIVE if Role.EXECUTIVE in held else held.pop()
        return title.role

    def knows(self, name: str) -> bool:
        """Whether somebody of this surname or full name is listed, apart from posts."""
        return len(name) >= 2 and any(squeeze(person.name).startswith(name) for person in self.members)


_BARE_EXECUTIVE = frozenset(
    {"実施機関", "説明員", "説明者", "担当課", "所管課", "主管課", "諮問庁", "処分庁", "担当者", "担当"}
)


def _role(field: Field, post: str | None) -> Role:
    if field.kind in ("present", "absent"):
        if post in CHAIR:
            return Role.CHAIR
        if post is None or post in MEMBER:
            return Role.MEMBER
        return Role.EXECUTIVE
    return _FIELD_ROLES[field.kind]


def _people(field: Field) -> list[Person]:
    """The people on one field of the list; an entry that is read in no known way is left out."""
    found: list[Person] = []

    def add(name: str, post: str | None) -> None:
        post = squeeze(post) if post else None
        found.append(Person(squeeze(name), _role(field, post), post))

    for at, line in enumerate(field.lines):
        text = line.text[field.value.start - line.span.start :] if at == 0 else line.text
        post_heads = _POST_HEAD.fullmatch(text.strip()) is not None
        for pattern in (_POST_THEN_NAME, _NAME_THEN_POST, *([] if post_heads else [_POST_SPACE_NAME])):
            for match in pattern.finditer(text):
                add(match["name"], match["post"])
            text = pattern.sub("、", text)
        head = _POST_HEAD.fullmatch(text.strip())
        post = head["post"] if head else None
        for chunk in _SEPARATOR.split(head["names"] if head else text):
            entry = chunk.strip(" -()。")
            if marked := _NAME_WITH_POST.fullmatch(squeeze(entry)):
                add(marked["name"], marked["post"])
            elif re.fullmatch(_NAME, entry) and not _UNIT.search(entry):
                add(entry, post)
            elif len(words := entry.split()) % 2 == 0 and all(
                re.fullmatch(rf"{_KANJI}{{1,4}}", w) for w in words
            ):
                for surname, given in zip(words[::2], words[1::2], strict=True):
                    add(surname + given, post)
    return found


def _parts(field: Field) -> Iterator[tuple[Role, str]]:
    """The text of a field without white space, parted at labels inside it: (委員) …, (実施機関) …, (事務局) …."""
    role, start = _FIELD_ROLES[field.kind], 0
    text = "".join(line.key for line in field.lines)
    for label in _INNER_LABEL.finditer(text):
        yield role, text[start : label.start()]
        role, start = _INNER_ROLES[label[1][:2]], label.end()
    yield role, text[start:]


def read_roster(front: Front) -> Roster:
    """Read the attendance list out of the front matter."""
    fields: Sequence[Field] = front.of(*_FIELD_ROLES)
    members = [person for field in fields for person in _people(field)]
    listed = [part for field in fields for part in _parts(field)]
    return Roster(tuple(dict.fromkeys(members)), tuple(listed))
