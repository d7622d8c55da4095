"""Verification of a generated sentence against the passages that it cites.

Entailment cannot be proved by machine. What is checked: quotes are verbatim and not cut before a negation; every
number, day, article, name and content word occurs in the cited passages or their register headers with the same
polarity; a remark is attributed to whoever made it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.model import quotation
from assistant.model.attribution import Subject, decision_words, subjects
from assistant.model.material import Source
from assistant.model.negation import MODAL, Word, words
from assistant.model.neutral import NEUTRAL, OF_DECISIONS
from assistant.model.numbers import Figures, figures
from assistant.model.prose import Sentence, blanked, quoted
from corpus.language import fold, sentences, squeeze
from corpus.model import Role, Span


class Kind(StrEnum):
    """What is wrong with a sentence, as the model and the user are told."""

    KEY = "示していない資料キーを使っている"
    UNCITED = "根拠の資料キーがない"
    QUOTE = "「」の中が引用した資料の言葉と一致しない"
    CUT = "引用が打消しや疑問の手前で切れている"
    NUMBER = "引用した資料にない数字がある"
    DATE = "引用した資料にない日付がある"
    ARTICLE = "引用した資料にない条番号がある"
    NAME = "引用した資料にない名前がある"
    WORD = "引用した資料にない言葉がある"
    DENIAL = "資料と肯定・否定が合わない"
    SPEAKER = "だれの言葉かが資料と合わない"
    DECISION = "審議会の決定でないものを決定として書いている"
    MIXED = "別々の案件の資料を一つの文で使っている"
    LINK = "リンクや画像がある"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a sentence."""

    kind: Kind
    words: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.words}" if self.words else self.kind.value


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence after the check; it stands if it has no fault."""

    text: str
    """With the documents' own letters inside 「…」."""
    quotes: tuple[str, ...]
    """The quotes inside 「…」; … marks an omission."""
    restored: bool
    """Whether a quote deviated from the document and was corrected."""
    faults: tuple[Fault, ...]


_LINK = re.compile(r"https?:|www\.|://|!\[|\]\(|<[a-zA-Z/!]|javascript:|data:", re.IGNORECASE)
_MARKUP = re.compile(r"[*_~|>#`\\]")
_TOPIC = re.compile(r"\A([^「」]{2,60}?)(?:について|に関して)(?:は|も)?[、,]?")
UNSAID = "だれの言葉かが書かれていない"
_SAYS = re.compile(
    r"述べ|説明|答|発言|話[しす]|言[いうっわ]|質問|尋ね|たずね|問[いうわ]|指摘|求め|要望|主張|提案|報告|意見|見解|考え|確認|訂正|懸念|とのこと|とされ"
)
_SHOWN_WORDS = 5


