"""Whole replies of a model that lies: it points at true sentences and says something false in every field that takes words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.model.prose import quoted
from corpus import chat
from corpus.language import squeeze
from tests.assistant import scripts

LIES = [
    line
    for line in map(
        json.loads, Path(__file__).with_name("summaries.jsonl").read_text(encoding="utf-8").splitlines()
    )
    if not line["right"]
]


class Liar:
    """A chat model that points at the sentences which hold a line's quotes and tells its falsehood wherever it may write."""

    name, context_tokens, total_s = "liar", 16384, 20.0

    def __init__(self, line: dict[str, Any]) -> None:
        self._line = line

    def count(self, text: str) -> int:
        return len(text)

    def stream(self, system: str, user: str, *_: object) -> Iterator[str]:
        asked = scripts.given(system, user)
        said = self._line["summary"]
        if asked.step == "plan":
            plan = {"form": "結論", "topics": [said], "search": [*self._line["quotes"], said][:6]}
            yield (reply := json.dumps(plan, ensure_ascii=False))
            return chat.Reply(reply, chat.Cost())
        held = squeeze("".join(self._line["quotes"]))
        lines = [each for each in asked.lines if squeeze(each.text) in held] or asked.lines[:1]
        numbers = [each.number for each in lines][:8]
        choice = {
            "parts": [{"part": said, "n": numbers}, {"part": f"{said[:30]}という点", "n": []}],
            "verdict": "はい",
            "near": numbers[:3],
            "search": [said],
            "summary": [{"text": said, "case": lines[0].key, "n": numbers}],
        }
        yield (reply := json.dumps(choice, ensure_ascii=False))
        return chat.Reply(reply, chat.Cost())


def test_there_are_enough_of_them() -> None:
    assert len(LIES) >= 80


@pytest.mark.parametrize("line", LIES, ids=[f"{line['kind']} {line['id']}" for line in LIES])
def test_no_lie_reaches_the_user(line: dict[str, Any], samples: Assistant) -> None:
    """What the answer says beside the documents' own words and the question's holds nothing of it."""
    asking = Assistant(samples.corpus, samples.settings.model_copy(update={"chat_summary": True}))
    asking.__dict__["chat"] = Liar(line)
    question = line.get("question") or f"{line['quotes'][0]}これについて教えてください。"
    answer = asking.ask(question, mode="generative")
    shown = [answer.answer, *answer.notices, *(near.why_not or "" for near in answer.nearest)]
    lie = squeeze(line["summary"]).rstrip("。")
    for text in shown:
        own = text
        for span in sorted(quoted(text), key=lambda s: -s.start):
            own = own[: span.start] + own[span.end :]
        assert lie not in squeeze(own)
        assert lie[:30] not in squeeze(own)
