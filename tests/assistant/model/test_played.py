"""Sets of questions with a chat model whose part was played once, by the prompts alone; its choices are replayed.

`played_*.jsonl` hold for each question the plan and, for each sheet, the sentences that were pointed at, as they stand in the
documents of the set: the numbers of a sheet may change, its sentences do not.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.answer import answer_json
from assistant.assistant import Assistant
from assistant.evaluate import Figures, figures, judge, squeeze
from assistant.understand.followup import Message
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.pipeline import take_in
from tests.assistant.scripts import Given, given, reply
from tests.chatserver import ChatServer

LEARNING = Path(__file__).parents[3] / "ingest" / "learning"
SETS = (LEARNING / "held_out" / "x", LEARNING / "asked" / "aj")


class Player:
    """Replies as the person did who played the model."""

    def __init__(self, played: dict[str, Any]) -> None:
        self._played = played
        self._sheets: Counter[str] = Counter()

    def __call__(self, system: str, user: str) -> str:
        asked = given(system, user)
        question = [line for line in user.splitlines() if line.startswith("質問: ")][-1].removeprefix("質問: ")
        played = self._played[question]
        if asked.step == "plan":
            return json.dumps(played["plan"], ensure_ascii=False)
        sheet = self._sheets[question]
        self._sheets[question] += 1
        return _pointed(asked, played["select"][min(sheet, len(played["select"]) - 1)])


def _pointed(asked: Given, chosen: dict[str, Any]) -> str:
    """The JSON of a choice, its sentences as the numbers that they bear on this sheet."""
    numbers = {line.text: line.number for line in reversed(asked.lines)}
    keys = {line.split("] ", 1)[1]: line[1:5] for line in asked.user.splitlines() if line[5:7] == "] "}

    def of(sentences: list[str]) -> list[int]:
        return [numbers[sentence] for sentence in sentences if sentence in numbers]

    summary = [
        {"text": said["text"], "case": keys[said["case"]], "n": of(said["sentences"])}
        for said in chosen["summary"]
        if said["case"] in keys
    ]
    parts = [(part["part"], of(part["sentences"])) for part in chosen["parts"]]
    return reply(parts, chosen["verdict"], of(chosen["near"]), chosen["search"], summary)


@pytest.fixture(scope="module", params=SETS, ids=lambda folder: folder.name)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    """The figures of the answers to all questions of a set that were played."""
    folder: Path = request.param
    lines = Path(__file__).with_name(f"played_{folder.name}.jsonl").read_text(encoding="utf-8").splitlines()
    played = {line["question"]: line for line in map(json.loads, lines)}
    with ChatServer(Player(played)) as server:
        settings = Settings(
            data=tmp_path_factory.mktemp("played"),
            chat_model="openai:played",
            chat_base_url=server.url,
            chat_api_key=SecretStr("none"),
            chat_context_tokens=16384,
        )
        yield _asked(settings, folder)


def _asked(settings: Settings, folder: Path) -> Figures:
    with Corpus.open(settings) as corpus:
        take_in([folder / "documents"], corpus)
        assistant = Assistant(corpus, settings)
        texts = {header.name: squeeze(corpus.text(header.name)) for header in corpus.headers()}
        judged = []
        for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            talk = tuple(Message(m["role"], m["text"]) for m in gold["conversation"])
            answer = assistant.ask(gold["question"], talk, mode="generative")
            judged.append(judge(gold, answer_json(answer), lambda name: texts.get(name, "")))
        return figures(judged)


def test_what_is_pointed_at_is_found_and_silence_counts(found: Figures) -> None:
    assert found.questions == 40
    assert found.recall >= 0.88
    assert found.precision >= 0.85
    assert found.abstained >= 0.9
    assert found.over_abstained <= 0.05
    assert found.verbatim == 1.0
    assert found.violations == 0
