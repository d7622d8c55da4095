"""A seal holds only where every file is as it was left."""

from pathlib import Path

import pytest

from corpus.search.seal import NAME, Seal, break_seal, read_seal, set_seal, sound_seal

SEAL = Seal("test 1", "register", 5, {3: 4})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.bin").write_bytes(b"one")
    (tmp_path / "two.bin").write_bytes(b"two")
    set_seal(tmp_path, SEAL, volatile={"two.bin"})
    return tmp_path


def test_a_sealed_folder_is_sound(folder: Path):
    assert sound_seal(folder) == read_seal(folder) == SEAL


def test_new_and_volatile_files_do_no_harm(folder: Path):
    (folder / "three.bin").write_bytes(b"3")
    (folder / "two.bin").write_bytes(b"changed by being read")
    assert sound_seal(folder) == SEAL


@pytest.mark.parametrize("content", [b"eno", b"longer", b"", None])
def test_a_changed_or_missing_file_breaks_it(folder: Path, content: bytes | None):
    file = folder / "deep" / "one.bin"
    file.unlink() if content is None else file.write_bytes(content)
    assert sound_seal(folder) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe"])
def test_a_garbled_seal_is_none(folder: Path, content: bytes):
    (folder / NAME).write_bytes(content)
    assert read_seal(folder) is None
    assert sound_seal(folder) is None


def test_an_unsealed_folder_has_none(folder: Path):
    break_seal(folder)
    break_seal(folder)
    assert sound_seal(folder) is None
    assert read_seal(folder / "missing") is None
