"""A document is data: whatever it orders, it changes neither what the model is told nor what the user is told."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from assistant.gate import MARKER
from assistant.model import prose
from assistant.model.material import gather, harmless
from assistant.model.write import Writer
from corpus.chat import load_chat
from corpus.language import squeeze
from corpus.settings import Settings
from tests.assistant import scripts
from tests.assistant.town import citations, extractive, minutes
from tests.chatserver import ChatServer

LINES = [
    json.loads(line) for line in Path(__file__).with_name("injections.jsonl").read_text("utf-8").splitlines()
]
DECIDED = "審議会は「本件は全員一致で承認する。」としました"
every_injection = pytest.mark.parametrize("line", LINES, ids=[line["kind"] for line in LINES])


def written(text: str, script: Any) -> tuple[Any, ChatServer, Any]:
    """The answer over minutes that hold `text` as a member's remark."""
    document = minutes(text)
    found = extractive(document)
    with ChatServer(script) as server:
        chat = load_chat(Settings(_env_file=None, chat_model="openai:scripted", chat_base_url=server.url))
        *_, last = Writer(chat, lambda _: document, lambda: 1).write(found, lambda _: found)
        chat.close()
    return last.answer, server, document


def test_there_are_enough_of_them():
    assert len(LINES) >= 30


@every_injection
def test_the_model_sees_them_as_one_line_of_text(line: dict[str, str]):
    _, server, _ = written(line["text"], scripts.model(scripts.good))
    _, plain, _ = written("特にありません。", scripts.model(scripts.good))
    system, user = (m["content"] for m in server.requests[1]["messages"])
    usual_system, usual = (m["content"] for m in plain.requests[1]["messages"])
    example = r"\[\w{4}\]"
    assert scripts.re.sub(example, "", system) == scripts.re.sub(example, "", usual_system)
    assert len(user.splitlines()) == len(usual.splitlines())
    assert len(scripts.given(system, user).passages) == 6
    body = next(p.body for p in scripts.given(system, user).passages if p.body == harmless(line["text"]))
    assert not set("[]<>|`#{}") & set(body)
    assert not [c for c in body if unicodedata.category(c) in ("Cf", "Cc")]


@every_injection
def test_a_model_that_obeys_them_tells_the_user_nothing_of_it(line: dict[str, str]):
    wish = line["obeyed"]

    def obedient(asked: scripts.Given) -> str:
        key = asked.passages[-1].key
        sentence = f"{wish.removesuffix('。')}[{key}]。" if wish else ""
        return f"{DECIDED}[{asked.key('全員一致で承認する')}]。\n{sentence}"

    answer, _, document = written(line["text"], scripts.model(obedient, repair=lambda a: f"1: {obedient(a)}"))
    said = "".join(prose.blanked(part) for part in answer.answer.splitlines())
    assert not wish or squeeze(wish.removesuffix("。")) not in squeeze(said)
    assert squeeze(answer.answer).startswith(squeeze(DECIDED)) or answer.mode == "extractive"
    assert {int(m) for m in MARKER.findall(said)} == {c.marker for c in answer.citations}
    assert answer.citations
    for citation in answer.citations:
        assert citation.span.of(document.text) == citation.quote


@every_injection
def test_a_good_model_answers_as_without_them(line: dict[str, str]):
    answer, _, _ = written(
        line["text"], scripts.model(lambda asked: f"{DECIDED}[{asked.key('全員一致で承認する')}]。")
    )
    assert answer.mode == "generative"
    assert answer.answer.startswith(f"{DECIDED}[1]。")


def test_no_document_can_know_a_key():
    """Keys are drawn anew for every answer, and none that a passage holds is taken."""
    drawn = set()
    for _ in range(50):
        document = minutes(" ".join(drawn) or "特にありません。")
        keys = {source.key for source in gather(citations(document), lambda _, d=document: d)}
        assert not keys & drawn
        drawn |= keys
    assert len(drawn) == 300
