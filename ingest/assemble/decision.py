"""How a case ended and what the council attached: chosen among all its sentences at once."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model import AttachmentKind, Case, Outcome, Span
from ingest.assemble.deciding import Spoken, Values, spoken
from ingest.labels.label import LabelledLine
from ingest.labels.linear import Classifier, Linear, load_classifier, load_linear
from ingest.labels.sentences import NONE, SentenceModel, sentence_model
from ingest.memory import SURE, Memory

MODEL = Path(__file__).parent / "models" / "decisions.json"
ATTACHMENTS = Path(__file__).parent / "models" / "attachments.json"

WITHDRAWN = "取下げ"
"""The label of a sentence by which a case is withdrawn: その他 as an outcome."""
_LEAST_LABEL = 0.02
"""Probability from which a label of a sentence is a candidate."""
_LEAST_SENTENCE = 0.05
"""Probability of deciding anything from which a sentence's labels are candidates."""
_MOST = 60
"""Candidates of one case that are weighed, the most probable first."""
_ATTACHED = 0.4
"""Probability from which a sentence counts as attached; tuned with `senrei learn`."""
_APPROVALS = frozenset({Outcome.APPROVED.value, Outcome.APPROVED_WITH_CONDITIONS.value, Outcome.NOTED.value})
_REVIEW = re.compile(r"審査請求|異議申立|不服申立|開示決定|不開示|非公開|部分公開|利用停止")
_REPORTED = re.compile(r"報告|状況")


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that the council attached to its decision."""

    kind: AttachmentKind
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Decision:
    """How a case ended."""

    outcome: Outcome | None
    """None where the document does not say."""
    span: Span | None
    """The sentence that decides."""
    confidence: float
    """Probability of the outcome, 0 to 1."""
    runner_up: Outcome | None
    attachments: tuple[Attached, ...]
    attachments_confidence: float
    """Probability that nothing else is attached and all of this is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may end the case, with how; no sentence and no outcome stand for a case that is not ended."""

    said: Spoken | None
    label: str
    features: Values

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that the label stands for."""
        if self.label == NONE:
            return None
        return Outcome.OTHER if self.label == WITHDRAWN else Outcome(self.label)


def _of_case(title: str, said: Sequence[Spoken]) -> Values:
    found = {
        "condition": max((s.attached["条件"] for s in said), default=0.0),
        "decides": max((s.decides for s in said), default=0.0),
    }
    if _REVIEW.search(title):
        found["review"] = 1.0
    if _REPORTED.search(title):
        found["reported"] = 1.0
    return found


def candidates(title: str, said: Sequence[Spoken], ruled: Case | None) -> list[Candidate]:
    """The ways in which a case may have ended.

    Args:
        title: of the case.
        said: its sentences.
        ruled: the case as the rules read it.
    """
    case = _of_case(title, said)
    none = {"none": 1.0, "none:decides": case["decides"], "none:many": math.log(1 + len(said))}
    if ruled is not None:
        none["none:rules" if ruled.outcome is None else "none:against-rules"] = 1.0
    found = []
    for each in said:
        if each.decides < _LEAST_SENTENCE:
            continue
        for label, share in each.outcomes.items():
            if label == NONE or share < _LEAST_LABEL or (label in _APPROVALS and each.refuses):
                continue
            features = {
                "label": math.log(share),
                "decides": math.log(each.decides),
                f"is:{label}": 1.0,
                f"{each.genre}:{label}": 1.0,
                **{f"{name}:{label}": value for name, value in case.items()},
                **each.context,
                **_by_rules(each, label, ruled),
            }
            found.append((share, Candidate(each, label, features)))
    found.sort(key=lambda pair: -pair[0])
    return [Candidate(None, NONE, none), *(candidate for _, candidate in found[:_MOST])]


def _by_rules(said: Spoken, label: str, ruled: Case | None) -> Values:
    """Whether the rules read this outcome, this sentence, or both."""
    if ruled is None or ruled.outcome is None or ruled.outcome_span is None:
        return {}
    found: Values = {}
    same = ruled.outcome is (Outcome.OTHER if label == WITHDRAWN else Outcome(label))
    here = ruled.outcome_span.start < said.span.end and said.span.start < ruled.outcome_span.end
    found["rules:outcome" if same else "rules:other-outcome"] = 1.0
    if here:
        found["rules:sentence"] = 1.0
    if same and here:
        found["rules:both"] = 1.0
        found[f"rules:{label}"] = 1.0
    return found


