"""A chat model is built from the settings and read within limits, whatever its server does."""

import importlib
import threading
import time
from collections.abc import Callable

import pytest
from langchain.chat_models import base
from langchain_openai import ChatOpenAI
from langsmith.utils import get_env_var

from corpus.chat import CancelledError, Chat, ModelError, Reply, load_chat
from corpus.chat.chat import repeats
from corpus.errors import SettingsError
from corpus.settings import Settings
from tests.chatserver import ChatServer
from tests.chatserver import Reply as Scripted

ANSWER = "審議会は「本件は承認とする。」としました。"
SLACK_S = 2.0


def settings(**values: object) -> Settings:
    limits = {"chat_first_token_s": 0.6, "chat_total_s": 1.5}
    return Settings(_env_file=None, **(limits | values))


def listen(
    chat: Chat, total_s: float = 1.5, cancelled: threading.Event | None = None
) -> tuple[list[str], Reply]:
    stream = chat.stream("役割", "質問", time.monotonic() + total_s, cancelled)
    arrived = []
    while True:
        try:
            arrived.append(next(stream))
        except StopIteration as end:
            return arrived, end.value


@pytest.fixture
def serve():
    """Start a scripted server, with the chat model that speaks to it."""
    servers: list[ChatServer] = []
    chats: list[Chat] = []

    def start(reply: Scripted | str, **values: object) -> tuple[ChatServer, Chat]:
        servers.append(ChatServer(lambda *_: reply).__enter__())
        given = {"chat_model": "openai:scripted", "chat_base_url": servers[-1].url}
        chats.append(load_chat(settings(**(given | values))))
        return servers[-1], chats[-1]

    yield start
    for chat in chats:
        chat.close()
    for server in servers:
        server.__exit__()


def test_a_reply_arrives_piece_by_piece_with_its_cost(serve: Callable[..., tuple[ChatServer, Chat]]):
    server, chat = serve(ANSWER)
    arrived, reply = listen(chat)
    assert reply.text == ANSWER
    assert all(ANSWER.startswith(part) for part in arrived)
    assert len(set(arrived)) > 2
    assert (reply.cost.input_tokens, reply.cost.output_tokens, reply.cost.estimated) == (100, 20, False)
    assert server.requests[0]["stream"] is True
    assert [m["role"] for m in server.requests[0]["messages"]] == ["system", "user"]


def test_a_cost_that_the_server_does_not_tell_is_estimated(serve: Callable[..., tuple[ChatServer, Chat]]):
    _, chat = serve(Scripted(ANSWER, usage=False))
    _, reply = listen(chat)
    assert reply.cost.estimated
    assert reply.cost.output_tokens >= len(ANSWER)


def test_a_server_that_does_not_stream_is_read_too(serve: Callable[..., tuple[ChatServer, Chat]]):
    server, _ = serve(ANSWER)
    model = ChatOpenAI(model="scripted", base_url=server.url, api_key="none", disable_streaming=True)
    chat = Chat(model, "openai:scripted", settings())
    _, reply = listen(chat)
    chat.close()
    assert reply.text == ANSWER
    assert not server.requests[0].get("stream")


