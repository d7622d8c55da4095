"""A data file that is not as its reader declares is refused by file, entry and reason."""

from pathlib import Path

import pytest
from pydantic import Field

from corpus.datafile import Table, read_table
from corpus.errors import DataFileError, SettingsError


class Inner(Table):
    words: tuple[str, ...] = ()


class Shape(Table):
    signs: str
    inner: dict[str, Inner] = Field(default_factory=dict)


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "words.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_of_the_shape_is_read(tmp_path):
    table = read_table(written(tmp_path, 'signs = "○"\n[inner.a]\nwords = ["甲", "乙"]\n'), Shape)
    assert table == Shape(signs="○", inner={"a": Inner(words=("甲", "乙"))})


@pytest.mark.parametrize(
    ("text", "entry", "reason"),
    [
        ('signs = "○"\nsings = "●"', "sings", "この項目はありません"),
        ("", "signs", "この項目が必要です"),
        ("signs = 3", "signs", "文字列ではありません"),
        ('signs = "○"\n[inner.a]\nwords = ["甲", 2]', "inner.a.words.2", "文字列ではありません"),
        ('signs = "○"\n[inner.a]\nwords = "甲"', "inner.a.words", "配列ではありません"),
        ('signs = "○"\ninner = ["甲"]', "inner", "表ではありません"),
        ('signs = "○"\ninner = {a = 3}', "inner.a", "表ではありません"),
    ],
)
def test_an_entry_that_the_shape_does_not_declare_is_named_with_the_reason(tmp_path, text, entry, reason):
    with pytest.raises(DataFileError) as raised:
        read_table(written(tmp_path, text), Shape)
    assert str(raised.value) == f"words.tomlを読み込めません。{entry}: {reason}。"


def test_every_wrong_entry_is_named(tmp_path):
    with pytest.raises(DataFileError, match=r"signs: .*sings: "):
        read_table(written(tmp_path, 'sings = "●"'), Shape)


def test_a_file_that_is_no_toml_is_named(tmp_path):
    with pytest.raises(
        DataFileError, match=r"words\.tomlを読み込めません。UTF-8のTOMLではありません\(.*line 1"
    ):
        read_table(written(tmp_path, "signs = ○"), Shape)


def test_a_file_in_another_encoding_is_named(tmp_path):
    file = tmp_path / "words.toml"
    file.write_bytes('signs = "丸"'.encode("cp932"))
    with pytest.raises(DataFileError, match=r"words\.tomlを読み込めません。UTF-8のTOMLではありません"):
        read_table(file, Shape)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataFileError, match=r"words\.tomlを読み込めません。ファイルを開けません"):
        read_table(tmp_path / "words.toml", Shape)


def test_a_command_ends_with_the_status_of_unusable_settings():
    assert issubclass(DataFileError, SettingsError)
