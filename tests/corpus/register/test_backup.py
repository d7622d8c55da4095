"""A register is copied while it is used and put back; one that is lost or damaged is named and never taken for an empty one."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.errors import DamagedError, SettingsError
from corpus.register.backup import back_up, check
from corpus.settings import Settings
from corpus.store import Corpus, restore
from tests.corpus.factory import many, original

FILE = "register.sqlite"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", embedding_model="hashed")


def fill(settings: Settings, count: int, first: int = 0) -> None:
    with Corpus.open(settings) as corpus:
        for one in many(first + count)[first:]:
            corpus.put(one, original(one))
        corpus.refresh()


def held(settings: Settings) -> set[str]:
    with Corpus.open(settings) as corpus:
        found = {header.name for header in corpus.headers()}
        assert corpus.verify() == []
        return found


def test_what_was_copied_is_held_again(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fill(settings, 3)
    with Corpus.open(settings) as corpus:
        corpus.correct("000.txt", "meeting", "第99回", "甲")
    copy = tmp_path / "copies" / "monday.sqlite"
    data = ["--data", str(settings.data)]
    assert main(["backup", str(copy), *data]) == 0
    before = held(settings)
    fill(settings, 2, first=3)
    assert len(held(settings)) == 5
    assert main(["restore", str(copy), *data]) == 0
    assert held(settings) == before
    with Corpus.open(settings) as corpus:
        assert [c.value for c in corpus.corrections("000.txt")] == ["第99回"]
        assert corpus.original("000.txt") == original(many(1)[0])
    said = capsys.readouterr().out
    assert "資料3件の控え" in said
    (kept,) = settings.data.glob(f"{FILE}.*.before-restore")
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (5,)


def test_a_copy_made_while_others_write_is_whole(settings: Settings, tmp_path: Path):
    fill(settings, 4)
    done = threading.Event()

    def write() -> None:
        with Corpus.open(settings, indexes=False) as corpus:
            for one in many(40)[4:]:
                corpus.put(one, original(one))
            done.set()

    writer = threading.Thread(target=write)
    writer.start()
    copies = []
    while not done.is_set() or not copies:
        copies.append(tmp_path / f"{len(copies)}.sqlite")
        back_up(settings.data / FILE, copies[-1])
    writer.join()
    for copy in copies:
        check(copy)


def test_a_copy_is_never_written_over(settings: Settings, tmp_path: Path):
    fill(settings, 1)
    copy = tmp_path / "copy.sqlite"
    copy.write_text("other")
    with Corpus.open(settings) as corpus, pytest.raises(SettingsError, match="既にあります"):
        corpus.back_up(copy)
    assert copy.read_text() == "other"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zero(path: Path) -> None:
    path.write_bytes(b"")


def other(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" * 2_000)


def rotten(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[8_192:] = bytes(len(whole) - 8_192)
    path.write_bytes(whole)


HARMS: list[Callable[[Path], None]] = [Path.unlink, cut, zero, other]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_lost_or_damaged_register_is_named(
    harm: Callable[[Path], None], settings: Settings, capsys: pytest.CaptureFixture[str]
):
    fill(settings, 3)
    path = settings.data / FILE
    for beside in settings.data.glob(f"{FILE}-*"):
        beside.unlink()
    harm(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DamagedError, match="senrei restore"):
        Corpus.open(settings)
    assert main(["documents", "--data", str(settings.data)]) == 2
    assert "登録簿" in capsys.readouterr().err
    assert (path.read_bytes() if path.exists() else None) == before, "nothing is written in its place"


def test_rot_inside_is_named(settings: Settings, capsys: pytest.CaptureFixture[str]):
    fill(settings, 3)
    for beside in settings.data.glob(f"{FILE}-*"):
        beside.unlink()
    rotten(settings.data / FILE)
    assert main(["documents", "--data", str(settings.data)]) == 2
    assert "壊れていて読み取れません" in capsys.readouterr().err


@pytest.mark.parametrize("harm", [cut, zero, other, rotten], ids=lambda harm: harm.__name__)
def test_a_damaged_copy_changes_nothing(harm: Callable[[Path], None], settings: Settings, tmp_path: Path):
    fill(settings, 2)
    copy = tmp_path / "copy.sqlite"
    back_up(settings.data / FILE, copy)
    harm(copy)
    with pytest.raises(DamagedError):
        restore(copy, settings)
    assert len(held(settings)) == 2


def test_what_is_no_copy_is_not_put_back(settings: Settings, tmp_path: Path):
    stranger = tmp_path / "stranger.sqlite"
    with closing(sqlite3.connect(stranger)) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()
    with pytest.raises(DamagedError, match="登録簿の控えではありません"):
        restore(stranger, settings)
    with pytest.raises(SettingsError, match=r"控え.*がありません"):
        restore(tmp_path / "none.sqlite", settings)


def test_a_folder_in_use_is_not_restored(settings: Settings, tmp_path: Path):
    fill(settings, 1)
    copy = tmp_path / "copy.sqlite"
    with Corpus.open(settings) as corpus:
        corpus.back_up(copy)
        with pytest.raises(SettingsError, match="ほかの処理が使っています"):
            restore(copy, settings)


def test_a_new_folder_is_no_damaged_one(settings: Settings):
    assert held(settings) == set()
    (settings.data / FILE).unlink()
    assert held(settings) == set()
