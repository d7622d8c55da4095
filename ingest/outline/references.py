"""Which of the articles that a document refers to a case turns on."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.language import ArticleMatch, article, fold, sentences, squeeze
from corpus.model import ASKING, ArticleUse, CaseKind, Role, Span, Turn
from ingest.rules import rule

_TURNED_ON = frozenset({"ordinance", "law", None})
"""Kinds of instrument under which a council is consulted; not rules, contracts, guidelines or its own ordinance."""
_DENIED = rule("references.denied")
_TAIL = 60
_GROUND = rule("references.ground")
_OF_A_MEMBER = rule("references.of_a_member")
_ANSWERS = rule("references.answers")


class _Spans:
    """Stretches of a text; those that overlap are one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(span.end, self._spans[-1].end))
            else:
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    def cover(self, other: Span) -> bool:
        """Whether `other` lies wholly inside one of them."""
        at = bisect_right(self._starts, other.start) - 1
        return at >= 0 and self._spans[at].covers(other)


def turned_on(
    text: str, turns: Sequence[Turn], matches: Sequence[ArticleMatch], kind: CaseKind
) -> list[ArticleMatch]:
    """The references on which a case turns, of all in its turns.

    Left out are those that only members and askers make, those that are denied, and those that only an answer makes, unless
    it is on the ground of the consultation or nothing else is named for one.
    """
    said = _Spans(turn.span for turn in turns if turn.role is not Role.MEMBER and turn.function not in ASKING)
    asked = _Spans(s for turn in turns if turn.speaker is None for s in _told_of_members(text, turn.span))
    found = [
        match
        for match in matches
        if said.cover(match.span)
        and not asked.cover(match.span)
        and not _DENIED.find(squeeze(fold(text[match.span.end : match.span.end + _TAIL])))
    ]
    answers = [s for span in _answers(turns) for s in sentences(text, span)]
    beside = _Spans(s for s in answers if not _GROUND.find(squeeze(fold(s.of(text)))))
    stated = [match for match in found if not beside.cover(match.span)]
    return stated if stated or kind is CaseKind.NOTIFICATION else found


def _answers(turns: Sequence[Turn]) -> Iterator[Span]:
    """What others than members and the chair say once a question has been asked."""
    asked = False
    for turn in turns:
        if turn.role is Role.MEMBER or turn.function in ASKING:
            asked = True
        elif asked and turn.speaker is not None and turn.role is not Role.CHAIR:
            yield turn.span


def _told_of_members(text: str, span: Span) -> Iterator[Span]:
    """What narrative minutes tell of members: a sentence of which one is the subject, up to the answer in it."""
    for sentence in sentences(text, span):
        said = fold(sentence.of(text))
        if member := _OF_A_MEMBER.find(said):
            answer = _ANSWERS.find(said, member.end())
            yield Span(sentence.start, sentence.start + (answer.start() if answer else len(said)))


def parted_from_marks(turns: Sequence[Turn], matches: Sequence[ArticleMatch]) -> list[ArticleMatch]:
    """The references without the speaker's mark that white space alone parts from a law's name: 委員 条例第3条."""
    marks = {
        squeeze(fold(turn.speaker)) for turn in turns if turn.speaker is not None and turn.mark is not None
    }
    laws = {match.law for match in matches if match.law is not None}
    glued = {
        law: law.removeprefix(mark) for law in laws for mark in marks if law != mark and law.startswith(mark)
    }
    proper = laws - glued.keys()
    for law, rest in glued.items():
        ending = [name for name in proper if name.endswith(rest)]
        glued[law] = ending[0] if len(ending) == 1 else rest
    return [replace(match, law=glued.get(match.law or "", match.law)) for match in matches]


def case_articles(text: str, spans: Iterable[Span], matches: Sequence[ArticleMatch]) -> tuple[ArticleUse, ...]:
    """The articles that the case turns on: those of the ordinance or law cited in `spans`, each once.

    Args:
        text: the document's text.
        spans: where consultation and conclusion stand.
        matches: the article references of the document, in order.
    """
    regions = _Spans(span for span in spans if span.start < span.end <= len(text))
    found: dict[str, ArticleUse] = {}
    for match in matches:
        if match.instrument not in _TURNED_ON or not regions.cover(match.span):
            continue
        use = ArticleUse(article.format_reference(replace(match.article, sub=None)), match.law, match.span)
        known = found.get(use.reference)
        if known is None or (known.law is None and use.law is not None):
            found[use.reference] = use
    return tuple(sorted(found.values(), key=lambda use: use.span))
