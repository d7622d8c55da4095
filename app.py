"""Opens the house: the command `senrei`, which joins the commands of all floors and serves the browser workspace."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.__main__ import commands as asking
from assistant.__main__ import evaluate as evaluate_answers
from assistant.assistant import Assistant
from assistant.opening import Mode
from corpus.__main__ import commands as holding
from corpus.arguments import Data, Json, filtered
from corpus.commandline import commands_of, run
from corpus.errors import SettingsError
from corpus.search import NO_FILTERS, Filters
from corpus.settings import Settings, load_settings
from corpus.store import Corpus
from ingest.__main__ import Folder, LeftOut
from ingest.__main__ import commands as reading
from ingest.__main__ import evaluate as evaluate_reading
from ingest.assist.following import Following
from ingest.evaluate.gold import GoldKind, kind_of
from ingest.formats import suffixes
from ingest.pipeline import Report, read_document, take_in
from ingest.progress import shown_progress
from ingest.reread import Reread, accept, propose

SAMPLES = Path(__file__).parent / "corpus" / "samples"

senrei = commands_of("審議会の会議録・答申を読み込み、質問に原文の引用で答える")
measuring = commands_of()
for floor in (reading, holding, asking, measuring):  # of two commands of one name the last is kept
    senrei.add_typer(floor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of `senrei`; return its exit status."""
    return run(senrei, arguments)


@measuring.command("evaluate", help="正解つきのファイルで採点する: 質問なら答えを、案件や文なら読み取りを")
@filtered
def _evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="質問か文のJSONL、または案件のJSON")],
    filters: Filters,
    mode: Mode = None,
    documents: Folder = None,
    left_out: LeftOut = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Both floors measure themselves under one name: what the file holds tells which of them is meant."""
    if kind_of(gold) is GoldKind.QUESTIONS:
        if documents is not None or left_out:
            raise SettingsError(
                "--documents と --left-out は読み取りの採点で使います。質問の採点では使えません。"
            )
        evaluate_answers(gold, filters, mode, data, as_json=as_json)
        return
    if filters != NO_FILTERS or mode is not None:
        raise SettingsError("絞り込みと --mode は質問の採点で使います。案件や文の採点では使えません。")
    evaluate_reading(gold, documents, left_out=left_out, data=data, as_json=as_json)


@senrei.command("serve", help="先例の画面を開く")
def _serve(
    documents: Annotated[Path | None, typer.Option(metavar="FOLDER", help="はじめに取り込むフォルダー")] = None,
    data: Data = None,
    port: Annotated[int | None, typer.Option(help="画面を待ち受けるポート番号")] = None,
) -> None:
    settings = load_settings(data)
    if port is not None:
        settings = settings.model_copy(update={"port": port})
    _say(f"データフォルダー {settings.data} を開いています。")
    try:
        following = Following()
        with Corpus.open(settings, progress=_indexed) as corpus, following.at_work(corpus, settings):
            if documents or not corpus.counts().documents:
                following.follow(_take_in(documents or SAMPLES, corpus).documents)
            corpus.embed_in_background()
            _open_workspace(corpus, settings, following)
    except KeyboardInterrupt:
        _say("終了しました。")


def _take_in(folder: Path, corpus: Corpus) -> Report:
    _say(f"{'見本の資料（架空）' if folder == SAMPLES else folder} を取り込んでいます。")
    with shown_progress() as listen:
        report = take_in([folder], corpus, listen)
    _say(
        f"追加 {report.added}件、更新 {report.replaced}件、変更なし {report.unchanged}件、{report.elapsed_s:.1f}秒"
    )
    for failure in report.failed:
        _say(f"取り込めませんでした: {failure.source}: {failure.error}")
    return report


def _open_workspace(corpus: Corpus, settings: Settings, following: Following) -> None:
    counts = corpus.counts()
    _say(f"資料 {counts.documents}件、案件 {counts.cases}件を保管しています。画面を準備しています。")
    if lacking := corpus.vectorless().documents:
        _say(f"資料 {len(lacking)}件のベクトルを、別の処理が作っています。それまでは言葉だけで検索します。")
    # takes seconds: no other command is to wait for it
    from assistant.workspace import Desk, Rereading, build, serve

    def uploaded(paths: Sequence[Path]) -> Report:
        report = take_in(paths, corpus)
        corpus.embed_in_background()
        following.follow(report.documents)
        return report

    def accepted(proposed: Reread) -> int:
        replaced = accept(proposed, corpus)
        corpus.embed_in_background()
        return replaced

    rereading = Rereading(partial(propose, corpus=corpus), accepted)
    desk = Desk(Assistant(corpus, settings), corpus, uploaded, read_document, suffixes(), rereading)
    where = "ブラウザーで {} を開いてください。終了は Ctrl+C。"
    serve(build(desk), corpus, settings, lambda address: _say(where.format(address)))


def _indexed(what: str, done: int, total: int) -> None:
    if done == total:
        _say(f"{what}（{total}件）")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
