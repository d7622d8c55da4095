"""Quotes: the spans of a document that are cited, and the citations made of them."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from assistant.answer import Citation
from assistant.formal import formal
from corpus.language import character_pairs, content_lemmas, sentences, with_proviso
from corpus.model import Case, Document, Role, Span, Turn, case_id

LONGEST = 390
"""Characters of a quote; a sentence that is longer stays whole."""
MOST = 0.5
"""Share of a span that is cited already from which it is not cited again."""
SHOWN = 150
"""Characters of a quote that an answer repeats in its own text."""


_REST = 40
"""Characters from which what is left of a passage is worth a citation of its own."""


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


class Citer:
    """Collects the citations of one answer, in the order of their worth, each span once."""

    def __init__(self, limit: int, document_of: Callable[[str], Document]) -> None:
        self.limit = limit
        self.document_of = document_of
        self.citations: list[Citation] = []

    @property
    def full(self) -> bool:
        """Whether the answer holds all the citations that it may."""
        return len(self.citations) >= self.limit

    def holds(self, name: str, span: Span) -> bool:
        """Whether a span, or most of it, is cited already, in one quote or in several."""
        cited = {
            at
            for c in self.citations
            if c.document == name
            for at in range(max(c.span.start, span.start), min(c.span.end, span.end))
        }
        return len(cited) >= MOST * max(1, span.end - span.start)

    def rest(self, name: str, span: Span) -> Span | None:
        """What of a span is not cited yet, from the first such words to the last; None where too little is left."""
        passages = [p.span for p in self.document_of(name).passages if _overlap(p.span, span)]
        held = [c.span for c in self.citations if c.document == name and _overlap(c.span, span)]
        parts: list[Span] = []
        for passage in passages:
            begin, end = max(passage.start, span.start), min(passage.end, span.end)
            for cited in sorted(held):
                if cited.start <= begin < cited.end:
                    begin = cited.end
                elif begin < cited.start < end <= cited.end:
                    end = cited.start
            if end - begin >= _REST:
                parts.append(Span(begin, end))
        return Span(parts[0].start, parts[-1].end) if parts else None

    def keep(self, citation: Citation) -> None:
        """Take over a citation that was made before, under the next marker."""
        self.citations.append(replace(citation, marker=len(self.citations) + 1))

    def cite(self, name: str, span: Span, role: Role | None = None, case: Case | None = None) -> int | None:
        """Cite `span` of a document; return its marker, None where the answer is full.

        Args:
            name: of the document.
            span: what is quoted; an earlier citation that covers it is used again.
            role: in which role it counts; the turn's own where None.
            case: its case, where its turn does not tell.
        """
        for held in self.citations:
            if held.document == name and held.span.covers(span):
                return held.marker
        if self.full:
            return None
        document = self.document_of(name)
        turns = [t for t in document.turns if t.span.start < span.end and span.start < t.span.end]
        turn = turns[0] if turns else None
        several = len({(t.speaker, t.role) for t in turns}) > 1
        if case is None and turn is not None and turn.case is not None:
            case = document.cases[turn.case]
        # What several say is the record's own text: its marks tell who says what.
        speaker = turn.speaker if turn and not several else None
        role = role or (turn.role if turn and not several else Role.UNKNOWN)
        page = document.page_at(span.start)
        at = next(
            (p.ordinal for p in document.passages if p.span.start < span.end and span.start < p.span.end), 0
        )
        header = document.header
        self.citations.append(
            Citation(
                marker=len(self.citations) + 1,
                document=name,
                municipality=header.municipality,
                meeting=header.meeting,
                held_on=header.held_on,
                case=case.title if case else None,
                case_id=case_id(name, case.ordinal) if case else None,
                speaker=speaker,
                role=role,
                page=page,
                quote=span.of(document.text),
                span=span,
                passage=f"{name}#p{at}",
                formal=formal(header, speaker, role, page),
                ocr=header.ocr,
            )
        )
        return len(self.citations)


def whole_sentences(document: Document, span: Span) -> Span:
    """Extend a span to the ends of its sentences and over a following ただし or なお, within its turn."""
    turn = next((t for t in document.turns if t.span.start <= span.start < t.span.end), None)
    within = turn.span if turn else span
    touched = [s for s in sentences(document.text, within) if s.start < span.end and span.start < s.end]
    if not touched:
        return span
    start, end = min(span.start, touched[0].start), max(span.end, touched[-1].end)
    extended = with_proviso(document.text, Span(start, end))
    return extended if extended.end - extended.start <= LONGEST else Span(start, end)


def remark_span(citer: Citer, document: Document, ordinal: int, words: Collection[str]) -> Span | None:
    """The span to quote for a passage: the passage alone where its surroundings are cited; None where most of it is.

    Args:
        citer: holds what is cited.
        document: that holds the passage.
        ordinal: of the passage.
        words: lemmas of the question.
    """
    name, own = document.header.name, document.passages[ordinal].span
    if citer.holds(name, own):
        return None
    wide = quote_span(document, ordinal, words)
    return (
        own
        if any(
            c.document == name and c.span.start < wide.end and wide.start < c.span.end for c in citer.citations
        )
        else wide
    )


def outcome_quote(document: Document, outcome: Span, words: Collection[str]) -> Span:
    """The span to quote for an outcome: all of it where that is short, else the ruling nearest to the question.

    Args:
        document: that holds it.
        outcome: its span; a report on several questions rules on each.
        words: lemmas of the question.
    """
    span = whole_sentences(document, outcome)
    if span.end - span.start <= LONGEST:
        return span
    cut = sentences(document.text, outcome)
    wanted = frozenset(words)
    fits = [len(wanted & set(content_lemmas(s.of(document.text)))) for s in cut]
    first = last = max(range(len(cut)), key=lambda i: (fits[i], -i))
    while last + 1 < len(cut) and cut[last + 1].end - cut[first].start <= LONGEST:
        last += 1
    return Span(cut[first].start, cut[last].end)


def quote_span(document: Document, ordinal: int, words: Collection[str]) -> Span:
    """The span to quote for a passage: its whole turn where that is short, else its sentences and their best neighbours.

    Args:
        document: that holds it.
        ordinal: of the passage.
        words: lemmas of the question; of two neighbouring sentences the one that holds more of them is taken first.
    """
    passage = document.passages[ordinal]
    turn = document.turns[passage.turn]
    if turn.span.end - turn.span.start <= LONGEST:
        return turn.span
    cut = sentences(document.text, turn.span)
    inside = [i for i, s in enumerate(cut) if s.start < passage.span.end and passage.span.start < s.end]
    if not inside:
        return passage.span
    first, last = inside[0], inside[-1]
    wanted = frozenset(words)

    def fit(i: int) -> int:
        return len(wanted & set(content_lemmas(cut[i].of(document.text))))

    while True:
        before = first - 1 if first > 0 and cut[last].end - cut[first - 1].start <= LONGEST else None
        after = last + 1 if last + 1 < len(cut) and cut[last + 1].end - cut[first].start <= LONGEST else None
        if before is None and after is None:
            return Span(cut[first].start, cut[last].end)
        if after is not None and (before is None or fit(after) >= fit(before)):
            last = after
        elif before is not None:
            first = before


_NAMES_SUBJECT = re.compile(r"諮問|審議(?:し|いた|を|する|願)|点検|付議|意見を聴")
_TELLS_SUBJECT = re.compile(r"目的|ため|対象|概要|業務|事業|システム")
NAMED = 0.25
"""Share of a title's character pairs that a sentence must hold to be about the case and not the agenda."""
_OUTLINED = 2.5
"""Least score of a sentence of the outline: 1 for a lemma of the question, 0.5 for a word of purpose, 1.5 for one of consulting."""
_SHORTEST = 25
_CLOSES = 15
"""Least length of a closing remark; a shorter one only assents."""
_ASKS = re.compile(r"か[。？?]?\s*$")
_VOTES = re.compile(r"挙手|採決(?:を|に)|ご?意見(?:は|が)?(?:あり|ござい)ま(?:す|せん)か")
_CLOSING = 120
"""Characters before a decision within which a closing remark ends."""
_OPENING = 8000
"""Characters of a case in which its subject is looked for."""


