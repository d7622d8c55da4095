"""Whether a sentence in a chat model's words is borne out by the sentences on which it rests.

Entailment cannot be proved by machine. A sentence passes only where no check finds fault: with its quotes, numbers,
days, names, words, polarity, moods, limits, conditions, doers and rulings.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.model import quotation
from assistant.model.attribution import subjects
from assistant.model.bindings import doer_differs, limits_differ, numbers_elsewhere, numbers_moved, turned
from assistant.model.clauses import Clause, clauses
from assistant.model.material import Source
from assistant.model.mood import Mood, asks, moods
from assistant.model.negation import MODAL, Word, words
from assistant.model.neutral import NEUTRAL
from assistant.model.numbers import figures
from assistant.model.prose import blanked, quoted
from assistant.model.rulings import conditions_left_out, ended_otherwise, ruled_otherwise
from assistant.model.slots import filled_otherwise
from assistant.model.testimony import Evidence, letters_of
from corpus.language import fold
from corpus.model import Role


class Fault(StrEnum):
    """What is wrong with a sentence."""

    QUOTE = "quote"
    FORM = "form"
    """A link, markup, or advice to the reader."""
    NUMBER = "number"
    DATE = "date"
    ARTICLE = "article"
    NAME = "name"
    LIMIT = "limit"
    WORD = "word"
    DENIAL = "denial"
    MOOD = "mood"
    SPEAKER = "speaker"
    DOER = "doer"
    SLOT = "slot"
    DIRECTION = "direction"
    RULING = "ruling"
    CONDITION = "condition"
    END = "end"


def faults(text: str, sources: Sequence[Source]) -> tuple[Fault, ...]:
    """What is wrong with a sentence; nothing where it stands.

    Args:
        text: one sentence of a summary.
        sources: the quotes on which it rests, of one case.
    """
    evidence, blank = Evidence(sources), blanked(text)
    found = (
        *_form(text, blank, evidence),
        *_exact(blank, evidence),
        *_names(blank, evidence),
        *_speakers(blank, evidence),
        *_wording(blank, evidence),
        *_telling(blank, evidence),
        *([Fault.SLOT] if filled_otherwise(blank, evidence) else []),
        *([Fault.DIRECTION] if turned(blank, evidence) else []),
        *([Fault.RULING] if ruled_otherwise(blank, evidence) else []),
        *([Fault.END] if ended_otherwise(blank, evidence) else []),
        *([Fault.CONDITION] if conditions_left_out(blank, evidence) else []),
    )
    return tuple(dict.fromkeys(found))


_LINK = re.compile(r"https?:|www\.|://|!\[|\]\(|<[a-zA-Z/!]|javascript:|data:|[\[\]{}<>|*_`#]", re.IGNORECASE)
_ADVICE = re.compile(r"(?:ください|下さい|ましょう|(?:と|ば)(?:よい|良い|いい)(?:です|でしょう)?)[。!]*\Z")


def _form(text: str, blank: str, evidence: Evidence) -> Iterator[Fault]:
    for span in quoted(text):
        found = quotation.find(span.of(text), evidence.sources)
        if found is None or found.cut:
            yield Fault.QUOTE
    if _LINK.search(fold(blank)) or _ADVICE.search(fold(blank)):
        yield Fault.FORM


_OF_MEETING = re.compile(
    r"(?:の|に開かれた|に開催された)(?:第[0-9]+回)?(?:の)?(?:会議|審議会|審査会)(?:で|において)"
)


def _exact(text: str, evidence: Evidence) -> Iterator[Fault]:
    """Numbers, days and articles that no source holds, or that stand elsewhere or under another limit there."""
    found, known = figures(text), evidence.figures
    if any(not any(k.holds_number(n) for k in known) for n in found.numbers) or numbers_moved(text, evidence):
        yield Fault.NUMBER
    if numbers_elsewhere(text, evidence):
        yield Fault.NUMBER
    quotes = [figures(source.body) for source in evidence.sources]
    for day in found.days:
        # The register's day is the meeting's: told of another act, it would date that.
        of_meeting = _OF_MEETING.match(fold(text)[day.span.end :]) and any(
            k.holds_day(day, text) for k in known
        )
        if not of_meeting and not any(k.holds_day(day, text) for k in quotes):
            yield Fault.DATE
    if any(not any(k.holds_article(a) for k in known) for a in found.articles):
        yield Fault.ARTICLE
    if limits_differ(text, evidence):
        yield Fault.LIMIT


_UNIT = re.compile(r"[一-龠々ァ-ヶーA-Za-z]{2,}(?:課|署|室|局|組合|本部|大学|病院|センター|銀行)(?![長題])")
_TITLED = re.compile(r"([一-龠々]{1,5})(?:副?会長|委員(?!会|長)|課長|部長|室長|主幹|主査|館長|局長|係長)")
_OFFICE = re.compile(r"課|部|室|局|館|担当|政策|推進|生活|福祉|情報|職務|公募|各|全|出席|他|両|同|当")
"""What stands in front of a title and is no name."""


def _names(text: str, evidence: Evidence) -> Iterator[Fault]:
    """Places, offices and people whom no source names."""
    held = evidence.letters + evidence.place
    folded = fold(text)
    if any(letters_of(place) not in held for place in figures(text).places):
        yield Fault.NAME
    for match in _UNIT.finditer(folded):
        if not any(letters_of(end) in held for end in _ends(match.group())):
            yield Fault.NAME
    said_by = letters_of("".join(s.citation.speaker or "" for s in evidence.sources)) + evidence.letters
    for match in _TITLED.finditer(folded):
        name = match[1]
        if not _OFFICE.search(name) and not any(end in said_by for end in _ends(name, least=1)):
            yield Fault.NAME


def _ends(name: str, least: int = 4) -> list[str]:
    """A name and its ends, so that a particle or another noun may stand in front of it."""
    return [name[i:] for i in range(max(1, len(name) - least + 1))]


_SAYS = re.compile(
    r"述べ|説明|答|発言|言[いうっわ]|質問|尋ね|問[いうわ]|指摘|求め|要望|主張|意見|見解|考え|懸念|心配|声|との|とし[たてま]|という"
)


_SAYER = re.compile(r"委員|会長|意見|発言|要望|質問|懸念|指摘|声")


def _speakers(text: str, evidence: Evidence) -> Iterator[Fault]:
    """Words attributed to somebody else, and a member's view told as a fact."""
    for subject in subjects(text):
        retold = letters_of(subject.written) in evidence.letters and any(s.tells for s in evidence.sources)
        if not retold and not any(subject.spoke(source) for source in evidence.sources):
            yield Fault.SPEAKER
    members = all(source.citation.role is Role.MEMBER for source in evidence.sources)
    if members and not (_SAYS.search(text) and _SAYER.search(text)):
        yield Fault.SPEAKER


