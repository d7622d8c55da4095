"""Whether a written sentence says what the passages it cites say, and nothing else.

A claim cannot be proved by machine; what is checked is what can be: that quotes stand to the letter and are not cut before
a denial, that every number, day, article, name and word of weight stands in the cited passages or their register
headers with the same polarity, and that a remark is told as the remark of whoever made it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.attribution import Subject, compatible, decision_words, named, subjects
from assistant.answering.figures import Figures, figures
from assistant.answering.polarity import Word, boundaries, denies, words
from assistant.answering.prose import Sentence, blanked, quoted
from assistant.answering.sources import Source, standing_span
from corpus.document import Role, Span
from corpus.text import fold, sentences, squeeze


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
    """A sentence after the check; it stands where it has no fault."""

    text: str
    """With the documents' own letters inside 「…」."""
    quotes: tuple[str, ...]
    """What stands inside 「…」; … stands for what is left out."""
    restored: bool
    """Whether a quote was written otherwise and could be set right."""
    faults: tuple[Fault, ...]


_NEUTRAL_WORDS = """
述べる 話す 説明 答える 回答 応答 発言 質問 尋ねる 問う 問い 触れる 示す 記す 記載 記述 書く 載る 挙げる 挙がる 指摘 見解 意見 対する
受ける 続く 続ける 一方 他方 更に 加える 又 尚 但し 先ず 次 最後 最終 的 結果 結論 判断 決定 経緯 経過 審議 議論 遣り取り 論点 内容 点 旨
趣旨 件 案件 資料 会議 録 会議録 答申 記録 場 際 時 中 上 下 後 以上 以下 通り 様 同 当該 本 其の 此の 又は 及び 並びに 会 審議会 審査 審査会 部会
委員 会長 長 実施 機関 実施機関 事務 局 事務局 担当 課 側 者 方 等 為る 為 其れ 此れ 言う 思う 考える 考え 述 引用 言葉 自身 其処 此処 共 然し
"""
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
"""Words that a sentence needs to tell who said what, and that claim nothing."""
_LINK = re.compile(r"https?:|www\.|://|!\[|\]\(|<[a-zA-Z/!]|javascript:|data:", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"!?\[[^\[\]]*\](?:\([^()]*\))?|<[^<>]{1,200}>|https?://[^\s」]+")
_MARKUP = re.compile(r"[*_~|>#`\\]")
_TOPIC = re.compile(r"\A[^「」]{2,60}?(?:について|に関して)(?:は|も)?[、,]?")
_LEFT_OPEN = re.compile(
    r"か(?:どうか|[。?？」]|$)|でしょうか|ではないか|可能性|かもしれ|おそれ|恐れ|場合|(?:すれ|であれ|なら)ば"
)
_BETWEEN_LETTERS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
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
            question: its words may name what the sentence is about, at its head, and nothing more.
        """
        cited = [self._sources[key] for key in sentence.keys if key in self._sources]
        faults = [Fault(Kind.KEY, "、".join(sentence.strange))] if sentence.strange else []
        if not cited:
            faults.append(Fault(Kind.UNCITED))
            return Checked(sentence.text, (), False, tuple(faults))
        text, quotes, restored, wrong = _with_own_letters(sentence.text, cited)
        faults += wrong
        outside = _outside(sentence.text)
        if _LINK.search(fold(outside)):
            faults.append(Fault(Kind.LINK))
        held = [self._held_by(source) for source in cited]
        found = figures(outside)
        faults += _figure_faults(found, held, outside)
        faults += list(_attribution_faults(sentence.text, cited, held))
        faults += list(_word_faults(outside, found.spans, held, question))
        return Checked(text, quotes, restored, tuple(dict.fromkeys(faults)))

    def _held_by(self, source: Source) -> "_Held":
        if source.key not in self._held:
            self._held[source.key] = _Held(source)
        return self._held[source.key]


class _Held:
    """What one source holds, read once."""

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


def _outside(text: str) -> str:
    """The sentence without what stands inside 「…」 and without Markdown's marks."""
    for span in reversed(quoted(text)):
        text = text[: span.start] + text[span.end :]
    return _MARKUP.sub("", text)


