"""Taking in: names, digests, failures that stop nothing, and the command line."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.settings import Settings
from corpus.store import Corpus
from ingest.__main__ import main
from ingest.pipeline import Progress, take_in, take_out

MINUTES = (
    "第{}回見本市個人情報保護審議会会議録\n\n日時 令和3年5月12日(水曜日)\n\n議題\n\n1 電子申請の開始について(諮問)\n\n議事録\n\n"
    "1 電子申請の開始について(諮問)\n\n会長:始めます。\n\n委員:よいと思います。\n\n会長:本件は承認します。\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path / "data")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "papers" / "r3"
    below.mkdir(parents=True)
    (tmp_path / "papers" / "first.txt").write_text(MINUTES.format(1), encoding="utf-8")
    (below / "second.txt").write_text(MINUTES.format(2), encoding="utf-8")
    (below / ".hidden.txt").write_text(MINUTES.format(3), encoding="utf-8")
    (below / "Thumbs.db").write_bytes(b"\xff\xd8\xff")
    return tmp_path / "papers"


def test_a_folder_is_walked_and_names_are_paths_below_it(corpus: Corpus, folder: Path) -> None:
    report = take_in([folder], corpus)
    assert (report.added, report.failed) == (2, ())
    assert report.documents == ("first.txt", "r3/second.txt")
    assert corpus.document("r3/second.txt").header.meeting == "第2回"


def test_a_file_is_named_by_itself(corpus: Corpus, folder: Path) -> None:
    assert take_in([folder / "r3" / "second.txt"], corpus).documents == ("second.txt",)


def test_the_same_bytes_are_unchanged_and_others_replace(corpus: Corpus, folder: Path) -> None:
    take_in([folder], corpus)
    (folder / "first.txt").write_text(MINUTES.format(9), encoding="utf-8")
    report = take_in([folder], corpus)
    assert (report.added, report.replaced, report.unchanged) == (0, 1, 1)
    assert report.documents == ("first.txt",)
    assert corpus.document("first.txt").header.meeting == "第9回"


def test_what_was_taken_in_is_found(corpus: Corpus, folder: Path) -> None:
    take_in([folder], corpus)
    assert [case.title for _, case in corpus.cases()] == ["電子申請の開始について"] * 2
    assert corpus.verify() == []


def test_one_bad_file_never_stops_the_others(corpus: Corpus, folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "list.xyz").write_bytes(b"x")
    report = take_in([folder, folder / "absent.txt"], corpus)
    assert report.added == 2
    assert sorted(Path(failure.source).name for failure in report.failed) == [
        "absent.txt",
        "broken.pdf",
        "empty.txt",
        "list.xyz",
        "picture.jpg",
    ]
    assert all(failure.error.endswith("。") for failure in report.failed)
    assert len(corpus.headers()) == 2


def test_two_files_of_one_name_are_not_mixed_up(corpus: Corpus, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "first.txt").write_text(MINUTES.format(5), encoding="utf-8")
    report = take_in([folder, other], corpus)
    assert report.added == 2
    assert [Path(failure.source).parent.name for failure in report.failed] == ["other"]


def test_several_processes_read_the_same(corpus: Corpus, tmp_path: Path) -> None:
    papers = tmp_path / "many"
    papers.mkdir()
    for number in range(30):
        (papers / f"{number:02}.txt").write_text(MINUTES.format(number + 1), encoding="utf-8")
    (papers / "10.txt").write_bytes(b"")
    report = take_in([papers], corpus, processes=2)
    assert (report.added, len(report.failed)) == (29, 1)
    assert corpus.document("29.txt").header.meeting == "第30回"


def test_the_indexes_are_brought_up_while_reading_goes_on(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    refresh = corpus.refresh

    def noted(*arguments: Any) -> None:
        threads.add(threading.current_thread().name)
        refresh(*arguments)

    monkeypatch.setattr("ingest.pipeline._INDEXED_FROM", 1)
    monkeypatch.setattr(corpus, "refresh", noted)
    take_in([folder], corpus)
    assert len(threads) == 2
    assert corpus.verify() == []


def test_what_goes_wrong_with_the_indexes_meanwhile_is_told(
    corpus: Corpus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("ingest.pipeline._INDEXED_FROM", 1)
    monkeypatch.setattr(corpus, "refresh", failing)
    with pytest.raises(OSError, match="disk full"):
        take_in([folder], corpus)


def test_progress_counts_up_to_the_whole(corpus: Corpus, folder: Path) -> None:
    heard: list[Progress] = []
    take_in([folder], corpus, heard.append)
    reading = [p for p in heard if p.seconds_left is not None]
    assert [(p.done, p.total) for p in reading] == [(1, 2), (2, 2)]
    assert reading[-1].seconds_left == 0
    assert reading[-1].passages > reading[0].passages > 0


def test_a_document_is_taken_out_by_name(corpus: Corpus, folder: Path) -> None:
    take_in([folder], corpus)
    report = take_out(["first.txt", "absent.txt"], corpus)
    assert (report.removed, [failure.source for failure in report.failed]) == (1, ["absent.txt"])
    assert [header.name for header in corpus.headers()] == ["r3/second.txt"]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ingest", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_command_prints_what_the_contract_says(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "--json", "--data", tmp_path / "held")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report.pop("elapsed_s") > 0
    assert report == {
        "added": 2,
        "replaced": 0,
        "unchanged": 0,
        "removed": 0,
        "failed": [],
        "documents": ["first.txt", "r3/second.txt"],
    }
    again = run("--remove", "first.txt", folder / "broken.txt", "--json", "--data", tmp_path / "held")
    assert again.returncode == 1
    assert json.loads(again.stdout)["removed"] == 1
    assert json.loads(again.stdout)["failed"][0]["source"].endswith("broken.txt")


def test_a_command_without_anything_to_do_is_wrong_usage(tmp_path: Path) -> None:
    assert run("--data", tmp_path / "held").returncode == 2


def test_vectors_that_take_long_follow_or_are_waited_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command does not wait for minutes unless it is told to; it says what goes on."""
    called: list[str] = []
    monkeypatch.setenv("SENREI_EMBEDDING_MODEL", "")
    monkeypatch.setattr(Corpus, "embed_in_background", lambda _: called.append("background"))
    monkeypatch.setattr(Corpus, "embed", lambda *_: called.append("here"))
    arguments = [str(folder), "--data", str(tmp_path / "held")]
    main(arguments)
    assert "文書2件のベクトルを、別の処理が作っています" in capsys.readouterr().err
    main([*arguments, "--wait"])
    assert called == ["background", "here"]