_ONLY = re.compile(r"のみ|だけ|しか|に限|限[りるっら]|とどま|もっぱら")
_BESIDES = re.compile(r"だけでなく|のみならず|以外(?:も|の)|に限らず|に限られず|(?<!事)前に")
"""Words that widen what is said, or turn its order, and stand for no others."""
_ABSOLUTE = re.compile(
    r"直ちに|すぐ|必ず|常に|既に|すでに|一切|すべて|全て|全部|全く|まったく|全面的|完全|最後まで|一貫|大半|大多数|多数|少数|唯一|絶対|もはや"
)
_GRAVE = re.compile(r"反対|賛成|禁止|違反|違法|漏えい|漏洩|拒否|否決|辞任|棄権|中止|廃止|撤回|謝罪|処分|罰|訴")
"""Words that no other words stand for."""
_OPPOSITES = (
    ("含", "除"), ("既に", "まだ"), ("直ちに", "速やかに"), ("そのまま", "修正"), ("別の", "同じ"), ("国外", "国内"), ("後に", "前に"),
    ("毎週", "毎月"), ("毎年", "毎月"), ("毎日", "毎月"), ("毎日", "毎週"), ("一部", "全部"),
)  # fmt: skip
"""Words of which one does not stand for the other."""
_RETRACTED = re.compile(
    r"撤回|訂正|誤り(?:で|だ|が)|間違(?:い|え)(?:で|だ|て)|失礼(?:いた|し)|改めさせ|取り消し(?:ます|ま|た)|認識誤り"
)
_TELLS_RETRACTED = re.compile(r"撤回|訂正|誤り|間違|改め|取り消|修正|正し|当初|見解を変")
"""A word that was taken back is told with that."""
_UNSURE = re.compile(r"おそれ|恐れ|可能性|かもしれ|かねな|懸念|心配|仮に|もし")
_UNSURE_TOLD = re.compile(rf"{_UNSURE.pattern}|防|避け|ない|なけれ|場合|べき|危険|リスク|不安|疑|ば")
_AFTER = re.compile(r"(?<![以今前午])後に|事後|(?<=た)後、|後の|後は")
_AHEAD = re.compile(r"あらかじめ|事前|前もって|前に|までに")
_FOUND = re.compile(r"認定|判断|認め|結論")
_RULED_ON = re.compile(
    r"([^、。]{2,40})を(?:、)?(?:[^、。]{0,14}、)?[^、。を]{0,10}(?:承認|同意|可決|了承|認め)"
)
_DUTIES = frozenset(("べき", "なければなら", "なくてはなら", "ねばなら", "てはなら"))
_UNKNOWN, _SEVERAL = 0.4, 2
"""Share of a clause's words, and number of them, from which words that no source holds are too many."""
_SHORT = 3
"""Words below which a clause whose last word no source holds says something else."""
_TOPIC = re.compile(r"(.{2,60}?)(?:は|については|に関しては)")
_OF_TOPIC = 1 / 3
_CAUSE = re.compile(r"ため(?!の|にする|に、?(?:必要|利用))|(?<!も)ので|ことから|ことにより|せいで")
_CAUSE_HELD = re.compile(r"ため|ので|から|より|理由|踏まえ|おそれ|必要|よって|結果|ば|と、")


