"""What spoke for a value and what for its runner-up: the features whose weights part the two."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.explain.wording import words_for

MOST = 4
"""Reasons of one side at most."""
_LEAST = 0.1
"""Weight from which a feature is a reason."""

_QUOTED = re.compile(r"(?<=「)[^」]*(?=」)")

Parts = Mapping[str, float]
"""What each feature of a value adds to its score."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that spoke for or against a value."""

    feature: str
    """Its name in the model."""
    words: str
    """What it is called in Japanese."""
    weight: float
    """How much it parts the value from its rival, in log odds; above 0."""


@dataclass(frozen=True, slots=True)
class Why:
    """What spoke for a value and against it, the strongest first."""

    for_: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()


NOTHING = Why()
"""Where nothing is known to have spoken."""


def reasons(model: str, weights: Parts) -> tuple[Reason, ...]:
    """The strongest reasons: features that are called the same are one.

    Args:
        model: whose features they are: a table of `wording.toml`.
        weights: by feature.
    """
    called: dict[str, list[str]] = defaultdict(list)
    for feature in weights:
        called[words_for(model, feature)].append(feature)
    called.pop("", None)
    sums = {words: sum(weights[feature] for feature in features) for words, features in called.items()}
    found: list[Reason] = []
    for words in sorted(sums, key=lambda each: (-sums[each], each)):
        if sums[words] < _LEAST or len(found) == MOST:
            break
        if not any(_says(reason.words, words) for reason in found):
            strongest = max(called[words], key=weights.__getitem__)
            found.append(Reason(strongest, words, round(sums[words], 3)))
    return tuple(found)


def _says(told: str, words: str) -> bool:
    """Whether words that are told say what others would: 「ついて」で終わる says 「いて」で終わる, and the other way round."""
    if _QUOTED.sub("", told) != _QUOTED.sub("", words):
        return False
    pairs = zip(_QUOTED.findall(told), _QUOTED.findall(words), strict=False)
    return all(one in other or other in one for one, other in pairs)


def compared(model: str, own: Parts, rival: Parts) -> tuple[Why, Why]:
    """Why one value was chosen, and why another might have been.

    A feature that both have speaks for the one to which it adds more; one that only one of them has, for or against that one.

    Args:
        model: whose features they are.
        own: the parts of the value.
        rival: those of the other.
    """
    margin = {name: own.get(name, 0.0) - rival.get(name, 0.0) for name in {*own, *rival}}
    return (
        Why(
            reasons(model, {name: margin[name] for name in own}),
            reasons(model, {name: -margin[name] for name in own if name not in rival}),
        ),
        Why(
            reasons(model, {name: -margin[name] for name in rival}),
            reasons(model, {name: margin[name] for name in rival if name not in own}),
        ),
    )


def weighed(model: str, parts: Parts) -> Why:
    """Why a thing holds, where it only may hold or not."""
    return Why(reasons(model, parts), reasons(model, {name: -part for name, part in parts.items()}))
