"""Which articles a case turns on: every reference in its lines scores, the likely ones are kept."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path

from corpus.language import Article, ArticleMatch, fold, format_reference, squeeze
from ingest.assemble.readings import ArticleSet, ArticleValue
from ingest.assemble.record import CaseLines, Record
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.linear import Linear, load_linear

MODEL = Path(__file__).with_name("models") / "articles.json"
SETS = MODEL.with_name("article_sets.json")
"""Tells from the probabilities of the articles how sure their set is."""
THRESHOLD = 0.5
"""Probability from which an article belongs to the set; tuned for whole sets by `evaluate_fields`."""

_MOST_USES = 20
"""Uses of one article that are looked at: more would tell nothing new."""
_LONGEST_MARK = 24
"""Characters within which the mark of a speaker ends."""
_BEHIND = {
    "denied": re.compile(
        r"^[^。、]{0,16}(?:に(?:は|も)?(?:当た[らり]|あた[らり]|該当し|該当いたし|触れ)(?:な[いく]|ず|ません)|(?:で|と)は(?:な[いく]|ありません|ございません))"
    ),
    "applies": re.compile(r"^[^。]{0,40}(?:該当|に当た[るりっ]|にあたる)"),
    "grounds": re.compile(r"^[^。、]{0,20}(?:に基づ|に基き|の規定|により|によっ|を根拠|関係\)|を理由)"),
    "hears": re.compile(r"^[^。]{0,60}(?:諮|意見を(?:お)?(?:聴|聞|求|伺|うかが)|御意見)"),
    "says": re.compile(r"^(?:は|に|で|には|では)、?[^。]{0,40}(?:定め|規定)"),
    "told-where": re.compile(r"^[^。]{0,20}(?:に書|に置|を加え|を改め|に明記)"),
    "asked": re.compile(r"^[^。]{0,40}(?:か。|か\?|\?|でしたか|ですか|では(?:ない|なか))"),
    "breach": re.compile(r"^[^。]{0,20}(?:に違反|に反す|に照らし|の趣旨)"),
    "closed": re.compile(r"^(?:ただし書|本文)?(?:関係)?[)〕】\]]"),
    "and": re.compile(r"^(?:ただし書|本文)?(?:及び|並びに|、第|・第|と(?:、)?(?:第|同))"),
}
_BEFORE = {
    "field": re.compile(r"(?:根拠|条項|該当|適用)[^。]{0,8}[:;)】\]\t]?[^。:;]{0,30}$"),
    "opened": re.compile(r"[(〔【\[][^()〔〕。]{0,40}$"),
    "too": re.compile(r"(?:なお|また|ちなみに|たしか|例えば)[^。]{0,30}$"),
    "cell": re.compile(r"(?:^|\t)[^\t。]{0,16}$"),
}
_LAWS = {
    "privacy": re.compile(r"個人情報|保護条例|保護に関する法律"),
    "openness": re.compile(r"公開条例"),
    "numbers": re.compile(r"番号法|番号の利用|保護評価"),
    "appeals": re.compile(r"不服審査|審査会条例|審議会条例|設置条例|手続法|手続条例"),
    "enforcement": re.compile(r"施行条例|施行規則|施行令"),
    "bare": re.compile(r"(?:[市町村区県本]|同)?(?:条例|法|法律)"),
}
_RULED = re.compile(r"認め|適当|妥当|差し支え|承認|答申|べきである|相当|決し|判断")


@dataclass(frozen=True, slots=True)
class _Use:
    """One reference in a line of the case."""

    at: int
    match: ArticleMatch
    labelled: LabelledLine


@dataclass(slots=True)
class ArticleCandidate:
    """An article that a case may turn on."""

    article: Article
    uses: list[_Use]
    features: dict[str, float] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """The article as it is written in values."""
        return format_reference(self.article)

    @property
    def use(self) -> _Use:
        """The first use that names the ordinance or law, else the first."""
        return next((use for use in self.uses if use.match.law is not None), self.uses[0])


def _law(use: _Use) -> str | None:
    """The name of its law without the mark of the speaker, which white space alone parts from it: 委員 条例第3条."""
    law, text = use.match.law, use.labelled.line.text
    for gap in re.finditer(r"\s+", text[:_LONGEST_MARK]):
        mark = squeeze(text[: gap.start()])
        if law is not None and mark and law.startswith(mark) and len(law) > len(mark):
            return law.removeprefix(mark)
    return law


def _around(use: _Use) -> tuple[str, str]:
    line = use.labelled.line
    start, end = use.match.span.start - line.span.start, use.match.span.end - line.span.start
    return squeeze(line.text[max(0, start - 60) : start].replace("\t", "\v")).replace("\v", "\t"), squeeze(
        line.text[end : end + 90]
    )


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


_NUMBER = re.compile(r"\d+号|(?:案件|議題|議案|その)[\d一二三四五六七八九十甲乙丙丁ア-ン]+")
_RULING = re.compile(
    r"(?:異議|承認|了承|適当|妥当|答申|認め)[^。]{0,20}(?:なし|いたします|します|とする|決|認め)"
)
_NEARER = 0.15
"""Difference of likeness from which a sentence speaks of one case rather than of another."""


class _Matter:
    """What a case is about, beside the other cases of the document."""

    def __init__(self, case: CaseLines) -> None:
        self.naming = frozenset(each.line.number for each in case.naming)
        self.title = _pairs(squeeze(fold(case.title)))
        self._others = [_pairs(squeeze(fold(title))) for title in case.others]
        self._numbers = _numbers(case.heads)
        self._other_numbers = _numbers(case.others) - self._numbers

        self._marks = Counter(_mark(each) for each in case.lines if each.voice is Voice.EXECUTIVE)
        numbers = [each.line.number for each in case.lines]
        self._order = {number: at for at, number in enumerate(numbers)}
        headed = [each.line.number for each in case.lines if each.label is Label.CASE]
        self._headed = min(headed, default=-1)
        ruled = (
            each.line.number
            for each in case.lines
            if each.voice in (Voice.CHAIR, Voice.COUNCIL) and _RULING.search(each.line.key)
        )
        self._ruled = min((number for number in ruled if number > self._headed), default=None)

    def stands(self, labelled: LabelledLine) -> Iterator[str]:
        """Where a line stands in the case: lines at its ends, or of a strange speaker, may be of another case."""
        number = labelled.line.number
        at, last = self._order[number], len(self._order) - 1
        yield "at-begin" if at <= 1 else "at-end" if at >= last - 1 else "amid"
        if number < self._headed and labelled.label in (Label.SPEECH, Label.TEXT):
            yield "before-heading"
        if self._ruled is not None and number > self._ruled:
            yield "after-ruling"
        if labelled.voice is Voice.EXECUTIVE and len(self._marks) > 1:
            most = max(self._marks.values())
            yield "strange-speaker" if self._marks[_mark(labelled)] < most else "usual-speaker"

    def cues(self, sentence: str) -> Iterator[str]:
        """Whether a sentence speaks of this case or of another."""
        pairs, numbers = _pairs(sentence), _numbers((sentence,))
        own = _share(self.title, pairs)
        other = max((_share(title, pairs) for title in self._others), default=0.0)
        if own > other + _NEARER:
            yield "nearer-own"
        if other > own + _NEARER:
            yield "nearer-other"
        if numbers & self._numbers:
            yield "number-own"
        elif numbers & self._other_numbers:
            yield "number-other"


def _mark(labelled: LabelledLine) -> str:
    """How a speech begins: those of one speaker begin alike."""
    return labelled.line.key[:5]


def _numbers(heads: Iterable[str]) -> set[str]:
    return {found[0] for head in heads for found in _NUMBER.finditer(squeeze(fold(head)))}


def _share(title: set[str], pairs: set[str]) -> float:
    return len(title & pairs) / max(1, len(title))


def _of_use(use: _Use, matter: _Matter) -> dict[str, float]:
    """The features of one use."""
    line, label, voice = use.labelled.line, use.labelled.label, use.labelled.voice
    before, behind = _around(use)
    found = {f"label={label}": 1.0, f"voice={voice}": 1.0, f"{label}|{voice}": 1.0}
    cues = [f"behind-{cue}" for cue, words in _BEHIND.items() if words.search(behind)]
    cues += [f"before-{cue}" for cue, words in _BEFORE.items() if words.search(before)]
    if line.number in matter.naming:
        cues.append("naming")
    if _RULED.search(behind):
        cues.append("ruled")
    law = use.match.law
    cues.append(f"instrument={use.match.instrument}")
    cues += [f"law-{cue}" for cue, words in _LAWS.items() if law and words.search(law)]
    if use.match.resolved:
        cues.append("resolved")
    sentence = before.rpartition("。")[2] + behind.partition("。")[0]
    found |= dict.fromkeys(cues, 1.0)
    found |= {f"{cue}|{voice}": 1.0 for cue in cues if cue.startswith(("behind", "ruled", "instrument"))}
    found["title"] = _share(matter.title, _pairs(sentence))
    found |= dict.fromkeys(matter.cues(sentence), 2.0)
    found |= dict.fromkeys(matter.stands(use.labelled), 1.0)
    return found


def article_candidates(case: CaseLines, record: Record) -> list[ArticleCandidate]:
    """The articles that the lines of a case refer to, in the order of the text, with their features."""
    grouped: dict[Article, list[_Use]] = defaultdict(list)
    for labelled in case.lines:
        at = record.place[labelled.line.number]
        for match in record.articles[at]:
            grouped[match.article.base].append(_Use(at, match, labelled))
    candidates = [ArticleCandidate(article, uses) for article, uses in grouped.items()]
    matter = _Matter(case)
    for rank, candidate in enumerate(candidates):
        features: dict[str, float] = {"bias": 1.0}
        for use in candidate.uses[:_MOST_USES]:
            for name, value in _of_use(use, matter).items():
                features[name] = max(features.get(name, 0.0), value)
        features |= {
            f"first:{name}": 1.0 for name in _of_use(candidate.uses[0], matter) if name.startswith("voice")
        }
        voices = {use.labelled.voice for use in candidate.uses}
        if len(voices) == 1:
            features[f"only-voice={next(iter(voices))}"] = 1.0
        instruments = {use.match.instrument for use in candidate.uses}
        if instruments <= {"contract", "guideline", "council", "rule"}:
            features["other-instrument"] = 1.0
        features["uses"] = log(len(candidate.uses))
        features["references"] = log(len(candidates))
        features[f"rank={min(rank, 3)}"] = 1.0
        features["only"] = float(len(candidates) == 1)
        features["elsewhere"] = float(record.article_uses[candidate.article] > len(candidate.uses))
        others = [other.article for other in candidates if other is not candidate]
        features["has-finer"] = float(any(_is_within(other, candidate.article) for other in others))
        features["is-finer"] = float(any(_is_within(candidate.article, other) for other in others))
        features["sibling"] = float(
            any(o.article == candidate.article.article and o.branch == candidate.article.branch for o in others)
        )
        features["depth"] = float(
            (candidate.article.paragraph is not None) + (candidate.article.item is not None)
        )
        candidate.features = features
    said = {use.labelled.voice for c in candidates for use in c.uses}
    for candidate in candidates:
        mine = {use.labelled.voice for use in candidate.uses}
        for voice in (Voice.COUNCIL, Voice.EXECUTIVE, Voice.CHAIR):
            if voice in said and voice not in mine:
                candidate.features[f"others-by-{voice}"] = 1.0
    return candidates


def _is_within(finer: Article, wider: Article) -> bool:
    """Whether one article is a part of the other."""
    if finer == wider or (finer.article, finer.branch) != (wider.article, wider.branch):
        return False
    return (wider.paragraph in (None, finer.paragraph)) and (wider.item in (None, finer.item))


def set_features(probabilities: Sequence[float]) -> dict[str, float]:
    """The features that tell how sure a set of articles is."""
    doubts = [min(p, 1 - p) for p in probabilities]
    return {
        "bias": 1.0,
        "doubt": sum(log(1 - doubt) for doubt in doubts),
        "worst": max(doubts, default=0.0),
        "none": float(not doubts),
        "empty": float(all(p < THRESHOLD for p in probabilities)),
        "many": float(sum(p >= THRESHOLD for p in probabilities) > 2),
    }


def read_articles(
    case: CaseLines, record: Record, model: Linear | None = None, sets: Linear | None = None
) -> ArticleSet:
    """Read which articles of an ordinance or law a case turns on.

    Args:
        case: the lines that treat or name it.
        record: the document.
        model: what scores the articles; None: the released one.
        sets: what tells from their probabilities how sure the whole set is; None: the released one.
    """
    scored = model or load_linear(MODEL)
    values = [
        ArticleValue(
            candidate.reference,
            _law(candidate.use),
            candidate.use.match.span,
            scored.probability(candidate.features),
        )
        for candidate in article_candidates(case, record)
    ]
    kept = tuple(value for value in values if value.probability >= THRESHOLD)
    least = min(values, key=lambda value: abs(value.probability - THRESHOLD), default=None)
    probabilities = tuple(value.probability for value in values)
    confidence = (sets or load_linear(SETS)).probability(set_features(probabilities))
    return ArticleSet(kept, confidence, least, probabilities)