def _wording(text: str, evidence: Evidence) -> Iterator[Fault]:
    """Words that change what is said and stand in no source, and clauses of which the sources know too few words."""
    said, letters = fold(text), fold(evidence.letters)
    if _ONLY.search(said) and not _ONLY.search(letters):
        yield Fault.LIMIT
    if any(match.group()[:2] not in letters for match in _BESIDES.finditer(said)):
        yield Fault.LIMIT
    if any(match.group() not in letters for match in _ABSOLUTE.finditer(said)):
        yield Fault.WORD
    if _RETRACTED.search(letters) and not _TELLS_RETRACTED.search(said):
        yield Fault.END
    if _AFTER.search(said) and not re.search("後", letters) and _AHEAD.search(letters):
        yield Fault.WORD
    yield from _hedges(text, said, evidence)
    pairs = (pair for a, b in _OPPOSITES for pair in ((a, b), (b, a)))
    if any(one in said and one not in letters and other in letters for one, other in pairs):
        yield Fault.WORD
    if any(modal in _DUTIES and modal not in letters for modal in MODAL.findall(said)):
        yield Fault.MOOD
    found = [w for w in words(text) if w.carries and w.lemma not in NEUTRAL]
    strange = [w for w in found if not evidence.knows(w)]
    if any(w.proper and len(w.surface) > 1 for w in strange):
        yield Fault.NAME
    for match in _RULED_ON.finditer(said):
        ruled_on = [w for w in found if match.start(1) <= w.span.start < match.end(1)]
        if ruled_on and ruled_on[-1] in strange:
            yield Fault.RULING
    topic = _TOPIC.match(said)
    for at, share in ((topic.end(1) if topic else 0, _OF_TOPIC), (len(said), _UNKNOWN)):
        own = [w for w in found if w.span.end <= at]
        unknown = [w for w in own if w in strange]
        if len(unknown) >= _SEVERAL and len(unknown) > share * len(own):
            yield Fault.WORD
    for clause in clauses(text):
        own = [w for w in found if w in clause.words]
        unknown = [w for w in own if w in strange]
        if len(unknown) >= _SEVERAL and len(unknown) > _UNKNOWN * len(own):
            yield Fault.WORD
        if 0 < len(own) < _SHORT and own[-1] in strange:
            yield Fault.WORD
    if any(match.group() not in letters for match in _GRAVE.finditer(said)):
        yield Fault.WORD
    for match in _CAUSE.finditer(said):
        reason = [w for w in found if w.span.end <= match.start()]
        if reason and (reason[-1] in strange or not _CAUSE_HELD.search(letters)):
            yield Fault.WORD


