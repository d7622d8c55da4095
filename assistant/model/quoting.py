"""The quotes of an answer: slices of the sentences that a chat model pointed at, to their end, neighbours in one."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from assistant.evidence.quotes import LONGEST, Citer
from assistant.model.material import deciding, meet
from assistant.model.sheet import Sentence
from corpus.language import sentences, with_proviso
from corpus.model import Document, Role, Span, Turn

_BETWEEN = 60
"""Characters of an unpointed sentence between two others over which one quote goes on."""


def quoted_spans(chosen: Iterable[Sentence], document_of: Callable[[str], Document]) -> list[tuple[str, Span]]:
    """The spans to quote, each with its document, in the order in which they were first pointed at.

    Args:
        chosen: sentences, in the order of their worth.
        document_of: a document by its name.
    """
    wanted = list(chosen)
    order = {(s.document, s.span): at for at, s in enumerate(wanted)}
    turns: dict[tuple[str, int], list[Span]] = {}
    for sentence in wanted:
        turns.setdefault((sentence.document, sentence.turn), []).append(sentence.span)
    found: list[tuple[int, str, Span]] = []
    for (name, turn), spans in turns.items():
        document = document_of(name)
        for run in _runs(document, sorted(set(spans))):
            first = min(order[name, span] for span in run)
            whole = Span(run[0].start, run[-1].end)
            found.append((first, name, _to_its_end(document, document.turns[turn], whole)))
    return [(name, span) for _, name, span in sorted(found)]


def cite(citer: Citer, document: Document, span: Span) -> int | None:
    """Cite a span; what the register holds as a ruling, or as attached to one, is the council's.

    Returns:
        Its marker; None where the answer is full.
    """
    case = next((c for c in document.cases if any(meet(own, span) for own in deciding(c))), None)
    turn = next((t for t in document.turns if meet(t.span, span)), None)
    theirs = case is not None and (turn is None or turn.role in (Role.CHAIR, Role.COUNCIL, Role.UNKNOWN))
    return citer.cite(document.header.name, span, Role.COUNCIL if theirs else None, case if theirs else None)


def _runs(document: Document, spans: list[Span]) -> list[list[Span]]:
    """The spans of one turn in runs: neighbours, and such as only a short sentence divides."""
    runs = [[spans[0]]]
    for before, after in pairwise(spans):
        gap = document.text[before.end : after.start].strip()
        close = len(gap) <= _BETWEEN and len(sentences(gap)) <= 1
        if close and after.end - runs[-1][0].start <= LONGEST:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _to_its_end(document: Document, turn: Turn, span: Span) -> Span:
    """The span with the sentences behind it that begin with ただし or なお, within its turn."""
    wider = with_proviso(document.text, span)
    return wider if wider.end <= turn.span.end and wider.end - wider.start <= LONGEST else span
