"""What a chat model pointed at, read against the sentences that it was shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.model.neutral import NEUTRAL, OF_DECISIONS
from assistant.model.reply import Said, Selected, Verdict
from assistant.model.sheet import Sentence
from corpus.chat import ModelError
from corpus.language import content_lemmas, fold, squeeze

MOST = 16
"""Sentences from which a model that points at more has not chosen."""
NEAREST = 3
_FOREIGN = 0.5
"""Share of the numbers from which numbers that were never shown spoil the whole reply."""
_LONGEST_PART = 40
TOO_MANY = "チャットモデルが文を選び切れませんでした。"
STRANGE = "チャットモデルが、示していない番号の文を選びました。"
UNSTATED: Verdict = "資料では分からない"
_KINDS = frozenset(
    (
        "条件",
        "理由",
        "経緯",
        "要望",
        "賛否",
        "金額",
        "期間",
        "時期",
        "人数",
        "件数",
        "氏名",
        "名前",
        "場所",
        "有無",
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a question asks, and the sentences that answer it; none where nothing does."""

    part: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The model's choice."""

    points: tuple[Point, ...] = ()
    verdict: Verdict = "なし"
    near: tuple[Sentence, ...] = ()
    """The nearest facts, where nothing answers."""
    search: tuple[str, ...] = ()
    """Words by which the rest may be found."""
    summary: tuple[Said, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether some sentence answers."""
        return any(point.sentences for point in self.points)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """What no sentence answers."""
        return tuple(point.part for point in self.points if not point.sentences)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to be looked for."""
        return self.answers and not self.unanswered

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of the sentences that answer, in the order of their worth."""
        return tuple(dict.fromkeys(s.number for point in self.points for s in point.sentences))

    def followed_by(self, later: "Selection") -> "Selection":
        """This choice with one made of more sentences, for what it left unanswered."""
        kept = tuple(point for point in self.points if point.sentences)
        known = {s.number for point in kept for s in point.sentences}
        more = (
            replace(point, sentences=tuple(s for s in point.sentences if s.number not in known))
            for point in later.points
            if not point.sentences or any(s.number not in known for s in point.sentences)
        )
        found = tuple(more)
        if not kept and not found:
            found = self.points
        verdict = self.verdict if later.verdict == "なし" else later.verdict
        return Selection(
            (*kept, *found), verdict, later.near or self.near, later.search, later.summary or self.summary
        )


def selection(reply: Selected, shown: Mapping[int, Sentence]) -> Selection:
    """Read a reply.

    Args:
        reply: the model's.
        shown: the sentences that it was shown, by number.

    Raises:
        ModelError: it points at too many, or mostly at what it was not shown.
    """
    numbers = [*dict.fromkeys(n for part in reply.parts for n in part.n)]
    if len(numbers) > MOST:
        raise ModelError(TOO_MANY)
    if sum(n not in shown for n in numbers) > _FOREIGN * len(numbers):
        raise ModelError(STRANGE)
    points: list[Point] = []
    taken: set[int] = set()
    for part in reply.parts:
        own = [n for n in dict.fromkeys(part.n) if n in shown]
        if own and taken.issuperset(own):
            continue
        found = Point(part.part.strip(), tuple(shown[n] for n in own if n not in taken))
        taken.update(own)
        at = next((i for i, point in enumerate(points) if point.part == found.part), None)
        if at is None:
            points.append(found)
        else:
            points[at] = replace(found, sentences=(*points[at].sentences, *found.sentences))
    near = tuple(shown[n] for n in dict.fromkeys(reply.near) if n in shown)[:NEAREST]
    return Selection(tuple(points), reply.verdict, near, tuple(reply.search), tuple(reply.summary))


def nameable(parts: Iterable[str], said: str) -> Sequence[str]:
    """The parts that consist of the words of a question: the model's own words for it are not shown.

    Args:
        parts: as the model calls them.
        said: the question.
    """
    asked = {*content_lemmas(said), *NEUTRAL, *OF_DECISIONS, *_KINDS}
    letters = squeeze(fold(said))
    return [
        part
        for part in dict.fromkeys(parts)
        if 0 < len(part) <= _LONGEST_PART
        and (
            squeeze(fold(part)) in letters
            or (part.isalnum() and part in _KINDS | OF_DECISIONS)
            or (
                content_lemmas(part)
                and asked.issuperset(content_lemmas(part))
                and not any(map(str.isdigit, part))
            )
        )
    ]
