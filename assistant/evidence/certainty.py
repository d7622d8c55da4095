"""Features of a question and its pool as a whole: what tells whether the corpus answers it."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.pool import Candidate, Formed
from assistant.understand.cues import Want
from corpus.model import PENDING

REFUSALS = ("topic", "field", "pending")
"""Reasons of the forms that more evidence may overrule."""
_SHARED = ("kinds_asked", "rare_absent", "own_words", "follows")
_OF_BEST = (
    "share",
    "share_both",
    "share_rarest",
    "topics",
    "topics_title",
    "kinds_held",
    "counted",
    "counted_beside",
    "named",
    "formed",
    "case_score",
    "ruling",
)
_BEST, _NEAR = 3, 5


def certainty(
    found: Mapping[str, NDArray[np.float64]],
    chances: NDArray[np.float64],
    candidates: Sequence[Candidate],
    formed: Formed,
    wording: float,
) -> dict[str, float]:
    """The features by name.

    Args:
        found: the features of the candidates.
        chances: their probabilities, (candidates,).
        candidates: of the pool, at least one.
        formed: what an answer form made of the question.
        wording: the log-odds that a question so worded is answered.
    """
    order = np.argsort(-chances, kind="stable")
    best, near = order[0], order[:_NEAR]
    odds = np.log(chances + 1e-4)
    inside = np.array([c.header.name == candidates[best].header.name for c in candidates])
    case = candidates[best].case
    ruled = case is not None and case.outcome is not None and bool(found[f"wants_{Want.RULING.value}"][0])
    settled = ruled and case is not None and case.outcome not in PENDING
    values = {
        **{f"chance_{n}": odds[order[n]] if n < len(order) else odds.min() for n in range(_BEST)},
        "chances": np.log(chances.sum() + 1e-3),
        "same_document": chances[inside].sum() / chances.sum(),
        "kinds_near": found["kinds_held"][near].max(),
        "counted_near": found["counted"][near].max(),
        "counted_beside_near": found["counted_beside"][near].max(),
        "named_near": found["named"][near].max(),
        "rarest_near": found["share_rarest"][near].max(),
        "share_inside": found["share"][inside].max(),
        **{f"best_{name}": found[name][best] for name in _OF_BEST},
        **{
            name: value[0]
            for name, value in found.items()
            if name in _SHARED or name.startswith(("wants_", "asks_"))
        },
        "decided": float(ruled),
        "settled": float(settled),
        "settled_entitled": formed.entitled * settled,
        "wording_settled": wording * settled,
        "covered": formed.covered,
        "entitled": formed.entitled,
        "covered_decided": formed.covered * ruled,
        "entitled_decided": formed.entitled * ruled,
        "wording_decided": wording * ruled,
        "wording_entitled": wording * formed.entitled,
        "answered": float(not formed.why),
        **{f"refused_{why}": float(formed.why == why) for why in REFUSALS},
        "wording": wording,
    }
    return {name: float(value) for name, value in values.items()}
