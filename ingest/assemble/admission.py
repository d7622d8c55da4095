"""Whether an item that lines seem to list or head is a case of the record: not procedure, not a point of a list in a speech."""

from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path

from ingest.align.items import Item
from ingest.assemble.kinds import is_case
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.linear import Linear, load_linear

MODEL = Path(__file__).parent / "models" / "admission.json"


def admission_features(
    item: Item,
    own: CaseLines,
    items: Sequence[Item],
    record: Record,
    lines: Sequence[LabelledLine],
    report: bool,
) -> dict[str, float]:
    """The features of an item as a case.

    Args:
        item: how lines name it.
        own: the lines that treat or name it.
        items: all items of the document.
        record: the document.
        lines: its lines.
        report: whether the document is a report of the council.
    """
    place = record.place
    named = [lines[place[number]] for number in (*item.listed, *item.heads)]
    listed = [other for other in items if other.listed]
    levels = Counter(other.heading.level for other in items)
    heading = item.heading
    likely = min(0.999, max(0.001, is_case(own, record)))
    treated = [each for each in own.lines if each.label not in (Label.AGENDA, Label.ROW, Label.CASE)]
    kind = "report" if report else "record"
    found = {
        "bias": 1.0,
        f"bias:{kind}": 1.0,
        "likely": log(likely / (1 - likely)),
        "confidence": sum(each.confidence for each in named) / max(1, len(named)),
        f"level={heading.level}": 1.0,
        "level-shared": levels[heading.level] / len(items),
        "treated": min(3.0, log(1 + len(treated))),
        "share": len(treated) / max(1, len(lines)),
    }
    voices = {each.voice for each in treated}
    found["decided"] = max((each.decides for each in own.lines), default=0.0)
    found[f"decided:{kind}"] = found["decided"]
    found["decided:alone"] = found["decided"] * (Voice.COUNCIL in voices)
    cues = {
        "listed": bool(item.listed),
        "headed": bool(item.heads),
        "both": bool(item.listed and item.heads),
        "listed-twice": len(item.listed) > 1,
        "unlisted-beside-list": not item.listed and len(listed) > 1,
        "row": any(each.label is Label.ROW for each in named),
        "agenda": any(each.label is Label.AGENDA for each in named),
        "number": heading.number is not None,
        "department": heading.department is not None,
        "group": heading.is_group,
        "procedure": heading.is_procedural,
        "section": heading.is_section,
        "title": heading.is_title,
        "sentence": "。" in heading.title or heading.title.endswith(("る", "た", "い", "す")),
        "short": len(heading.title) < 8,
        "long": len(heading.title) > 60,
        "ruled": own.ruled is not None,
        "chair-speaks": Voice.CHAIR in voices,
        "members-speak": Voice.MEMBER in voices,
        "council-speaks": Voice.COUNCIL in voices,
        "nothing-said": not treated,
        "aside": heading.title.startswith(("(", "（", "※", "「")),
    }
    for name, holds in cues.items():
        if holds:
            found[name] = 1.0
            found[f"{name}:{kind}"] = 1.0
    return found


def admission() -> Linear:
    """The released model of the probability that an item is a case."""
    return load_linear(MODEL)
