"""`python -m assistant.understand.learning`: train the intent classifier again, and print how it does on subjects left out."""

from collections import Counter
from pathlib import Path

from assistant.understand import intent
from assistant.understand.cues import Want
from assistant.understand.learning.fit import cross_validated, fitted, save, wordings


def main() -> None:
    """Cross-validate, print precision and recall by intent, and write the model."""
    labelled = wordings()
    judged = cross_validated(labelled)
    right = Counter(j.found for j in judged if j.found is j.wording.want)
    print(f"{len(labelled)} wordings, accuracy {right.total() / len(judged):.3f}")
    for want in Want:
        found = sum(j.found is want for j in judged)
        held = sum(j.wording.want is want for j in judged)
        print(
            f"{want:12} n {held:4}  precision {right[want] / max(1, found):.3f}  recall {right[want] / max(1, held):.3f}"
        )
    save(fitted(labelled), Path(intent.__file__).with_name(intent.MODEL))


if __name__ == "__main__":
    main()
