"""`python -m ingest PATH...`: take documents in."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from corpus.errors import SenreiError
from corpus.settings import load_settings
from corpus.store import Corpus
from ingest.pipeline import Report, take_in, take_out
from ingest.progress import shown_progress


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="会議録・答申を取り込みます。")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="ファイルまたはフォルダー")
    parser.add_argument(
        "--remove", action="append", default=[], metavar="NAME", help="取り込んだ文書を名前で取り除く"
    )
    parser.add_argument("--json", action="store_true", help="結果をJSONで標準出力に書く")
    parser.add_argument(
        "--data", metavar="DIR", help="登録簿と索引を置くフォルダー(既定: SENREI_DATA、なければ data/)"
    )
    return parser


def report_json(report: Report) -> dict[str, Any]:
    """The report as the command line prints it with --json."""
    shape = asdict(report)
    return {**shape, "failed": list(shape["failed"]), "documents": list(report.documents)}


def _merged(first: Report, second: Report) -> Report:
    return Report(
        first.added + second.added,
        first.replaced + second.replaced,
        first.unchanged + second.unchanged,
        first.removed + second.removed,
        first.failed + second.failed,
        first.documents + second.documents,
        round(first.elapsed_s + second.elapsed_s, 3),
    )


def _print(report: Report) -> None:
    print(
        f"追加 {report.added}件、更新 {report.replaced}件、変更なし {report.unchanged}件、"
        f"削除 {report.removed}件、失敗 {len(report.failed)}件({report.elapsed_s:.1f}秒)"
    )
    for failure in report.failed:
        print(f"  {failure.source}: {failure.error}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.paths and not options.remove:
        parser.error("取り込むファイルかフォルダー、または --remove NAME を指定してください。")
    try:
        with Corpus.open(load_settings(options.data)) as corpus:
            report = Report()
            if options.remove:
                report = take_out(options.remove, corpus)
            if options.paths:
                with shown_progress() as listen:
                    report = _merged(report, take_in(options.paths, corpus, listen))
    except SenreiError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=1))
    else:
        _print(report)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
