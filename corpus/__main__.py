"""What is held, on the command line: python -m corpus documents|cases|show|verify|rebuild."""

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
from corpus.search import Filters
from corpus.settings import load_settings
from corpus.shapes import case_json, document_json, header_json
from corpus.store import Corpus, Vectorless
from corpus.terminal import cases_list, document_page, documents_table, reported

commands = commands_of("保管している資料を調べる")


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
    if as_json:
        _print_json(document_json(document, courses))
    else:
        Console().print(document_page(document, courses, full=full))


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