class Judge:
    """Checks sentences against the passages of one answer."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.key: source for source in sources}
        self._held: dict[str, _Held] = {}

    def check(self, sentence: Sentence, question: str = "") -> Checked:
        """Check one sentence.

        Args:
            sentence: as the model wrote it.
            question: its words may form the topic at the head of the sentence, and nothing more.
        """
        cited = [self._sources[key] for key in sentence.keys if key in self._sources]
        faults = [Fault(Kind.KEY, "、".join(sentence.strange))] if sentence.strange else []
        if not cited:
            faults.append(Fault(Kind.UNCITED))
            return Checked(sentence.text, (), False, tuple(faults))
        text, quotes, restored, wrong = _with_own_letters(sentence.text, cited)
        faults += wrong
        blank = _MARKUP.sub(" ", blanked(sentence.text))
        if _LINK.search(fold(blank)):
            faults.append(Fault(Kind.LINK))
        if _mixed(cited):
            faults.append(Fault(Kind.MIXED))
        said_by = subjects(blank)
        faults += _speaker_faults(sentence.text, blank, said_by, [self._held_by(source) for source in cited])
        for part, speaker in _parts(blank, said_by):
            own = [s for s in cited if _may_rest_on(s, speaker, leads=bool(said_by))]
            if not own and speaker is None:
                faults.append(Fault(Kind.SPEAKER, UNSAID))
            elif own and _told_as_fact(part, speaker, own):
                faults.append(Fault(Kind.SPEAKER, speaker.written if speaker else ""))
            faults += _part_faults(
                part, [self._held_by(s) for s in own or cited], blank, "" if speaker else question
            )
        return Checked(text, quotes, restored, tuple(dict.fromkeys(faults)))

    def _held_by(self, source: Source) -> "_Held":
        if source.key not in self._held:
            self._held[source.key] = _Held(source)
        return self._held[source.key]


class _Held:
    """The content of one source, analysed once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        body, place = source.body, source.place
        self.letters = squeeze(fold(f"{body}\n{place}")).lower()
        self.lemmas = {w.lemma for w in (*words(body), *words(place))}
        self.polarities: dict[str, set[bool]] = defaultdict(set)
        outcome = source.case.outcome if source.case and source.decides else None
        for cut in [*(s.of(body) for s in sentences(body)), *([outcome.value] if outcome else [])]:
            for word in words(cut):
                self.polarities[word.lemma].add(word.denied)
        self.figures: Figures = figures(body, place).with_register(source)


def _with_own_letters(text: str, cited: Sequence[Source]) -> tuple[str, tuple[str, ...], bool, list[Fault]]:
    """The sentence with its quotes in the documents' wording; these quotes; whether one was corrected; the faults."""
    parts, quotes, faults = [], [], []
    restored, at = False, 0
    for span in quoted(text):
        quote = span.of(text)
        found = quotation.find(quote, cited)
        shown = quote if found is None else found.shown
        if found is None:
            faults.append(Fault(Kind.QUOTE, quote))
        elif found.cut:
            faults.append(Fault(Kind.CUT, quote))
        restored |= found is not None and found.restored
        parts += [_MARKUP.sub("", text[at : span.start]), shown]
        quotes.append(shown)
        at = span.end
    return "".join([*parts, _MARKUP.sub("", text[at:])]), tuple(quotes), restored, faults


def _parts(blank: str, said_by: Sequence[Subject]) -> Iterator[tuple[str, Subject | None]]:
    """The sentence cut before each subject: a part is checked against what its subject said."""
    starts = [0, *(s.span.start for s in said_by)]
    for start, end, speaker in zip(starts, [*starts[1:], len(blank)], [None, *said_by], strict=True):
        if blank[start:end].strip():
            yield blank[start:end], speaker


def _mixed(cited: Sequence[Source]) -> bool:
    """Whether sources of several documents or cases are cited, so that words of one could be told of another."""
    cases = {(s.citation.document, s.citation.case_id) for s in cited if s.citation.case_id}
    return len({s.citation.document for s in cited}) > 1 or len(cases) > 1


def _may_rest_on(source: Source, speaker: Subject | None, *, leads: bool) -> bool:
    """Whether a source may support a part of a sentence: it holds the subject's words, or is the record's own text.

    Args:
        source: cited by the sentence.
        speaker: the subject of the part; None before the first, or where there is none.
        leads: whether a subject follows, so that the part only introduces it.
    """
    if speaker is not None:
        return speaker.spoke(source)
    return leads or source.decides or source.tells


def _told_as_fact(part: str, speaker: Subject | None, own: Sequence[Source]) -> bool:
    """Whether a remark is told as a fact and not as what somebody said."""
    remarks = speaker is not None and speaker.role is not Role.COUNCIL and not any(s.tells for s in own)
    return remarks and "「" not in part and not _SAYS.search(part)


