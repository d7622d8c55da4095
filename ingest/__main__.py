"""Documents are taken in and out, on the command line: `python -m ingest PATH...`."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.arguments import Data, Json
from corpus.commandline import WITH_FAILURES, commands_of, run
from corpus.errors import SettingsError
from corpus.settings import load_settings
from corpus.store import Corpus
from ingest.pipeline import Report, take_in, take_out
from ingest.progress import shown_progress

commands = commands_of()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    return run(commands, arguments)


@commands.command("ingest", help="会議録・答申を取り込みます。")
def _ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help="ファイルまたはフォルダー")] = None,
    remove: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="取り込んだ文書を名前で取り除く")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    if not paths and not remove:
        raise SettingsError("取り込むファイルかフォルダー、または --remove NAME を指定してください。")
    with Corpus.open(load_settings(data)) as corpus:
        report = Report()
        if remove:
            report = take_out(remove, corpus)
        if paths:
            with shown_progress() as listen:
                report = _merged(report, take_in(paths, corpus, listen))
    if as_json:
        print(json.dumps(report_json(report), ensure_ascii=False, indent=1))
    else:
        _print(report)
    if report.failed:
        raise typer.Exit(WITH_FAILURES)


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


if __name__ == "__main__":
    sys.exit(main())
