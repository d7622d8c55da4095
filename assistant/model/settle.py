"""Assembly of the generative answer: the sentences that stand, then the rest of the extractive answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, State
from assistant.gate import MARKER, Draft, Line, check
from assistant.model.claims import Checked, Fault, counted
from assistant.model.material import Source
from assistant.model.prose import Sentence
from corpus.model import Span

LEAST_STANDING = 0.5
"""Share of the model's sentences that must stand for the rest to be shown."""
MORE = "#### ほかに見つかった記述"
_LEANS_BACK = re.compile(r"(?:これ|それ|この|その|同(?:委員|市|審議会|機関|条)|ただし)")
_STOP = re.compile(r"[。.!?！？]+$")
_Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence of the model with the result of its check."""

    written: Sentence
    checked: Checked
    repaired: bool = False
    """Whether the model wrote it again after a check."""

    @property
    def stands(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.checked.faults


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the model's text."""

    sentences: tuple[Weighed, ...]
    bullet: bool

    def standing(self) -> "Passage":
        """The sentences that stand, without those that refer back to one that does not."""
        kept: list[Weighed] = []
        lost = False
        for sentence in self.sentences:
            lost = not sentence.stands or (lost and bool(_LEANS_BACK.match(sentence.checked.text)))
            if not lost:
                kept.append(sentence)
        return replace(self, sentences=tuple(kept))


def settle(
    text: Sequence[Passage],
    first_cited: frozenset[str],
    sources: Sequence[Source],
    base: Answer,
    citations: Sequence[Citation],
    text_of: Callable[[str], str],
) -> Answer | None:
    """Pass the sentences that stand through the gate and append the rest of the extractive answer; None if too few stand.

    Args:
        text: the model's paragraphs after the check and its repair.
        first_cited: keys that the model cited at first.
        sources: what it was given.
        base: the extractive answer.
        citations: all that may be cited, with their markers, in the order of their worth.
        text_of: the text of a document by its name.
    """
    kept = [passage.standing() for passage in text]
    standing = [s for passage in kept for s in passage.sentences]
    total = sum(len(passage.sentences) for passage in text)
    if not standing or len(standing) < LEAST_STANDING * total:
        return None
    by_key = {s.key: s.citation for s in sources}
    lines = [_line(passage, by_key) for passage in kept if passage.sentences]
    used = {by_key[key].marker for s in standing for key in s.written.keys}
    passed = check(Draft((*lines, *_rest(base, used)), tuple(citations)), text_of)
    states = _states(standing, by_key)
    shown = tuple(replace(c, state=states.get((c.document, c.span), State.VERIFIED)) for c in passed.citations)
    places = {(c.document, c.span) for c in shown}
    cited = first_cited | {key for passage in text for s in passage.sentences for key in s.written.keys}
    removed = (by_key[s.key] for s in sources if s.key in cited)
    faults = [fault for passage in text for s in passage.sentences for fault in s.checked.faults]
    return replace(
        base,
        mode="generative",
        answer=passed.text,
        citations=shown,
        removed=tuple(
            replace(c, marker=0, state=State.REMOVED) for c in removed if (c.document, c.span) not in places
        ),
        notices=(*base.notices, *_dropped(total - len(standing), faults)),
    )


def numbered(base: Answer, others: Sequence[Answer]) -> tuple[Citation, ...]:
    """The citations of all answers, the base's with their own markers, the others' behind them, each place once.

    Where the base is about one case, other words for the question bring no neighbouring case of its document in.
    """
    found = list(base.citations)
    cases = {c.case_id for c in base.citations if c.case_id is not None}
    documents = {c.document for c in base.citations}
    for answer in others:
        for citation in answer.citations:
            near = citation.document in documents and citation.case_id not in {None, *cases}
            if not (near and len(cases) == 1) and not any(
                c.document == citation.document and c.span.covers(citation.span) for c in found
            ):
                found.append(replace(citation, marker=len(found) + 1))
    return tuple(found)


def _line(passage: Passage, by_key: Mapping[str, Citation]) -> Line:
    parts = []
    for sentence in passage.sentences:
        markers = "".join(f"[{by_key[key].marker}]" for key in sentence.written.keys)
        parts.append(f"{_STOP.sub('', sentence.checked.text.strip())}{markers}。")
    quotes = tuple(quote for sentence in passage.sentences for quote in sentence.checked.quotes)
    return Line(("- " if passage.bullet else "") + "".join(parts), quotes)


def _rest(base: Answer, used: set[int]) -> list[Line]:
    """What the extractive answer holds beyond the written one: its table in whole, else its lines that nobody cites."""
    lines = base.answer.splitlines()
    if any(line.startswith("|") for line in lines):
        return [Line("", fixed=True), *(Line(line, fixed=not MARKER.search(line)) for line in lines)]
    formal = {c.marker: c.formal for c in base.citations}
    several = len({(c.document, c.case_id) for c in base.citations}) > 1
    rest = []
    for line in lines:
        markers = [int(m) for m in MARKER.findall(line)]
        if markers and not used & set(markers):
            place = f"（{formal[markers[0]]}）" if several and markers[0] in formal else ""
            rest.append(Line(f"{line if line.startswith('- ') else f'- {line}'}{place}"))
    return [Line("", fixed=True), Line(MORE, fixed=True), *rest] if rest else []


def _states(standing: Sequence[Weighed], by_key: Mapping[str, Citation]) -> dict[_Place, State]:
    """Verified where a sentence stood as the model first wrote it, else repaired."""
    states: dict[_Place, State] = {}
    for sentence in standing:
        touched = sentence.repaired or sentence.checked.restored
        for key in sentence.written.keys:
            place = (by_key[key].document, by_key[key].span)
            if not touched or place not in states:
                states[place] = State.REPAIRED if touched else State.VERIFIED
    return states


def _dropped(number: int, faults: Sequence[Fault]) -> tuple[str, ...]:
    if not number:
        return ()
    kinds = "、".join(f"{kind.value}{times}" for kind, times in counted(faults).items())
    return (f"照合に合格しなかった{number}文を除きました" + (f"（{kinds}）。" if kinds else "。"),)
