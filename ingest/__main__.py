"""Documents are taken in and out, explained and measured, on the command line: `python -m ingest PATH...`."""

import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
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
from corpus.terminal import reported
from ingest.assist.answer import Answer
from ingest.assist.page import LEFT, answer_json, summed
from ingest.assist.page import told as told_of
from ingest.assist.reader import read_again, second_reader
from ingest.evaluate.cases import evaluate_cases
from ingest.evaluate.documents import held_documents, read_folder
from ingest.evaluate.gold import GoldKind, gold_cases, kind_of
from ingest.evaluate.page import cases_page, sentences_page
from ingest.explain.explanation import explain
from ingest.explain.page import page
from ingest.pipeline import Report, take_in, take_out
from ingest.progress import shown_progress
from ingest.reread import accept, propose, told

Folder = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="案件の採点で、文書をこのフォルダーから読む（既定: 登録簿の文書）"),
]
LeftOut = Annotated[
    bool,
    typer.Option("--left-out", help="文の採点で、その出所の文を教えずに訓練したモデルを使う（1、2分かかる）"),
]

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
    wait: Annotated[bool, typer.Option("--wait", help="ベクトルもここで作り、できるまで待つ")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    if not paths and not remove:
        raise SettingsError("取り込むファイルかフォルダー、または --remove NAME を指定してください。")
    settings = load_settings(data)
    assisting = second_reader(settings) if settings.reader == "assist" else nullcontext()
    with assisting as reader, Corpus.open(settings) as corpus:
        report = Report()
        if remove:
            report = take_out(remove, corpus)
        if paths:
            with shown_progress() as listen:
                report = _merged(report, take_in(paths, corpus, listen))
        if wait:
            with reported() as progress:
                corpus.embed(progress)
        else:
            corpus.embed_in_background()
        vectorless = corpus.vectorless()
        answers = read_again(report.documents, corpus, reader, _note) if reader else ()
    if as_json:
        assisted = {"assisted": [answer_json(answer) for answer in answers]} if reader else {}
        print(json.dumps(report_json(report) | assisted, ensure_ascii=False, indent=1))
    else:
        _print(report)
        if reader:
            print(summed(answers))
    if vectorless.documents:
        print(
            f"文書{len(vectorless.documents)}件のベクトルを、別の処理が作っています。それまでは言葉だけで検索します"
            "(--wait を付けると、できるまで待ちます)。",
            file=sys.stderr,
        )
    if report.failed:
        raise typer.Exit(WITH_FAILURES)


@commands.command("explain", help="文書をなぜそう読み取ったかを、値と行ごとに見る")
def _explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="文書のファイル")],
    line: Annotated[
        list[int] | None, typer.Option(metavar="N", help="この行だけを、くわしく見る（何度でも）")
    ] = None,
    as_json: Json = False,
) -> None:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"ファイルを開けません: {path}") from error
    found = explain(path.name, data)
    if as_json:
        print(json.dumps((found.only(line) if line else found).json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(page(found, line or ())))


@commands.command("evaluate", help="正解つきの案件か文のファイルで、読み取りを採点する")
def _evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="案件の正解のJSON、または文の正解のJSONL（かそのフォルダー）")
    ],
    documents: Folder = None,
    left_out: LeftOut = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    evaluate(gold, documents, left_out=left_out, data=data, as_json=as_json)


def evaluate(gold: Path, documents: Path | None, *, left_out: bool, data: Path | None, as_json: bool) -> None:
    """Print how well cases or sentences are read; arguments as of the command.

    Raises:
        SettingsError: the gold file cannot be used, or an option does not go with it.
        Exit: documents could not be read; they are listed.
    """
    match kind_of(gold):
        case GoldKind.CASES:
            if left_out:
                raise SettingsError("--left-out は文の採点で使います。案件の採点では使えません。")
            _evaluate_cases(gold, documents, data, as_json)
        case GoldKind.SENTENCES:
            if documents is not None:
                raise SettingsError("--documents は案件の採点で使います。文の採点では使えません。")
            _evaluate_sentences(gold, left_out, as_json)
        case GoldKind.QUESTIONS:
            raise SettingsError(
                f"{gold}は質問のファイルです。python -m assistant evaluate か senrei evaluate で採点してください。"
            )


