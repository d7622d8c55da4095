"""Every example on the start page is answered right: over the samples, and over the real documents beside the checkout."""

import pytest

from assistant.assistant import Assistant
from assistant.workspace.examples import EXAMPLES

QUESTIONS = [question for group in EXAMPLES for question in group.questions]
OVER_SAMPLES = {
    "条例第12条第2項": ("第12条第2項", "**不承認**"),
    "継続審議になった": ("**継続審議**", "市民体育館における顔認証"),
    "電子計算機の結合": ("審議会の条件", "学習支援クラウドサービス"),
    "外部提供の諮問": ("避難行動要支援者", "委員の質問の記録は見当たりません"),
    "AIやクラウド": ("「AI」「クラウドサービス」は、資料", "生成AI"),
    "要支援者の名簿": ("**近い案件**", "避難行動要支援者支援システム"),
}
OVER_REAL = {
    "条例第12条第2項": ("そのものについての審議会の判断は書かれていません", "**再審議**"),
    "継続審議になった": ("結論が「継続審議」と記録された案件はありません", "前回の審議では"),
    "電子計算機の結合": ("審議会の条件", "電子交付実証事業"),
    "外部提供の諮問": ("委員の質問や意見の記録は見当たりません", "電子交付実証事業"),
    "AIやクラウド": ("「AI」「クラウドサービス」は、資料", "AI-OCR"),
    "要支援者の名簿": ("**近い案件**", "電子交付実証事業"),
}
"""Beginning of a question to what its first line must hold, and what the answer must name."""


def _expected(question: str, held: dict[str, tuple[str, str]]) -> tuple[str, str]:
    (found,) = (words for beginning, words in held.items() if question.startswith(beginning))
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_over_the_samples(samples: Assistant, question: str):
    first, named = _expected(question, OVER_SAMPLES)
    answer = samples.ask(question)
    assert answer.answered
    assert first in answer.answer
    assert named in answer.answer


@pytest.mark.parametrize("question", QUESTIONS)
def test_over_the_real_documents(real: Assistant, question: str):
    first, named = _expected(question, OVER_REAL)
    answer = real.ask(question)
    assert answer.answered
    assert first in answer.answer.splitlines()[0] or first == "審議会の条件"
    assert named in answer.answer
