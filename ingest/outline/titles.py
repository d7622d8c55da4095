"""The titles by which a speaker is marked, and the role each one gives."""

import re
from dataclasses import dataclass

from corpus.language import fold, posts, squeeze
from corpus.model import ANSWERING, ASKING, Role

_ROLES = posts().roles
CHAIR = frozenset(word for word, role in _ROLES.items() if role is Role.CHAIR)
MEMBER = frozenset(word for word, role in _ROLES.items() if role is Role.MEMBER)
FUNCTIONS = ASKING | ANSWERING | {"意見", "説明"}
"""What a stretch of text does, where a file marks that in place of who speaks."""
_TITLE = "|".join(sorted(_ROLES, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?P<name>[^\s、。,.:;「」『』()<>【】\[\]?!○●・※]{{0,16}}?(?:・[^\s、。()・]{{1,12}}?)?)(?P<title>{_TITLE})"
    r"(?P<suffix>[A-Za-z0-9甲乙丙丁]{0,2})(?:\((?P<aside>[^()。]{1,16})\))?(?:[ら等]|たち)?"
)
_DEPARTMENT = re.compile(
    r"(?![担所主関原]管?課|担当|所管|主管)[一-龥ぁ-んァ-ヴー・]{1,16}(?:課|室|係|(?<![一二三四五六七八九十])部|センター|事務所|支所)"
)
_COUNT = re.compile(r"\d{1,3}$")
"""Of questions and answers: 問1, 答1."""
_SEAT = re.compile(r"(?P<name>\d{1,3})番\(?(?P<aside>[^()。]{1,12}?)?(?:議員|委員|君|さん)?\)?")
_NOT_A_NAME = re.compile(r"[をはがにで]|について|から|まで|により|として|という|ます|です|した")
_OF_SECRETARIAT = re.compile(r"(?<!委員会)(?<!議会)事務局")


@dataclass(frozen=True, slots=True)
class Title:
    """A speaker's mark, read."""

    written: str
    """As the document marks it, letter-spacing closed."""
    name: str
    """Surname, full name or post before the title; empty for a bare role."""
    title: str
    role: Role
    is_function: bool = False
    """質問, 回答: no person, but what is done."""


def read_title(written: str) -> Title | None:
    """Read what may be a speaker's mark; None where it names no speaker."""
    label = squeeze(fold(written)).strip("・")
    if (function := _COUNT.sub("", label)) in FUNCTIONS:
        return Title(function, "", function, Role.UNKNOWN, is_function=True)
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    if seat := _SEAT.fullmatch(label):
        return Title(label, seat["aside"] or "", "議員", Role.MEMBER)
    match = _LABEL.fullmatch(label)
    if match is None and _DEPARTMENT.fullmatch(label):
        return Title(label, label, "", Role.EXECUTIVE)
    if match is None or _NOT_A_NAME.search(match["name"]):
        return None
    name = match["name"] or (match["aside"] or "")
    role = Role.SECRETARIAT if _OF_SECRETARIAT.search(label) else _ROLES[match["title"]]
    return Title(label, name, match["title"], role)


TITLES = tuple(_ROLES)
"""All titles, for patterns that look for them inside a line."""
