"""The command line: `python -m assistant ask|evaluate|similar|draft`."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.live import Live
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, answer_json
from assistant.assistant import Assistant
from assistant.drafting import papers
from assistant.evaluate import Figures, Judged, figures, judge, squeeze
from assistant.model.pointer import Progress
from assistant.opening import Mode, opened
from assistant.understand.followup import Message
from assistant.understand.plan import Effect
from corpus.arguments import Data, Json, demand_one, filtered
from corpus.commandline import commands_of, run
from corpus.errors import SettingsError
from corpus.search import Filters

ASKED = frozenset({"question"})
JUDGED = ASKED | {"id", "kind", "answerable", "documents", "passages"}
"""Keys that a line of a question file needs to be asked, and to be judged."""
_EFFECTS = {Effect.ONLY: "限定", Effect.FIRST: "優先"}

commands = commands_of("先例に質問する")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    return run(commands, arguments)


@commands.command("ask", help="質問に答える")
@filtered
def _ask(
    filters: Filters,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="質問")] = None,
    questions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="質問を1行に1つ書いたJSONLファイル")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND:VALUE", help="質問から読み取った条件のうち、外すもの（例 outcome:不承認、繰り返し可）"
        ),
    ] = None,
    mode: Mode = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    demand_one(question, questions, "質問か --questions のどちらか一方を指定してください")
    with opened(data) as assistant:
        for line in _lines(questions, ASKED) if questions else [{"question": question}]:
            answer = _answer(line, assistant, filters, mode, without or ())
            if as_json:
                print(json.dumps(answer_json(answer), ensure_ascii=False), flush=True)
            else:
                _show(answer)


@commands.command("evaluate", help="正解つきの質問ファイルで採点する")
@filtered
def _evaluate(
    questions: Annotated[Path, typer.Argument(metavar="FILE", help="正解つきの質問を書いたJSONLファイル")],
    filters: Filters,
    mode: Mode = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    evaluate(questions, filters, mode, data, as_json=as_json)


def evaluate(questions: Path, filters: Filters, mode: str | None, data: Path | None, *, as_json: bool) -> None:
    """Print how well the questions of a file are answered; arguments as of the command.

    Raises:
        SettingsError: the file cannot be used.
    """
    with opened(data) as assistant:
        judged = _judged(questions, assistant, filters, mode)
    found = figures(judged)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _show_figures(found)


commands.add_typer(papers.commands)


def _lines(path: Path, needed: frozenset[str]) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            read = [json.loads(line) for line in lines if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise SettingsError(
            f"{path}を読み込めません。1行に1つのJSONを書いたUTF-8のファイルを指定してください。"
        ) from error
    for number, line in enumerate(read, 1):
        if missing := needed - line.keys():
            raise SettingsError(f"{path}の{number}件目に{'・'.join(sorted(missing))}がありません。")
    yield from read


def _answer(
    line: dict[str, Any],
    assistant: Assistant,
    filters: Filters,
    mode: str | None,
    without: Sequence[str] = (),
) -> Answer:
    """The answer to a question line; to a terminal, what a chat model is at is shown meanwhile."""
    conversation = tuple(Message(m["role"], m["text"]) for m in line.get("conversation") or ())
    steps = assistant.stream(line["question"], conversation, filters, mode, line.get("id"), without=without)
    with Live(console=Console(stderr=True), transient=True) as live:
        *_, last = (_shown(step, live) for step in steps)
    return last.answer


def _shown(step: Progress, live: Live) -> Progress:
    if step.text and not step.settled:
        live.update(Text(f"{step.text}…", "yellow"))
    return step


def _show(answer: Answer) -> None:
    console = Console()
    console.print(Markdown(answer.answer))
    for citation in answer.citations or answer.nearest:
        console.print(f"\n[bold]\\[{citation.marker}][/bold] {citation.formal}", highlight=False)
        if citation.why_not:
            console.print(f"    （{citation.why_not}）", highlight=False)
        console.print(f"    {' '.join(citation.quote.split())}", style="dim", highlight=False, markup=False)
    for choice in answer.choices:
        console.print(f"  ・{choice}", highlight=False)
    for notice in answer.notices:
        console.print(f"\n※ {notice}", highlight=False)
    if answer.plan.constraints:
        named = "、".join(f"{c.value}（{_EFFECTS[c.effect]}）" for c in answer.plan.constraints)
        console.print(f"\n条件: {named}", highlight=False)
    if answer.plan.not_understood:
        console.print(f"資料に見当たらない語: {'、'.join(answer.plan.not_understood)}", highlight=False)


def _judged(path: Path, assistant: Assistant, filters: Filters, mode: str | None) -> list[Judged]:
    texts: dict[str, str] = {}
    held = {h.name for h in assistant.corpus.headers()}

    def text_of(name: str) -> str:
        if name not in texts:
            texts[name] = squeeze(assistant.corpus.document(name).text) if name in held else ""
        return texts[name]

    return [
        judge(line, answer_json(_answer(line, assistant, filters, mode)), text_of)
        for line in _lines(path, JUDGED)
    ]


def _show_figures(found: Figures) -> None:
    console = Console()
    totals = Table("指標", "値", title=f"{found.questions}問")
    for name in ("recall", "precision", "verbatim", "abstained", "over_abstained"):
        totals.add_row(name, f"{getattr(found, name):.3f}")
    for name in ("violations", "p50_ms", "p95_ms"):
        totals.add_row(name, str(getattr(found, name)))
    kinds = Table("質問の種類", "問", "recall")
    for kind, (number, recall) in found.by_kind.items():
        kinds.add_row(kind, str(number), f"{recall:.3f}")
    console.print(totals, kinds)


if __name__ == "__main__":
    sys.exit(main())