def subject_span(document: Document, case: Case) -> Span | None:
    """The sentence that says what a case is about: its announcement, or the reason for the consultation."""
    opening = Span(case.span.start, min(case.span.end, case.span.start + _OPENING))
    title = set(character_pairs(case.title))
    best: tuple[float, Span] | None = None
    for span in _spoken_sentences(document, opening):
        text = span.of(document.text)
        if _shared_outcome(case, span):
            continue
        if not _NAMES_SUBJECT.search(text) or len(text) > LONGEST or not text.endswith(("。", "」")):
            continue
        named = len(title & set(character_pairs(text))) / max(1, len(title))
        if named < NAMED:
            continue
        score = named + 0.3 * bool(_TELLS_SUBJECT.search(text)) + 0.2 * (len(text) > 40)
        if best is None or score > best[0]:
            best = (score, span)
    return best[1] if best else None


def outline_span(document: Document, case: Case, words: Collection[str]) -> Span | None:
    """The sentence of a case's outline that matches a question best; None where none matches enough.

    Args:
        document: that holds the case.
        case: whose outline is read, up to the first question.
        words: lemmas of the question.
    """
    wanted = frozenset(words)
    best: tuple[float, Span] | None = None
    for turn in document.turns:
        if turn.case != case.ordinal or turn.span.start >= case.span.start + _OPENING:
            continue
        if turn.role is Role.MEMBER:
            break
        if turn.role is Role.CHAIR:
            continue
        for span in sentences(document.text, turn.span):
            text = span.of(document.text)
            if not _SHORTEST <= len(text) <= LONGEST or not text.endswith("。") or _shared_outcome(case, span):
                continue
            score = len(wanted & set(content_lemmas(text))) + 0.5 * bool(_TELLS_SUBJECT.search(text))
            score += 1.5 * bool(_NAMES_SUBJECT.search(text))
            if score >= _OUTLINED and (best is None or score > best[0]):
                best = (score, span)
    return best[1] if best else None


