"""Documents read with the code of a commit and with the code as it stands: what is read otherwise is printed."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks.changes import CASE, HEAD, Change, Verdict
from benchmarks.diff import ROOT, Source, draw, main, read_with, show

INGEST = """
import json, sys
from pathlib import Path
data, folder = Path(sys.argv[sys.argv.index("--data") + 1]), Path(sys.argv[-1])
(data / "held").write_text(str(folder), encoding="utf-8")
held, failed = [], []
for path in sorted(p for p in folder.rglob("*") if p.is_file()):
    name = path.relative_to(folder).as_posix()
    if path.suffix in SUFFIXES:
        held.append(name)
    else:
        failed.append({"source": name, "error": "読めません"})
print(json.dumps({"documents": held, "failed": failed}))
sys.exit(1 if failed else 0)
"""
"""A program that takes in the endings it knows."""
CORPUS = """
import json
from pathlib import Path
def main(arguments):
    _, name, _, _, data = arguments
    folder = Path((Path(data) / "held").read_text(encoding="utf-8"))
    title, outcome = (folder / name).read_text(encoding="utf-8").split()
    case = {"title": title, "kind": "諮問", "department": None, "articles": [], "outcome": READ,
            "outcome_quote": None, "attachments": []}
    print(json.dumps({"document": name, "turns": [], "cases": [case]}))
    return 0
"""
"""A program whose documents are a title and an outcome."""


def commit(root: Path, suffixes: str, read: str) -> None:
    for room, code in (
        ("ingest", INGEST.replace("SUFFIXES", suffixes)),
        ("corpus", CORPUS.replace("READ", read)),
    ):
        (root / room).mkdir(exist_ok=True)
        (root / room / "__main__.py").write_text(code, encoding="utf-8")
    who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message", "A commit"]):
        subprocess.run(["git", "-C", root, *command], check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A program that took every case for 承認, and learned to read outcomes and one more ending."""
    root = tmp_path / "repository"
    root.mkdir()
    commit(root, '{".txt"}', '"承認"')
    commit(root, '{".txt", ".md"}', "outcome")
    return root


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two folders of documents; gold stands beside the first."""
    told, untold = tmp_path / "told" / "documents", tmp_path / "untold" / "documents"
    for folder in (told, untold):
        folder.mkdir(parents=True)
    (told / "a.txt").write_text("見守りカメラ 不承認", encoding="utf-8")
    (told / "b.txt").write_text("図書の宅配 承認", encoding="utf-8")
    (untold / "c.md").write_text("窓口の録音 承認", encoding="utf-8")
    gold = {
        "title": "見守りカメラ",
        "outcome": "不承認",
        "kind": "諮問",
        "articles": [],
        "department": None,
        "outcome_quote": [],
        "attachments": [],
    }
    entries = [{"document": "a.txt", "cases": [gold]}]
    (told.parent / "cases.json").write_text(json.dumps(entries), encoding="utf-8")
    return [told, untold]


def lines(printed: str) -> list[list[str]]:
    """The words of every line, borders left out."""
    return [line.replace("│", " ").split() for line in printed.splitlines()]


def test_what_is_read_otherwise_is_counted_and_listed(
    repository: Path, folders: list[Path], capsys: pytest.CaptureFixture[str]
):
    assert main(["HEAD~1", *map(str, folders)], root=repository) == 0
    printed = lines(capsys.readouterr().out)
    assert ["2", "of", "3", "documents", "are", "read", "otherwise."] in printed
    assert ["case.outcome", "1", "1"] in printed
    assert ["見守りカメラ", "case.outcome", "承認", "不承認", "gain"] in printed
    assert ["untold/documents/c.md"] in printed
    assert ["document", "読めません", "read", "no", "gold"] in printed
    assert not any("told/documents/b.txt" in line for line in printed)


def test_a_loss_is_the_exit_status(repository: Path, folders: list[Path], capsys: pytest.CaptureFixture[str]):
    commit(repository, '{".txt"}', "None")
    assert main(["HEAD~1", str(folders[0])], root=repository) == 1
    assert ["見守りカメラ", "case.outcome", "不承認", "none", "loss"] in lines(capsys.readouterr().out)


def test_a_commit_that_is_not_there_is_wrong_usage(
    repository: Path, folders: list[Path], capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit, match="2"):
        main(["nowhere", str(folders[0])], root=repository)
    assert "nowhere" in capsys.readouterr().err


def test_a_program_that_breaks_off_says_what_it_said(repository: Path, folders: list[Path]):
    (repository / "corpus" / "__main__.py").write_text("raise ValueError('out of order')", encoding="utf-8")
    with pytest.raises(RuntimeError, match="out of order"):
        main(["HEAD", str(folders[0])], root=repository)


@pytest.mark.parametrize(("limit", "names"), [(2, ["00", "05"]), (3, ["00", "03", "06"]), (99, None)])
def test_documents_are_drawn_evenly(tmp_path: Path, limit: int, names: list[str] | None):
    folder = tmp_path / "all"
    folder.mkdir()
    held = [f"{number:02}" for number in range(10)]
    for name in held:
        (folder / name).write_text(name, encoding="utf-8")
    draw([Source("some/where", folder)], limit, tmp_path / "drawn")
    assert sorted(p.name for p in (tmp_path / "drawn" / "some" / "where").iterdir()) == (names or held)


def test_square_brackets_are_no_markup():
    console = Console(file=io.StringIO(), width=120)
    show({"a.txt": [Change("council", "[審議会]", "[red]会", Verdict.UNTOLD)]}, console)
    assert ["council", "[審議会]", "[red]会", "no", "gold"] in lines(console.file.getvalue())


def test_this_program_says_all_that_is_compared(folders: list[Path], tmp_path: Path):
    record = (
        "令和3年5月10日 第2回見本市審議会 会議録\n\n1 見守りカメラについて\n会長：諮問のとおり承認します。\n"
    )
    (folders[0] / "a.txt").write_text(record, encoding="utf-8")
    read = read_with(ROOT, folders[0], tmp_path)["a.txt"]
    assert set(HEAD) <= read.keys()
    assert all("role" in turn for turn in read["turns"])
    assert read["turns"]
    assert set(CASE) <= read["cases"][0].keys()
