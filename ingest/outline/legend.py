"""Signs that stand for speakers, as a record explains them: 「◎は会長、○は委員、●は事務局の発言」."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.language import squeeze
from corpus.model import Role
from ingest.lines import Line
from ingest.outline.titles import Title, read_title
from ingest.rules import rule

_EXPLAINED = rule("legend.explained")
_ASIDE = rule("legend.aside")
_EXECUTIVE = rule("legend.executive")


def read_legend(lines: Sequence[Line]) -> Mapping[str, Title]:
    """Who speaks behind which sign; empty where fewer than two are explained on one line or on lines that follow."""
    run: dict[str, Title] = {}
    for line in lines:
        explained = dict(_explained(line.text))
        if not explained and len(run) > 1:
            break
        run = {**run, **explained} if explained else {}
    return run if len(run) > 1 else {}


def is_legend(line: Line) -> bool:
    """Whether a line by itself explains two signs or more."""
    return len(dict(_explained(line.text))) > 1


def _explained(text: str) -> Iterator[tuple[str, Title]]:
    for match in _EXPLAINED.pattern.finditer(text):
        who = _ASIDE.pattern.sub("", squeeze(match["who"]))
        title = read_title(who)
        if title is None and _EXECUTIVE.find(who):
            title = Title(who, "", who, Role.EXECUTIVE)
        if title is not None and not title.is_function:
            yield match["sign"], replace(title, written=who)
