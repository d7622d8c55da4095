"""Fixtures of the tests around a chat model."""

from collections.abc import Callable, Iterator

import pytest

from assistant.assistant import Assistant
from assistant.model.pointer import Pointer
from corpus.chat import Chat, load_chat
from corpus.settings import Settings
from tests.chatserver import ChatServer, Reply

Start = Callable[..., tuple[ChatServer, Assistant]]


@pytest.fixture
def start(samples: Assistant) -> Iterator[Start]:
    """Start a scripted server, with an assistant over the samples that asks it."""
    servers: list[ChatServer] = []
    models: list[Chat] = []

    def begin(script: Callable[[str, str], Reply | str], **values: object) -> tuple[ChatServer, Assistant]:
        servers.append(ChatServer(script).__enter__())
        given = {"chat_model": "openai:scripted", "chat_base_url": servers[-1].url, "chat_total_s": 20}
        given |= {"chat_context_tokens": 16384, "chat_summary": True}
        settings = Settings(_env_file=None, **(given | values))
        asking = Assistant(samples.corpus, settings)
        asking.__dict__["chat"] = load_chat(settings)
        models.append(asking.chat)
        assert isinstance(asking.pointer, Pointer)
        return servers[-1], asking

    yield begin
    for model in models:
        model.close()
    for server in servers:
        server.__exit__()
