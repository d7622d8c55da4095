"""The commands `similar` and `draft` of `python -m assistant`."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.answer import citation_json
from assistant.assistant import Assistant
from assistant.drafting.draft import draft
from assistant.drafting.export import to_markdown, to_word
from assistant.drafting.held import description_of, find_case
from assistant.drafting.paper import DraftKind, flat
from assistant.drafting.similar import Similar, similar
from assistant.drafting.smooth import smooth
from corpus.arguments import filters_from
from corpus.errors import SettingsError
from corpus.search import Filters
from corpus.store import Corpus


def add_commands(commands: Any) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Add both commands to the command line's own; return them."""
    near = commands.add_parser("similar", help="予定している案件に似た先例を探す")
    near.add_argument("--limit", type=int, default=8, help="件数の上限")
    paper = commands.add_parser("draft", help="諮問書・答申案・想定問答を起案する")
    # `kind` is the filter of cases.
    paper.add_argument("paper", metavar="KIND", choices=[kind.value for kind in DraftKind])
    paper.add_argument(
        "--mode", choices=("extractive", "generative"), help="generativeはチャットモデルで文を整える"
    )
    paper.add_argument("--out", type=Path, help="書き出す先（.docxまたは.md）。なければMarkdownを表示する")
    for command in (near, paper):
        given = command.add_mutually_exclusive_group(required=True)
        given.add_argument(
            "description", metavar="FILE", nargs="?", help="案件の説明を書いたUTF-8のファイル。- なら標準入力"
        )
        given.add_argument("--case", metavar="ID", help="保管している案件を、予定している案件の代わりにする")
    return near, paper


def _described(args: argparse.Namespace, corpus: Corpus) -> tuple[str, Filters]:
    """The description that a command is given, and what may be searched for it."""
    filters = filters_from(args)
    if args.case is None:
        return _read(args.description), filters
    document, case = find_case(args.case, corpus)
    return description_of(document, case), replace(filters, exclude=(document.header.name,))


def _read(source: str) -> str:
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{source}を読み込めません。UTF-8のテキストファイルを指定してください。") from error


def _similar(args: argparse.Namespace, assistant: Assistant) -> int:
    plan, filters = _described(args, assistant.corpus)
    found = similar(plan, assistant.corpus, filters, args.limit)
    if args.json:
        print(json.dumps({"cases": [similar_json(one) for one in found]}, ensure_ascii=False))
    else:
        _show(found)
    return 0


def similar_json(one: Similar) -> Mapping[str, Any]:
    """A similar case as the command line prints it."""
    return {
        "id": one.id,
        "document": one.header.name,
        "municipality": one.header.municipality,
        "meeting": one.header.meeting,
        "held_on": one.header.held_on.isoformat() if one.header.held_on else None,
        "title": one.case.title,
        "score": one.score,
        "why": list(one.why),
        "differences": list(one.differences),
        "outcome": one.outcome,
        "citation": citation_json(one.citations[0]) if one.citations else None,
        "citations": [citation_json(c) for c in one.citations],
        "series": [f"{header.name}#{case.ordinal + 1}" for header, case in one.series],
    }


def _show(found: tuple[Similar, ...]) -> None:
    console = Console()
    for number, one in enumerate(found, 1):
        series = f"（ほか同種{len(one.series)}件）" if one.series else ""
        console.print(
            f"\n[bold]{number}.[/bold] {one.header.municipality or ''} {flat(one.case.title)}{series}",
            highlight=False,
        )
        console.print(f"   {one.outcome or '結果の記載なし'}", highlight=False)
        for line in (*one.why, *one.differences):
            console.print(f"   {line}", style="dim", highlight=False, markup=False)
        for citation in one.citations:
            console.print(f"   「{flat(citation.quote)}」{citation.formal}", highlight=False, markup=False)


def _draft(args: argparse.Namespace, assistant: Assistant) -> int:
    if args.out and args.out.suffix not in (".docx", ".md"):
        raise SettingsError("--out には .docx か .md のファイルを指定してください。")
    plan, filters = _described(args, assistant.corpus)
    made = draft(DraftKind(args.paper), plan, assistant.corpus, filters)
    mode = args.mode or assistant.mode
    if mode == "generative":
        *_, last = smooth(made, plan, assistant.chat)
        made = last.draft
    markdown = to_markdown(made)
    try:
        if args.out and args.out.suffix == ".docx":
            args.out.write_bytes(to_word(made))
        elif args.out:
            args.out.write_text(markdown, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{args.out}に書き込めません。") from error
    if args.json:
        shape = {
            "kind": made.kind.value,
            "title": made.title,
            "mode": mode,
            "markdown": markdown,
            "open_points": list(made.open_points),
            "citations": [citation_json(c) for c in made.citations],
            "notices": list(made.notices),
        }
        print(json.dumps(shape, ensure_ascii=False))
    elif args.out is None:
        print(markdown, end="")
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Assistant], int]] = {"similar": _similar, "draft": _draft}