def _numbered(hundred: int) -> str:
    return "".join(f"{hundred * 100 + n}件目です。" for n in range(100))


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Scripted(ANSWER, before_s=30), "0.6秒たっても書き始めませんでした"),
        (Scripted(ANSWER, stall_after=2), "0.6秒たっても続きを書きませんでした"),
        (Scripted(pieces=[_numbered(n) for n in range(20)]), "終わりませんでした"),
        (Scripted(endless="同じ文です。"), "同じような言葉を書き続け"),
        (Scripted("<think>" + "考える。", endless="考え中。"), "同じような言葉を書き続け"),
        (Scripted(status=500), "HTTP 500"),
        (Scripted(status=429), "HTTP 429"),
        (Scripted("承認", raw=b"\xe3\x81\xff"), "読めない文字"),
        (Scripted(""), "何も答えませんでした"),
        (Scripted("<think>ここまで考えて"), "何も答えませんでした"),
        (Scripted("<think>考えた</think>  \n"), "何も答えませんでした"),
    ],
    ids=[
        "slow", "stalled", "too long", "repeating", "thinking for ever", "error", "busy", "invalid UTF-8",
        "empty", "unclosed thought", "only a thought",
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_within_the_limit(
    reply: Scripted, why: str, serve: Callable[..., tuple[ChatServer, Chat]]
):
    _, chat = serve(reply)
    began = time.monotonic()
    with pytest.raises(ModelError, match=why):
        listen(chat)
    assert time.monotonic() - began < 1.5 + SLACK_S


def test_a_slow_writer_is_stopped_at_the_total_limit(serve: Callable[..., tuple[ChatServer, Chat]]):
    _, chat = serve(Scripted(pieces=["ゆ", "っ", "く", "り"], stall_after=4), chat_first_token_s=60)
    with pytest.raises(ModelError, match=r"1\.5秒）内に書き終えませんでした") as failed:
        listen(chat)
    assert failed.value.cost.output_tokens >= 4


def test_no_server_is_said_at_once():
    with ChatServer(lambda *_: "") as server:
        url = server.url
    chat = load_chat(settings(chat_model="openai:scripted", chat_base_url=url))
    with pytest.raises(ModelError, match="接続できませんでした"):
        listen(chat)
    chat.close()


@pytest.mark.parametrize("reply", [Scripted(ANSWER, before_s=30), Scripted(ANSWER, stall_after=2)])
def test_giving_up_frees_the_models_slot(reply: Scripted, serve: Callable[..., tuple[ChatServer, Chat]]):
    """The connection closes while the server is silent, before the first letter and in the middle."""
    server, chat = serve(reply, chat_first_token_s=60, chat_total_s=60)
    stream = chat.stream("役割", "質問", time.monotonic() + 60)
    while not server.requests:
        next(stream)
    stream.close()
    assert server.disconnected.wait(3)


def test_the_users_stop_ends_the_reading(serve: Callable[..., tuple[ChatServer, Chat]]):
    server, chat = serve(Scripted(ANSWER, before_s=30), chat_first_token_s=60, chat_total_s=60)
    cancelled = threading.Event()
    threading.Timer(1.0, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        listen(chat, 60, cancelled)
    assert time.monotonic() - began < 1.0 + SLACK_S
    assert server.disconnected.wait(3)


def test_thoughts_are_not_part_of_a_reply(serve: Callable[..., tuple[ChatServer, Chat]]):
    _, chat = serve(f"<think>まず[1]を…</think>\n{ANSWER}")
    assert listen(chat)[1].text == ANSWER


@pytest.mark.parametrize(
    ("text", "expected"),
    [("。" * 80, True), ("承認する。" * 40, True), (ANSWER, False), ("- " + "承認。" * 5, False), ("", False)],
)
def test_repetition(text: str, expected: bool):
    assert repeats(text) is expected


def test_the_bound_on_tokens_is_one_a_japanese_letter(serve: Callable[..., tuple[ChatServer, Chat]]):
    _, chat = serve(ANSWER)
    assert chat.count("個人情報") == 4
    assert chat.count("2021") == 4
    assert chat.count("cloud") == 3


def test_a_models_own_tokenizer_goes_before_the_bound():
    model = ChatOpenAI(model="scripted", api_key="none", custom_get_token_ids=lambda _: [0] * 3)
    assert Chat(model, "openai:scripted", settings()).count("個人情報保護審議会") == 3


@pytest.mark.parametrize(
    ("provider", "extra"),
    [("ollama", "ollama"), ("anthropic", "anthropic"), ("google_genai", "google"), ("openai", "openai")],
)
def test_a_missing_package_is_named_with_its_extra(provider: str, extra: str, monkeypatch: pytest.MonkeyPatch):
    base._get_chat_model_creator.cache_clear()
    monkeypatch.setattr(base.importlib, "import_module", _absent("langchain_"))
    with pytest.raises(SettingsError, match=rf'pip install "senrei\[{extra}\]"'):
        load_chat(settings(chat_model=f"{provider}:model", chat_api_key="key"))


def _absent(prefix: str) -> Callable[[str], object]:
    load = importlib.import_module

    def missing(name: str, package: str | None = None) -> object:
        if name.startswith(prefix):
            raise ImportError(name)
        return load(name, package)

    return missing


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"chat_model": ""}, "設定されていません"),
        ({"chat_model": "openai:gpt"}, "APIキーがありません"),
        ({"chat_model": "unheard-of-model"}, "provider:model|ollama:モデル名"),
        ({"chat_model": "nobody:model"}, "ollama:モデル名"),
    ],
)
def test_settings_that_cannot_work_are_refused(values: dict[str, str], why: str):
    with pytest.raises(SettingsError, match=why):
        load_chat(settings(**values))


def test_nothing_is_traced_to_another_service(
    serve: Callable[..., tuple[ChatServer, Chat]], monkeypatch: pytest.MonkeyPatch
):
    """Whatever the environment says: the documents go to the model's server and nowhere else."""
    reached: list[object] = []
    monkeypatch.setattr("langsmith.Client.create_run", lambda *given, **more: reached.append((given, more)))
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "key")
    get_env_var.cache_clear()
    _, chat = serve(ANSWER)
    assert listen(chat)[1].text == ANSWER
    get_env_var.cache_clear()
    assert not reached


def test_no_test_reaches_beyond_this_machine():
    chat = load_chat(settings(chat_model="openai:model", chat_base_url="http://192.0.2.1/v1"))
    with pytest.raises(ModelError):
        listen(chat)
    chat.close()
