"""Letter-spacing closed: 「平 成 1 6 年」 becomes 「平成16年」. Only spaces go."""

import re

from ingest.formats.openers import ROLES

_OPENING, _CLOSING = "「『（(【〔", "」』）)】〕、。，．：:"
_BULLETS = "-‐–—―・•○◯〇●◎◇◆□■※*＊"
_LETTER = rf"(?:[{_OPENING}]?[^\s{_OPENING}{_CLOSING}][{_CLOSING}]{{0,2}}|[（(）)])"
_RUN = re.compile(rf"(?<!\S)(?![{_BULLETS}]|[（(]\S[)）]){_LETTER}([ 　]){_LETTER}(?:\1{_LETTER})+(?!\S)")
_ANY_RUN = re.compile(r"\S[ 　]\S[ 　]\S")
_SPACE = re.compile(r"[ 　]+")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ々一-鿿]")
_HEAD = re.compile(
    rf"(?:{ROLES}(?!会)|第?[0-9０-９]{{1,2}}(?!(?!日時)[0-9０-９年月日時分秒条項号回期件名人]))(?=\S{{2}})"
)
"""A role or a heading's number: the space after it parts words, not letters."""
_SPACED_PARTS = 8
"""Parts from which a line can count as letter-spaced throughout."""
_SPACED_SHARE = 0.7
"""Share of single characters among a line's parts at which it does."""
_CLUMP = 4
"""Characters that punctuation can keep together in such a line: 律(平."""


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
    return _RUN.sub(lambda run: _close(run.group()), line)


def _close(run: str) -> str:
    closed = _SPACE.sub("", run)
    if len(_JAPANESE.findall(closed)) < 2:
        return run
    return _HEAD.sub(lambda head: f"{head.group()} ", closed, count=1) if _HEAD.match(closed) else closed
