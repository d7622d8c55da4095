"""Headings that are written alike name things of one kind: where some open cases, so do the others."""

import re
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


def with_siblings(lines: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Label headings as the opening of a case where others that are written alike open cases.

    Args:
        lines: of one document, labelled.
    """
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
