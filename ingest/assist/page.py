"""What a second reader said, in words: value by value, then all together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from corpus.doubts import called
from ingest.assist.answer import NOTHING, Answer, Verdict

_SHORT = 60
"""Characters of a place that are shown."""
LEFT = (Verdict.NONSENSE, Verdict.FAILED, Verdict.NOT_ASKED)
"""Verdicts that leave a value without an opinion, and are to be listed."""


def told(answer: Answer) -> Iterator[str]:
    """What became of one value: what was read, what was pointed at, and what follows."""
    yield f"{answer.place}  {called(answer.field)}: {_on_one_line(answer.value)}  → {answer.verdict.value}"
    if answer.why:
        yield f"  {answer.why}"
    if answer.opinion is not None and not answer.opinion.agrees:
        yield f"  モデルの読み: {_on_one_line(answer.opinion.suggestion)}"
    yield from (f"  「{_shortened(quote)}」" for quote in answer.quotes)


def summed(answers: Sequence[Answer]) -> str:
    """How many values were agreed on and how many were not, and what it cost."""
    if not answers:
        return "要確認の値はありません。"
    counts = Counter(answer.verdict for answer in answers)
    shares = "、".join(f"{verdict.value} {counts[verdict]}件" for verdict in Verdict if counts[verdict])
    cost = sum((answer.cost for answer in answers), NOTHING)
    tokens = cost.input_tokens + cost.output_tokens
    return f"要確認の値{len(answers)}件: {shares}。一致した値だけを要確認から外しました（{tokens:,}トークン、{cost.elapsed_s:.1f}秒）。"


def answer_json(answer: Answer) -> dict[str, Any]:
    """What became of one value, as the command line prints it with --json."""
    opinion = answer.opinion
    return {
        "place": answer.place,
        "field": answer.field,
        "value": answer.value,
        "verdict": answer.verdict.value,
        "why": answer.why,
        "suggestion": opinion.suggestion if opinion is not None and not opinion.agrees else None,
        "quotes": list(answer.quotes),
        "reader": opinion.reader if opinion is not None else None,
        "cost": asdict(answer.cost),
    }


def _on_one_line(value: str | None) -> str:
    return (value or "記載なし").replace("\n", "／")


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
