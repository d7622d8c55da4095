"""What is said before an answer that somebody wants to write with: where drafts are made, and what may not be taken over."""

from assistant.understand.cues import TAKES_OVER, WRITES
from assistant.understand.question import Question

REUSE = (
    "**そのままは使えません。** 先例の記述は、その自治体のその時点の事実です。自分の自治体の資料にするときは、名称・数・期間・条項・業者などの固有の事実を"
    "担当課に確かめて置き換え、出典を添えてください。"
)
DRAFT = "下書きは「起案」のページで、先例の文を引いて作れます（分からない事実は「要確認」の空欄になります）。ここでは、もとになる先例を示します。"


def advice(question: Question) -> str:
    """A sentence before the answer; empty where nobody asks to write or to take something over."""
    if TAKES_OVER.search(question.focus):
        return REUSE
    return DRAFT if WRITES.search(question.focus) else ""