def _with_own_letters(text: str, cited: Sequence[Source]) -> tuple[str, tuple[str, ...], bool, list[Fault]]:
    """The sentence with every quote in its document's letters, the quotes, whether one was set right, what is wrong."""
    parts, quotes, faults = [], [], []
    restored, at = False, 0
    for span in quoted(text):
        quote = span.of(text)
        places = [(s, found) for s in cited if (found := standing_span(quote, s.body)) is not None]
        titles = [s for s in cited if s.case is not None and standing_span(quote, s.case.title) is not None]
        shown = quote
        if places:
            source, found = places[0]
            own = _widened(source.body, found).of(source.body)
            restored |= squeeze(own) != squeeze(quote)
            shown = _shown(own)
            if all(_cut(s.body, f) for s, f in places):
                faults.append(Fault(Kind.CUT, quote))
        elif titles and titles[0].case is not None:
            shown = _shown((standing_span(quote, titles[0].case.title) or Span(0, 0)).of(titles[0].case.title))
        else:
            faults.append(Fault(Kind.QUOTE, quote))
        parts += [_MARKUP.sub("", text[at : span.start]), shown]
        quotes.append(shown)
        at = span.end
    return "".join([*parts, _MARKUP.sub("", text[at:])]), tuple(quotes), restored, faults


def _shown(own: str) -> str:
    """A document's words on one line, without what could be taken for a marker or a link."""
    return _NOT_SHOWN.sub("…", _BETWEEN_LETTERS.sub("", " ".join(own.split())))


def _widened(body: str, span: Span) -> Span:
    """A quote that begins or ends inside a word, widened to its sentence."""
    whole = next((s for s in sentences(body) if s.covers(span)), None)
    if whole is None:
        return span
    inside = {whole.start + at for at in boundaries(whole.of(body))}
    splits = span.start not in inside or span.end not in inside
    return whole if splits else span


def _cut(body: str, span: Span) -> bool:
    """Whether a quote leaves out a denial or a question that its sentence goes on to."""
    whole = next((s for s in sentences(body) if s.start <= span.end - 1 < s.end), None)
    if whole is None:
        return False
    rest = body[span.end : whole.end]
    quote = span.of(body)
    if not any(c.isalnum() for c in rest):
        return _polarity_differs(body, Span(max(whole.start, span.start), span.end), whole)
    speaks = any(w.carries for w in words(quote)) and not quote.rstrip().endswith(("。", "、"))
    clause = re.split(r"[、。]", rest, maxsplit=1)[0]
    left_open = bool(_LEFT_OPEN.search(fold(rest)))
    finite = quote.rstrip()[-1:] in "るたいだうくすつぬむぐぶんでとり"
    return _polarity_differs(body, Span(max(whole.start, span.start), span.end), whole) or (
        speaks and finite and (denies(clause) or left_open)
    )


def _polarity_differs(body: str, span: Span, whole: Span) -> bool:
    """Whether a word that is denied in its sentence is not denied in the part that is quoted, or the other way round."""
    alone = {(w.span.start + span.start, w.lemma): w.denied for w in words(span.of(body))}
    within = {(w.span.start + whole.start, w.lemma): w.denied for w in words(whole.of(body))}
    return any(within.get(place, denied) != denied for place, denied in alone.items())


def _figure_faults(found: Figures, held: Sequence[_Held], outside: str) -> list[Fault]:
    known = [h.figures for h in held]
    faults = [Fault(Kind.NUMBER, n.written) for n in found.numbers if not any(k.holds_number(n) for k in known)]
    faults += [
        Fault(Kind.DATE, d.written) for d in found.days if not any(k.holds_day(d, outside) for k in known)
    ]
    faults += [
        Fault(Kind.ARTICLE, a.written) for a in found.articles if not any(k.holds_article(a) for k in known)
    ]
    faults += [
        Fault(Kind.NAME, place)
        for place in found.places
        if not any(fold(place).lower() in h.letters for h in held)
    ]
    return faults


