"""Who a sentence says has spoken or decided, and whether a passage is theirs."""

import re
from dataclasses import dataclass

from assistant.model.material import Source
from corpus.language import squeeze, tagger
from corpus.model import Role, Span

_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.CHAIR, r"会\s?長|委員長|部会長|議長"),
    (Role.COUNCIL, r"(?:審議会|審査会|委員会|部会|答申)(?!長)"),
    (Role.MEMBER, r"委員(?![会長])"),
    (
        Role.EXECUTIVE,
        r"実施機関|(?:担当|所管|主管)(?:課|部署|部局|者)|説明員|市側|執行部|(?<![会議])[課室部局次]長",
    ),
    (Role.SECRETARIAT, r"事務局(?!長)"),
)
_SPEAKS = (
    r"(?:の(?:発言|説明|答弁|答え|回答|見解|意見|指摘|質問|考え))?"
    r"(?:は|が|も|から(?:は|も)?(?!の)|より|として(?:は|も)?|によれば|によると|により)"
)
_DECIDES = r"(?:の(?:判断|結論|決定|意見|見解|答申))?(?:は|が|も|として(?:は|も)?|により|によって)"
_SUBJECTS = tuple(
    (role, re.compile(f"(?:{words})(?={_DECIDES if role is Role.COUNCIL else _SPEAKS})"))
    for role, words in _ROLES
)
_WORDS = {role: re.compile(words) for role, words in _ROLES}
_DECISION = re.compile(
    r"(?:不?承認|(?<!の)同意(?!を得|書|に基|の上|が(?:必要|得|あ))|(?<!の)不同意|了承|可決|否決|却下|棄却|再審議|継続審議|議決|裁決|認容"
    r"|答申(?=し|さ|す|とな|で(?:は|、)))|取り?消(?:す|し|さ)|(?<!の)(?:決定|決ま|決め)|結論"
    r"|認め(?:た|ら|まし|ませ|な|る|、)|(?:適当|妥当|おおむね問題)(?=と|で|だ|な(?:し|い))|判断"
)
_BEFORE_ROLE = re.compile(r"[一-龠々ァ-ヶー]{1,6}\Z")


@dataclass(frozen=True, slots=True)
class Subject:
    """A role that a sentence lets speak or decide."""

    role: Role
    span: Span
    written: str
    name: str = ""
    """Whose, where the sentence says it: 甲田 of 甲田委員."""

    def spoke(self, source: Source) -> bool:
        """Whether what a source holds was said, or decided, by this one."""
        return compatible(source, self.role) and (not self.name or says(source, self.name))


def subjects(text: str) -> list[Subject]:
    """The roles that a sentence lets speak or decide, in order."""
    found = [
        Subject(role, Span(*match.span()), match.group(), _name_before(text, match.start()))
        for role, pattern in _SUBJECTS
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda subject: subject.span)


def says(source: Source, name: str) -> bool:
    """Whether a source's speaker has this name, or a report tells of somebody who has."""
    return name in squeeze(source.citation.speaker or "") + (squeeze(source.body) if source.tells else "")


def _name_before(text: str, at: int) -> str:
    """The surname directly before a role: 甲田 before 委員."""
    tokens = list(tagger()(_BEFORE_ROLE.findall(text[:at])[-1])) if _BEFORE_ROLE.search(text[:at]) else []
    if tokens and tokens[-1].feature.pos2 == "固有名詞" and tokens[-1].feature.pos3 == "人名":
        return str(tokens[-1].surface)
    return ""


def decision_words(text: str) -> list[tuple[str, int]]:
    """The words by which a sentence tells a decision, with where they stand."""
    return [(match.group(), match.start()) for match in _DECISION.finditer(text)]


def compatible(source: Source, role: Role) -> bool:
    """Whether what the source holds was said, or decided, in this role."""
    own = source.citation.role
    if role is Role.COUNCIL:
        return source.decides
    if own is role or (role is Role.MEMBER and own is Role.CHAIR):
        return True
    spoken = squeeze(source.citation.speaker or "") + (squeeze(source.body) if source.tells else "")
    return bool(_WORDS[role].search(spoken))
