"""Replies to what no document answers: greetings, thanks, how to ask, the law as it is now, a question that is too vague."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand.cues import Want
from assistant.understand.question import Question
from corpus.language import to_japanese
from corpus.model import Header
from corpus.store import Corpus

_PLACES = 8
_OFFERED = 2
"""Cases that a question back offers."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A reply without a citation."""

    text: str
    """Markdown."""
    choices: tuple[str, ...] = ()
    """Questions that the user can ask in its place."""


def aside(question: Question, corpus: Corpus) -> Aside | None:
    """The reply to a question that is none for the documents; None where it is one."""
    reply = _REPLIES.get(question.wants)
    return reply(question, corpus) if reply else None


def _greeting(question: Question, corpus: Corpus) -> Aside:  # noqa: ARG001  (one of five replies)
    return Aside(
        "こんにちは。保管している審議会の会議録・答申について、原文の引用つきでお答えします。"
        f"{_held(corpus.headers())}次のように尋ねられます。",
        _choices(corpus),
    )


def _thanks(question: Question, corpus: Corpus) -> Aside:  # noqa: ARG001
    return Aside("お役に立てたなら何よりです。続けてお尋ねください。")


def _help(question: Question, corpus: Corpus) -> Aside:  # noqa: ARG001
    return Aside(
        "審議会の会議録・答申から、案件の結論・条件・理由・質問とその答え・似た先例を、原文の引用つきで答えます。"
        f"{_held(corpus.headers())}市町村、時期、条項、結論、委員名などで絞れます。案件の説明文をそのまま貼り付けると、近い先例を探します。",
        _choices(corpus),
    )


def _law(question: Question, corpus: Corpus) -> Aside:
    return Aside(
        "令和5年4月1日から国の個人情報保護法が自治体にも直接適用されています。取得・利用・提供・結合を類型ごとに審議会へ諮ることは求められなくなり、"
        "諮問できるのは、条例で定め、専門的な知見に基づく意見を聴くことが特に必要な場合です（同法第129条）。利用・提供の制限は同法第69条によります。"
        "特定個人情報保護評価の第三者点検は番号法と指針によるもので、続いています。"
        "それより前の判断は、理由や安全管理の考え方、書きぶりの参考にはなりますが、現在の諮問義務や利用・提供の根拠にはなりません。\n\n"
        "取り込まれているのは過去の会議録・答申で、現在の法令の条文や運用は含まれていません。法令検索・例規集と、個人情報保護委員会の資料で確認してください。"
        "過去の審議会の判断であれば、次のように尋ねられます。",
        tuple(f"{topic}について、過去の審議会はどう判断しましたか。" for topic in question.topics[:1])
        or _choices(corpus),
    )


def _vague(question: Question, corpus: Corpus) -> Aside:  # noqa: ARG001
    return Aside(
        "何についてのお尋ねか、もう少し教えてください。市町村名や案件名、知りたいこと（結論・条件・理由・質問）を添えると探せます。"
        "たとえば次のように尋ねられます。",
        _choices(corpus),
    )


def _held(headers: Sequence[Header]) -> str:
    """What is held, in a sentence: how many documents, of which places, between which days."""
    if not headers:
        return "資料はまだ取り込まれていません。"
    places = sorted({h.municipality for h in headers if h.municipality})
    days = sorted(h.dated for h in headers if h.dated)
    named = "、".join(places[:_PLACES]) + ("など" if len(places) > _PLACES else "")
    between = f"（{to_japanese(days[0])}から{to_japanese(days[-1])}まで）" if days else ""
    return f"いま保管しているのは{named}の資料{len(headers)}件{between}です。"


def _choices(corpus: Corpus) -> tuple[str, ...]:
    """Questions that what is held answers: on the newest cases that were decided, and on all."""
    decided = sorted(
        ((h, c) for h, c in corpus.cases() if h.dated and c.outcome_span),
        key=lambda row: (row[0].dated, row[0].name),
        reverse=True,
    )
    of_places: dict[str | None, str] = {}
    for header, case in decided:
        of_places.setdefault(
            header.municipality, f"{header.municipality or ''}の「{case.title}」はどうなりましたか。"
        )
    offered = list(of_places.values())[:_OFFERED]
    return (*offered, "条件が付いた案件を一覧にしてください。", "年度ごとの件数と結論を教えてください。")


_REPLIES = {
    Want.GREETING: _greeting,
    Want.THANKS: _thanks,
    Want.HELP: _help,
    Want.LAW: _law,
    Want.VAGUE: _vague,
}
