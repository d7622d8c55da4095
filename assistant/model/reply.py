"""What a chat model is asked to reply: JSON of a shape, short, with numbers in the place of copied text."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

NOT_AS_ASKED = "チャットモデルが決められた形で答えませんでした。"
Verdict = Literal["はい", "いいえ", "条件付き", "資料では分からない", "前提が違う", "なし"]
_VERDICTS = frozenset(("はい", "いいえ", "条件付き", "資料では分からない", "前提が違う"))
Form = Literal["結論", "条件", "理由", "質疑", "経緯", "比較", "一覧", "事実"]
_FORMS = frozenset(("結論", "条件", "理由", "質疑", "経緯", "比較", "一覧"))


def _or_none(said: Any) -> Any:
    return said if said in _VERDICTS else "なし"


def _or_fact(said: Any) -> Any:
    return said if said in _FORMS else "事実"


def _listed(said: Any) -> Any:
    return [] if said is None else said if isinstance(said, list) else [said]


Numbers = Annotated[list[int], BeforeValidator(_listed)]
Words = Annotated[list[str], BeforeValidator(_listed)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Planned(_Shape):
    """How a question is searched."""

    form: Annotated[Form, BeforeValidator(_or_fact)] = "事実"
    topics: Words = []
    search: Words


class Part(_Shape):
    """One thing that a question asks, and the sentences that answer it."""

    part: str = ""
    n: Numbers


class Said(_Shape):
    """A sentence in the model's words about one case, and the sentences on which it rests."""

    text: str
    case: str = ""
    n: Numbers


class Selected(_Shape):
    """The sentences that answer a question."""

    parts: list[Part]
    verdict: Annotated[Verdict, BeforeValidator(_or_none)]
    near: Numbers = []
    search: Words = []
    summary: list[Said] = []
