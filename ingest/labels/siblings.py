"""Headings and rows that are written alike name things of one kind: where some open or list cases, so do the others."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.labels.label import Label, LabelledLine, Voice

_ORDINAL = re.compile(
    r"[\d①-⑳⑴-⒇ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+|(?<=第)[一二三四五六七八九十壱弐参]+|(?<=[題案件])[一二三四五六七八九十甲乙丙丁イロハニホア-オ]"
)
_BEGIN = 10
"""Characters of a line that show how a heading is written."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_LONGEST = 120
_SURE = 0.5
"""Probability from which a line's own label counts."""
_NUMERAL = re.compile(r"[\d一二三四五六七八九十①-⑳]+")
_CELLS, _ROWS = 2, 2
"""Cells beside the first, and rows written alike, from which a line is a row like them."""
_RECORD = re.compile(r"(?:件名|案件名|事件名|議題名|事案名|案件の名称|諮問件名)[:]?(?=\S{4})")
_RECORDS = 2
"""Records from which a document is one of records."""
_ABOVE, _BELOW = 2, 5
"""Lines around 件名 in which a record's other fields stand."""
_FIELD = 2
"""Characters by which a field is known again."""
_NO_FIELD = frozenset({Label.SPEECH, Label.CHROME, Label.SECTION})
_MAY_BE = frozenset({Label.SECTION, Label.TEXT, Label.GROUP, Label.NOTE})


def _signature(labelled: LabelledLine) -> str | None:
    """How a heading with an ordinal is written, the ordinal left out; None for other lines."""
    key = labelled.line.key
    begin = key[:_BEGIN]
    match = _ORDINAL.search(begin)
    if match is None or len(key) > _LONGEST or key.endswith("。"):
        return None
    found = _ORDINAL.sub("0", begin)
    last = max(m.end() for m in _ORDINAL.finditer(begin))
    found = _ORDINAL.sub("0", key[: last + 1])
    return found if _WORDS.search(found) else None


def _shape(labelled: LabelledLine) -> tuple[int, str] | None:
    """Of a row whose first cell holds a number: its cells, and how the first is written; None for other lines."""
    first, *others = labelled.line.text.split("\t")
    written = _NUMERAL.sub("0", first.strip())
    return (len(others), written) if len(others) >= _CELLS and "0" in written else None


def _with_like_rows(lines: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Label the lines as rows that are written like two rows or more: a long last cell makes no other line of them."""
    rows = Counter(_shape(labelled) for labelled in lines if labelled.label is Label.ROW)
    alike = {shape for shape, count in rows.items() if shape is not None and count >= _ROWS}
    return [
        replace(labelled, label=Label.ROW, runner_up=labelled.label)
        if labelled.label is not Label.ROW and _shape(labelled) in alike
        else labelled
        for labelled in lines
    ]


def _with_records(lines: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Label the lines of records that a document repeats, each with 件名 and other fields: 件名 opens a case, the others tell of it.

    A field is known by standing at the same distance from 件名 in most records; of a single record all are the document's own.
    """
    heads = [at for at, labelled in enumerate(lines) if _RECORD.match(labelled.line.key)]
    if len(heads) < _RECORDS:
        return list(lines)
    found = list(lines)
    for step in range(-_ABOVE, _BELOW + 1):
        rows = [at + step for at in heads if 0 <= at + step < len(lines)]
        names = Counter(lines[row].line.key[:_FIELD] for row in rows)
        name, count = names.most_common(1)[0]
        if 2 * count <= len(heads):
            continue
        label, voice = (Label.CASE, Voice.NARRATOR) if step == 0 else (Label.TEXT, Voice.COUNCIL)
        for row in rows:
            if lines[row].label not in _NO_FIELD and lines[row].line.key[:_FIELD] == name:
                found[row] = replace(lines[row], label=label, voice=voice, runner_up=lines[row].label)
    return found


def with_siblings(lines: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Label headings as the opening of a case where others that are written alike open cases; rows likewise.

    Args:
        lines: of one document, labelled.
    """
    lines = _with_records(_with_like_rows(lines))
    opening = {
        signature
        for labelled in lines
        if labelled.label is Label.CASE
        and labelled.confidence >= _SURE
        and (signature := _signature(labelled)) is not None
    }
    return [
        replace(labelled, label=Label.CASE, voice=Voice.NARRATOR, runner_up=labelled.label)
        if labelled.label in _MAY_BE and _signature(labelled) in opening
        else labelled
        for labelled in lines
    ]
