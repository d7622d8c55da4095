"""A chat model lays out the writer's sentences and chooses among precedents by number; what it points at wrongly is not used."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from assistant.assistant import Assistant
from assistant.drafting.arrange import ARRANGED, CHOSEN, ModelArranger
from assistant.drafting.draft import draft
from assistant.drafting.paper import Draft, DraftKind, Style
from assistant.drafting.plan import read_plan
from assistant.drafting.proof import faults
from corpus.chat import CancelledError, Chat, load_chat
from corpus.settings import Settings
from tests.assistant.drafting.test_similar import plan
from tests.chatserver import ChatServer, Reply

PLAN = plan("ai_ocr")
Script = Callable[[str, str], Reply | str]
Serve = Callable[..., tuple[ChatServer, Chat]]
ARRANGING = (DraftKind.CONSULTATION, DraftKind.REPORT)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A scripted server and the chat model on it."""
    servers: list[ChatServer] = []
    chats: list[Chat] = []

    def begin(script: Script | Reply | str, **values: object) -> tuple[ChatServer, Chat]:
        servers.append(ChatServer(script if callable(script) else lambda *_: script).__enter__())
        chosen = {"chat_model": "openai:scripted", "chat_base_url": servers[-1].url, "chat_first_token_s": 1}
        chats.append(load_chat(Settings(_env_file=None, **(chosen | {"chat_context_tokens": 32_000} | values))))
        return servers[-1], chats[-1]

    yield begin
    for chat in chats:
        chat.close()
    for server in servers:
        server.__exit__()


@cache
def by_words(assistant: Assistant, kind: DraftKind) -> Draft:
    return draft(kind, PLAN, assistant.corpus)


def arranged(assistant: Assistant, chat: Chat, kind: DraftKind) -> Draft:
    made = draft(kind, PLAN, assistant.corpus, arranger=ModelArranger(PLAN, chat))
    assert faults(made, PLAN, assistant.corpus.text) == []
    return made


def sections(**laid: list[int]) -> str:
    """A reply that lays sentences under sections: s3=[1, 2]."""
    listed = [{"section": int(name[1:]), "sentences": numbers} for name, numbers in laid.items()]
    return json.dumps({"sections": listed})


def lends(system: str) -> bool:
    return "先例の文を選ぶ係" in system


def numbers(user: str) -> list[int]:
    """The numbers of the sentences that a request shows, after the sections' own."""
    return [int(n) for n in re.findall(r"^(\d+): ", user.partition("\n\n文:")[2] or user, re.MULTILINE)]


def pools_of(user: str) -> dict[int, list[tuple[str, str]]]:
    """The sections of a request with the sentences that may be chosen, each with its number."""
    parts = iter(re.split(r"^項目(\d+) .*$", user, flags=re.MULTILINE)[1:])
    return {int(at): re.findall(r"^(\d+): (.*)$", next(parts), re.MULTILINE) for at in parts}


def own(paper: Draft) -> list[tuple[str, str]]:
    """The writer's own sentences, each with the heading above it."""
    heading, found = "", []
    for block in paper.blocks:
        heading = block.text if block.style in (Style.HEADING, Style.SUBHEADING) else heading
        if block.own:
            found.append((heading, block.text))
    return found


def test_the_writers_sentences_stand_where_the_model_points(samples: Assistant, serve: Serve):
    facts = read_plan(PLAN).facts

    def script(system: str, user: str) -> str:
        return sections() if lends(system) else sections(s6=numbers(user)[::-1])

    _, chat = serve(script)
    paper = arranged(samples, chat, DraftKind.CONSULTATION)
    assert [text for heading, text in own(paper) if heading == "保存と廃棄"] == facts[::-1]
    assert ARRANGED in paper.notices
    assert paper.arranged
    assert sorted(text for _, text in own(paper)) == sorted(
        text for _, text in own(by_words(samples, DraftKind.CONSULTATION))
    )


def test_what_the_model_leaves_out_stands_where_its_words_put_it(samples: Assistant, serve: Serve):
    first = read_plan(PLAN).facts[0]
    _, chat = serve(lambda system, _: sections() if lends(system) else sections(s0=[1]))
    paper = arranged(samples, chat, DraftKind.CONSULTATION)
    words = own(by_words(samples, DraftKind.CONSULTATION))
    assert ("その他", first) in own(paper)
    assert [(h, t) for h, t in own(paper) if t != first] == [(h, t) for h, t in words if t != first]


def quoted(paper: Draft) -> list[str]:
    """What is quoted of councils' reasons or of members' questions, in order."""
    return [b.quotes[0] for b in paper.blocks if b.quotes]


