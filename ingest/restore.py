"""A text outlined without what is not seen in it, and the outline put back on the text as it is written.

So every rule meets 承認 where a soft hyphen parts it, 葛見市 where a selector chooses the shape of 葛, and が where it is
written as か and its mark; and every quote is still a slice of the text.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from corpus.language import clean, shown
from corpus.language.folding import Normalised
from corpus.language.places import municipalities
from corpus.model import Document, Header, Passage, Span
from ingest.formats.reading import Reading

T = TypeVar("T")
_OWN = {Document: ("text", "digest", "pages"), Header: ("name",), Passage: ("searched",)}
"""Fields that are not taken from the text as it is written."""


def outline_clean(outline: Callable[[str, str, Reading], T], name: str, digest: str, reading: Reading) -> T:
    """Outline `reading` as if it held nothing but what is seen; all spans are offsets into its own text.

    Args:
        outline: outlines a reading, under a name and with a digest, to a document or to what holds one.
        name: given to `outline`.
        digest: given to `outline`.
        reading: as it was read from a file.
    """
    seen = clean(reading.text)
    if seen is None:
        return outline(name, digest, reading)
    pages = tuple(bisect_left(seen.offsets, page) for page in reading.pages)
    outlined = outline(name, digest, replace(reading, text=seen.text, pages=pages))
    restored: T = _Restorer(seen, reading).restored(outlined)
    return restored


class _Restorer:
    """Puts what was read from a clean text back on the text that it was made from."""

    def __init__(self, seen: Normalised, reading: Reading) -> None:
        self._seen = seen
        self._reading = reading
        self._text = reading.text
        self._shaped = frozenset(
            seen.text[at]
            for at, (start, end) in enumerate(zip(seen.offsets, seen.ends, strict=True))
            if end - start > 1
        )
        """Characters whose shape is chosen somewhere."""

    def restored(self, value: Any) -> Any:
        if isinstance(value, Span):
            return self._span(value)
        if is_dataclass(value) and not isinstance(value, type):
            own = _OWN.get(type(value), ())
            whole = {"text": self._text, "pages": self._reading.pages} if isinstance(value, Document) else {}
            return replace(
                value,
                **{f.name: self.restored(getattr(value, f.name)) for f in fields(value) if f.name not in own},
                **whole,
            )
        if isinstance(value, tuple):
            return tuple(map(self.restored, value))
        if isinstance(value, Mapping):
            return {key: self.restored(each) for key, each in value.items()}
        return self._written(value) if type(value) is str else value

    def _span(self, span: Span) -> Span:
        if span.start < span.end:
            return self._seen.span(span.start, span.end)
        at = self._seen.offsets[span.start] if span.start < len(self._seen.offsets) else len(self._text)
        return Span(at, at)

    def _written(self, value: str) -> str:
        """A value with the shapes that the text chooses for its kanji; a place's name is one whatever its shape."""
        if self._shaped.isdisjoint(value) or value in municipalities():
            return value
        at = self._seen.text.find(value)
        return value if at < 0 else shown(self._seen.span(at, at + len(value)).of(self._text))
