"""The commands `similar` and `draft`."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.answer import citation_json
from assistant.drafting.arrange import ModelArranger
from assistant.drafting.draft import draft
from assistant.drafting.export import to_markdown, to_word
from assistant.drafting.held import description_of, find_case
from assistant.drafting.paper import DraftKind, flat
from assistant.drafting.similar import Similar, similar
from assistant.drafting.smooth import smooth
from assistant.opening import Mode, opened
from corpus.arguments import Data, Json, demand_one, filtered
from corpus.errors import SettingsError
from corpus.search import Filters
from corpus.store import Corpus

commands = typer.Typer()
ONE_PLAN = "案件の説明のファイルか --case のどちらか一方を指定してください。"
Description = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="案件の説明を書いたUTF-8のファイル。- なら標準入力"),
]
Held = Annotated[
    str | None,
    typer.Option("--case", metavar="ID", help="保管している案件を、予定している案件の代わりにする"),
]


@commands.command("similar", help="予定している案件に似た先例を探す")
@filtered
def _similar(
    filters: Filters,
    description: Description = None,
    held: Held = None,
    limit: Annotated[int, typer.Option(help="件数の上限")] = 8,
    data: Data = None,
    as_json: Json = False,
) -> None:
    demand_one(description, held, ONE_PLAN)
    with opened(data) as assistant:
        plan, filters = _planned(description, held, filters, assistant.corpus)
        found = similar(plan, assistant.corpus, filters, limit)
    if as_json:
        print(json.dumps({"cases": [similar_json(one) for one in found]}, ensure_ascii=False))
    else:
        _show(found)


def _planned(
    description: str | None, held: str | None, filters: Filters, corpus: Corpus
) -> tuple[str, Filters]:
    """The description that a command names, and the filters for its search: a case is no precedent of itself."""
    if description is not None:
        return _read(description), filters
    assert held is not None
    document, case = find_case(held, corpus)
    return description_of(document, case), replace(filters, exclude=(document.header.name,))


def _read(source: str) -> str:
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{source}を読み込めません。UTF-8のテキストファイルを指定してください。") from error


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


@commands.command("draft", help="諮問書・答申案・想定問答を起案する")
@filtered
def _draft(
    paper: Annotated[DraftKind, typer.Argument(metavar="KIND", help="起案する書類")],
    filters: Filters,
    description: Description = None,
    held: Held = None,
    mode: Mode = None,
    out: Annotated[
        Path | None, typer.Option(help="書き出す先（.docxまたは.md）。なければMarkdownを表示する")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    demand_one(description, held, ONE_PLAN)
    if out and out.suffix not in (".docx", ".md"):
        raise SettingsError("--out には .docx か .md のファイルを指定してください。")
    with opened(data) as assistant:
        plan, filters = _planned(description, held, filters, assistant.corpus)
        way = mode or assistant.mode
        arranger = ModelArranger(plan, assistant.chat) if way == "generative" else None
        made = draft(paper, plan, assistant.corpus, filters, arranger=arranger)
        if way == "generative":
            *_, last = smooth(made, plan, assistant.chat)
            made = last.draft
    markdown = to_markdown(made)
    try:
        if out and out.suffix == ".docx":
            out.write_bytes(to_word(made))
        elif out:
            out.write_text(markdown, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{out}に書き込めません。") from error
    if as_json:
        shape = {
            "kind": made.kind.value,
            "title": made.title,
            "mode": way,
            "markdown": markdown,
            "open_points": list(made.open_points),
            "citations": [citation_json(c) for c in made.citations],
            "notices": list(made.notices),
        }
        print(json.dumps(shape, ensure_ascii=False))
    elif out is None:
        print(markdown, end="")
