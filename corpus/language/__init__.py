"""Japanese text as councils write it: characters, sentences, words, dates, places, articles. Nothing here changes a text that is shown."""

from corpus.language.article import Article, ArticleMatch, find_articles, format_reference, parse_reference
from corpus.language.cleaning import clean, shown
from corpus.language.dates import DateMatch, find_dates
from corpus.language.era import Period, to_japanese
from corpus.language.folding import (
    NUMERAL,
    Normalised,
    fold,
    normalise,
    number,
    squeeze,
    squeezed,
    without_orders,
)
from corpus.language.likeness import coverage, dice, likeness, may_hold
from corpus.language.period import UNIFICATION, find_periods
from corpus.language.phrases import noun_phrases
from corpus.language.places import CouncilMatch, PlaceMatch, find_councils, find_municipalities
from corpus.language.sentence import sentences, with_proviso
from corpus.language.variants import everyday
from corpus.language.vocabulary import (
    Decisions,
    Marks,
    Offices,
    OutcomeWords,
    Posts,
    decisions,
    either,
    marks,
    offices,
    one_of,
    posts,
)
from corpus.language.words import character_pairs, content_lemmas, letters, tagger

__all__ = [
    "NUMERAL",
    "UNIFICATION",
    "Article",
    "ArticleMatch",
    "CouncilMatch",
    "DateMatch",
    "Decisions",
    "Marks",
    "Normalised",
    "Offices",
    "OutcomeWords",
    "Period",
    "PlaceMatch",
    "Posts",
    "character_pairs",
    "clean",
    "content_lemmas",
    "coverage",
    "decisions",
    "dice",
    "either",
    "everyday",
    "find_articles",
    "find_councils",
    "find_dates",
    "find_municipalities",
    "find_periods",
    "fold",
    "format_reference",
    "letters",
    "likeness",
    "marks",
    "may_hold",
    "normalise",
    "noun_phrases",
    "number",
    "offices",
    "one_of",
    "parse_reference",
    "posts",
    "sentences",
    "shown",
    "squeeze",
    "squeezed",
    "tagger",
    "to_japanese",
    "with_proviso",
    "without_orders",
]
