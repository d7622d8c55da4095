"""Alignment of a model's quote with the passages that it cites, which gives back the document's own wording."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.material import TAG, Source, invisible
from assistant.model.negation import boundaries, denies, words
from corpus.language import fold, normalise, sentences, squeeze
from corpus.model import Span

_SAME = str.maketrans({"〔": "[", "〕": "]", "‘": "'", "`": "'"})
_NOT_SHOWN = re.compile(r"!?\[[^\[\]]*\](?:\([^()]*\))?|<[^<>]{1,200}>|https?://[^\s」]+")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_LEFT_OPEN = re.compile(
    r"か(?:どうか|[。?？」]|$)|でしょうか|ではないか|可能性|かもしれ|おそれ|恐れ|場合|(?:すれ|であれ|なら)ば"
)
_FINITE = "るたいだうくすつぬむぐぶん"
"""Letters in which a verb or adjective that states something may end."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """An aligned quote; `shown` is the document's own wording."""

    shown: str
    restored: bool
    """Whether the model wrote it otherwise: in other widths, or begun or ended inside a word."""
    cut: bool
    """Whether it leaves out a negation or a question with which its sentence goes on."""


def find(quote: str, cited: Sequence[Source]) -> Quotation | None:
    """Align a quote with the passages cited, then with the titles of their cases; None where it occurs in none."""
    found: list[Quotation] = []
    for source in cited:
        span = standing(quote, source.body)
        if span is not None:
            found.append(_quotation(quote, source.body, span))
    for source in cited:
        span = standing(quote, source.case.title) if source.case is not None else None
        if source.case is not None and span is not None:
            found.append(Quotation(_shown(span.of(source.case.title)), restored=False, cut=False))
    return min(found, key=lambda q: q.cut, default=None)


def standing(quote: str, text: str) -> Span | None:
    """The span of a quote in a text, ignoring white space, character width and invisible characters."""
    wanted, _ = _bare(quote)
    held, places = _bare(text)
    at = held.find(wanted) if wanted else -1
    return None if at < 0 else Span(places[at].start, places[at + len(wanted) - 1].end)


def _bare(text: str) -> tuple[str, list[Span]]:
    normal = normalise(text)
    tags = {i for tag in TAG.finditer(text) for i in range(*tag.span())}
    kept = [
        i
        for i, c in enumerate(normal.text)
        if not c.isspace() and not invisible(text[normal.offsets[i]]) and normal.offsets[i] not in tags
    ]
    places = [Span(normal.offsets[i], normal.ends[i]) for i in kept]
    return "".join(normal.text[i] for i in kept).translate(_SAME), places


def _quotation(quote: str, body: str, span: Span) -> Quotation:
    touched = [s for s in sentences(body) if s.start < span.end and span.start < s.end]
    whole = Span(min(span.start, touched[0].start), max(span.end, touched[-1].end)) if touched else span
    inside = {whole.start + at for at in boundaries(whole.of(body))}
    if span.start not in inside or span.end not in inside:
        span = whole
    own = span.of(body)
    return Quotation(_shown(own), restored=squeeze(own) != squeeze(quote), cut=_cut(body, span, whole))


def _shown(own: str) -> str:
    """A document's words on one line, without what could be taken for a marker or a link."""
    return _NOT_SHOWN.sub("…", _BETWEEN_LETTERS.sub("", " ".join(own.split())))


def _cut(body: str, span: Span, whole: Span) -> bool:
    """Whether a quote leaves out a negation or a question with which its sentence goes on."""
    if _polarity_differs(body, span, whole):
        return True
    quote, rest = span.of(body).rstrip(), body[span.end : whole.end]
    if not any(c.isalnum() for c in rest) or quote[-1:] not in _FINITE:
        return False
    clause = re.split(r"[、。]", rest, maxsplit=1)[0]
    states = any(w.carries for w in words(quote))
    return states and (denies(clause) or bool(_LEFT_OPEN.search(fold(clause))))


def _polarity_differs(body: str, span: Span, whole: Span) -> bool:
    """Whether a word has another polarity in the quote than in its whole sentence."""
    alone = {(w.span.start + span.start, w.lemma): w.denied for w in words(span.of(body))}
    within = {(w.span.start + whole.start, w.lemma): w.denied for w in words(whole.of(body))}
    return any(within.get(place, denied) != denied for place, denied in alone.items())
