"""The command line: `python -m assistant ask|evaluate|similar|draft`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, answer_json
from assistant.assistant import Assistant
from assistant.drafting import papers
from assistant.evaluate import Figures, figures, judge, squeeze
from assistant.model.write import Progress
from assistant.understand.followup import Message
from corpus.arguments import add_filter_arguments, filters_from
from corpus.errors import SenreiError, SettingsError
from corpus.settings import load_settings
from corpus.store import Corpus

ASKED = frozenset({"question"})
JUDGED = ASKED | {"id", "kind", "answerable", "documents", "passages"}
"""Keys that a line of a question file needs to be asked, and to be judged."""
UNCHECKED = "照合前の文章です（資料と照らし合わせる前なので、まだ使わないでください）。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status (0 done, 1 done with failures, 2 wrong usage or unusable settings)."""
    parser = argparse.ArgumentParser(prog="python -m assistant", description="先例に質問する")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="質問に答える")
    ask.add_argument("question", nargs="?", help="質問")
    ask.add_argument("--questions", type=Path, help="質問を1行に1つ書いたJSONLファイル")
    ask.add_argument("--mode", choices=("extractive", "generative"))
    evaluate = commands.add_parser("evaluate", help="正解つきの質問ファイルで採点する")
    evaluate.add_argument("questions", type=Path)
    evaluate.add_argument("--mode", choices=("extractive", "generative"))
    near, paper = papers.add_commands(commands)
    for command in (ask, evaluate, near, paper):
        command.add_argument("--json", action="store_true", help="JSONで出力する")
        command.add_argument("--data", help="登録簿と索引のフォルダー")
        add_filter_arguments(command)
    args = parser.parse_args(argv)
    if args.command == "ask" and (args.question is None) == (args.questions is None):
        parser.error("質問か --questions のどちらか一方を指定してください")
    try:
        settings = load_settings(args.data)
        with Corpus.open(settings) as corpus:
            assistant = Assistant(corpus, settings)
            if args.command in papers.COMMANDS:
                return papers.COMMANDS[args.command](args, assistant)
            return _ask(args, assistant) if args.command == "ask" else _evaluate(args, assistant, corpus)
    except SenreiError as error:
        print(error, file=sys.stderr)
        return 2


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


def _answer(line: dict[str, Any], args: argparse.Namespace, assistant: Assistant) -> Answer:
    """The answer to a question line; to a terminal, what a chat model writes is shown until it has been checked."""
    conversation = tuple(Message(m["role"], m["text"]) for m in line.get("conversation") or ())
    steps = assistant.stream(line["question"], conversation, filters_from(args), args.mode, line.get("id"))
    with Live(console=Console(stderr=True), transient=True) as live:
        *_, last = (_shown(step, live) for step in steps)
    return last.answer


def _shown(step: Progress, live: Live) -> Progress:
    if step.text and not step.settled:
        live.update(Text.assemble((f"{UNCHECKED}\n", "yellow"), step.text))
    return step


def _ask(args: argparse.Namespace, assistant: Assistant) -> int:
    lines = _lines(args.questions, ASKED) if args.questions else iter([{"question": args.question}])
    for line in lines:
        answer = _answer(line, args, assistant)
        if args.json:
            print(json.dumps(answer_json(answer), ensure_ascii=False), flush=True)
        else:
            _show(answer)
    return 0


def _show(answer: Answer) -> None:
    console = Console()
    console.print(Markdown(answer.answer))
    for citation in answer.citations or answer.nearest:
        console.print(f"\n[bold]\\[{citation.marker}][/bold] {citation.formal}", highlight=False)
        if citation.why_not:
            console.print(f"    （{citation.why_not}）", highlight=False)
        console.print(f"    {' '.join(citation.quote.split())}", style="dim", highlight=False, markup=False)
    for notice in answer.notices:
        console.print(f"\n※ {notice}", highlight=False)


def _evaluate(args: argparse.Namespace, assistant: Assistant, corpus: Corpus) -> int:
    texts: dict[str, str] = {}
    held = {h.name for h in corpus.headers()}

    def text_of(name: str) -> str:
        if name not in texts:
            texts[name] = squeeze(corpus.document(name).text) if name in held else ""
        return texts[name]

    judged = [
        judge(line, answer_json(_answer(line, args, assistant)), text_of)
        for line in _lines(args.questions, JUDGED)
    ]
    found = figures(judged)
    if args.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _show_figures(found)
    return 0


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
