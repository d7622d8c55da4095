"""Which held documents a document cites by their numbers: the precedents on which a council rested."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpus.language import fold, squeeze
from corpus.model import Header

_NUMBER = r"第[0-9]{1,5}号"
_RUN = re.compile(rf"{_NUMBER}(?:(?:[、,・]|及び|並びに|から|と)+同?{_NUMBER})*")
_KIND = 2
"""Letters before a number that tell whose it is: 答申第12号, 諮問第12号, 高個議第14号."""


class Numbered:
    """The held documents by municipality and number; a number that two of them bear tells neither."""

    def __init__(self, headers: Iterable[Header]) -> None:
        named: dict[tuple[str | None, str], list[str]] = defaultdict(list)
        for header in headers:
            for number in numbers_in(header.number or ""):
                named[header.municipality, number].append(header.name)
        self._names = {number: names[0] for number, names in named.items() if len(names) == 1}

    def cited_in(self, header: Header, text: str) -> set[str]:
        """Names of the other documents of the same municipality whose numbers stand in a document's text."""
        found = {self._names.get((header.municipality, number), header.name) for number in numbers_in(text)}
        return found - {header.name}


def numbers_in(text: str) -> Iterator[str]:
    """The numbers of documents in a text with the letters before them: 答申第12号及び第13号 → 答申第12号, 答申第13号."""
    close = squeeze(fold(text))
    for run in _RUN.finditer(close):
        kind = close[max(0, run.start() - _KIND) : run.start()]
        for number in re.findall(_NUMBER, run[0]):
            yield f"{kind}{number}"
