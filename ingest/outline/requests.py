"""What single members, or the chair, ask of the executive and the secretariat; it binds nobody."""

import re
from collections.abc import Collection, Sequence

from corpus.language import fold, sentences, squeeze
from corpus.model import Attachment, Role, Span, Turn

_ASKS = re.compile(
    r"(?:て|で)(?:いただきたい|頂きたい|もらいたい|ほしい|欲しい|いただければ|いただけないか|いただけません|ください|下さい)"
    r"|(?:お願い|要望)(?:したい|します|する|いたします|できれば)|(?:望|のぞ)(?:む|みます|ましい)|されたい。?$"
)
_ASKS_TO_HEAR = re.compile(
    r"(?:(?:説明|意見|発言|質問|回答|答弁|報告|確認|審議|点検|紹介|議論|検討結果)(?:を(?:[^、]{0,8})?|は|も)?(?:し|させ|いただ?い?|お)?"
    r"|教え|伺[いわ]?せ?|聞か(?:せ)?|聞き|ご?御?覧|退席し?|退室し?|入室し?|着席し?|始め|挙手(?:を|し)?|起立(?:を|し)?|進行を?|採決を?|承認を?|出席を?"
    r"|確認(?:を|し)?|待っ|進め|続け|見)(?:て)?$"
)
_ONLY_MENTIONED = re.compile(
    r"、?(?:と|って)(?:い(?!ます)|言|ゆ|か|の|も|する|され|書|記|頼|申請|要望|回答|説明|声|話|意味|思って(?:いる|おり))|(?:申請|要望|声|話|意見)(?:が|は|も)"
)
"""After the words of a request: they are somebody else's, or only imagined."""
_LEAST = 14
"""Characters, white space aside, from which a sentence says what it asks for."""
_CHAIRS_OWN = re.compile(
    r"(?:委員|皆(?:様|さん)|各位).{0,12}(?:は|には|におかれ)|(?:ご|御)?(?:審議|発言|挙手|起立|質疑|意見|質問|協力|理解|承知|了承|配慮)(?:を|の(?:ほど|程))?.{0,4}(?:お願い|ください|下さい)"
    r"|委員(?:に|を)お願い|(?<!よう)(?<!よう、)(?:に|を|も|から|へ)(?:よろしく)?お願い(?:いた)?します|署名"
    r"|(?:説明|報告|紹介|進行|点検|朗読|確認|配[布付]|入室|退室|着席)(?:を|の(?:ほど|程)|して)?.{0,8}(?:お願い|ください|下さい)|次に|続いて|それでは、?(?:担当|事務局|実施機関)"
)
"""What a chair says to lead the meeting."""


def read_requests(text: str, turns: Sequence[Turn], attached: Collection[Attachment] = ()) -> tuple[Span, ...]:
    """The requests in a case's turns, in order; what the council attached is left out.

    Args:
        text: the document's text.
        turns: those of the case.
        attached: what the council attached to its decision.
    """
    taken = {attachment.span for attachment in attached}
    return tuple(
        Span(span.end - len(span.of(text).lstrip("・•- \u3000")), span.end)
        for turn in turns
        if turn.role in (Role.MEMBER, Role.CHAIR)
        for span in sentences(text, turn.span)
        if span not in taken and _requests(squeeze(fold(span.of(text))), turn.role)
    )


def _requests(said: str, role: Role) -> bool:
    """Whether a sentence without white space asks for something to be done."""
    if len(said) < _LEAST or (role is Role.CHAIR and _CHAIRS_OWN.search(said)):
        return False
    return any(
        not _ASKS_TO_HEAR.search(said[: asks.start()])
        and not _ONLY_MENTIONED.match(said, asks.end())
        and not _quoted(said, asks.start())
        for asks in _ASKS.finditer(said)
    )


def _quoted(said: str, at: int) -> bool:
    return said.count("「", 0, at) > said.count("」", 0, at)
