"""Signs that stand for speakers, as a record explains them: 「◎は会長、○は委員、●は事務局の発言」."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.language import marks, squeeze
from corpus.model import Role
from ingest.lines import Line
from ingest.outline.titles import Title, read_title

_SIGNS = marks().shapes
_EXPLAINED = re.compile(
    rf"[「『(]?(?P<sign>[{_SIGNS}])[」』)]?\s*(?:印)?(?:は|が|[:=…-]+)\s*(?P<who>[^\s、。,;{_SIGNS}]{{1,24}})"
)
_ASIDE = re.compile(r"\([^()]*\)?|(?:の?発言)?(?:を(?:示|表|指).*)?(?:である|です|とする)?$")
_EXECUTIVE = re.compile(r"(?:市|町|村|区|県|都|道|府|行政|当局|執行部|執行機関)(?:側|当局|の?職員)?")


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
    for match in _EXPLAINED.finditer(text):
        who = _ASIDE.sub("", squeeze(match["who"]))
        title = read_title(who)
        if title is None and _EXECUTIVE.fullmatch(who):
            title = Title(who, "", who, Role.EXECUTIVE)
        if title is not None and not title.is_function:
            yield match["sign"], replace(title, written=who)
