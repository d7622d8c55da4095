"""Opens the house: settings, corpus, ingest and assistant, and the browser workspace over them."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from assistant.assistant import Assistant
from assistant.workspace import Desk, build, serve
from corpus.errors import SenreiError
from corpus.settings import Settings, load_settings
from corpus.store import Corpus
from ingest.formats import suffixes
from ingest.pipeline import read_document, take_in
from ingest.progress import shown_progress

SAMPLES = Path(__file__).parent / "corpus" / "samples"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the workspace until interrupted; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings(options.data)
        if options.port is not None:
            settings = settings.model_copy(update={"port": options.port})
        _say(f"データフォルダー {settings.data} を開いています。")
        with Corpus.open(settings, progress=_indexed) as corpus:
            if options.documents or not corpus.counts().documents:
                _take_in(options.documents or SAMPLES, corpus)
            _serve(corpus, settings)
    except SenreiError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        _say("終了しました。")
    return 0


def _take_in(folder: Path, corpus: Corpus) -> None:
    _say(f"{'見本の資料（架空）' if folder == SAMPLES else folder} を取り込んでいます。")
    with shown_progress() as listen:
        report = take_in([folder], corpus, listen)
    _say(
        f"追加 {report.added}件、更新 {report.replaced}件、変更なし {report.unchanged}件、{report.elapsed_s:.1f}秒"
    )
    for failure in report.failed:
        _say(f"取り込めませんでした: {failure.source}: {failure.error}")


def _serve(corpus: Corpus, settings: Settings) -> None:
    counts = corpus.counts()
    _say(f"資料 {counts.documents}件、案件 {counts.cases}件を保管しています。画面を準備しています。")
    desk = Desk(Assistant(corpus, settings), corpus, partial(take_in, corpus=corpus), read_document, suffixes())
    where = "ブラウザーで {} を開いてください。終了は Ctrl+C。"
    serve(build(desk), corpus, settings, lambda address: _say(where.format(address)))


def _indexed(what: str, done: int, total: int) -> None:
    if done == total:
        _say(f"{what}（{total}件）")


def _say(text: str) -> None:
    print(text, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python app.py", description="先例の画面を開く")
    parser.add_argument("--documents", type=Path, metavar="FOLDER", help="はじめに取り込むフォルダー")
    parser.add_argument("--data", metavar="DIR", help="登録簿と索引を置くフォルダー")
    parser.add_argument("--port", type=int, help="画面を待ち受けるポート番号")
    return parser


if __name__ == "__main__":
    sys.exit(main())
