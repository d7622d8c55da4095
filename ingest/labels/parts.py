"""In whose part of a document a line stands: under a party's claim, the executive's account, or the council's judgement.

A heading within a part (1 請求アについて) says nothing of its own; the one around it does, so that headings are kept as a
stack: a heading of a style that is open closes all that were opened after it.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.labels.series import read_lead
from ingest.lines import Line

_LONGEST = 40
"""Characters of the longest heading of a part."""
_PARTIES = {
    "council": re.compile(r"結論|判断|主文|答申|審[査議議]会の|付言|附言|附帯|付帯|考え方"),
    "applicant": re.compile(r"請求人|申立人|請求者|申立ての|主張|言い分|意見陳述|反論"),
    "executive": re.compile(r"実施機関|処分庁|諮問庁|担当課|所管課|弁明|説明"),
    "course": re.compile(r"経過|経緯|概要|趣旨|処理"),
}
_OPENED = re.compile(r"[【〔\[(《≪「『<〈■□◆◇●○◎▼▽]")


def _style(line: Line) -> str | None:
    """How a heading is written, its ordinal left out; None for a line that is no heading."""
    key = line.key
    if not 2 <= len(key) <= _LONGEST or "。" in key or key.endswith("、"):
        return None
    lead = read_lead(line)
    if lead is not None:
        return lead.family
    opened = _OPENED.match(key)
    return opened[0] if opened else "plain"


def _party(line: Line) -> str | None:
    """Whose part a heading names; None where it names nobody's."""
    return next((name for name, words in _PARTIES.items() if words.search(line.key)), None)


def parts(lines: Sequence[Line]) -> Iterator[str]:
    """For each line whose part it stands in, the outermost first, the innermost after it where that differs; empty for nobody's.

    Args:
        lines: of one document, in order.
    """
    open_: list[tuple[str, str]] = []
    for line in lines:
        style = _style(line)
        if style is not None:
            party = _party(line)
            at = next((i for i, (held, _) in enumerate(open_) if held == style), None)
            if at is not None and (party is not None or style != "plain"):
                del open_[at:]
            if party is not None:
                open_.append((style, party))
        named = [party for _, party in open_]
        yield ">".join(dict.fromkeys((named[0], named[-1]))) if named else ""
