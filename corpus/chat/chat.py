"""Streaming from a chat model, within limits and cancelled when nobody reads any more.

A model runs on an event loop of its own, because only a cancelled task closes the connection while nothing arrives on
it; that is what gives the model's slot back.
"""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.chat.shape import held_to
from corpus.chat.thoughts import spoken
from corpus.chat.transport import TransportError
from corpus.errors import SenreiError
from corpus.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk
    from pydantic import BaseModel

LOG = logging.getLogger(__name__)
TICK_S = 0.25
"""Seconds between two yields while nothing arrives, at which the reader can stop."""
LONGEST = 8000
"""Characters of a reply from which the model counts as running on without end."""
_REPEATED_TIMES, _REPEATED_LETTERS, _LONGEST_PERIOD = 6, 80, 160
_ASCII_PER_TOKEN = 2
_CLOSING_S = 2
_INSISTING_S = 0.1
_REPLACED = "\ufffd"
"""What stands where bytes were no letters."""
_UNREADABLE = "チャットモデルの応答に読めない文字が混ざっていました。"


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent on a model."""

    input_tokens: int = 0
    output_tokens: int = 0
    elapsed_s: float = 0.0
    estimated: bool = False
    """Whether the tokens are an upper bound, because the model did not report them."""

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.elapsed_s + other.elapsed_s,
            self.estimated or other.estimated,
        )


class ModelError(SenreiError):
    """The chat model gave nothing that can be used; the message says why, for the user."""

    def __init__(self, message: str, cost: Cost | None = None) -> None:
        super().__init__(message)
        self.cost = cost or Cost()


class CancelledError(SenreiError):
    """The user does not want the answer any more."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's reply without its reasoning, and its cost."""

    text: str
    cost: Cost


class _Heard:
    """The part of a reply that has arrived."""

    def __init__(self, input_tokens: int, began: float) -> None:
        self.text = ""
        self._asked = input_tokens
        self._began = began
        self._usage: tuple[int, int] | None = None

    def take(self, chunk: "AIMessageChunk") -> bool:
        """Add a chunk; returns whether it holds anything."""
        self.text += chunk.text
        spent = chunk.usage_metadata
        if spent is not None:
            before = self._usage or (0, 0)
            self._usage = (before[0] + spent["input_tokens"], before[1] + spent["output_tokens"])
        return bool(chunk.text or chunk.additional_kwargs)

    def cost(self, count: Callable[[str], int]) -> Cost:
        """The cost so far: as the model reports it, else as counted."""
        tokens = self._usage or (self._asked, count(self.text))
        return Cost(*tokens, elapsed_s=time.monotonic() - self._began, estimated=self._usage is None)


