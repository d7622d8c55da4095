"""Attribution: to whom a sentence attributes a statement or a decision, and whether its sources are theirs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.model.material import Source
from corpus.language import either, offices, posts, squeeze, tagger
from corpus.model import Role, Span

_SPEAKS = (
    r"(?:の(?:発言|説明|答弁|答え|回答|見解|意見|指摘|質問|考え))?"
    r"(?:は|が|も|から(?:は|も)?(?!の)|より|として(?:は|も)?|によれば|によると|により)"
)
_DECIDES = r"(?:の(?:判断|結論|決定|意見|見解|答申))?(?:は|が|も|として(?:は|も)?|により|によって)"
_BEFORE_ROLE = re.compile(r"[一-龠々ァ-ヶー]{1,6}\Z")


@cache
def _named() -> Mapping[Role, str]:
    """Role to the pattern of the words that name who is in it."""
    held, executive, units = posts(), posts().executive, offices()
    in_charge = rf"{either(units.in_charge)}{either((*units.any_office, '者'))}"
    heads = either((*(f"{unit}長" for unit in (*units.divisions, *units.sections)), "次長"))
    spoken_for = either((*executive.authorities, *executive.explaining, *units.executives))
    councils = either((*units.councils, *units.subcommittees, "答申"))
    return {
        Role.CHAIR: f"(?<!副){either(held.chair.heads, spaced=True)}",
        Role.COUNCIL: f"{councils}(?!長)",
        Role.MEMBER: "委員(?![会長])",
        Role.EXECUTIVE: f"{spoken_for}|{in_charge}|(?<![会議]){heads}",
        Role.SECRETARIAT: "事務局(?!長)",
    }


@cache
def _subjects() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """Role to the pattern by which a sentence attributes a statement or a decision to it."""
    return tuple(
        (role, re.compile(f"(?:{names})(?={_DECIDES if role is Role.COUNCIL else _SPEAKS})"))
        for role, names in _named().items()
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """A role to which a sentence attributes a statement or a decision."""

    role: Role
    span: Span
    written: str
    name: str = ""
    """The surname, where the sentence gives it: 甲田 of 甲田委員."""

    def spoke(self, source: Source) -> bool:
        """Whether a source holds a statement or a decision of this subject."""
        return compatible(source, self.role) and (not self.name or says(source, self.name))


def subjects(text: str) -> list[Subject]:
    """The roles to which a sentence attributes statements or decisions, in order."""
    found = [
        Subject(role, Span(*match.span()), match.group(), _name_before(text, match.start()))
        for role, pattern in _subjects()
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


def compatible(source: Source, role: Role) -> bool:
    """Whether a source holds a statement or a decision of this role."""
    own = source.citation.role
    if role is Role.COUNCIL:
        return source.decides
    if own is role or (role is Role.MEMBER and own is Role.CHAIR):
        return True
    spoken = squeeze(source.citation.speaker or "") + (squeeze(source.body) if source.tells else "")
    return bool(re.search(_named()[role], spoken))
