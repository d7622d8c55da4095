"""What a chat model reads: sentences of the likeliest windows, numbered, under opaque keys with their case and speakers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.evidence.pool import Candidate
from assistant.forms.labels import who
from assistant.model.material import deciding, harmless, new_key
from corpus.language import sentences, to_japanese
from corpus.model import Document, Header, Span, Turn

LONGEST = 320
"""Characters of a sentence that the model is shown; what is quoted goes to its end."""
_LEAST = 2
"""Letters from which a sentence can say something."""
_RULED = 8
"""Cases, the likeliest first, whose ruling and attachments are shown beside their windows."""
_WIDE, _KEYED = 999, 10
"""A number as wide as any, and the tokens of a key and its line."""
Place = tuple[str, int | None]
"""A document and the ordinal of a case in it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A numbered sentence."""

    number: int
    key: str
    """Of the case under which it is shown."""
    document: str
    case: int | None
    """Ordinal of the case."""
    turn: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sheet:
    """What fits one prompt."""

    text: str
    sentences: tuple[Sentence, ...]


@dataclass
class Sheets:
    """Makes the sheets of one question; a sentence keeps its number and a case its key from one sheet to the next."""

    document_of: Callable[[str], Document]
    count: Callable[[str], int]
    """Tokens of a text."""
    shown: dict[int, Sentence] = field(default_factory=dict)
    """All sentences that were shown, by number."""
    _keys: dict[Place, str] = field(default_factory=dict)
    _numbers: dict[tuple[str, Span], int] = field(default_factory=dict)

    def lay_out(self, windows: Sequence[Candidate], room: int, again: Sequence[int] = ()) -> Sheet:
        """The sentences of the best windows that fit, those left out that were shown before; numbered as they are read.

        Args:
            windows: best first.
            room: tokens.
            again: numbers of sentences that are shown once more, in front of the rest.
        """
        before = [self.shown[number] for number in again]
        places = {(s.document, s.case) for s in before}
        room -= self.count(self._written(before))
        taken: dict[tuple[str, Span], tuple[Document, int | None, Turn]] = {}
        for document, case, turn, span in self._pieces(windows):
            name = document.header.name
            if (name, span) in self._numbers or (name, span) in taken:
                continue
            head = [] if (name, case) in places else [self._head(document, case)]
            size = self.count("\n".join([*head, self._line(_WIDE, document, span), _speaker(turn)])) + _KEYED
            if size > room:
                break
            room -= size
            places.add((name, case))
            taken[name, span] = document, case, turn
        new = [
            self._numbered(*taken[name, span], span)
            for place in dict.fromkeys((d.header.name, case) for d, case, _ in taken.values())
            for name, span in sorted(taken)
            if (name, taken[name, span][1]) == place
        ]
        return Sheet(self._written([*before, *new]), (*before, *new))

    def left(self, windows: Sequence[Candidate]) -> bool:
        """Whether some sentence of these windows has not been shown yet."""
        return any((d.header.name, span) not in self._numbers for d, _, _, span in self._pieces(windows))

    def _pieces(self, windows: Sequence[Candidate]) -> Iterator[tuple[Document, int | None, Turn, Span]]:
        """The sentences of the windows, and behind the first window of a likely case its ruling and what is attached."""
        ruled: set[Place] = set()
        for window in windows:
            document, case = window.document, window.case
            yield from _sentences(document, window.window.span)
            place = document.header.name, window.window.case
            if case is not None and place not in ruled and len(ruled) < _RULED:
                ruled.add(place)
                for span in deciding(case):
                    yield from _sentences(document, span)

    def _numbered(self, document: Document, case: int | None, turn: Turn, span: Span) -> Sentence:
        place = document.header.name, case
        if place not in self._keys:
            self._keys[place] = new_key(self._keys.values(), document.text)
        number = len(self._numbers) + 1
        self._numbers[document.header.name, span] = number
        found = Sentence(number, self._keys[place], document.header.name, case, turn.ordinal, span)
        self.shown[number] = found
        return found

    def _written(self, chosen: Iterable[Sentence]) -> str:
        of: dict[Place, list[Sentence]] = defaultdict(list)
        for sentence in chosen:
            of[sentence.document, sentence.case].append(sentence)
        blocks = []
        for (name, case), found in of.items():
            document = self.document_of(name)
            lines, speaker = [f"[{found[0].key}] {self._head(document, case)}"], ""
            for sentence in sorted(found, key=lambda s: s.span):
                said_by = _speaker(document.turns[sentence.turn])
                if said_by != speaker:
                    lines.append(f"〈{said_by}〉")
                    speaker = said_by
                lines.append(self._line(sentence.number, document, sentence.span))
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)

    def _head(self, document: Document, case: int | None) -> str:
        title = document.cases[case].title if case is not None else "案件の外"
        return f"{harmless(_named(document.header))} 案件: {harmless(title)}"

    def _line(self, number: int, document: Document, span: Span) -> str:
        text = harmless(span.of(document.text))
        return f"{number}: {text if len(text) <= LONGEST else text[:LONGEST] + '…'}"


def _sentences(document: Document, span: Span) -> Iterator[tuple[Document, int | None, Turn, Span]]:
    """The whole sentences that a span touches, each with its turn."""
    for turn in document.turns:
        if turn.span.end <= span.start or span.end <= turn.span.start:
            continue
        for cut in sentences(document.text, turn.span):
            letters = sum(c.isalnum() for c in cut.of(document.text))
            if cut.start < span.end and span.start < cut.end and letters >= _LEAST:
                yield document, turn.case, turn, cut


def _named(header: Header) -> str:
    day = f"（{to_japanese(header.dated)}）" if header.dated else ""
    council = header.council or header.municipality or ""
    return f"{council}{header.meeting or header.number or ''}{day}{header.kind.value}"


def _speaker(turn: Turn) -> str:
    return harmless(who(turn.speaker, turn.role))