def _word_faults(outside: str, read: Sequence[Span], held: Sequence[_Held], question: str) -> Iterator[Fault]:
    """Words of weight that the sources do not hold, or hold with the other polarity."""
    topic = _topic(outside, question)
    polarities: dict[str, set[bool]] = defaultdict(set)
    for h in held:
        for lemma, known in h.polarities.items():
            polarities[lemma] |= known
    unknown: dict[Kind, list[str]] = defaultdict(list)
    for word in words(outside):
        named_only = word.span.start < topic and not word.proper
        if not word.carries or named_only or any(s.covers(word.span) for s in read):
            continue
        if not _known(word, held):
            unknown[Kind.NAME if word.proper else Kind.WORD].append(word.surface)
        elif word.denied not in polarities.get(word.lemma, {False}):
            unknown[Kind.DENIAL].append(word.surface)
    for kind, surfaces in unknown.items():
        yield Fault(kind, "、".join(dict.fromkeys(surfaces[:_SHOWN_WORDS])))


def _known(word: Word, held: Sequence[_Held]) -> bool:
    if word.lemma in _NEUTRAL or any(word.lemma in h.lemmas for h in held):
        return True
    return len(word.surface) > 1 and any(word.surface in h.letters for h in held)


def _topic(outside: str, question: str) -> int:
    """Where the words end that only say what the sentence is about, in the question's own words; 0 where there are none."""
    head = _TOPIC.match(outside)
    if head is None or not question or decision_words(outside):
        return 0
    asked = {w.lemma for w in words(question)}
    own = all(w.lemma in asked or w.lemma in _NEUTRAL or not w.carries for w in words(head.group()))
    return head.end() if own else 0


def _attribution_faults(text: str, cited: Sequence[Source], held: Sequence[_Held]) -> Iterator[Fault]:
    blank = blanked(text)
    said_by = subjects(blank)
    for subject in said_by:
        if not any(compatible(source, subject.role) for source in cited):
            kind = Kind.DECISION if subject.role is Role.COUNCIL else Kind.SPEAKER
            yield Fault(kind, subject.written)
    for name, role in named(blank):
        if not any(_says(source, name) for source in cited if compatible(source, role)):
            yield Fault(Kind.SPEAKER, name)
    for span in quoted(text):
        speaker = _before(said_by, span.start)
        holding = [s for s in cited if standing_span(span.of(text), s.body) is not None]
        if speaker and holding and not any(compatible(source, speaker.role) for source in holding):
            kind = Kind.DECISION if speaker.role is Role.COUNCIL else Kind.SPEAKER
            yield Fault(kind, f"{speaker.written}「{span.of(text)}」")
    deciding = [h for h in held if h.source.decides]
    for word, at in decision_words(blank):
        speaker = _before(said_by, at)
        if speaker is not None and speaker.role is not Role.COUNCIL:
            continue
        lemmas = [w for w in words(word) if w.carries and w.lemma not in _NEUTRAL]
        if not deciding or not all(_known(w, deciding) for w in lemmas):
            yield Fault(Kind.DECISION, word)


def _before(said_by: Sequence[Subject], at: int) -> Subject | None:
    return next((s for s in reversed(said_by) if s.span.start < at), None)


def _says(source: Source, name: str) -> bool:
    speaker = source.citation.speaker or ""
    told = source.citation.role in (Role.UNKNOWN, Role.COUNCIL)
    return name in squeeze(speaker) or (told and name in squeeze(source.body))


def counted(faults: Iterable[Fault]) -> Mapping[Kind, int]:
    """How many faults of each kind."""
    found: dict[Kind, int] = defaultdict(int)
    for fault in faults:
        found[fault.kind] += 1
    return found
