"""The answer form for a speaker's name: it refuses where the remark bears a role alone."""

import re
from functools import cache

from assistant.forms.form import Form, Found
from assistant.forms.labels import place
from assistant.forms.refusal import Refusal, Why
from assistant.understand.cues import Field
from corpus.language import either, fold, posts
from corpus.model import Role

_CODED = re.compile(
    r"(委員[A-Z]|[A-Z]委員|[A-Z]氏)(?:と)?(?:は|って|の)[^。]{0,6}(?:誰|だれ|どなた|名前|氏名|何さん)"
)
"""Asks who is meant by a letter that stands for a member's name."""


def _wanted(found: Found) -> bool:
    return Field.SPEAKER in found.question.fields or _coded(found) is not None


def _coded(found: Found) -> re.Match[str] | None:
    return _CODED.search(fold(found.question.focus))


def _answer(found: Found) -> Refusal | None:
    if coded := _coded(found):
        return Refusal(
            Why.FIELD,
            f"{place(found.best.header)}の資料では「{coded[1]}」とだけ記され、氏名は書かれていません。",
            "氏名の記載がありません",
        )
    said = next(
        (p for p in found.passages if p.turn.role in (Role.MEMBER, Role.CHAIR) and p.turn.speaker), None
    )
    if said is None or _role_words().sub("", said.turn.speaker or ""):
        return None
    return Refusal(
        Why.FIELD,
        f"{place(said.header)}の資料では、この発言をした委員の氏名は記載されていません。",
        "発言者の氏名の記載がありません",
    )


@cache
def _role_words() -> re.Pattern[str]:
    """What a speaker's mark can hold that is no name: a title, a letter in place of a name."""
    council = posts()
    titles = either((*council.chair.titles, *council.member.titles))
    return re.compile(rf"{titles}|[A-ZＡ-Ｚ()（）]|\s")


FORM = Form("speaker", _wanted, _answer)
