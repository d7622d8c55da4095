"""What a draft quotes from past cases: members' questions with their answers, and councils' rulings."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.similar import Similar
from assistant.evidence.quotes import LONGEST, Citer, quote_span, whole_sentences
from assistant.understand.themes import Theme, concern, themes_of
from corpus.language import content_lemmas, find_articles, fold, sentences
from corpus.model import Case, Document, DocumentKind, Header, Outcome, Role, Span, Turn
from corpus.search import Filters, Query
from corpus.store import Corpus

ASKS = 0.75
"""Least concern score of a sentence that counts as a question: it doubts or demands something on a theme."""
_ANSWERS_WITHIN = 3
"""How many turns after a question are searched for its answer."""
_TAKEN_BACK_WITHIN = 8
_TAKEN_BACK = re.compile(
    r"認識(?:に|の)?(?:誤り|間違い)|訂正(?:し|いた|させ)|撤回|誤りがありました|誤って(?:い|お)"
)
_JUDGES = re.compile(
    r"認め|判断|考え|適当|妥当|不要と|求め|望|べき|必要がある|講じ|徹底|努め|配慮|条件|おそれ(?:は|が)(?:ない|少ない)"
)
_TELLS = re.compile(r"と(?:主張|説明)|旨(?:主張|説明)|とのこと|としている。|(?:質問|説明)(?:して|いた)")
_WORDING_POOL = 80
_SHORTEST, _LONGEST = 25, 300
"""Fewest and most characters of a council's sentence that is quoted."""
DECIDED = (
    Outcome.APPROVED,
    Outcome.APPROVED_WITH_CONDITIONS,
    Outcome.REFUSED,
    Outcome.CONTINUED,
    Outcome.REDELIBERATION,
    Outcome.OTHER,
)
"""Outcomes of consultations. The wording of appeals does not fit a consultation."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked about a past case."""

    header: Header
    case: Case
    speaker: str
    theme: Theme
    span: Span
    weight: float
    """Rank score: similarity of the case, words shared with the plan, a bonus where it was answered."""
    answer: Span | None
    taken_back: Span | None
    """The later statement in which the executive corrected the answer."""


def questions(cases: Sequence[Similar], corpus: Corpus, words: Collection[str]) -> list[Asked]:
    """The questions that members asked about past cases, by descending weight.

    Args:
        cases: nearest first.
        corpus: holds them.
        words: lemmas of the plan.
    """
    wanted = frozenset(words)
    asked = [a for near in cases for a in _in_case(near, corpus.document(near.header.name), wanted)]
    return sorted(asked, key=lambda a: (-a.weight, a.header.name, a.span))


def _in_case(near: Similar, document: Document, wanted: frozenset[str]) -> Iterator[Asked]:
    turns = [t for t in document.turns if t.case == near.case.ordinal]
    for at, turn in enumerate(turns):
        if not turn.may_ask:
            continue
        words = content_lemmas(turn.span.of(document.text))
        answer, back = _answer(document, turns[at + 1 :], words)
        asking = _asking(document, turn)
        themes = _themes(document, asking, turn.span) or _themes(document, [answer] if answer else [], None)
        if not asking or not themes:
            continue
        best = max(asking, key=lambda s: len(wanted & set(content_lemmas(s.of(document.text)))))
        held = set(content_lemmas(best.of(document.text)))
        yield Asked(
            header=near.header,
            case=near.case,
            speaker=turn.speaker or turn.role.value,
            theme=themes[0],
            span=_quoted(document, turn, best),
            weight=near.score
            + _COMMON * len(wanted & held) / (len(held) or 1)
            + (_ANSWERED if answer else 0.0),
            answer=answer,
            taken_back=back,
        )


def _asking(document: Document, turn: Turn) -> list[Span]:
    """The sentences of a turn that question, doubt or demand something on a theme, or ask about an article."""
    cut = sentences(document.text, turn.span)
    return [
        s
        for s in cut
        if concern(_folded(document, s)) >= ASKS
        or (_QUESTION.search(_folded(document, s)) and find_articles(document.text, s.start, s.end))
    ]


def _themes(document: Document, asking: Sequence[Span], turn: Span | None) -> list[Theme]:
    """The themes of the questions, most frequent first; broad themes rank behind narrow ones of the same turn."""
    raised = Counter(theme for s in asking for theme in themes_of(_folded(document, s)))
    if raised and turn and turn.end - turn.start <= LONGEST and not set(raised) - set(_BROAD):
        raised.update(t for t in themes_of(_folded(document, turn)) if t not in _BROAD)
    return sorted(raised, key=lambda t: (t in _BROAD, -raised[t]))


_BROAD = (Theme.NECESSITY, Theme.SCOPE, Theme.ACCESSIBILITY)
_QUESTION = re.compile(r"か[。?]?$")
_COMMON = 0.3
"""Weight of the words that a question shares with the plan; the similarity of its case weighs 1."""
_ANSWERED = 0.1


def _folded(document: Document, span: Span) -> str:
    return fold(span.of(document.text))


def _quoted(document: Document, turn: Turn, asking: Span) -> Span:
    """The span to quote: the whole turn if it is short, else the sentence that asks."""
    if turn.span.end - turn.span.start <= LONGEST:
        return turn.span
    return whole_sentences(document, asking)


def _answer(
    document: Document, following: Sequence[Turn], words: Collection[str]
) -> tuple[Span | None, Span | None]:
    """The answer to a question, and the later turn that corrects the answer."""
    for at, turn in enumerate(following[:_ANSWERS_WITHIN]):
        if turn.may_answer:
            later = following[at + 1 : at + 1 + _TAKEN_BACK_WITHIN]
            back = [t for t in later if t.may_answer and _TAKEN_BACK.search(_folded(document, t.span))]
            return _of_turn(document, turn, words), _of_turn(document, back[0], words) if back else None
        if turn.may_ask:
            break
    return None, None


def _of_turn(document: Document, turn: Turn, words: Collection[str]) -> Span:
    """The span of a turn to quote: its passage with the most of `words`, widened to the longest quote."""
    wanted = frozenset(words)
    inside = [p for p in document.passages if p.turn == turn.ordinal]
    if not inside:
        return turn.span
    best = max(inside, key=lambda p: len(wanted & set(content_lemmas(p.searched))))
    return quote_span(document, best.ordinal, words)


def wording(
    pattern: re.Pattern[str], searched: str, corpus: Corpus, filters: Filters, limit: int, citer: Citer
) -> list[int]:
    """Cite sentences in which councils ruled on a requirement; return their markers.

    Args:
        pattern: what the sentence has to be about.
        searched: words of the point and of the plan.
        corpus: is searched.
        filters: only what passes them.
        limit: how many sentences.
        citer: collects them.
    """
    found: list[int] = []
    for hit in corpus.search_passages(Query(searched, filters=filters), _WORDING_POOL):
        document = corpus.document(hit.document)
        turn = document.turns[hit.passage.turn]
        if turn.role is not Role.COUNCIL or document.header.kind is not DocumentKind.REPORT:
            continue
        for sentence in sentences(document.text, hit.passage.span):
            words = fold(sentence.of(document.text))
            if not (
                _SHORTEST <= len(words) <= _LONGEST
                and words.endswith("。")
                and pattern.search(words)
                and _JUDGES.search(words)
                and not _TELLS.search(words)
            ) or citer.holds(hit.document, sentence):
                continue
            marker = citer.cite(hit.document, whole_sentences(document, sentence), Role.COUNCIL)
            if marker is not None:
                found.append(marker)
            break
        if len(found) >= limit:
            break
    return found
