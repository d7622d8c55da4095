"""The titles by which a speaker is marked, and the role each one gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.language import fold, squeeze
from corpus.model import ANSWERING, ASKING, Role

_WORDS: Mapping[Role, str] = {
    Role.UNKNOWN: "審査請求人 異議申立人 開示請求者 請求人 申立人 参考人 傍聴人 傍聴者 代理人 参加人 出席者 一同",
    Role.EXECUTIVE: "諮問実施機関 実施機関 説明員 説明者 説明職員 担当職員 担当部局 担当部署 担当課 担当室 担当係 所管課 主管課 関係課 所属課 "
    "事業課 原課 諮問庁 処分庁 諮問課 担当者 担当 所管 市長 町長 村長 区長 知事 副市長 副町長 副知事 教育長 理事 参与 本部長 局長 部長 次長 "
    "課長 室長 所長 館長 園長 校長 署長 支所長 センター長 場長 副部長 副課長 副室長 副所長 局次長 部次長 課長代理 課長補佐 室長代理 室長補佐 "
    "所長補佐 補佐 参事 副参事 主幹 副主幹 主査 副主査 主任主査 主任 主任主事 主事 主事補 係長 担当係長 担当課長 担当部長 担当主査 係員 "
    "主任技師 技師 技監 専門員 指導主事 統括主幹 班長 グループ長 リーダー マネージャー 審議官 職員 受託者 委託業者 事業者",
    Role.SECRETARIAT: "事務局 司会者 司会進行 司会 進行 書記 事務局員 事務局長 庶務",
    Role.MEMBER: "副会長 副委員長 副部会長 副議長 副座長 各委員 全委員 両委員 他の委員 一部の委員 複数委員 専門委員 委員一同 委員 議員",
    Role.CHAIR: "会長代理 会長職務代理者 会長職務代理 会長代行 委員長代理 座長代理 職務代理者 会長 委員長 部会長 議長 座長",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
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