def closing_turn(document: Document, case: Case) -> Turn | None:
    """The closing remark of a case: what the chair or a member says directly before the decision.

    None where it holds an attachment, which is cited by itself, or where it is a question or too long.
    """
    if case.outcome_span is None:
        return None
    near = case.outcome_span.start - _CLOSING
    spoken = (t for t in document.turns if t.case == case.ordinal and t.role in (Role.CHAIR, Role.MEMBER))
    before = [t for t in spoken if near <= t.span.end <= case.outcome_span.start]
    if before and any(before[-1].span.covers(a.span) for a in case.attachments):
        return None
    said = before[-1].span.of(document.text) if before else ""
    asks = _VOTES.search(said) or (before and before[-1].role is Role.MEMBER and _ASKS.search(said))
    closes = _CLOSES <= len(said) <= LONGEST and not asks
    return before[-1] if closes else None


def _shared_outcome(case: Case, span: Span) -> bool:
    return bool(case.outcome_span and case.outcome_span.start < span.end and span.start < case.outcome_span.end)


def _spoken_sentences(document: Document, within: Span) -> Iterator[Span]:
    """The sentences of the turns that begin in a range."""
    for turn in document.turns:
        if within.start <= turn.span.start < within.end:
            yield from sentences(document.text, turn.span)


def shown(text: str, words: Collection[str]) -> str:
    """The excerpt of a quote that the text of an answer repeats; what is left out is marked ….

    It begins with the sentence that holds most of the question's lemmas, and goes on as far as fits.
    """
    flat = " ".join(text.split()).removeprefix("- ")
    if len(flat) <= SHOWN:
        return flat
    cut = sentences(flat)
    wanted = frozenset(words)
    fits = [len(wanted & set(content_lemmas(s.of(flat)))) for s in cut]
    best = max(range(len(cut)), key=lambda i: (fits[i], -i))
    first = last = best
    while last + 1 < len(cut) and cut[last + 1].end - cut[first].start <= SHOWN:
        last += 1
    if last == best and first > 0 and cut[last].end - cut[first - 1].start <= SHOWN:
        first -= 1
    head = "…" if first > 0 else ""
    tail = "…" if last + 1 < len(cut) else ""
    return head + flat[cut[first].start : cut[last].end] + tail
