"""The answer form for a fact: the sentences that state it, the likeliest first, each with its document and case."""

from assistant.forms.form import Form, Found
from assistant.forms.head import placed_lines
from assistant.forms.labels import place
from assistant.forms.remarks import Remarks
from assistant.gate import Draft, Line
from assistant.understand.cues import Want

_BESIDE_THE_HEAD = 2
"""Most remarks beside a value that stands in a document's head."""


def _wanted(found: Found) -> bool:
    return found.question.wants is Want.FACT


def _answer(found: Found) -> Draft:
    remarks = Remarks(found)
    lines = placed_lines(found, remarks.citer)
    told = len(lines)
    names = {ranked.header.name for ranked in found.chosen.cases}
    for ranked in remarks.passages:
        if remarks.citer.full or (told and len(lines) >= told + _BESIDE_THE_HEAD):
            break
        if ranked.header.name in names and (line := remarks.line(ranked)):
            about = f"「{ranked.case.title}」" if ranked.case else ""
            if len(lines) == 2:
                lines.append(Line("#### あわせて確認できる記述", fixed=True))
            first = len(lines) < 2
            lines.append(
                Line(f"{line.text} — {place(ranked.header)}{about}" if first else line.text, line.quotes)
            )
    return Draft(tuple(lines), tuple(remarks.citer.citations))


FORM = Form("fact", _wanted, _answer)
