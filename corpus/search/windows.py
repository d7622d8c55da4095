"""Windows: what is searched and ranked as evidence, about 400 characters of neighbouring passages of one case.

A passage is a few sentences of one speaker; a question and its answer, or a remark and what it is about, stand in several.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import squeeze
from corpus.model import Passage, Span, Turn

LENGTH = 400
"""Most characters of a window, white space excluded; a passage that is longer is a window of its own."""
SHARED = 120
"""Most characters of a passage with which the next window begins again."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of passages of one document, `first` to `last`."""

    ordinal: int
    first: int
    last: int
    case: int | None
    span: Span


def cut_windows(turns: Sequence[Turn], passages: Sequence[Passage]) -> tuple[Window, ...]:
    """Cut a document into windows along its turns.

    Every passage stands in a window. A window lies within one case. It begins again with the last passage of the one
    before where that is short, or is a question that the window answers.

    Args:
        turns: of the document.
        passages: of the document, in order.
    """
    sizes = [len(squeeze(passage.searched)) for passage in passages]
    found: list[Window] = []
    first = 0
    while first < len(passages):
        case, last, size = passages[first].case, first, sizes[first]
        while last + 1 < len(passages) and passages[last + 1].case == case and size + sizes[last + 1] <= LENGTH:
            last += 1
            size += sizes[last]
        span = Span(passages[first].span.start, passages[last].span.end)
        found.append(Window(len(found), first, last, case, span))
        following = last + 1
        if last > first and following < len(passages) and passages[following].case == case:
            asked = turns[passages[last].turn].may_ask and turns[passages[following].turn].may_answer
            short = sizes[last] <= SHARED or asked
            following -= short and sizes[last] + sizes[following] <= LENGTH
        first = following
    return tuple(found)
