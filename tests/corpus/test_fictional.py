"""Samples are marked as fictional, and leave selections as soon as a real document is held."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.fictional import sample_digests
from corpus.search import Filters, Query
from corpus.settings import Settings
from corpus.store import Corpus
from ingest.pipeline import take_in

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
SAMPLE = SAMPLES / "mihon_2019_minutes_12.txt"
OTHER = "第1回市民個人情報審議会会議録\n日時 令和3年5月6日\n会長　防犯カメラの映像の提供を審議します。\n委員　異議ありません。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(Settings(data=tmp_path / "data")) as opened:
        take_in([SAMPLE], opened)
        yield opened


def real(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    take_in([tmp_path / "other.txt"], corpus)


def test_a_sample_is_known_by_its_bytes(corpus: Corpus):
    assert len(sample_digests()) == len(list(SAMPLES.iterdir()))
    assert [header.fictional for header in corpus.headers()] == [True]
    assert corpus.document(SAMPLE.name).header.fictional


def test_samples_leave_as_soon_as_a_real_document_is_held(corpus: Corpus, tmp_path: Path):
    assert corpus.counts().documents == 1
    real(corpus, tmp_path)
    assert [header.name for header in corpus.headers()] == ["other.txt"]
    assert corpus.counts().documents == 1
    assert {hit.document for hit in corpus.search_passages(Query("電子申請"), 50)} <= {"other.txt"}


def test_a_switch_brings_them_back(corpus: Corpus, tmp_path: Path):
    real(corpus, tmp_path)
    assert len(corpus.headers(Filters(samples=True))) == 2
    corpus.close()
    with Corpus.open(Settings(data=tmp_path / "data", samples=True)) as opened:
        assert opened.counts().documents == 2
