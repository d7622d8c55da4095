"""Which files of a folder are taken in, under which names, and that none is passed over in silence."""

import errno
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.walk import Failure, held_name, sources


def written(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def walked(folder: Path) -> tuple[list[str], list[str]]:
    found, failed = sources([folder])
    return [source.name for source in found], [failure.source for failure in failed]


def test_names_are_paths_below_the_folder_in_order(tmp_path: Path) -> None:
    written(tmp_path, "r3/second.TXT", "first.html", "r3/old.doc")
    assert walked(tmp_path) == (["first.html", "r3/old.doc", "r3/second.TXT"], [])


@pytest.mark.parametrize("name", ["a.xyz", "a", "r3/b.exe", "議事録", "Makefile"])
def test_what_is_of_no_known_format_is_named(tmp_path: Path, name: str) -> None:
    written(tmp_path, name)
    ((failure,), found) = (sources([tmp_path])[1], sources([tmp_path])[0])
    assert not found
    assert failure.source == name
    assert failure.error.endswith("。")


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", ".git/a.txt", "Thumbs.db", "desktop.ini", "__MACOSX/a.txt", "~$会議録.docx", ".DS_Store"],
)
def test_dot_files_and_what_systems_leave_are_passed_over(tmp_path: Path, name: str) -> None:
    written(tmp_path, name)
    assert walked(tmp_path) == ([], [])


def test_a_file_given_by_itself_needs_no_known_ending(tmp_path: Path) -> None:
    written(tmp_path, "a.xyz")
    assert [source.name for source in sources([tmp_path / "a.xyz"])[0]] == ["a.xyz"]


def test_letters_are_composed(tmp_path: Path) -> None:
    written(tmp_path, unicodedata.normalize("NFD", "データ/会議録が.txt"))
    assert walked(tmp_path) == (["データ/会議録が.txt"], [])


def test_two_files_whose_names_look_alike_are_not_mixed_up(tmp_path: Path) -> None:
    written(tmp_path, "会議録が.txt", unicodedata.normalize("NFD", "会議録が.txt"))
    found, failed = sources([tmp_path])
    assert [source.name for source in found] == ["会議録が.txt"]
    assert [type(failure) for failure in failed] == [Failure]


def test_names_in_shift_jis_read_as_what_they_say() -> None:
    assert held_name(Path(os.fsdecode("会議録.txt".encode("cp932")))) == "会議録.txt"


def test_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "absent.txt")
    assert walked(tmp_path) == ([], ["a.txt"])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder, secret = tmp_path / "folder", tmp_path / "secret.txt"
    secret.write_text("秘密")
    written(folder, "inside.txt")
    (folder / "out.txt").symlink_to(secret)
    (folder / "up.txt").symlink_to("../secret.txt")
    (folder / "beside.txt").symlink_to("inside.txt")
    (folder / "whole").symlink_to(tmp_path)
    assert walked(folder) == (["beside.txt", "inside.txt"], ["out.txt", "up.txt"])


def test_a_closed_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    look = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        """Root may open every folder, and tests run as root where CI does."""
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert walked(tmp_path) == ([], [str(closed)])


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    ((failure,), _) = (sources([tmp_path / "absent.txt"])[1], None)
    assert failure.source.endswith("absent.txt")
