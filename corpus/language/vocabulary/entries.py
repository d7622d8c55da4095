"""What an entry of a vocabulary file may be, and the pattern that it becomes."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field

from corpus.language.folding import fold, variants


def _word(written: str) -> str:
    if not written or any(character.isspace() for character in written):
        raise ValueError("空の語や、空白のある語は書けません")
    if fold(written) != written:
        raise ValueError(f"「{fold(written)}」と書いてください(英数字と記号は半角、丸は○)")
    return written


def _pattern(written: str) -> str:
    try:
        found = re.compile(_word(written))
    except re.error as error:
        raise ValueError(f"正規表現として読めません({error})") from error
    if found.fullmatch(""):
        raise ValueError("何も書かれていない所にも当たる正規表現です")
    return written


def _distinct(entries: tuple[str, ...]) -> tuple[str, ...]:
    twice = [entry for at, entry in enumerate(entries) if entry in entries[:at]]
    if twice:
        raise ValueError(f"「{twice[0]}」が2回あります")
    return entries


def _signs(written: str) -> str:
    _distinct(tuple(_word(written)))
    return written


Words = Annotated[
    tuple[Annotated[str, AfterValidator(_word)], ...], Field(min_length=1), AfterValidator(_distinct)
]
"""Words as they stand in folded text, none of them twice."""
Patterns = Annotated[
    tuple[Annotated[str, AfterValidator(_pattern)], ...], Field(min_length=1), AfterValidator(_distinct)
]
"""Regular expressions for folded text."""
Signs = Annotated[str, AfterValidator(_signs)]
"""Single characters as they stand in folded text, none of them twice."""


def either(words: Iterable[str], *, spaced: bool = False) -> str:
    r"""The pattern that matches any of `words`, the longest first.

    Args:
        words: taken as they are written.
        spaced: whether white space may stand between any two letters: 会\s?長.
    """
    longest_first = sorted(dict.fromkeys(words), key=len, reverse=True)
    joint = r"\s?" if spaced else ""
    return f"(?:{'|'.join(joint.join(map(re.escape, word)) for word in longest_first)})"


def one_of(signs: str, *, unfolded: bool = False) -> str:
    """The pattern that matches any one of `signs`.

    Args:
        signs: single characters.
        unfolded: whether the text is not folded: then ○ also matches ◯ and 〇.
    """
    return f"[{re.escape(variants(signs) if unfolded else signs)}]"
