"""The hashing embedder makes vectors of unit length, always the same ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.embedding import HashedCharacters

HASHED = HashedCharacters()


@given(st.text(max_size=60))
def test_a_vector_has_unit_length_or_none(text: str):
    length = float(np.linalg.norm(HASHED.embed_query(text)))
    assert length == pytest.approx(1.0, abs=1e-5) or length == 0.0


def test_likeness_follows_the_characters():
    query = HASHED.embed_query("防犯カメラの設置")
    near, far = HASHED.embed(["商店街に防犯カメラを設置する件", "学習支援アプリの導入"]) @ query
    assert near > 0.3 > far


def test_widths_spaces_and_wraps_make_no_difference():
    one, other = HASHED.embed(["第１２条　第２項の\n情報", "第12条第2項の情報"])
    np.testing.assert_allclose(one, other)


def test_no_pair_reaches_over_punctuation():
    assert not HASHED.embed_query("甲。乙、丙").any()


def test_a_text_is_embedded_alone_as_among_others():
    """No fit: what is held never changes the vector of anything else."""
    texts = ["防犯カメラ", "", "名簿"]
    many = HASHED.embed(texts)
    assert many.shape == (3, HASHED.dimension)
    assert many.dtype == np.float32
    for text, vector in zip(texts, many, strict=True):
        np.testing.assert_array_equal(HASHED.embed_query(text), vector)
    assert HASHED.embed([]).shape == (0, HASHED.dimension)


def test_the_vectors_of_this_name_never_change():
    """They are kept in registers; another hash needs another name."""
    vector = HASHED.embed_query("個人情報保護審議会")
    assert HASHED.name == "hashed-characters-512"
    assert np.flatnonzero(vector).tolist() == [
        41,
        102,
        109,
        125,
        194,
        198,
        252,
        275,
        283,
        306,
        339,
        345,
        379,
        398,
        500,
    ]
