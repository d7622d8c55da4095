"""People whom a question names with a title: 山崎委員, 千草会長."""

import re
from dataclasses import dataclass

from corpus.language import everyday, squeeze
from corpus.model import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a question names them."""

    name: str
    """In everyday kanji."""
    title: str
    span: Span
    """In the question's text, with the title."""

    def is_in(self, speaker: str | None) -> bool:
        """Whether a speaker's mark or a list entry bears the name, in whatever shape of its kanji."""
        return self.name in everyday(squeeze(speaker or ""))


_TITLED = re.compile(
    r"(?<![一-鿿々お])([一-鿿々﨑𠮷]{1,5}?)(副会長|会長|委員長|委員|先生|さん|氏)(?![会長一-鿿])"
)
_NO_NAME = re.compile(
    r".*(?:審議|審査|協議|運営|委員|教育|農業|選挙|選管|監査|民生|児童|公募|学識|専門|市民|住民|新任|議会|女性|一部|複数|職務|職員|反対|賛成|同じ|当時|以前|最初|出席|欠席|担当|業者|皆|全|各|他|両|数|別|前|現|元|副|同|此|其|何|誰|一人|二人|多|少|医|外部|臨時|常任|推進|保護|相談|調査|請求|申立|本|患者|客|親御|業者|子供|息子|娘|旦那|奥)"
)
"""What stands before a title and is no name: 民生委員, 他の委員, 審議会会長."""


_PLACES = ("市", "町", "村", "区", "県", "府", "都", "組合", "連合")
"""Ends of the names of bodies that some speak of as of people: 例示市さん."""


def people_in(text: str) -> tuple[Named, ...]:
    """The people that a text names with their titles, each once."""
    found = {
        match[0]: Named(everyday(match[1]), match[2], Span(*match.span()))
        for match in _TITLED.finditer(text)
        if not _NO_NAME.match(match[1]) and not (match[2] == "さん" and match[1].endswith(_PLACES))
    }
    return tuple(found.values())
