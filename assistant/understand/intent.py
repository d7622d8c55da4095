"""The intent of a question by a linear classifier over character n-grams and cues.

`python -m assistant.understand.learning` trains the model that is read here from the labelled wordings beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from assistant.understand.cues import (
    EXISTS,
    LIST,
    QUANTITY,
    Want,
    asks_whether,
    fields_in,
    hints_in,
    wants_in,
)
from corpus.language import find_articles, find_municipalities, fold, noun_phrases

MODEL = "intent.npz"
LONGEST_GRAM = 4
PASTED = 110
"""Characters from which a text counts as long: pasted, not typed."""
_SHORT = 8
_READ = 400
"""Characters of a text whose n-grams are read."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question wants, with the probability that it does, 0 to 1."""

    want: Want
    probability: float


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Weights of features for each intent; shape (features, intents)."""

    wants: tuple[Want, ...]
    places: Mapping[str, int]
    """Feature to its row."""
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def intent(self, question: str) -> Intent:
        """The likeliest intent of a question."""
        held = [(self.places[name], value) for name, value in features(question).items() if name in self.places]
        scores = self.bias + sum(value * self.weights[place] for place, value in held)
        powers = np.exp(scores - scores.max())
        best = int(powers.argmax())
        return Intent(self.wants[best], float(powers[best] / powers.sum()))


def features(question: str) -> dict[str, float]:
    """Feature names of a question with their values: n-grams without digits and places, and the cues in it."""
    folded = fold(question)
    found = dict.fromkeys((f"cue:{want}" for want in wants_in(folded)), 1.0)
    found |= dict.fromkeys((f"hint:{want}" for want in hints_in(folded)), 1.0)
    found |= dict.fromkeys((f"field:{field}" for field in fields_in(folded)), 1.0)
    found |= {f"first:{want}": 1.0 for want in wants_in(folded)[:1]}
    told = {
        "list": LIST.search(folded) is not None,
        "exists": EXISTS.search(folded) is not None,
        "quantity": QUANTITY.search(folded) is not None,
        "whether": asks_whether(folded),
        "short": len(folded) <= _SHORT,
        "pasted": len(folded) >= PASTED,
        "latin": folded.isascii(),
        "names only": names_only(folded),
    }
    found |= {name: 1.0 for name, holds in told.items() if holds}
    plain = f"^{_plain(folded)[:_READ]}$"
    grams = {plain[i : i + size] for size in range(1, LONGEST_GRAM + 1) for i in range(len(plain) - size + 1)}
    share = 3.0 / max(1.0, len(grams) ** 0.5)
    return found | dict.fromkeys((f"gram:{gram}" for gram in grams), share)


def _plain(folded: str) -> str:
    """The text with its digits as 0 and its municipalities as one sign."""
    text = folded
    for place in find_municipalities(folded):
        text = text.replace(place.name, "〒")
    return re.sub(r"\d+", "0", text.lower())


def names_only(folded: str) -> bool:
    """Whether a question names things and asks nothing: 吹田市, LGWAN, 電子申込 決済."""
    if find_articles(folded):
        return False
    rest = folded
    for place in find_municipalities(folded):
        rest = rest.replace(place.name, " ")
    for phrase, _ in noun_phrases(rest):
        rest = rest.replace(phrase, " ", 1)
    return not re.sub(r"[\s・、。,/&+のとや]", "", rest)


@cache
def load_intents() -> IntentModel:
    """The model that comes with the program."""
    with as_file(files("assistant.understand") / MODEL) as path, np.load(path, allow_pickle=False) as held:
        names = [str(name) for name in held["features"]]
        return IntentModel(
            wants=tuple(Want(str(want)) for want in held["wants"]),
            places={name: row for row, name in enumerate(names)},
            weights=held["weights"].astype(np.float32),
            bias=held["bias"].astype(np.float32),
        )
