"""Reads the description of a planned case. A draft states only these facts as the writer's own."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.drafting.facets import Values, values_of
from assistant.drafting.statute import GENERAL, GROUNDS, Ground
from corpus.language import (
    UNIFICATION,
    either,
    find_articles,
    find_dates,
    find_municipalities,
    marks,
    one_of,
    posts,
    sentences,
)
from corpus.model import Span

_TITLED = ("件名", "案件名", "事業名", "諮問件名", "題名")
_FIELD = re.compile(r"^[^\s:：、。]{1,12}[:：]\s*")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned case, as its description states it."""

    text: str
    title: str | None
    municipality: str | None
    department: str | None
    sentences: tuple[str, ...]
    """The description's sentences, verbatim, without a label in front of them."""
    values: Values
    articles: tuple[str, ...]
    """The articles as written, with the name of the law if the text has it right before them."""
    national: bool
    """Whether the national law applies: false if all dates of the description lie before 令和5年4月1日."""

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The legal questions that it raises."""
        raised = self.values.get("法的な論点", ())
        return tuple(g for g in GROUNDS if g.name in raised) or (GENERAL,)

    @property
    def basis(self) -> str:
        """The articles that the plan names as its legal basis; empty if there are none or too many."""
        named = [article for article in self.articles if not article.startswith(_POINTING_BACK)]
        return "、".join(named) if len(named) <= _MOST_ARTICLES else ""

    @property
    def legal(self) -> list[str]:
        """The sentences that name articles."""
        return [s for s in self.sentences if any(article in s for article in self.articles)]

    @property
    def facts(self) -> list[str]:
        """The other sentences."""
        legal = self.legal
        return [s for s in self.sentences if s not in legal]


@cache
def _label() -> re.Pattern[str]:
    executive = posts().executive
    labels = either((*_TITLED, *executive.offices, *executive.unnamed))
    lead = one_of(marks().shapes + marks().dots + ".()", unfolded=True)
    return re.compile(rf"^(?:{lead}|[\s\d])*({labels})\s*[:：]\s*(.+)$")


def read_plan(description: str) -> Plan:
    """Read a description; nothing is added to it."""
    title, department, rest = None, None, []
    for line in description.splitlines():
        label = _label().match(line)
        if label and label[1] in _TITLED:
            title = title or label[2].strip()
        elif label:
            department = department or label[2].strip()
        else:
            rest.append(line)
    cut = [_FIELD.sub("", s.of(line)).strip() for line in rest for s in sentences(line)]
    if title is None and cut and len(cut[0]) <= _LONGEST_TITLE and not cut[0].endswith("。"):
        title, cut = cut[0], cut[1:]
    places = {p.name for p in find_municipalities(department or description)}
    return Plan(
        text=description,
        title=title,
        municipality=_heading_department(department) or (places.pop() if len(places) == 1 else None),
        department=department,
        sentences=tuple(dict.fromkeys(s for s in cut if s)),
        values=values_of(description),
        articles=tuple(dict.fromkeys(_written(description, m.span) for m in find_articles(description))),
        national=_national(description),
    )


def _heading_department(department: str | None) -> str | None:
    """The municipality in front of a department's name: 架空市 総務部."""
    found = re.match(r"(\S{1,10}?[都道府県市区町村])(?=\s)", department or "")
    return found[1] if found else None


def _national(text: str) -> bool:
    """Whether the description has no dates, or a date since the unification, or names the national law."""
    found = [d for d in find_dates(text) if not _ENACTED.match(text, d.span.end)]
    days = [d.period.until for d in found if d.period and d.period.until]
    return not days or max(days) >= UNIFICATION or "個人情報の保護に関する法律" in text


_ENACTED = re.compile(r"\s*[^\s、。]{0,6}(?:法律|条例|政令|規則)")
_LAW_BEFORE = re.compile(r"(?:(?!は)[^\s、。「」（）()：:])*(?:法律|条例|規則|法)$")
_POINTING_BACK = ("同", "前", "次", "本")
_MOST_ARTICLES = 4


def _written(text: str, span: Span) -> str:
    """An article as written, with the name of the law if it stands directly before."""
    before = _LAW_BEFORE.search(text, max(0, span.start - 40), span.start)
    return text[before.start() if before else span.start : span.end]