@pytest.mark.parametrize("kind", ARRANGING)
def test_of_the_candidates_those_are_quoted_that_the_model_points_at(
    samples: Assistant, serve: Serve, kind: DraftKind
):
    shown: list[str] = []

    def script(system: str, user: str) -> str:
        if not lends(system):
            return sections()
        pools = pools_of(user)
        shown.extend(pool[-1][1] for pool in pools.values())
        return json.dumps(
            {"sections": [{"section": at, "sentences": [int(pool[-1][0])]} for at, pool in pools.items()]}
        )

    _, chat = serve(script)
    paper = arranged(samples, chat, kind)
    assert shown
    assert CHOSEN in paper.notices
    assert all(any(text == quote or text in quote for quote in quoted(paper)) for text in shown)
    assert quoted(paper) != quoted(by_words(samples, kind))


@pytest.mark.parametrize("kind", ARRANGING)
def test_a_section_for_which_nothing_is_chosen_quotes_nothing(
    samples: Assistant, serve: Serve, kind: DraftKind
):
    def script(system: str, user: str) -> str:
        named = [int(n) for n in re.findall(r"^項目(\d+) ", user, re.MULTILINE)]
        return sections(**{f"s{n}": [] for n in named}) if lends(system) else sections()

    _, chat = serve(script)
    assert len(quoted(arranged(samples, chat, kind))) < len(quoted(by_words(samples, kind)))


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("承知しました。", "形になっていません"),
        (sections(s1=[999]), "示されていない文999"),
        (sections(s1=[0]), "示されていない文0"),
        (sections(s99=[1]), "示されていない項目99"),
        (sections(s1=[1, 1]), "二度"),
        (sections(s1=[1], s2=[1]), "文1"),
        (Reply(status=500), "HTTP 500"),
        (Reply(""), "何も答えませんでした"),
        (Reply("x", before_s=30), "書き始めませんでした"),
    ],
)
def test_nonsense_and_failure_leave_the_paper_as_by_words_and_say_so(
    samples: Assistant, serve: Serve, reply: Reply | str, why: str
):
    lending = reply if isinstance(reply, Reply) else None
    server, chat = serve(lambda system, _: reply if not lends(system) or lending else "なし")
    paper = arranged(samples, chat, DraftKind.REPORT)
    assert paper.blocks == by_words(samples, DraftKind.REPORT).blocks
    assert not paper.arranged
    assert any(why in notice and "言葉の一致" in notice for notice in paper.notices)
    assert len(server.requests) == (1 if lending else 2)


def test_too_many_precedents_are_nonsense(samples: Assistant, serve: Serve):
    def script(system: str, user: str) -> str:
        if not lends(system):
            return sections()
        every = {f"s{at}": [int(number) for number, _ in pool] for at, pool in pools_of(user).items()}
        assert any(len(each) > 2 for each in every.values())
        return sections(**every)

    _, chat = serve(script)
    paper = arranged(samples, chat, DraftKind.CONSULTATION)
    assert paper.blocks == by_words(samples, DraftKind.CONSULTATION).blocks
    assert any("選びすぎ" in notice for notice in paper.notices)


def test_a_small_window_is_filled_several_times(samples: Assistant, serve: Serve):
    def script(system: str, user: str) -> str:
        first = {f"s{at}": [int(pool[0][0])] for at, pool in pools_of(user).items()}
        return sections(**first) if lends(system) else sections()

    wide, chat = serve(script)
    arranged(samples, chat, DraftKind.CONSULTATION)
    sizes = [chat.count("".join(m["content"] for m in request["messages"])) for request in wide.requests]
    narrow, chat = serve(script, chat_context_tokens=max(sizes) + 500)
    paper = arranged(samples, chat, DraftKind.CONSULTATION)
    assert (len(wide.requests), len(narrow.requests)) == (2, 3)
    assert CHOSEN in paper.notices


def test_a_window_that_is_too_small_is_said_and_nothing_is_asked(samples: Assistant, serve: Serve):
    server, chat = serve("なし", chat_context_tokens=1024)
    paper = arranged(samples, chat, DraftKind.REPORT)
    assert paper.blocks == by_words(samples, DraftKind.REPORT).blocks
    assert server.requests == []
    assert any("文脈に収まりません" in notice for notice in paper.notices)


def test_giving_up_ends_it(samples: Assistant, serve: Serve):
    server, chat = serve(Reply("x", before_s=30), chat_first_token_s=60)
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        draft(DraftKind.REPORT, PLAN, samples.corpus, arranger=ModelArranger(PLAN, chat, stop))
    assert time.monotonic() - began < 10
    assert server.disconnected.wait(5)
