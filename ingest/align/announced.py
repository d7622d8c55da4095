"""Items that only speech names, in a record that neither lists nor heads them."""

import re
from collections.abc import Sequence

from corpus.language import likeness
from corpus.model import Span
from ingest.align.items import Item
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.outline.headings import Heading

_FRAMED = frozenset({Voice.CHAIR, Voice.SECRETARIAT, Voice.NARRATOR})
_PASSING = re.compile(
    r"次(?:に|の|は)|続(?:いて|きまして)|では|まず|最初|はじめに|初めに|議題|案件|一つ目|二つ目|三つ目|本日|今日"
)
_TAKING_UP = re.compile(r"審議|説明|お願い|議題|報告|諮問|件です|移り|入り|始め|について")
_QUOTED = re.compile(r"「(?P<title>[^「」]{5,80})」")
_TOPIC = re.compile(r"(?:[、,:。は]|^|です|ます)\s?(?P<title>[^、,。「」\s]{5,60}?(?:について|の件|の報告))")
_SAME = 0.6


def announced_items(lines: Sequence[LabelledLine]) -> list[Item]:
    """The items that whoever presides, or the record, takes up by name.

    Args:
        lines: the document's lines, labelled.
    """
    found: list[Item] = []
    for labelled in lines:
        if labelled.label not in (Label.SPEECH, Label.TEXT) or labelled.voice not in _FRAMED:
            continue
        text = labelled.line.text
        passing = _PASSING.search(text[:60])
        if passing is None or not _TAKING_UP.search(text):
            continue
        match = _QUOTED.search(text) or _TOPIC.search(text, passing.end())
        if match is None or any(likeness(item.title, match["title"]) >= _SAME for item in found):
            continue
        begin = labelled.line.span.start + match.start("title")
        heading = Heading(
            labelled.line.number, Span(begin, begin + len(match["title"])), begin, match["title"], "spoken", ""
        )
        found.append(Item(heading, (), (labelled.line.number,)))
    return found
