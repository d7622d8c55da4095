"""The sentences of a case as candidates for its decision and for what is attached to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.language import fold, sentences, squeeze
from corpus.model import Span
from ingest.labels.label import Label, LabelledLine
from ingest.labels.sentences import NONE, SentenceModel
from ingest.labels.vector import Genre, Sentence
from ingest.memory import SURE, Memory

_ASSENT = re.compile(r"異議(?:な|無)|はい|うなず|首肯|挙手|拍手|賛成|全員|「なし」|了承|よろしい")
_REFUSES = re.compile(
    r"(?:不承認|不同意|不適当)(?:と(?:し(?!ない)|する|決|な)|で|。|$)|(?:承認|同意|容認)(?:しない|できない)(?:こと|もの|旨)?(?:と(?:し|する|な|決)|。|$)"
)
_RECALLED = re.compile(r"前回|先日|昨年|前年度|過去|かつて|以前|当初|平成\d+年度?に|既に")
_ASKS = re.compile(r"か[。?」]?$|[?]$|いかが|よろしいでしょうか|ございませんか|ありませんか")
_DECIDING = re.compile(r"結\s?論|結\s?果|決\s?定|裁決|採決|議決|まとめ|答\s?申|判断|主文")
_ATTACHING = re.compile(r"条件|付帯|附帯|付言|要望|意見|留意|付記|その他")
_SUMMED = re.compile(r"以上|よって|それでは|では|したがって|本件|当審|審[査議]会は|全員|結論")
_ITEM = re.compile(r"^[\s(（]*(?:[\d①-⑳ア-ンa-z一二三四五六七八九十][)）.、．\s]|[・-])")

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of a case, with its context."""

    span: Span
    labelled: LabelledLine
    outcomes: Mapping[str, float]
    """Probability of each outcome label, `none` among them."""
    attached: Mapping[str, float]
    """Probability of each attachment label, `none` among them."""
    context: Values
    """Features of its place."""
    genre: str

    refuses: bool
    """Whether its own words refuse: it is no approval then, whatever else it says."""
    told: str | None = None
    """How a person told that a sentence like it ends a case, NONE for not at all; None where nobody did."""
    told_attached: str | None = None
    """What a person told that a sentence like it attaches, NONE for nothing; None where nobody did."""

    @property
    def decides(self) -> float:
        """Probability that it ends a case."""
        return 1.0 - self.outcomes[NONE]


def _headings(lines: Sequence[LabelledLine]) -> list[str]:
    above, found = "", []
    for labelled in lines:
        if labelled.label in (Label.SECTION, Label.GROUP, Label.CASE):
            above = labelled.line.text
        found.append(above)
    return found


def spoken(
    lines: Sequence[LabelledLine], text: str, genre: str, model: SentenceModel, memory: Memory | None = None
) -> list[Spoken]:
    """The sentences of a case's lines, in order.

    Args:
        lines: those that treat or list the case.
        text: the document's text.
        genre: 会議録, 要旨 or 答申.
        model: the sentence models.
        memory: of the document's council.
    """
    memory = memory or Memory()
    cut: list[tuple[LabelledLine, int, Span]] = []
    for place, labelled in enumerate(lines):
        cut += [(labelled, place, span) for span in sentences(text, labelled.line.span)]
    asked = [
        Sentence(
            span.of(text),
            cut[at - 1][2].of(text) if at else "",
            Genre.RESULTS if labelled.label in (Label.ROW, Label.AGENDA) else Genre(genre),
        )
        for at, (labelled, _, span) in enumerate(cut)
    ]
    shares = model.probabilities(asked)
    outcomes, attached = model.labels("outcome"), model.labels("attachment")
    headings = _headings(lines)
    decides = 1.0 - shares["outcome"][:, outcomes.index(NONE)] if cut else np.zeros(0)
    return [
        Spoken(
            span,
            labelled,
            _certain(
                dict(zip(outcomes, map(float, shares["outcome"][at]), strict=True)),
                memory.outcome(asked[at].text),
            ),
            _certain(
                dict(zip(attached, map(float, shares["attachment"][at]), strict=True)),
                memory.attachment(asked[at].text),
            ),
            _context(at, cut, asked, decides, headings[place], lines, place, genre),
            genre,
            _REFUSES.search(squeeze(fold(asked[at].text))) is not None,
            memory.outcome(asked[at].text),
            memory.attachment(asked[at].text),
        )
        for at, (labelled, place, span) in enumerate(cut)
    ]


def _certain(shares: dict[str, float], told: str | None) -> dict[str, float]:
    """The probabilities of labels where a person told one of them."""
    if told is None:
        return shares
    rest = (1.0 - SURE) / max(1, len(shares) - 1)
    return {label: SURE if label == told else rest for label in shares}


def _context(
    at: int,
    cut: Sequence[tuple[LabelledLine, int, Span]],
    asked: Sequence[Sentence],
    decides: npt.NDArray[np.floating[Any]],
    heading: str,
    lines: Sequence[LabelledLine],
    place: int,
    genre: str,
) -> Values:
    labelled, said = cut[at][0], asked[at].text
    after = lines[place + 1].line.text if place + 1 < len(lines) else ""
    before = lines[place - 1].line.text if place else ""
    left = len(cut) - 1 - at
    found = {
        f"label:{labelled.label}": 1.0,
        f"voice:{labelled.voice}": 1.0,
        f"genre:{genre}:{labelled.voice}": 1.0,
        f"part:{labelled.part}:{genre}": 1.0,
        f"part:{labelled.part.rpartition('>')[2]}:{genre}": 1.0,
        "last": float(left == 0),
        "near-end": 1.0 / (1 + left),
        "share": at / max(1, len(cut) - 1),
        "rank": 1.0 / (1 + float((decides > decides[at]).sum())),
        "later": min(3.0, float((decides[at + 1 :] > 0.5).sum())),
        "short": float(len(said) < 12),
        "long": float(len(said) > 90),
    }
    cues = {
        "assent-after": (
            _ASSENT.search(after[:40]) is not None and at + 1 < len(cut) and cut[at + 1][1] != place
        )
        or False,
        "assent-before": _ASSENT.search(before[:40]) is not None and len(before) < 60,
        "recalled": _RECALLED.search(said) is not None,
        "asks": _ASKS.search(said) is not None,
        "decides-above": _DECIDING.search(heading) is not None,
        "attaches-above": _ATTACHING.search(heading) is not None,
        "summed": _SUMMED.match(said.strip()) is not None,
        "item": _ITEM.match(said) is not None,
        "quoted": said.strip().startswith(("「", "(", "（")),
    }
    return found | {name: 1.0 for name, holds in cues.items() if holds}
