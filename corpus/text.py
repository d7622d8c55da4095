"""Japanese text as it is searched: folded and normalised with a way back, cut into sentences and words.

Nothing here changes a text that is shown.
"""

from corpus.folding import (
    KANJI_DIGITS,
    NUMERAL,
    Normalised,
    fold,
    normalise,
    number,
    squeeze,
    squeezed,
    unspaced,
)
from corpus.sentence import LONGEST_BRACKET, sentences, with_proviso
from corpus.words import character_pairs, content_lemmas, tagger

__all__ = [
    "KANJI_DIGITS",
    "LONGEST_BRACKET",
    "NUMERAL",
    "Normalised",
    "character_pairs",
    "content_lemmas",
    "fold",
    "normalise",
    "number",
    "sentences",
    "squeeze",
    "squeezed",
    "tagger",
    "unspaced",
    "with_proviso",
]
