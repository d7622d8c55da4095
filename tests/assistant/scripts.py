"""Scripted models: which step a prompt is of, and what a model that behaves in one way replies."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.chatserver import Reply

Step = Callable[["Given"], Reply | str]


@dataclass(frozen=True)
class Line:
    """A numbered sentence as the model sees it."""

    number: int
    key: str
    """Of its case."""
    speaker: str
    text: str


@dataclass(frozen=True)
class Given:
    """What a prompt gives the model."""

    step: str
    """plan or select."""
    system: str
    user: str

    @property
    def lines(self) -> list[Line]:
        """The sentences, in their order."""
        found, key, speaker = [], "", ""
        for line in self.user.splitlines():
            if case := re.match(r"\[(\w{4})\] ", line):
                key, speaker = case[1], ""
            elif said_by := re.fullmatch(r"〈(.*)〉", line):
                speaker = said_by[1]
            elif sentence := re.match(r"(\d+): (.*)", line):
                found.append(Line(int(sentence[1]), key, speaker, sentence[2]))
        return found

    def line(self, words: str) -> Line:
        """The first sentence that holds `words`."""
        return next(line for line in self.lines if words in line.text)


def given(system: str, user: str) -> Given:
    """Read a prompt."""
    return Given("plan" if "検索する係" in system else "select", system, user)


NO_PLAN = '{"form":"事実","topics":[],"search":[]}'


def model(select: Step | Reply | str, plan: Step | Reply | str = NO_PLAN) -> Callable[[str, str], Reply | str]:
    """A script of one reply for each step."""

    def script(system: str, user: str) -> Reply | str:
        asked = given(system, user)
        chosen = {"plan": plan, "select": select}[asked.step]
        return chosen(asked) if callable(chosen) else chosen

    return script


def reply(
    parts: Sequence[tuple[str, Sequence[int]]],
    verdict: str = "なし",
    near: Sequence[int] = (),
    search: Sequence[str] = (),
    summary: Sequence[dict[str, Any]] = (),
) -> str:
    """The JSON of a choice."""
    shape = {
        "parts": [{"part": part, "n": list(numbers)} for part, numbers in parts],
        "verdict": verdict,
        "near": list(near),
        "search": list(search),
        "summary": list(summary),
    }
    return json.dumps(shape, ensure_ascii=False)


def pointing(*words: str, said: str = "", **more: Any) -> Step:
    """Points at the first sentences that hold some words; `said` is its summary, resting on all of them."""

    def choose(asked: Given) -> str:
        lines = [asked.line(each) for each in words]
        numbers = [line.number for line in lines]
        summary = [{"text": said, "case": lines[0].key, "n": numbers}] if said else []
        return reply([("結論", numbers)], summary=summary, **more)

    return choose


SILENT = reply([("結論", [])], "資料では分からない")
