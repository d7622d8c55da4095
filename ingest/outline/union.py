"""Unions of municipalities (広域連合, 事務組合, 企業団), which have councils of their own and stand on no list of places."""

from corpus.language import CouncilMatch, PlaceMatch
from corpus.model import Span
from ingest.rules import rule

_UNION = rule("union.union")
_ITS_OWN = rule("union.its_own")
_TITLE = 200
"""Characters at the top that hold the title."""


def read_union(text: str) -> PlaceMatch | None:
    """The union that the title names; None where it names none."""
    named = _UNION.find(text, 0, _TITLE)
    return PlaceMatch(named["name"], Span(*named.span("name"))) if named else None


def council_of(text: str, union: PlaceMatch, council: CouncilMatch | None) -> CouncilMatch | None:
    """The union's council under its full name, its span in `text`; None where that is written nowhere."""
    if council is None:
        return None
    name = union.name + _ITS_OWN.pattern.sub("", council.name)
    at = text.find(name)
    return CouncilMatch(name, union.name, Span(at, at + len(name))) if at >= 0 else None