def attachment_features(said: Sequence[Spoken], at: int, chosen: int | None, ruled: Case | None) -> Values:
    """The features of a sentence as something attached.

    Args:
        said: the sentences of the case.
        at: which of them.
        chosen: the one that decides; None where none does.
        ruled: the case as the rules read it.
    """
    each = said[at]
    found = {f"p:{label}": math.log(max(share, 1e-3)) for label, share in each.attached.items()}
    found |= {
        f"p:{label}": each.outcomes.get(label, 0.0) for label in ("条件付き承認", "承認", "再審議", "継続審議")
    }
    found["decides"] = each.decides
    found |= each.context
    if chosen is None:
        found["undecided"] = 1.0
    else:
        step = at - chosen
        found["before-decision" if step < 0 else "at-decision" if step == 0 else "after-decision"] = 1.0
        found["near-decision"] = 1.0 / (1 + abs(step))
        found["decision-conditional"] = said[chosen].outcomes.get("条件付き承認", 0.0)
    for attachment in ruled.attachments if ruled is not None else ():
        if attachment.span.start < each.span.end and each.span.start < attachment.span.end:
            found[f"rules:{attachment.kind}"] = 1.0
    if at:
        found |= {f"above:{label}": share for label, share in said[at - 1].attached.items()}
    return found


def _as_told(options: Sequence[Candidate]) -> Sequence[Candidate]:
    """The candidates that people told of this council's wordings; all but those told to be none where there are no such."""
    told = [each for each in options if each.said is not None and each.said.told == each.label]
    return told or [each for each in options if each.said is None or each.said.told is None]


class Decider:
    """Chooses a case's outcome, its sentence and what is attached.

    Args:
        outcomes: weights of the candidates.
        attachments: weights of the kinds of attachment.
        sentences: the sentence models; the released ones where None.
        memory: of the document's council.
    """

    def __init__(
        self,
        outcomes: Linear,
        attachments: Classifier,
        sentences: SentenceModel | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._outcomes, self._attachments, self._sentences = outcomes, attachments, sentences
        self._memory = memory

    def decide(
        self, title: str, lines: Sequence[LabelledLine], text: str, genre: str, ruled: Case | None
    ) -> Decision:
        """Read how a case ended.

        Args:
            title: of the case.
            lines: those that treat or list it.
            text: the document's text.
            genre: 会議録, 要旨 or 答申.
            ruled: the case as the rules read it.
        """
        said = spoken(lines, text, genre, self._sentences or sentence_model(), self._memory)
        return self.of(title, said, ruled)

    def of(self, title: str, said: Sequence[Spoken], ruled: Case | None) -> Decision:
        """Read how a case ended from its sentences."""
        options = _as_told(candidates(title, said, ruled))
        shares = self._outcomes.shares([option.features for option in options])
        totals: dict[Outcome | None, float] = defaultdict(float)
        for option, share in zip(options, shares, strict=True):
            totals[option.outcome] += share
        ranked = sorted(totals, key=lambda outcome: -totals[outcome])
        outcome = ranked[0]
        best = max(
            (pair for pair in zip(shares, options, strict=True) if pair[1].outcome == outcome),
            key=lambda pair: pair[0],
        )[1]
        chosen = said.index(best.said) if best.said is not None else None
        attachments, sure = self._attached(said, chosen, ruled)
        return Decision(
            outcome,
            best.said.span if best.said is not None else None,
            totals[outcome],
            ranked[1] if len(ranked) > 1 else None,
            attachments,
            sure,
        )

    def _attached(
        self, said: Sequence[Spoken], chosen: int | None, ruled: Case | None
    ) -> tuple[tuple[Attached, ...], float]:
        found, sure = [], 1.0
        for at, each in enumerate(said):
            if each.told_attached is not None:
                if each.told_attached != NONE:
                    found.append(Attached(AttachmentKind(each.told_attached), each.span, SURE))
                continue
            if each.attached[NONE] > 0.97:
                continue
            shares = self._attachments.shares(attachment_features(said, at, chosen, ruled))
            kind = max((label for label in shares if label != NONE), key=lambda label: shares[label])
            likely = 1.0 - shares[NONE]
            sure = min(sure, max(likely, 1.0 - likely))
            if likely >= _ATTACHED:
                found.append(Attached(AttachmentKind(kind), each.span, likely))
        return tuple(found), sure


def decider(memory: Memory | None = None) -> Decider:
    """The decider of the released models, with what people told of the document's council."""
    return Decider(load_linear(MODEL), load_classifier(ATTACHMENTS), memory=memory)
