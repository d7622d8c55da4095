"""Invented items of agendas with what they are: a row for each in `data/items.tsv`.

Its columns: the kind of case, or - where the item is none; the group above it, which may be empty; the item as the agenda
writes it; what is said under it, each remark with a letter for whose it is (c chair, e executive, m member, s secretariat,
t the council's text).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.assemble.kinds import without_mark
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.lines import read_lines

ITEMS = Path(__file__).with_name("data") / "items.tsv"
_VOICES = {
    "c": Voice.CHAIR,
    "e": Voice.EXECUTIVE,
    "m": Voice.MEMBER,
    "s": Voice.SECRETARIAT,
    "t": Voice.COUNCIL,
}
_HEAD = "見本市個人情報保護審議会会議録"
_BOARD_HEAD = "見本市教育委員会定例会会議録"
"""Of a board, which carries motions by itself."""


@dataclass(frozen=True)
class Item:
    """An item as a record of its own."""

    kind: str | None
    """The kind of case; None where it is none."""
    lines: CaseLines
    record: Record


def invented_items(path: Path = ITEMS) -> Iterator[Item]:
    """Read the invented items."""
    for row in path.read_text(encoding="utf-8").splitlines():
        kind, group, name, said = row.split("\t")
        rows = [(Label.TITLE, Voice.NARRATOR, _BOARD_HEAD if "可決" in said else _HEAD)]
        rows += [(Label.GROUP, Voice.NARRATOR, group)] if group else []
        begin = len(rows)
        rows.append((Label.AGENDA, Voice.NARRATOR, name))
        for remark in filter(None, said.split("|")):
            voice = _VOICES[remark[0]]
            rows.append((Label.TEXT if voice is Voice.COUNCIL else Label.SPEECH, voice, remark[2:]))
        text = "\n".join(words for _, _, words in rows)
        lines = [
            LabelledLine(line, label, voice)
            for line, (label, voice, _) in zip(read_lines(text), rows, strict=True)
        ]
        record = Record(lines, text)
        yield Item(None if kind == "-" else kind, CaseLines(without_mark(name), tuple(lines[begin:])), record)
