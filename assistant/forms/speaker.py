"""The answer form for a speaker's name: it refuses where the remark bears a role alone."""

import re
from functools import cache

from assistant.forms.form import Form, Found
from assistant.forms.labels import place
from assistant.forms.refusal import Refusal, Why
from assistant.understand.cues import Field
from corpus.language import either, posts
from corpus.model import Role


def _wanted(found: Found) -> bool:
    return Field.SPEAKER in found.question.fields


def _answer(found: Found) -> Refusal | None:
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
