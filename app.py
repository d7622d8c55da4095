"""Opens the house: the command `senrei`, which joins the commands of all floors and serves the browser workspace."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.__main__ import commands as asking
from assistant.assistant import Assistant
from corpus.__main__ import commands as holding
from corpus.arguments import Data
from corpus.commandline import commands_of, run
from corpus.settings import Settings, load_settings
from corpus.store import Corpus
from ingest.__main__ import commands as reading
from ingest.formats import suffixes
from ingest.pipeline import read_document, take_in
from ingest.progress import shown_progress
from ingest.reread import accept, propose

SAMPLES = Path(__file__).parent / "corpus" / "samples"

senrei = commands_of("審議会の会議録・答申を読み込み、質問に原文の引用で答える")
for floor in (reading, holding, asking):
    senrei.add_typer(floor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of `senrei`; return its exit status."""
    return run(senrei, arguments)


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
        with Corpus.open(settings, progress=_indexed) as corpus:
            if documents or not corpus.counts().documents:
                _take_in(documents or SAMPLES, corpus)
            _open_workspace(corpus, settings)
    except KeyboardInterrupt:
        _say("終了しました。")


def _take_in(folder: Path, corpus: Corpus) -> None:
    _say(f"{'見本の資料（架空）' if folder == SAMPLES else folder} を取り込んでいます。")
    with shown_progress() as listen:
        report = take_in([folder], corpus, listen)
    _say(
        f"追加 {report.added}件、更新 {report.replaced}件、変更なし {report.unchanged}件、{report.elapsed_s:.1f}秒"
    )
    for failure in report.failed:
        _say(f"取り込めませんでした: {failure.source}: {failure.error}")


def _open_workspace(corpus: Corpus, settings: Settings) -> None:
    counts = corpus.counts()
    _say(f"資料 {counts.documents}件、案件 {counts.cases}件を保管しています。画面を準備しています。")
    from assistant.workspace import (
        Desk,
        Rereading,
        build,
        serve,
    )  # takes seconds: no other command is to wait for it

    rereading = Rereading(partial(propose, corpus=corpus), partial(accept, corpus=corpus))
    taking = partial(take_in, corpus=corpus)
    desk = Desk(Assistant(corpus, settings), corpus, taking, read_document, suffixes(), rereading)
    where = "ブラウザーで {} を開いてください。終了は Ctrl+C。"
    serve(build(desk), corpus, settings, lambda address: _say(where.format(address)))


def _indexed(what: str, done: int, total: int) -> None:
    if done == total:
        _say(f"{what}（{total}件）")


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
