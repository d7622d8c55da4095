"""No character of a document, or of a file's name, orders the terminal in which a command's output is read."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import app
from corpus.settings import Settings
from corpus.store import Corpus

ORDERS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ESCAPE = "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\x7f"
MINUTES = """架空市個人情報保護審議会 第5回会議録
日時 令和3年5月12日
議題
1 防犯カメラ{0}の設置について（諮問）
会長：諮問第1号を審議します。{0}
委員：映像は{0}何日保存しますか。
市民課長：14日です。{0}
会長：本件は承認することに決定しました。
"""
NAMES = {"html": "a\x1b[31m\u202eb.html", "txt": "b\x9bc\x07.txt", "bad": "\x1b[1mbad.xyz"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("orders")
    (folder / "in").mkdir()
    lines = MINUTES.format("&#27;[2J&#x9b;31m&#x202e;&#7;").splitlines()
    page = "".join(f"<p>{line}</p>" for line in lines)
    (folder / "in" / NAMES["html"]).write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    (folder / "in" / NAMES["txt"]).write_text(MINUTES.format("\x9b2J\u202e"), encoding="utf-8")
    (folder / "in" / NAMES["bad"]).write_bytes(b"\x00\x01\x02")
    return folder


def said(arguments: Sequence[str], capfd: pytest.CaptureFixture[str]) -> str:
    app.main(arguments)
    out, err = capfd.readouterr()
    return out + err


def test_nothing_orders_the_terminal(
    data: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SENREI_EMBEDDING_MODEL", "hashed")
    at = ["--data", str(data / "data")]
    taken = said(["ingest", str(data / "in"), *at], capfd)
    assert "追加 2件" in taken
    assert "bad.xyz" in taken
    with Corpus.open(Settings(data=data / "data", embedding_model="hashed")) as corpus:
        names = [header.name for header in corpus.headers()]
        texts = [corpus.text(name) for name in names]
    assert len(names) == 2
    plan = data / "plan.txt"
    plan.write_text(f"防犯カメラ{ESCAPE}の設置", encoding="utf-8")
    outputs = [
        taken,
        *names,
        *texts,
        *(
            said([*command, *at], capfd)
            for name in names
            for command in (["show", name, "--full"], ["corrections", name])
        ),
        *(said([*command, *at], capfd) for command in (["documents"], ["cases"], ["doubts"], ["verify"])),
        said(["ask", "映像は何日保存しますか。", *at], capfd),
        said(["ask", f"映像{ESCAPE}は何日保存しますか。", *at], capfd),
        said(["similar", str(plan), *at], capfd),
        said(["show", "none", *at], capfd),
    ]
    assert all(outputs)
    assert [ORDERS.findall(output) for output in outputs if ORDERS.search(output)] == []