def _part_faults(part: str, held: Sequence[_Held], sentence: str, question: str) -> Iterator[Fault]:
    """What a part of a sentence states and the sources of its subject do not hold."""
    if not held:
        return
    found, known = figures(part), [h.figures for h in held]
    for n in found.numbers:
        if not any(k.holds_number(n) for k in known):
            yield Fault(Kind.NUMBER, n.written)
    for d in found.days:
        if not any(k.holds_day(d, sentence) for k in known):
            yield Fault(Kind.DATE, d.written)
    for a in found.articles:
        if not any(k.holds_article(a) for k in known):
            yield Fault(Kind.ARTICLE, a.written)
    for place in found.places:
        if not any(fold(place).lower() in h.letters for h in held):
            yield Fault(Kind.NAME, place)
    for modal in MODAL.findall(part):
        if not any(modal in h.letters for h in held):
            yield Fault(Kind.WORD, modal)
    yield from _word_faults(part, found.spans, held, question)


def _word_faults(part: str, read: Sequence[Span], held: Sequence[_Held], question: str) -> Iterator[Fault]:
    """Content words that the sources do not hold, or hold with the opposite polarity."""
    topic = _topic(part, question)
    polarities: dict[str, set[bool]] = defaultdict(set)
    for h in held:
        for lemma, known in h.polarities.items():
            polarities[lemma] |= known
    wrong: dict[Kind, list[str]] = defaultdict(list)
    for word in words(part):
        named_only = word.span.start < topic and not word.proper
        if not word.carries or named_only or any(s.covers(word.span) for s in read):
            continue
        if not _known(word, held):
            wrong[Kind.NAME if word.proper else Kind.WORD].append(word.surface)
        elif word.denied not in polarities.get(word.lemma, {False}):
            wrong[Kind.DENIAL].append(word.surface)
    for kind, surfaces in wrong.items():
        yield Fault(kind, "、".join(dict.fromkeys(surfaces[:_SHOWN_WORDS])))


def _known(word: Word, held: Sequence[_Held]) -> bool:
    if word.lemma in NEUTRAL or (word.lemma in OF_DECISIONS and any(h.source.decides for h in held)):
        return True
    if any(word.lemma in h.lemmas for h in held):
        return True
    return len(word.surface) > 1 and any(word.surface in h.letters for h in held)


def _topic(part: str, question: str) -> int:
    """The end of the topic at the head of a part, if it only repeats the question; 0 where there is none."""
    head = _TOPIC.match(part)
    if head is None or not question or decision_words(part):
        return 0
    asked = {w.lemma for w in words(question)}
    own = all(w.lemma in asked or w.lemma in NEUTRAL or not w.carries for w in words(head[1]))
    return head.end() if own else 0


def _speaker_faults(
    text: str, blank: str, said_by: Sequence[Subject], held: Sequence[_Held]
) -> Iterator[Fault]:
    """Remarks attributed to somebody else, and decisions that no source shows to have been taken."""
    for subject in said_by:
        if not any(subject.spoke(h.source) for h in held):
            yield Fault(_wrong(subject), subject.name + subject.written)
    for span in quoted(text):
        speaker = _before(said_by, span.start)
        holding = [h for h in held if quotation.standing(span.of(text), h.source.body) is not None]
        if speaker and holding and not any(speaker.spoke(h.source) for h in holding):
            yield Fault(_wrong(speaker), f"{speaker.written}「{span.of(text)}」")
    deciding = [h for h in held if h.source.decides]
    for word, at in decision_words(blank):
        speaker = _before(said_by, at)
        if speaker is not None and speaker.role is not Role.COUNCIL:
            continue
        if not deciding or not all(_known(w, deciding) for w in words(word) if w.carries):
            yield Fault(Kind.DECISION, word)


def _wrong(subject: Subject) -> Kind:
    return Kind.DECISION if subject.role is Role.COUNCIL else Kind.SPEAKER


def _before(said_by: Sequence[Subject], at: int) -> Subject | None:
    return next((s for s in reversed(said_by) if s.span.start < at), None)


def counted(faults: Iterable[Fault]) -> Mapping[Kind, int]:
    """How many faults of each kind."""
    found: dict[Kind, int] = defaultdict(int)
    for fault in faults:
        found[fault.kind] += 1
    return found
