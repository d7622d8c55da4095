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
from corpus.register import Lesson
from corpus.settings import load_settings
from corpus.store import Corpus
from ingest.explain import explain
from ingest.pipeline import Report, take_in, take_out
from ingest.progress import shown_progress
from ingest.reread import accept, propose, told

commands = commands_of()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status. Words that name none are what is to be taken in."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    named = {command.name for command in commands.registered_commands}
    if words and words[0] not in named | {"-h", "--help"}:
        words.insert(0, "ingest")
    return run(commands, words)


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


@commands.command("explain", help="文書をどう読み取ったかを、行と案件ごとに見る")
def _explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="文書のファイル")],
    line: Annotated[list[int] | None, typer.Option(metavar="N", help="この行だけを見る（何度でも）")] = None,
    as_json: Json = False,
) -> None:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"ファイルを開けません: {path}") from error
    found = explain(path.name, data, line or ())
    if as_json:
        print(json.dumps(found.json(), ensure_ascii=False, indent=1))
        return
    for each in found.lines:
        case = "" if each.case is None else f" 案件{each.case + 1}"
        print(
            f"{each.number:4} {each.label}({each.score:.2f}) 次点 {each.runner_up} {each.voice}{case}  {each.text[:60]}"
        )
    for ordinal, held in enumerate(found.document.cases, start=1):
        doubts = f" 要確認: {'、'.join(held.unsure)}" if held.unsure else ""
        quote = held.outcome_span.of(found.document.text) if held.outcome_span else "記載なし"
        print(f"案件{ordinal} {held.title} [{held.kind}] {held.outcome or '結果なし'}: {quote}{doubts}")


@commands.command("reread", help="審議会の資料を、訂正から学んだことで読み直す。変わる値を見せてから改める")
def _reread(
    council: Annotated[str, typer.Argument(metavar="COUNCIL", help="審議会の名前")],
    yes: Annotated[bool, typer.Option("--yes", help="たずねずに改める")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    with Corpus.open(load_settings(data)) as corpus:
        proposed = propose(council, corpus)
        if as_json:
            changes = [asdict(change) for change in proposed.changes]
            done = accept(proposed, corpus) if yes else 0
            shape = {"read": proposed.read, "changes": changes, "replaced": done}
            print(json.dumps(shape, ensure_ascii=False, indent=1))
            return
        for line in told(proposed):
            print(line)
        if proposed.documents and (yes or typer.confirm("この読み取りに改めますか")):
            print(f"{accept(proposed, corpus)}件の資料を改めました。")


@commands.command("learn", help="読み取りのモデルを、手元の教師データから作り直す（数分かかる）")
def _learn(
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="このデータフォルダーの訂正も教師データに加える", file_okay=False),
    ] = None,
) -> None:
    from ingest.learning.learn import learn  # scikit-learn is needed for nothing else here

    lessons: Sequence[Lesson] = ()
    if corrections is not None:
        with Corpus.open(load_settings(corrections), indexes=False) as corpus:
            lessons = corpus.lessons()
    learn(print, lessons)


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
