"""Unions of municipalities (広域連合, 事務組合, 企業団), which have councils of their own and stand on no list of places."""

import re

from corpus.language import CouncilMatch, PlaceMatch
from corpus.model import Span

_SORT = r"(?:広域連合|(?:事務|消防|企業|衛生|環境|清掃|水道|病院)組合|企業団)"
_UNION = re.compile(
    rf"(?:^|(?<=[回度\s]))(?![本当])(?P<name>[一-龥々ぁ-んァ-ヶー]{{2,24}}?{_SORT})"
    r"(?=\s|議会|(?:の|運営)?(?:個人情報|情報公開|公文書|審議会|審査会))",
    re.MULTILINE,
)
_ITS_OWN = re.compile(rf".*{_SORT}の?")
_TITLE = 200
"""Characters at the top that hold the title."""


def read_union(text: str) -> PlaceMatch | None:
    """The union that the title names; None where it names none."""
    named = _UNION.search(text, 0, _TITLE)
    return PlaceMatch(named["name"], Span(*named.span("name"))) if named else None


def council_of(text: str, union: PlaceMatch, council: CouncilMatch | None) -> CouncilMatch | None:
    """The union's council under its full name, its span in `text`; None where that is written nowhere."""
    if council is None:
        return None
    name = union.name + _ITS_OWN.sub("", council.name)
    at = text.find(name)
    return CouncilMatch(name, union.name, Span(at, at + len(name))) if at >= 0 else None
