"""Tunes the weights of the ranking on a question file with gold: `python benchmarks/tune.py QUESTIONS.jsonl --data DIR`.

Each weight in turn is tried at some multiples of its value, the others held; the table shows recall and precision for
each. Only given questions may be used: a weight that is best on them by a hair is left as it is.
"""

import argparse
import json
from dataclasses import fields, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.answer import answer_json
from assistant.assistant import Assistant
from assistant.evaluate import Figures, figures, judge, squeeze
from assistant.evidence.cases import Weights
from assistant.understand.followup import Message
from corpus.settings import load_settings
from corpus.store import Corpus

MULTIPLES = (0.5, 0.75, 1.0, 1.5, 2.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", help="data folder of the corpus")
    parser.add_argument("--weight", action="append", help="only this weight; may be repeated")
    args = parser.parse_args()
    questions = [json.loads(line) for line in args.questions.read_text(encoding="utf-8").splitlines() if line]
    settings = load_settings(args.data)
    table = Table("weight", "value", "recall", "precision", "abstained", "over-abstained")
    with Corpus.open(settings) as corpus:
        for name in args.weight or [f.name for f in fields(Weights)]:
            for multiple in MULTIPLES:
                value = getattr(Weights(), name) * multiple
                found = _evaluated(
                    Assistant(corpus, settings, replace(Weights(), **{name: value})), corpus, questions
                )
                shares = (found.recall, found.precision, found.abstained, found.over_abstained)
                table.add_row(name, f"{value:.3f}", *(f"{share:.3f}" for share in shares))
    Console().print(table)


def _evaluated(assistant: Assistant, corpus: Corpus, questions: list[dict]) -> Figures:
    held = {header.name for header in corpus.headers()}

    def text_of(name: str) -> str:
        return squeeze(corpus.document(name).text) if name in held else ""

    judged = []
    for line in questions:
        conversation = tuple(Message(m["role"], m["text"]) for m in line["conversation"])
        judged.append(
            judge(line, answer_json(assistant.ask(line["question"], conversation, mode="extractive")), text_of)
        )
    return figures(judged)


if __name__ == "__main__":
    main()
