"""Several consultations answered in one report, each with its own conclusion: 諮問第10号 …, 諮問第11号 …."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.language import find_articles
from corpus.model import Case, CaseKind
from ingest.outline.attaching import attachments
from ingest.outline.dense import Dense
from ingest.outline.letterhead import Found
from ingest.outline.outcomes import conditioned, read_conclusion, votes
from ingest.outline.references import case_articles
from ingest.outline.report_case import one_line, trimmed
from ingest.outline.sections import Part
from ingest.rules import rule

_ITEM = rule("report_items.item")
_NO_TITLE = rule("report_items.no_title")


@dataclass(frozen=True, slots=True)
class Item:
    """One of several consultations, as places in the dense text."""

    number: Found
    title: Found
    end: int


def read_items(text: str, page: Dense) -> tuple[Item, ...]:
    """Read the consultations that a report answers one by one; empty where it answers one, or all as one."""
    heads = list(_heads(page))
    items: dict[str, Item] = {}
    ends = [*(number.start for number, _ in heads[1:]), len(page.text)]
    for (number, title), end in zip(heads, ends, strict=False):
        if title.end < end and read_conclusion(text, page.span(title.end, end)) is not None:
            items[number.value] = Item(number, title, end)
    return tuple(items.values()) if len(items) > 1 else ()


def _heads(page: Dense) -> list[tuple[Found, Found]]:
    """The lines that name a consultation, with its title there or on the line below."""
    found = []
    for line in page.lines:
        end = page.line_end(line)
        match = _ITEM.find(page.text, line, end)
        if match is None:
            continue
        start, stop = match.span("title")
        if start == stop:
            start, stop = end, page.line_end(end)
        title = page.text[start:stop]
        if title and "。" not in title and not _NO_TITLE.find(title):
            number = Found(match["number"], match.start("number"), match.end("number"))
            found.append((number, Found(title, start, stop)))
    return found


def item_case(text: str, page: Dense, item: Item, ordinal: int) -> Case:
    """The case of one of several consultations."""
    body = page.span(item.title.end, item.end)
    outcome = read_conclusion(text, body)
    attached = attachments(text, body)
    title_span = page.span(item.title.start, item.title.end)
    regions = [title_span] if outcome is None else [title_span, outcome.span]
    matches = [match for region in regions for match in find_articles(text, region.start, region.end)]
    return Case(
        ordinal=ordinal,
        title=one_line(text, title_span),
        kind=CaseKind.CONSULTATION,
        span=page.span(item.number.start, item.end),
        title_span=title_span,
        number=item.number.value,
        articles=case_articles(text, regions, matches),
        outcome=conditioned(outcome.outcome, attached) if outcome else None,
        outcome_span=trimmed(text, outcome.span) if outcome else None,
        attachments=attached,
        votes=votes(text, body),
        evidence={"number": page.span(item.number.start, item.number.end)},
    )


def split_parts(parts: Sequence[Part], items: Sequence[Item]) -> list[tuple[Part, int | None]]:
    """Cut the sections where a consultation begins or ends; each piece with its case's ordinal."""
    cuts = sorted({place for item in items for place in (item.number.start, item.title.end, item.end)})
    pieces = []
    for part in parts:
        places = [part.start, *(cut for cut in cuts if part.start < cut < part.end), part.end]
        for start, end in pairwise(places):
            ordinal = next((i for i, item in enumerate(items) if item.number.start <= start < item.end), None)
            if ordinal is not None and start < items[ordinal].title.end:
                continue
            label = items[ordinal].number.value if ordinal is not None else None
            heading = " › ".join(filter(None, (part.heading, label)))
            pieces.append((replace(part, heading=heading, start=start, end=end), ordinal))
    return pieces