def _hedges(text: str, said: str, evidence: Evidence) -> Iterator[Fault]:
    """A possibility told as what is so, and what a party held told as what was found."""
    for clause in clauses(text):
        best = evidence.best(clause.content)
        if best is None:
            continue
        if _UNSURE.search(best.letters) and not _UNSURE_TOLD.search(said):
            yield Fault.MOOD
        found = (match.group() for match in _FOUND.finditer(said))
        if "主張" in best.letters and "主張" not in said and any(word not in best.letters for word in found):
            yield Fault.RULING


_LACKS = re.compile(r"(?:は|が|も)?(?:な[いしくか]|あり|ある|あっ|ござい)")
_DOUBTS = re.compile(r"質問|疑問|尋ね|懸念|心配|ではないか|かどうか|か(?:と|。|\Z)")
_DOERS = re.compile(
    r"(審議会|審査会|実施機関|事務局|会長|委員|市長|町長|[一-龠]{2,8}課|市|県|町|村|事業者|異議申立人|審査請求人)(?:が|は)(?!い)"
)
_STATED = frozenset((Mood.DONE, Mood.FACT))


def _telling(text: str, evidence: Evidence) -> Iterator[Fault]:
    """Acts told with the other polarity, by another doer, or as facts where they are ordered, planned or asked about."""
    acts = moods(text)
    for clause in clauses(text):
        yield from _denials(text, clause, {word.span.start for word, _ in acts}, evidence)
        if doer_differs(clause.text, evidence, _DOERS):
            yield Fault.DOER
        yield from _untold_acts(clause, acts, evidence)
    doubts = bool(_DOUBTS.search(text)) or asks(text)
    for word, mood in acts:
        known = evidence.moods.get(word.lemma)
        if known and mood in _STATED and not known & _STATED and not (doubts and Mood.ASKED in known):
            yield Fault.MOOD
        promised = known == {Mood.FACT} and all(s.citation.role is Role.EXECUTIVE for s in evidence.sources)
        tells = _SAYS.match(text[word.span.start :])
        if promised and mood is Mood.DONE and not word.denied and not tells and word.lemma not in NEUTRAL:
            yield Fault.MOOD


def _untold_acts(clause: Clause, acts: list[tuple[Word, Mood]], evidence: Evidence) -> Iterator[Fault]:
    """Acts in other words, told as done where the sentence that tells most of the clause orders, plans or asks."""
    best = evidence.best(clause.content)
    stated = (
        best is None
        or best.source.decides
        or not (told := moods(best.text))
        or any(mood in _STATED for _, mood in told)
    )
    for word, mood in acts:
        if mood is Mood.DONE and word in clause.words and not evidence.moods.get(word.lemma) and not stated:
            yield Fault.MOOD


def _denials(text: str, clause: Clause, acts: set[int], evidence: Evidence) -> Iterator[Fault]:
    """Acts, and what there is or is not, with another polarity than in the sentence that tells most of the clause."""
    said, content = fold(text), clause.content
    ends_denied = any(word.denied for word in content[-2:])
    for word in content:
        prefixed = word.denied and said[: word.span.start].endswith(("不", "非", "未", "無"))
        if word.span.start not in acts and not prefixed and not _LACKS.match(said[word.span.end :]):
            continue
        best = evidence.best(content, [h for h in evidence.sentences if word.lemma in h.lemmas])
        polarities = {w.denied for w in best.words if w.lemma == word.lemma} if best else {word.denied}
        if word.denied not in polarities and (word.denied or not ends_denied):
            yield Fault.DENIAL
