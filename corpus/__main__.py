"""What is held, on the command line: python -m corpus documents|cases|show|verify|rebuild."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console

from corpus.arguments import add_filter_arguments, filters_from
from corpus.errors import SenreiError
from corpus.settings import load_settings
from corpus.shapes import case_json, document_json, header_json
from corpus.store import Corpus
from corpus.terminal import cases_list, document_page, documents_table, reported

DONE, WITH_FAILURES, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 done with failures that are listed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.data)
        indexes = options.command == "verify"
        with reported() as progress:
            corpus = Corpus.open(settings, progress=progress, indexes=indexes)
        with corpus:
            status: int = options.run(corpus, options)
            return status
    except SenreiError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _documents(corpus: Corpus, options: argparse.Namespace) -> int:
    outlines = corpus.outlines(filters_from(options))
    if options.json:
        _print_json([header_json(header) | {"cases": len(cases)} for header, cases in outlines])
    else:
        Console().print(documents_table(outlines))
    return DONE


def _cases(corpus: Corpus, options: argparse.Namespace) -> int:
    outlines = corpus.outlines(filters_from(options))
    if not options.json:
        Console().print(cases_list([(header, cases) for header, cases in outlines if cases]))
        return DONE
    shapes = []
    for header, cases in outlines:
        text = corpus.text(header.name)
        courses = [corpus.course(header.name, case.ordinal) for case in cases]
        listed = [case_json(header, case, text, course) for case, course in zip(cases, courses, strict=True)]
        shapes.append(header_json(header) | {"cases": listed})
    _print_json(shapes)
    return DONE


def _show(corpus: Corpus, options: argparse.Namespace) -> int:
    document = corpus.document(options.name)
    courses = [corpus.course(options.name, case.ordinal) for case in document.cases]
    if options.json:
        _print_json(document_json(document, courses))
    else:
        Console().print(document_page(document, courses, full=options.full))
    return DONE


def _verify(corpus: Corpus, options: argparse.Namespace) -> int:
    problems = corpus.verify()
    counts = corpus.counts()
    if options.json:
        held = {"documents": counts.documents, "cases": counts.cases, "passages": counts.passages}
        _print_json(held | {"generation": corpus.generation, "problems": problems})
    else:
        print(f"文書{counts.documents}件、案件{counts.cases}件、パッセージ{counts.passages}件")
        print("\n".join(problems) or "問題はありません。")
    return WITH_FAILURES if problems else DONE


def _rebuild(corpus: Corpus, options: argparse.Namespace) -> int:
    with reported() as progress:
        corpus.rebuild(progress, embeddings=options.embeddings)
    counts = corpus.counts()
    print(f"索引を作り直しました(文書{counts.documents}件、パッセージ{counts.passages}件)。", file=sys.stderr)
    return DONE


def _print_json(shape: Any) -> None:
    print(json.dumps(shape, ensure_ascii=False, indent=2))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus", description="保管している資料を調べる")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(
        name: str, run: Callable[[Corpus, argparse.Namespace], int], what: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=what)
        added.add_argument("--data", metavar="DIR", help="登録簿と索引のフォルダー")
        added.set_defaults(run=run)
        return added

    for listing in (
        command("documents", _documents, "文書を一覧する"),
        command("cases", _cases, "案件を一覧する"),
    ):
        add_filter_arguments(listing)
        listing.add_argument("--json", action="store_true", help="JSONで出力する")
    show = command("show", _show, "1つの文書の構造と本文を見る")
    show.add_argument("name", metavar="NAME", help="文書の名前")
    show.add_argument("--full", action="store_true", help="発言を省略しない")
    show.add_argument("--json", action="store_true", help="JSONで出力する")
    verify = command("verify", _verify, "登録簿と索引を検査する。壊れた索引は作り直す")
    verify.add_argument("--json", action="store_true", help="JSONで出力する")
    rebuild = command("rebuild", _rebuild, "索引を登録簿から作り直す")
    rebuild.add_argument("--embeddings", action="store_true", help="ベクトルも設定の埋め込みで作り直す")
    return parser


if __name__ == "__main__":
    sys.exit(main())