class Chat:
    """A chat model with its limits; `close` gives its thread back."""

    def __init__(self, model: "BaseChatModel", name: str, settings: Settings) -> None:
        self.name = name
        self.context_tokens = settings.chat_context_tokens
        self.total_s = settings.chat_total_s
        self._model = model
        self._first_token_s = settings.chat_first_token_s
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def count(self, text: str) -> int:
        """Number of tokens of a text: by the model's own tokenizer where it has one, else an upper bound.

        LangChain's default tokenizers are fetched over the network, so they are not used.
        """
        if self._model.custom_get_token_ids is not None:
            return self._model.get_num_tokens(text)
        narrow = sum(c.isascii() and not c.isdigit() for c in text)
        return len(text) - narrow + -(-narrow // _ASCII_PER_TOKEN)

    def stream(
        self,
        system: str,
        user: str,
        deadline: float,
        cancelled: threading.Event | None = None,
        shape: type["BaseModel"] | None = None,
    ) -> Generator[str, None, Reply]:
        """Stream a reply; closing the generator closes the connection.

        Args:
            system: the system prompt.
            user: the user prompt.
            deadline: on `time.monotonic`, in seconds.
            cancelled: set where the user gives up.
            shape: of the JSON that is asked for, where the model's server can be held to one.

        Yields:
            All that has arrived so far, reasoning included, at least every TICK_S seconds.

        Returns:
            The reply.

        Raises:
            ModelError: a limit was passed, the connection failed, or nothing readable came.
            CancelledError: `cancelled` was set.
        """
        heard = _Heard(self.count(system + user), time.monotonic())
        arrived: queue.SimpleQueue[AIMessageChunk | None] = queue.SimpleQueue()
        loop = self._own_loop()
        running = asyncio.run_coroutine_threadsafe(self._begin(system, user, arrived, shape), loop).result()
        try:
            yield from self._read(arrived, heard, deadline, cancelled)
            error = running.exception()
            if error is not None:
                raise ModelError(_failure(error)) from error
            said = spoken(heard.text)
            if not said:
                raise ModelError("チャットモデルが何も答えませんでした。")
            if _REPLACED in said:
                raise ModelError(_UNREADABLE)
        except ModelError as failed:
            failed.cost = heard.cost(self.count)
            LOG.warning("chat model=%s failed: %s", self.name, failed)
            raise
        finally:
            loop.call_soon_threadsafe(_break_off, running)
        return Reply(said, heard.cost(self.count))

    def reply(self, system: str, user: str, deadline: float, cancelled: threading.Event | None = None) -> Reply:
        """Wait for a whole reply; arguments and errors as of `stream`."""
        arriving = self.stream(system, user, deadline, cancelled)
        while True:
            try:
                next(arriving)
            except StopIteration as end:
                done: Reply = end.value
                return done

    def _read(
        self,
        arrived: "queue.SimpleQueue[AIMessageChunk | None]",
        heard: "_Heard",
        deadline: float,
        cancelled: threading.Event | None,
    ) -> Generator[str, None, None]:
        """Take in what arrives until the model is done or a limit is passed."""
        latest = time.monotonic()
        watched = 0
        while True:
            if cancelled is not None and cancelled.is_set():
                raise CancelledError("中止しました。")
            now = time.monotonic()
            if now >= deadline:
                raise ModelError(f"チャットモデルが制限時間（{self.total_s:g}秒）内に書き終えませんでした。")
            if now - latest >= self._first_token_s:
                stage = "続きを書きませんでした" if heard.text else "書き始めませんでした"
                raise ModelError(f"チャットモデルが{self._first_token_s:g}秒たっても{stage}。")
            try:
                chunk = arrived.get(timeout=min(TICK_S, deadline - now))
            except queue.Empty:
                yield heard.text
                continue
            if chunk is None:
                return
            if heard.take(chunk):
                latest = time.monotonic()
            if len(heard.text) - watched >= _REPEATED_LETTERS // 2:
                watched = len(heard.text)
                if repeats(heard.text) or len(spoken(heard.text)) > LONGEST:
                    raise ModelError("チャットモデルが同じような言葉を書き続け、終わりませんでした。")
            yield heard.text

    async def _begin(
        self,
        system: str,
        user: str,
        arrived: "queue.SimpleQueue[AIMessageChunk | None]",
        shape: type["BaseModel"] | None,
    ) -> asyncio.Task[None]:
        from langsmith import tracing_context

        model = self._model if shape is None else held_to(self._model, shape)

        async def write() -> None:
            # A variable of the environment, set for another program, must not send documents to a tracing service.
            with tracing_context(enabled=False):
                async for chunk in model.astream([("system", system), ("human", user)]):
                    arrived.put(chunk)

        running = asyncio.create_task(write())
        running.add_done_callback(lambda _: arrived.put(None))
        return running

    def _own_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="chat", daemon=True)
                self._thread.start()
            return self._loop

    def close(self) -> None:
        """Cancel replies that are still streaming, and stop the model's thread."""
        with self._starting:
            if self._loop is None or self._thread is None:
                return
            asyncio.run_coroutine_threadsafe(_break_off_all(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._loop = self._thread = None


def _break_off(running: asyncio.Task[None]) -> None:
    """Cancel a task until it ends: on Python 3.11 asyncio.wait_for, which clients use, may swallow a cancellation."""
    if not running.done():
        running.cancel()
        running.get_loop().call_later(_INSISTING_S, _break_off, running)


async def _break_off_all() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        _break_off(task)
    if tasks:
        await asyncio.wait(tasks, timeout=_CLOSING_S)
    await asyncio.get_running_loop().shutdown_asyncgens()


def repeats(text: str) -> bool:
    """Whether a text ends in the same letters over and over."""
    for period in range(1, _LONGEST_PERIOD + 1):
        times = max(_REPEATED_TIMES, -(-_REPEATED_LETTERS // period))
        if len(text) >= period * times and text.endswith(text[-period:] * times):
            return True
    return False


def _refused(error: BaseException | None) -> TransportError | None:
    """The refusal that a client has wrapped in errors of its own."""
    while error is not None and not isinstance(error, TransportError):
        error = error.__cause__
    return error


def _failure(error: BaseException) -> str:
    """Why the reply failed, for the user."""
    refused = _refused(error)
    if refused:
        return str(refused)
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    if isinstance(error, UnicodeError):
        return _UNREADABLE
    if status is not None:
        return f"チャットモデルがエラーを返しました（HTTP {status}）。"
    if isinstance(error, OSError) or "Connect" in type(error).__name__:
        return "チャットモデルに接続できませんでした。"
    return f"チャットモデルの応答を読み取れませんでした（{type(error).__name__}）。"
