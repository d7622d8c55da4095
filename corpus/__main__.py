"""What is held, on the command line: python -m corpus documents|cases|show|verify|rebuild|backup|restore."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from corpus.arguments import Data, Json, filtered
from corpus.commandline import WITH_FAILURES, commands_of, run
from corpus.doubts import doubts
from corpus.errors import SettingsError
from corpus.register import CASE_FIELDS, DOCUMENT_FIELDS, TURN_FIELDS, written
from corpus.search import Filters
from corpus.settings import load_settings
from corpus.shapes import case_json, correction_json, document_json, doubt_json, header_json
from corpus.store import Corpus, Vectorless, restore
from corpus.terminal import (
    cases_list,
    corrections_table,
    document_page,
    documents_table,
    doubts_list,
    reported,
)

commands = commands_of("保管している資料を調べる")
_FIELDS = tuple(dict.fromkeys((*DOCUMENT_FIELDS, *CASE_FIELDS, *TURN_FIELDS)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    return run(commands, arguments)


@contextmanager
def _opened(data: Path | None, *, indexes: bool = False) -> Iterator[Corpus]:
    with reported() as progress:
        corpus = Corpus.open(load_settings(data), progress=progress, indexes=indexes)
    with corpus:
        yield corpus


@commands.command("documents", help="文書を一覧する")
@filtered
def _documents(filters: Filters, data: Data = None, as_json: Json = False) -> None:
    with _opened(data) as corpus:
        outlines = corpus.outlines(filters)
    if as_json:
        _print_json([header_json(header) | {"cases": len(cases)} for header, cases in outlines])
    else:
        Console().print(documents_table(outlines))


@commands.command("cases", help="案件を一覧する")
@filtered
def _cases(filters: Filters, data: Data = None, as_json: Json = False) -> None:
    with _opened(data) as corpus:
        outlines = corpus.outlines(filters)
        if not as_json:
            Console().print(cases_list([(header, cases) for header, cases in outlines if cases]))
            return
        shapes = []
        for header, cases in outlines:
            text = corpus.text(header.name)
            courses = [corpus.course(header.name, case.ordinal) for case in cases]
            listed = [
                case_json(header, case, text, course) for case, course in zip(cases, courses, strict=True)
            ]
            shapes.append(header_json(header) | {"cases": listed})
        _print_json(shapes)


@commands.command("show", help="1つの文書の構造と本文を見る")
def _show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="文書の名前")],
    full: Annotated[bool, typer.Option("--full", help="発言を省略しない")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    with _opened(data) as corpus:
        document = corpus.document(name)
        courses = [corpus.course(name, case.ordinal) for case in document.cases]
        opinions = corpus.opinions(name)
    if as_json:
        _print_json(document_json(document, courses, opinions))
    else:
        Console().print(document_page(document, courses, opinions, full=full))


@commands.command("doubts", help="要確認の値を、影響の大きい順に見る")
def _doubts(
    limit: Annotated[int | None, typer.Option(metavar="N", help="はじめのN件だけを見る")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    with _opened(data) as corpus:
        found = doubts(corpus, limit)
    if as_json:
        _print_json([doubt_json(doubt) for doubt in found])
    else:
        Console().print(doubts_list(found) if found else "要確認の値はありません。")


Author = Annotated[str, typer.Option("--by", metavar="名前", help="訂正した人")]


@commands.command("correct", help="読み取られた値を訂正する。正しいことを確かめたときは --right")
def _correct(
    place: Annotated[str, typer.Argument(metavar="NAME", help="文書の名前、案件なら NAME#2")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"項目: {'、'.join(_FIELDS)}")],
    author: Author,
    value: Annotated[str | None, typer.Argument(metavar="VALUE", help="正しい値")] = None,
    right: Annotated[bool, typer.Option("--right", help="いまの値が正しい")] = False,
    unstated: Annotated[bool, typer.Option("--not-stated", help="文書に記載がない")] = False,
    turn: Annotated[int | None, typer.Option(metavar="N", help="発言の番号（show --json の ordinal）")] = None,
    data: Data = None,
) -> None:
    if [value is not None, right, unstated].count(True) != 1:
        raise SettingsError("正しい値、--right、--not-stated のどれか1つを指定してください。")
    name, mark, number = place.rpartition("#")
    case = int(number) - 1 if mark and number.isdecimal() else None
    name = place if case is None else name
    with _opened(data, indexes=True) as corpus:
        try:
            kept = written(corpus.document(name), field, case, turn) if right else value
            corpus.correct(name, field, kept, author, case, turn)
        except ValueError as error:
            raise SettingsError(f"訂正できません: {error}") from error
        corpus.refresh()


@commands.command("corrections", help="文書の訂正を一覧する、取り消す")
def _corrections(
    name: Annotated[str, typer.Argument(metavar="NAME", help="文書の名前")],
    undo: Annotated[int | None, typer.Option(metavar="番号", help="この番号の訂正を取り消す")] = None,
    author: Annotated[str | None, typer.Option("--by", metavar="名前", help="取り消した人")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    with _opened(data, indexes=undo is not None) as corpus:
        if undo is not None:
            if not author:
                raise SettingsError("取り消した人を --by で指定してください。")
            corpus.undo(undo, author)
            corpus.refresh()
        kept = corpus.corrections(name, undone=True)
    if as_json:
        _print_json([correction_json(each) for each in kept])
    else:
        Console().print(corrections_table(kept) if kept else "訂正はありません。")


@commands.command("verify", help="登録簿と索引を検査する。壊れた索引は作り直す")
def _verify(data: Data = None, as_json: Json = False) -> None:
    with _opened(data, indexes=True) as corpus:
        problems = corpus.verify()
        vectorless = corpus.vectorless()
        counts = corpus.counts()
        generation = corpus.generation
    if as_json:
        held = {"documents": counts.documents, "cases": counts.cases, "passages": counts.passages}
        held_back = {"without_vectors": list(vectorless.documents)}
        _print_json(held | held_back | {"generation": generation, "problems": problems})
    else:
        print(f"文書{counts.documents}件、案件{counts.cases}件、パッセージ{counts.passages}件")
        print("\n".join([*problems, *_missing(vectorless)]) or "問題はありません。")
    if problems:
        raise typer.Exit(WITH_FAILURES)


@commands.command("rebuild", help="索引を登録簿から作り直し、足りないベクトルを作る")
def _rebuild(
    embeddings: Annotated[
        bool, typer.Option("--embeddings", help="ベクトルも設定の埋め込みで作り直す")
    ] = False,
    data: Data = None,
) -> None:
    with _opened(data) as corpus:
        with reported() as progress:
            corpus.rebuild(progress, embeddings=embeddings)
        counts = corpus.counts()
    print(f"索引を作り直しました(文書{counts.documents}件、パッセージ{counts.passages}件)。", file=sys.stderr)


@commands.command("backup", help="登録簿の控えを1つのファイルに作る（使っている間でも作れる）")
def _backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="控えの名前。まだないもの")],
    data: Data = None,
) -> None:
    with _opened(data) as corpus:
        corpus.back_up(file)
        held = corpus.counts().documents
    print(f"資料{held}件の控えを「{file}」に作りました（原本・訂正・ベクトルを含みます）。")


@commands.command("restore", help="控えから登録簿を戻す。いまの登録簿は別の名前で残す")
def _restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="backup で作った控え")],
    data: Data = None,
) -> None:
    settings = load_settings(data)
    kept = restore(file, settings)
    with reported() as progress, Corpus.open(settings, progress=progress) as corpus:
        held = corpus.counts().documents
    print(f"「{file}」から資料{held}件を戻しました。")
    if kept is not None:
        print(f"それまでの登録簿は「{kept}」に残しました。")


def _missing(vectorless: Vectorless) -> Iterator[str]:
    """Lines that name the documents whose vectors are still to be made."""
    if vectorless.documents:
        yield from (f"{name}: ベクトルがまだありません" for name in vectorless.documents)
        yield (
            vectorless.failure
            or "言葉だけで検索します。python -m corpus rebuild で、ここで作ることもできます。"
        )


def _print_json(shape: Any) -> None:
    print(json.dumps(shape, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
