"""Lets a chat model join and smooth the sentences of a draft; a paragraph that fails a check stays as it was.

The draft is complete without the model. The model sees only paragraphs of the writer's own sentences, never quotes or
headings. Each paragraph that it returns has to pass the checks of `fidelity` and `proof`.
"""

import logging
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.fidelity import strays
from assistant.drafting.paper import Block, Draft, DraftKind, Style
from assistant.drafting.proof import faults
from assistant.model import prose
from corpus.chat import Chat, ModelError, Reply
from prompts import Prompt, fill

LOG = logging.getLogger(__name__)
ROUNDS = 2
"""How often the model may try a paragraph: once, and again if the first try failed a check."""
SMOOTHED = (
    "チャットモデルが、{total}か所のうち{done}か所で文をつないで整えました（{named}）。説明の言葉だけを使い、数字・日付・条番号・肯定と否定が"
    "元の文と同じであることは照合しましたが、意味が変わっていないかを読み直してください。"
)
UNCHANGED = "チャットモデルの文章で照合に合格したものがないため、元の文のままです。"
NOTHING = "チャットモデルがつないで整える文がありません。"
_MANNERS: Mapping[DraftKind, str] = {
    DraftKind.CONSULTATION: "「である」調",
    DraftKind.REPORT: "「である」調",
    DraftKind.REHEARSAL: "議場で答える「です・ます」調",
}


@dataclass(frozen=True, slots=True)
class Step:
    """The progress of the smoothing."""

    draft: Draft
    """The draft as composed; in the last step, with the paragraphs that passed."""
    done: int
    total: int
    """Number of paragraphs."""


@dataclass(slots=True)
class _Paragraph:
    """Consecutive blocks of a draft that the model may join into one."""

    start: int
    """Index of its first block in the draft."""
    blocks: tuple[Block, ...]
    heading: str
    """The nearest heading above that quotes nothing."""
    written: str = ""
    """The model's text that passed the checks; empty if none has."""
    refused: str = ""
    """The model's last text that failed a check."""
    reasons: Sequence[str] = ()

    @property
    def text(self) -> str:
        """The original sentences, concatenated."""
        return "".join(_closed(block.text) for block in self.blocks)

    @property
    def joined(self) -> Block:
        """The model's text as one block."""
        return replace(self.blocks[0], text=self.written, own=True)

    def shown(self, number: int) -> str:
        """The paragraph as the prompt shows it, with the reasons why an earlier try failed."""
        again = f"\n   前に書いた文: {self.refused}\n   理由: {'。'.join(self.reasons)}" if self.refused else ""
        return f"{number}: {self.text}{again}"


def smooth(
    draft: Draft, description: str, chat: Chat, cancelled: threading.Event | None = None
) -> Iterator[Step]:
    """Let a chat model join and smooth the writer's own sentences of a draft.

    Args:
        draft: as composed.
        description: the writer's own words, from which it was composed.
        chat: the model.
        cancelled: set where the user gives up.

    Yields:
        How far it is, at least four times a second; the last step is complete. What a model does not write, or not so
        that it stands, stays as it was, and a notice says so. Closing the iterator frees the model.

    Raises:
        CancelledError: `cancelled` was set.
    """
    paragraphs = _paragraphs(draft)
    trouble = "" if paragraphs else NOTHING
    deadline = time.monotonic() + chat.total_s
    try:
        for _ in range(ROUNDS):
            left = {number: p for number, p in enumerate(paragraphs, 1) if not p.written}
            for prompt in _prompts(left, draft.kind, chat):
                stream = chat.stream(prompt.system, prompt.user, deadline, cancelled)
                done = len(paragraphs) - len(left)
                reply = yield from _heard(stream, Step(draft, done, len(paragraphs)))
                for number, text in prose.numbered(reply):
                    if number in left and not left[number].written:
                        _take(text, left[number], draft, description)
    except ModelError as error:
        trouble = str(error)
    standing = [p for p in paragraphs if p.written]
    LOG.info("model=%s smoothed %d of %d paragraphs", chat.name, len(standing), len(paragraphs))
    yield Step(_settled(draft, standing, len(paragraphs), trouble), len(standing), len(paragraphs))


def _paragraphs(draft: Draft) -> list[_Paragraph]:
    """The runs of blocks that hold the writer's sentences; each answer of a 想定問答 is a run of its own."""
    found: list[_Paragraph] = []
    heading = ""
    run: list[Block] = []
    for at, block in enumerate((*draft.blocks, Block(Style.HEADING, ""))):
        if block.style is Style.BODY and not (run and block.number):
            run.append(block)
            continue
        if any(b.own for b in run):
            found.append(_Paragraph(at - len(run), tuple(run), heading))
        run = [block] if block.style is Style.BODY else []
        titled = block.style in (Style.HEADING, Style.SUBHEADING) and not block.quotes
        heading = block.text if titled else heading
    return found


def _prompts(left: Mapping[int, _Paragraph], kind: DraftKind, chat: Chat) -> Iterator[Prompt]:
    """Batch the paragraphs into as few prompts as fit the context window; skip a paragraph that does not fit alone."""

    def prompt(shown: Sequence[str]) -> Prompt:
        return fill("smooth", manner=_MANNERS[kind], paper=kind.value, passages="\n".join(shown))

    bare = prompt(())
    room = (chat.context_tokens - chat.count(bare.system + bare.user)) // 2
    batch: list[str] = []
    for shown in (paragraph.shown(number) for number, paragraph in left.items()):
        if batch and chat.count("\n".join([*batch, shown])) > room:
            yield prompt(batch)
            batch = []
        if chat.count(shown) <= room:
            batch.append(shown)
    if batch:
        yield prompt(batch)


def _heard(stream: Generator[str, None, Reply], step: Step) -> Generator[Step, None, str]:
    """Return the model's reply; yield `step` while it streams."""
    try:
        while True:
            next(stream)
            yield step
    except StopIteration as end:
        said: str = end.value.text
        return said
    finally:
        stream.close()


def _take(text: str, paragraph: _Paragraph, draft: Draft, description: str) -> None:
    """Keep the model's text of a paragraph if it passes the checks, else the reasons why it failed."""
    block = replace(paragraph.joined, text=text)
    proof = faults(replace(draft, blocks=(block,), citations=()), description, lambda _: "")
    reasons = strays(text, paragraph.text, paragraph.heading) + proof
    if reasons:
        paragraph.refused, paragraph.reasons = text, reasons
    else:
        paragraph.written = text


def _settled(draft: Draft, standing: Sequence[_Paragraph], total: int, trouble: str) -> Draft:
    blocks = list(draft.blocks)
    for paragraph in reversed(standing):
        blocks[paragraph.start : paragraph.start + len(paragraph.blocks)] = [paragraph.joined]
    notices = [trouble] if trouble else []
    if standing:
        named = "、".join(dict.fromkeys(f"「{p.heading}」" for p in standing))
        notices.append(SMOOTHED.format(named=named, done=len(standing), total=total))
    elif total:
        notices.append(UNCHANGED)
    return replace(draft, blocks=tuple(blocks), notices=(*draft.notices, *notices), smoothed=len(standing))


def _closed(sentence: str) -> str:
    """The sentence with its full stop."""
    return sentence if sentence.endswith(("。", "）", "」")) else f"{sentence}。"
