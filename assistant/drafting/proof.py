"""Proof-reads a draft: every statement needs a citation or must stand in the writer's description."""

import re
from collections.abc import Callable, Iterator

from assistant.answer import Citation
from assistant.drafting.paper import Block, Draft, Style, without_blanks
from assistant.drafting.statute import NATIONAL, PHRASES
from assistant.model.numbers import Figures, figures
from corpus.language import fold, sentences, squeeze

_MARKER = re.compile(r"\[(\d+)\]")
_COUNT = re.compile(r"([0-9]+)回")


def faults(draft: Draft, description: str, text_of: Callable[[str], str]) -> list[str]:
    """The unsupported statements of a draft, in Japanese; empty for a sound draft.

    Args:
        draft: as composed, or as a chat model joined it.
        description: the writer's own words.
        text_of: the text of a document by its name.
    """
    cited = {citation.marker: citation for citation in draft.citations}
    found = [
        f"引用が資料と一致しません: [{c.marker}]"
        for c in draft.citations
        if c.span.of(text_of(c.document)) != c.quote
    ]
    own = figures(description)
    used = set()
    for block in draft.blocks:
        numbers = [int(number) for number in _MARKER.findall(block.text)]
        used.update(numbers)
        unknown = [n for n in numbers if n not in cited]
        found += [f"出典のない番号があります: [{n}]" for n in unknown]
        found += _block_faults(block, [cited[n] for n in numbers if n in cited], own, description)
    found += [f"使われていない出典があります: [{marker}]" for marker in cited.keys() - used]
    return found


def _block_faults(block: Block, cited: list[Citation], own: Figures, description: str) -> Iterator[str]:
    for quoted in block.quotes:
        if not any(squeeze(quoted) in squeeze(c.quote) for c in cited):
            yield f"引用符の中が出典と一致しません: {quoted[:30]}"
    if block.style is Style.QUOTE and not block.quotes:
        yield f"引用に出典がありません: {block.text[:30]}"
    rest = without_blanks(block.text)
    for quoted in block.quotes:
        rest = rest.replace(f"「{quoted}」", "")
    rest = rest.replace(NATIONAL, "法")
    for phrase in PHRASES:
        rest = rest.replace(phrase, "")
    rest = _without_own(rest, description)
    rest = _MARKER.sub("", _COUNT.sub(lambda m: "" if _counted(block, int(m[1])) else m[0], rest))
    known = [own, *(figures(f"{c.quote}\n{c.formal}\n{c.case or ''}\n{c.municipality or ''}") for c in cited)]
    stated = figures(rest)
    for number in stated.numbers:
        if not any(k.holds_number(number) for k in known):
            yield f"根拠のない数字があります: {number.written}"
    for day in stated.days:
        if not any(k.holds_day(day, rest) for k in known):
            yield f"根拠のない日付があります: {day.written}"
    for article in stated.articles:
        if squeeze(fold(article.written)) not in squeeze(fold(description)) and not any(
            k.holds_article(article) for k in known[1:]
        ):
            yield f"根拠のない条番号があります: {article.written}"
    for place in stated.places:
        if place not in description and not any(place in (c.formal + (c.municipality or "")) for c in cited):
            yield f"根拠のない名前があります: {place}"


def _without_own(text: str, description: str) -> str:
    """The text without the sentences that are verbatim in the writer's description."""
    own = squeeze(description)
    return "".join(s.of(text) for s in sentences(text) if squeeze(s.of(text)) not in own)


def _counted(block: Block, number: int) -> bool:
    """Whether `number` is the number of citations in the block."""
    return len(set(_MARKER.findall(block.text))) == number
