"""The same document under another name is noticed at intake and counts once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from corpus.store import Corpus
from ingest.pipeline import take_in
from ingest.twins import Twin, likeness

SAMPLE = Path(__file__).parents[2] / "corpus" / "samples" / "mihon_2019_minutes_12.txt"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path / "data")) as opened:
        yield opened


def files(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


def test_the_same_bytes_under_another_name(corpus: Corpus, tmp_path: Path):
    text = SAMPLE.read_text(encoding="utf-8")
    report = take_in(files(tmp_path, first=text, second=text), corpus)
    assert (report.added, report.twins) == (1, (Twin("second.txt", "first.txt"),))
    assert corpus.counts().documents == 1


def test_nearly_the_same_text_of_the_same_meeting(corpus: Corpus, tmp_path: Path):
    text = SAMPLE.read_text(encoding="utf-8")
    take_in(files(tmp_path, first=text), corpus)
    report = take_in(files(tmp_path, second=text.replace("\n", "\n\n") + "\n以上\n"), corpus)
    assert report.twins == (Twin("second.txt", "first.txt"),)


def test_a_changed_file_under_its_own_name_replaces(corpus: Corpus, tmp_path: Path):
    text = SAMPLE.read_text(encoding="utf-8")
    take_in(files(tmp_path, first=text), corpus)
    report = take_in(files(tmp_path, first=text + "\n以上\n"), corpus)
    assert (report.replaced, report.twins) == (1, ())


def test_another_meeting_of_one_council_is_no_twin(corpus: Corpus, tmp_path: Path):
    text = SAMPLE.read_text(encoding="utf-8")
    assert "第12回" in text
    report = take_in(files(tmp_path, first=text, second=text.replace("第12回", "第14回")), corpus)
    assert (report.added, report.twins) == (2, ())


def test_likeness_leaves_white_space_and_widths_aside():
    assert likeness("防犯カメラの映像の提供について", "防犯カメラの 映像の\n提供について") == 1.0
    assert likeness("防犯カメラの映像の提供について", "図書館の貸出履歴の提供について") < 0.2