def _evaluate_cases(gold: Path, documents: Path | None, data: Path | None, as_json: bool) -> None:
    entries = gold_cases(gold)
    if documents is not None:
        found = read_folder(documents, {entry["document"] for entry in entries})
    else:
        with Corpus.open(load_settings(data), indexes=False) as corpus:
            found = held_documents(corpus)
    figures = evaluate_cases(entries, found.read)
    if as_json:
        print(json.dumps(asdict(figures), ensure_ascii=False, indent=1))
    else:
        print("\n".join(cases_page(figures)))
    for failure in found.failed:
        print(f"読み込めませんでした: {failure.source}: {failure.error}", file=sys.stderr)
    if found.failed:
        raise typer.Exit(WITH_FAILURES)


def _evaluate_sentences(gold: Path, left_out: bool, as_json: bool) -> None:
    from ingest.evaluate import sentences  # scikit-learn's training is needed for nothing else here
    from ingest.learning.sentences import evaluate_sentences

    rows = sentences.gold_sentences(gold)
    by_task = sentences.left_out(rows) if left_out else {"": evaluate_sentences(rows)}
    if as_json:
        print(json.dumps(by_task if left_out else by_task[""], ensure_ascii=False, indent=1))
    else:
        print("\n".join(line for task, found in by_task.items() for line in sentences_page(task, found)))


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
            corpus.embed_in_background()
            shape = {"read": proposed.read, "changes": changes, "replaced": done}
            print(json.dumps(shape, ensure_ascii=False, indent=1))
            return
        for line in told(proposed):
            print(line)
        if proposed.documents and (yes or typer.confirm("この読み取りに改めますか")):
            print(f"{accept(proposed, corpus)}件の資料を改めました。")
            corpus.embed_in_background()


@commands.command("read", help="保管している資料の要確認の値を、チャットモデルにも読ませる。値は変えない")
def _read(
    name: Annotated[str, typer.Option("--assist", metavar="NAME", help="文書の名前")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    settings = load_settings(data)
    with second_reader(settings) as reader, Corpus.open(settings) as corpus:
        answers = read_again([name], corpus, reader, None if as_json else _tell)
    if as_json:
        print(json.dumps([answer_json(answer) for answer in answers], ensure_ascii=False, indent=1))
    else:
        print(summed(answers))
    if any(answer.verdict in LEFT for answer in answers):
        raise typer.Exit(WITH_FAILURES)


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
    """The report as the command line prints it with --json; `twins` only where there are some."""
    shape = asdict(report)
    twins = shape.pop("twins")
    told = {"twins": list(twins)} if twins else {}
    return {**shape, "failed": list(shape["failed"]), "documents": list(report.documents), **told}


def _tell(answer: Answer) -> None:
    print("\n".join(told_of(answer)))


def _note(answer: Answer) -> None:
    print("\n".join(told_of(answer)), file=sys.stderr)


def _merged(first: Report, second: Report) -> Report:
    return Report(
        first.added + second.added,
        first.replaced + second.replaced,
        first.unchanged + second.unchanged,
        first.removed + second.removed,
        first.failed + second.failed,
        first.documents + second.documents,
        round(first.elapsed_s + second.elapsed_s, 3),
        first.twins + second.twins,
    )


def _print(report: Report) -> None:
    print(
        f"追加 {report.added}件、更新 {report.replaced}件、変更なし {report.unchanged}件、"
        f"削除 {report.removed}件、失敗 {len(report.failed)}件({report.elapsed_s:.1f}秒)"
    )
    for failure in report.failed:
        print(f"  {failure.source}: {failure.error}")
    for twin in report.twins:
        print(f"  {twin.source}: 「{twin.held}」と同じ資料なので取り込みませんでした。")


if __name__ == "__main__":
    sys.exit(main())
