"""Which passages are worth quoting, and in which order: no headings, no procedure, each question before its answer."""

import re
from collections.abc import Callable, Sequence

from assistant.evidence.passages import RankedPassage
from assistant.understand.themes import concern
from corpus.language import sentences
from corpus.model import Document, DocumentKind, Role

_ASKS = re.compile(
    r"(?:か|は|かと(?:思|考|感)?[^。、]{0,8}|が気にな[^。、]{0,6}|(?:心配|懸念|不安)[^。、]{0,8}|ほしい|(?:いただき|願い|聞き|知り|伺い)たい|お願いする|お願いします|お聞きします|伺います|教えてください)[。？?]?\s*$"
)


_LAST = 3
"""Sentences at the end of a turn of which one asks: people go on to say why they ask."""


def is_heading(ranked: RankedPassage, quote: str) -> bool:
    """Whether a passage is a heading or a report's cover, which nobody says."""
    unspoken = ranked.turn.role is Role.UNKNOWN and ranked.turn.speaker is None
    cover = ranked.header.kind is DocumentKind.REPORT and not ranked.turn.heading
    return cover or (unspoken and len(quote) < 120 and "。" not in quote)


_PROCEDURE = re.compile(
    r"(?:審議|質疑|議事|採決|報告)に(?:入|移)|議題と(?:いた)?し|(?:説明|報告|進行)(?:を(?:お願い|求め|して)|してくだ|願い)|に(?:移り|入り)ます|終了(?:し|いた)|閉会|"
    r"休憩|再開|開会|配布資料|(?:質問|意見|質疑|発言)(?:等)?(?:は|が)?(?:ご|御)?(?:あり|ござい)ま(?:す|せん)か|いかがでしょうか|退席|入室|よろしい(?:です|でしょう)か。?$"
)
_LONGEST_PROCEDURE = 120


_ASSENT = re.compile(
    r"^(?:はい|承知|わかりました|分かりました|分かった|わかった|なるほど|了解|以上です|ありがとう|お願いし?ます|お願いいたします|なし|特にありません|特にございません)"
    r"[^。]{0,12}。?$"
)


def is_procedure(ranked: RankedPassage, quote: str) -> bool:
    """Whether a remark is procedure (説明をお願いします) or mere assent (承知いたしました)."""
    if _ASSENT.match(quote.strip()):
        return True
    leads = ranked.turn.role in (Role.CHAIR, Role.SECRETARIAT)
    return leads and len(quote) <= _LONGEST_PROCEDURE and bool(_PROCEDURE.search(quote)) and not concern(quote)


def in_answer_order(
    passages: Sequence[RankedPassage], floor: float, document_of: Callable[[str], Document]
) -> list[RankedPassage]:
    """The passages that score `floor` or more, best first, each question directly before its answer."""
    by_turn: dict[tuple[str, int], RankedPassage] = {}
    for ranked in passages:
        by_turn.setdefault((ranked.header.name, ranked.turn.ordinal), ranked)
    ordered: dict[tuple[str, int], RankedPassage] = {}
    for ranked in passages:
        if ranked.score < floor:
            break
        key = (ranked.header.name, ranked.passage.ordinal)
        ordered.setdefault(key, ranked)
        text = ranked.turn.span.of(document_of(ranked.header.name).text)
        asks = ranked.turn.may_ask and any(_ASKS.search(s.of(text)) for s in sentences(text)[-_LAST:])
        answer = by_turn.get((ranked.header.name, ranked.turn.ordinal + 1)) if asks else None
        if answer and answer.turn.may_answer and answer.case == ranked.case:
            ordered.setdefault((answer.header.name, answer.passage.ordinal), answer)
    return list(ordered.values())
