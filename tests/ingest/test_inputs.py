"""Files that were once read wrongly, each with what has to be read in it; all are invented."""

import json
import shutil
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UnreadableError
from corpus.search import Query
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.formats import dispatch, read
from ingest.formats.tesseract import installed
from ingest.pipeline import read_document, take_in

INPUTS = Path(__file__).parent / "inputs"
CASES: list[dict[str, Any]] = json.loads((INPUTS / "files.json").read_text(encoding="utf-8"))
READ = {"refused", "told", "holds", "lacks", "outcomes", "numbers", "speakers", "municipality", "flag"}
"""What may be expected of a file, beside the `seconds` it may take."""


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path / "data")) as opened:
        yield opened


def test_every_file_is_expected_to_be_read_somehow() -> None:
    expected = [case["expected"].keys() - {"seconds"} for case in CASES]
    assert len(expected) == 12
    assert [keys for keys in expected if not keys or keys - READ] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['input']}: {case['kind']}")
def test_a_file_is_read_as_it_should_be(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    path, expected = INPUTS / case["input"], case["expected"]
    if "refused" in expected:
        with pytest.raises(UnreadableError, match=expected["refused"]):
            read_document(path.name, path.read_bytes())
        return
    if "told" in expected and not installed():
        with pytest.raises(UnreadableError, match=expected["told"]):
            read_document(path.name, path.read_bytes())
        return
    read("a.html", b"<html><body>x")  # so that the time is that of the file alone
    begun = time.monotonic()
    found = read_document(path.name, path.read_bytes())
    assert time.monotonic() - begun < expected.get("seconds", 60)
    assert all(part in found.text for part in expected.get("holds", ()))
    assert not [part for part in expected.get("lacks", ()) if part in found.text]
    if "outcomes" in expected:
        assert [case.outcome for case in found.cases] == expected["outcomes"]
        spans = [case.outcome_span for case in found.cases]
        assert all(span and 0 <= span.start < span.end <= len(found.text) for span in spans)
    if "numbers" in expected:
        assert [case.number for case in found.cases] == expected["numbers"]
    if "speakers" in expected:
        assert [turn.speaker for turn in found.turns if turn.speaker] == expected["speakers"]
    if "municipality" in expected:
        assert found.header.municipality == expected["municipality"]
    if "flag" in expected:
        assert any(expected["flag"] in flag for flag in found.header.flags)


def test_letters_that_nothing_tells_are_never_taken_for_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "installed", lambda: False)
    with pytest.raises(UnreadableError, match="文字の対応表のないフォント"):
        read("a.pdf", (INPUTS / "51.pdf").read_bytes())


def test_a_name_composed_or_not_is_one_document(corpus: Corpus, tmp_path: Path) -> None:
    name = "会議録データ第2回が.txt"
    for number, form in ((1, "NFC"), (2, "NFD")):
        folder = tmp_path / f"n{number}"
        folder.mkdir()
        shutil.copy(INPUTS / "54.txt", folder / unicodedata.normalize(form, name))
    assert take_in([tmp_path / "n1"], corpus).documents == (name,)
    assert take_in([tmp_path / "n2"], corpus).unchanged == 1


def test_every_file_of_a_folder_is_read_or_named(corpus: Corpus) -> None:
    report = take_in([INPUTS / "55"], corpus)
    read = [*report.documents, *(twin.source for twin in report.twins)]
    assert sorted(read) == ["a.rtf", "e.md", "f.csv", "g.TXT", "h.HTM", "l.xlsx"]
    assert {failure.source for failure in report.failed} == {
        "b.zip",
        "c.jtd",
        "d.doc",
        "i.docm",
        "j.odt",
        "k.mht",
    }
    assert all(failure.error.endswith("。") for failure in report.failed)
    assert "一太郎" in next(failure.error for failure in report.failed if failure.source == "c.jtd")


@pytest.mark.parametrize(
    ("asked", "written"), [("山崎委員", "山﨑"), ("渡辺委員", "渡邊"), ("開示の記録", "開⺬")]
)
def test_names_in_another_shape_are_found(corpus: Corpus, asked: str, written: str) -> None:
    take_in([INPUTS / "56"], corpus)
    best = corpus.search_passages(Query(asked), 3)
    assert any(written in hit.passage.span.of(corpus.text(hit.document)) for hit in best)
