"""Past cases near a planned one, each with why it is near and what was asked and attached there."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.workspace.precedents import Row, Wording, wording
from corpus.article import find_articles
from corpus.article import format as format_article
from corpus.document import Document, Role
from corpus.filters import Filters
from corpus.search import Query
from corpus.store import Corpus
from corpus.text import content_lemmas

_MOST_SEARCHED_CHARACTERS = 2000
_MOST_WORDS = 6
_MOST_QUESTIONS = 4
_SHORTEST_WORD = 2


@dataclass(frozen=True, slots=True)
class Similar:
    """One past case."""

    row: Row
    articles: tuple[str, ...]
    """Articles that both turn on."""
    words: tuple[str, ...]
    """Words that both hold, the rarest first."""
    wording: Wording
    asked: tuple[tuple[str, str], ...]
    """(speaker, question) of what members asked."""


def similar(plan: str, corpus: Corpus, limit: int) -> list[Similar]:
    """The cases nearest to the description of a planned one, best first."""
    searched = plan[:_MOST_SEARCHED_CHARACTERS]
    references = tuple(dict.fromkeys(format_article(match.article) for match in find_articles(searched)))
    by_place = {(header.name, case.ordinal): Row(header, case) for header, case in corpus.cases(Filters())}
    hits = corpus.search_cases(Query(searched, references), limit)
    found = [by_place[hit.document, hit.case] for hit in hits if (hit.document, hit.case) in by_place]
    lemmas = {
        lemma for lemma in content_lemmas(searched) if len(lemma) >= _SHORTEST_WORD and not lemma.isdigit()
    }
    rarity = corpus.frequency(sorted(lemmas))
    return [_similar(row, corpus.document(row.header.name), references, lemmas, rarity) for row in found]


def _similar(
    row: Row, document: Document, references: Sequence[str], lemmas: set[str], rarity: dict[str, int]
) -> Similar:
    shared = lemmas & set(content_lemmas(row.case.span.of(document.text)))
    return Similar(
        row=row,
        articles=tuple(reference for reference in row.references if reference in references),
        words=tuple(sorted(shared, key=lambda lemma: (rarity.get(lemma, 0), lemma))[:_MOST_WORDS]),
        wording=wording(row, document.text),
        asked=_asked(row, document),
    )


def _asked(row: Row, document: Document) -> tuple[tuple[str, str], ...]:
    said = [
        (turn.speaker or turn.role.value, turn.span.of(document.text).strip())
        for turn in document.turns
        if turn.case == row.case.ordinal and turn.role is Role.MEMBER
    ]
    return tuple((speaker, words) for speaker, words in said if words.rstrip("。」").endswith("か"))[
        :_MOST_QUESTIONS
    ]
