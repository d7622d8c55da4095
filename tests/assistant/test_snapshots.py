"""Twelve whole answers over the samples, as a reader sees them; each was read and found fit for a council member.

After a change that is meant: SNAPSHOTS=write python -m pytest tests/assistant/test_snapshots.py, then read the difference.
"""

import os
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.understand.followup import Message

FOLDER = Path(__file__).parent / "snapshots"

TALK = (
    Message("user", "見本市の電子申請サービスの結合はどう判断されましたか。"),
    Message("assistant", "第13回で条件付き承認となりました。"),
)
QUESTIONS: dict[str, tuple[str, tuple[Message, ...]]] = {
    "article": (
        "条例第12条第2項（センシティブな個人情報の扱い）について、過去の審議会ではどう判断されましたか。",
        (),
    ),
    "course": ("見本市の電子申請サービスの結合は、結局どうなりましたか。", ()),
    "conditions": ("例示市の防犯カメラの映像の提供には、どんな条件が付きましたか。", ()),
    "reasons": ("架空市の図書館の貸出履歴の提供はなぜ認められなかったのですか。", ()),
    "fact": ("見本市の電子申請の事業者はどうやって選ぶと説明されましたか。", ()),
    "meeting": ("見本市個人情報保護審議会の第12回は、いつ、どこで開かれましたか。", ()),
    "list": ("継続審議になった案件を全て挙げてください。", ()),
    "comparison": ("見本市の電子申請と仮設県の学習支援クラウドでは、結論と条件がどう違いますか。", ()),
    "similar": (
        "本市で紙の申告書をAI-OCRで読み取る事業の諮問を準備しています。参考になる案件はありますか。",
        (),
    ),
    "issues": ("再委託について委員からどんな質問が出ましたか。", ()),
    "follow_up": ("その条件は？", TALK),
    "no_precedent": ("架空市のドローンによる撮影の案件はどう判断されましたか。", ()),
}


def shown(answer: Answer) -> str:
    """An answer as text: what is asked and said, the citations, what stands beside it."""
    lines = [f"# {answer.standalone_question}", "", answer.answer, ""]
    for citation in answer.citations or answer.nearest:
        quote = " ".join(citation.quote.split())
        lines += [f"[{citation.marker}] {citation.formal} 〔{citation.role.value}〕", f"    {quote}"]
        lines += [f"    （{citation.why_not}）"] if citation.why_not else []
    lines += ["", *(f"※ {notice}" for notice in answer.notices)]
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_whole_answer(name: str, samples: Assistant):
    question, talk = QUESTIONS[name]
    text = shown(samples.ask(question, talk, mode="extractive"))
    path = FOLDER / f"{name}.md"
    if os.environ.get("SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
