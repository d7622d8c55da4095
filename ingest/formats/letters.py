"""Letter-spacing closed: 「平 成 1 6 年」 becomes 「平成16年」. Only spaces go."""

import re
from functools import cache

from corpus.language import marks, one_of
from ingest.formats.openers import title

_OPENING, _CLOSING = "「『（(【〔", "」』）)】〕、。，．：:"
_LETTER = rf"(?:[{_OPENING}]?[^\s{_OPENING}{_CLOSING}][{_CLOSING}]{{0,2}}|[（(）)])"
_ANY_RUN = re.compile(r"\S[ 　]\S[ 　]\S")
_SPACE = re.compile(r"[ 　]+")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ々一-鿿]")
_SPACED_PARTS = 8
"""Parts from which a line can count as letter-spaced throughout."""
_SPACED_SHARE = 0.7
"""Share of single characters among a line's parts at which it does."""
_CLUMP = 4
"""Characters that punctuation can keep together in such a line: 律(平."""


@cache
def _run() -> re.Pattern[str]:
    """Three or more letters that the same space parts, with no bullet before them."""
    bullet = one_of(marks().bullets + marks().dashes, unfolded=True)
    return re.compile(rf"(?<!\S)(?!{bullet}|[（(]\S[)）]){_LETTER}([ 　]){_LETTER}(?:\1{_LETTER})+(?!\S)")


@cache
def _head() -> re.Pattern[str]:
    """A title or a heading's number: the space after it parts words, not letters."""
    number = "第?[0-9０-９]{1,2}(?!(?!日時)[0-9０-９年月日時分秒条項号回期件名人])"
    return re.compile(rf"(?:{title()}(?!会)|{number})(?=\S{{2}})")


def close_letters(line: str) -> str:
    """Close every run of three or more letters that single spaces part.

    Two letters (会 長) stay: there the space may part two words. So do runs that are no Japanese: 1 2 3.
    """
    if not _ANY_RUN.search(line):
        return line
    parts = line.split(" ")
    single = sum(len(part) == 1 for part in parts)
    throughout = single >= _SPACED_SHARE * len(parts) and max(map(len, parts)) <= _CLUMP
    if throughout and len(parts) >= _SPACED_PARTS:
        return _close(line)
    return _run().sub(lambda run: _close(run.group()), line)


def _close(run: str) -> str:
    closed = _SPACE.sub("", run)
    if len(_JAPANESE.findall(closed)) < 2:
        return run
    head = _head().match(closed)
    return f"{head.group()} {closed[head.end() :]}" if head else closed
