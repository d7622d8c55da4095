"""Learns the ranker from questions with gold: `python -m benchmarks.ranker [SET...] [--data DIR]`, which writes assistant/evidence/ranker.json.

A SET is named as for benchmarks.answers; without any, all of ingest/learning/data and
ingest/learning/asked that have questions are taken; one that is named several times counts so often. Each set is a source: what is printed is measured on sources that were left out, and what the second stage learns
from (whether the corpus answers at all) are probabilities of the first stage (which window answers) on such sources.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler, normalize

from assistant.evaluate import COVERED, squeeze
from assistant.evidence.certainty import certainty
from assistant.evidence.pool import Candidate, Formed
from assistant.evidence.ranker import Linear, Ranker, Tree, Trees, Wording, runs_of
from assistant.evidence.weigh import Pool
from assistant.forms import extract
from assistant.understand.followup import Message, standalone
from assistant.understand.question import understand
from assistant.understand.thesaurus import load_thesaurus
from benchmarks.answers import paths_of
from corpus.model import Document, Span
from corpus.settings import load_settings
from corpus.store import Corpus
from ingest.pipeline import take_in

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "assistant" / "evidence" / "ranker.json"
WINDOW_STRENGTH, WORDING_STRENGTH = 0.1, 3.0
"""Inverse strengths of regularisation (scikit-learn's C)."""
TREES: Mapping[str, Any] = {
    "n_estimators": 300,
    "max_depth": 3,
    "learning_rate": 0.03,
    "subsample": 0.6,
    "max_features": 0.3,
    "min_samples_leaf": 15,
}
"""How the trees that tell whether the corpus answers are grown."""
RAREST_RUN = 6
"""Questions in which a run of characters must stand to be learned."""
OVER = 0.14
"""Share of the answerable questions of left-out sources that may be met with silence."""
SHOWN = 8

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its pool and its gold."""

    question: str
    answerable: bool
    pool: Pool
    formed: Formed
    covered: Rows
    """The share of each gold passage that each candidate covers, (candidates, passages)."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument(
        "--data", type=Path, help="a folder in which what was taken in is kept for the next run"
    )
    options = parser.parse_args(arguments)
    named = options.sets or [
        str(path.parent)
        for folder in ("data", "asked")
        for path in sorted((ROOT / "ingest/learning" / folder).glob("*/questions.jsonl"))
    ]
    with tempfile.TemporaryDirectory() as scratch:
        sources = {
            name: list(_examples((options.data or Path(scratch)) / name, documents, questions))
            for name, documents, questions in map(paths_of, named)
        }
    ranker = learn(sources, Counter(paths_of(name)[0] for name in named))
    shape = {
        "windows": _shape(ranker.windows),
        "answers": {"trees": ranker.answers.trees, "bias": ranker.answers.bias},
        "wording": _shape(ranker.wording),
        "least": round(ranker.least, 4),
    }
    TARGET.write_text(json.dumps(shape, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def _shape(model: Linear | Wording) -> dict[str, Any]:
    weights = {name: round(weight, 4) for name, weight in model.weights.items() if round(weight, 4)}
    return {"weights": weights, "bias": round(model.bias, 4)}


def _examples(data: Path, documents: Path, questions: Path) -> Iterator[Example]:
    """The questions of a set, each with its pool; without those that the scope alone refuses."""
    settings = load_settings(str(data))
    thesaurus = load_thesaurus(settings.data)
    with Corpus.open(settings) as corpus:
        take_in([documents], corpus)
        places = {header.municipality for header in corpus.headers() if header.municipality}
        held = {header.name for header in corpus.headers()}
        for line in questions.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            conversation = tuple(Message(m["role"], m["text"]) for m in gold["conversation"])
            asked = understand(standalone(gold["question"], conversation, places), places, date.today())
            found = extract(asked, corpus, thesaurus)
            if found.pool is None:
                continue
            at = [
                (p["document"], _places(corpus.document(p["document"]), p["quote"]))
                for p in gold["passages"]
                if p["document"] in held
            ]
            covered = np.array([[_covered(c, *p) for p in at] for c in found.pool.candidates])
            yield Example(asked.focus, gold["answerable"], found.pool, found.formed, covered)


def _places(document: Document, quote: str) -> list[Span]:
    """Where a quote stands in a document, white space aside."""
    at = [i for i, character in enumerate(document.text) if not character.isspace()]
    text, wanted = "".join(document.text[i] for i in at), squeeze(quote)
    found, start = [], text.find(wanted) if wanted else -1
    while start >= 0:
        found.append(Span(at[start], at[start + len(wanted) - 1] + 1))
        start = text.find(wanted, start + 1)
    return found


def _covered(candidate: Candidate, name: str, places: Iterable[Span]) -> float:
    if candidate.header.name != name:
        return 0.0
    own = candidate.window.span
    shares = (max(0, min(own.end, s.end) - max(own.start, s.start)) / (s.end - s.start) for s in places)
    return max(shares, default=0.0)


def learn(sources: Mapping[str, list[Example]], times: Mapping[str, int]) -> Ranker:
    """Learn the ranker, and print how it does on sources left out.

    Args:
        sources: the questions of each set.
        times: how often each set counts.
    """
    everything = [e for name, examples in sources.items() for e in examples * times[name]]
    names = sorted(everything[0].pool.found)
    rows: list[dict[str, float]] = []
    answerable: list[bool] = []
    source_of: list[str] = []
    for source, examples in sources.items():
        others = [e for name, some in sources.items() if name != source for e in some * times[name]]
        windows, wording = _learned_windows(others, names), _learned_wording(others)
        recall = []
        for example in examples * times[source]:
            chances = 1 / (1 + np.exp(-windows.odds(example.pool.found)))
            odds = wording.odds(example.question)
            rows.append(certainty(example.pool.found, chances, example.pool.candidates, example.formed, odds))
            answerable.append(example.answerable)
            source_of.append(source)
            if example.answerable and example.covered.size:
                best = np.argsort(-chances, kind="stable")[:SHOWN]
                recall.append(float((example.covered[best].max(axis=0) >= COVERED).mean()))
        print(f"{source}: recall of the first {SHOWN} windows {np.mean(recall):.3f}")
    labels, sources_of = np.array(answerable), np.array(source_of)
    left_out = np.empty(len(rows))
    for source in sources:
        inside = sources_of == source
        model = _learned_answers([r for r, own in zip(rows, inside, strict=True) if not own], labels[~inside])
        left_out[inside] = [model.odds(row) for row, own in zip(rows, inside, strict=True) if own]
    least = float(np.quantile(left_out[labels], OVER))
    print(f"area under the curve of answerability {roc_auc_score(labels, left_out):.3f}")
    for source in sources:
        inside = sources_of == source
        silent = left_out[inside] < least
        vain, asked = silent[~labels[inside]], silent[labels[inside]]
        print(f"{source}: silent where unanswerable {vain.mean():.3f}, where answerable {asked.mean():.3f}")
    print(f"all: silent where unanswerable {(left_out[~labels] < least).mean():.3f}")
    return Ranker(
        _learned_windows(everything, names),
        _learned_answers(rows, labels),
        _learned_wording(everything),
        float(1 / (1 + np.exp(-least))),
    )


def _learned_windows(examples: Sequence[Example], names: Sequence[str]) -> Linear:
    rows = np.vstack([np.column_stack([e.pool.found[name] for name in names]) for e in examples])
    labels = np.concatenate(
        [
            e.covered.max(axis=1) >= COVERED if e.covered.size else np.zeros(len(e.pool.candidates), bool)
            for e in examples
        ]
    )
    return _linear(rows, labels, names, WINDOW_STRENGTH)


def _learned_answers(rows: Sequence[dict[str, float]], labels: Rows) -> Trees:
    """Boosted trees: what tells depends on what is asked for. Their numbers are rounded, as they are written."""
    names = sorted(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    model = GradientBoostingClassifier(**TREES, random_state=0).fit(values, labels)
    share = labels.mean()

    def grown(tree: Any, at: int) -> Tree:
        if tree.children_left[at] == tree.children_right[at]:
            return round(TREES["learning_rate"] * float(tree.value[at, 0, 0]), 4)
        low, high = tree.children_left[at], tree.children_right[at]
        return names[tree.feature[at]], round(float(tree.threshold[at]), 4), grown(tree, low), grown(tree, high)

    grown_all = tuple(grown(stage.tree_, 0) for stage in model.estimators_[:, 0])
    return Trees(grown_all, round(float(np.log(share / (1 - share))), 4))


def _linear(rows: Rows, labels: Rows, names: Sequence[str], strength: float) -> Linear:
    """A logistic regression on scaled features, its weights told for the features as they are."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=strength, max_iter=3000).fit(scaler.transform(rows), labels)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return Linear(dict(zip(names, weights.tolist(), strict=True)), bias)


def _learned_wording(examples: Sequence[Example]) -> Wording:
    counter = CountVectorizer(analyzer=runs_of, min_df=RAREST_RUN, binary=True)
    rows: csr_matrix = normalize(counter.fit_transform([e.question for e in examples]).astype(float))
    model = LogisticRegression(C=WORDING_STRENGTH, max_iter=2000, class_weight="balanced")
    model.fit(rows, [e.answerable for e in examples])
    runs = counter.get_feature_names_out().tolist()
    return Wording(dict(zip(runs, model.coef_[0].tolist(), strict=True)), float(model.intercept_[0]))


if __name__ == "__main__":
    sys.exit(main())
