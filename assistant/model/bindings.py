"""What belongs to what in a sentence: a number to its noun and its limit, a place to its direction, an act to its doer."""

import re
from collections import defaultdict
from collections.abc import Iterator

from assistant.model.clauses import clauses
from assistant.model.negation import Word, words
from assistant.model.numbers import Number, figures
from assistant.model.testimony import Evidence
from corpus.language import find_dates, fold, tagger
from corpus.model import Span

_NUMERAL = re.compile(r"(?:[0-9][0-9,.]*|[一二三四五六七八九十百千]+|[①-⑳])")
_COUNTED = re.compile(rf"({_NUMERAL.pattern})\s*((?:(?!以|未満|超|から)[か箇ヶ一-龠%歳つ人円]){{0,4}})")
_LIMITS = {
    "以内": "within", "以下": "within", "まで": "within", "未満": "below", "以上": "from", "から": "from", "超": "above",
    "以前": "before", "以後": "after", "以降": "after",
}  # fmt: skip
"""Words behind a number or a day, each with the limit that it sets."""
_LIMIT = re.compile("以内|以下|未満|以上|超|以前|以後|以降")
_RANGED = re.compile(r"(?:歳|日|月|年|時|分)\Z")
"""Units between which から and まで are limits."""
_TOGETHER, _FEW = 0.5, 3
"""Share of a clause's words that stand in one sentence with its number; words from which that tells anything."""
_ERAS = frozenset(("令和", "平成", "昭和"))
_CLOSE = 8
"""Characters between a number and the noun that it counts."""
_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_JOINS = re.compile(r"[一-龠々ァ-ヶー]+\Z")
_NOT_COUNTED = frozenset(("以上", "以内", "以下", "未満", "月", "年", "日"))
_NOUNS = frozenset(("名詞", "接頭辞", "接尾辞", "代名詞", "記号"))
_SIDE = re.compile(r"の(?:側|方|ほう)\Z")
_TIME = re.compile(r"[0-9]|[年月日時前後]\Z|開始|終了|完了|発送|返却|当初")
_MOVES = re.compile(r"送|渡|受け取|提供|移|書き出|取り出|連絡|かけ|通信|返|示|知らせ|接続|向け|引き渡")
"""Acts that have a direction."""
_PARTY = re.compile(r"(?:課|市|県|町|村|区|会|機関|者|先|署|本部|局|室|校|大学|センター|館|社|人)\Z")
_BY = (
    "により",
    "による",
    "によっ",
    "におい",
    "に当た",
    "に基づ",
    "に関す",
    "につい",
    "に係る",
    "に伴う",
    "にとど",
)
"""What に begins where it aims at nothing."""


def limits_differ(text: str, evidence: Evidence) -> bool:
    """Whether a number or a day stands under another limit than in the sources, or lost its limit: 7日以上 for 7日以内."""
    held: dict[str, set[str]] = defaultdict(set)
    for sentence in evidence.sentences:
        for value, limit in _limited(sentence.text):
            held[value].add(limit)
    return any(value in held and limit not in held[value] for value, limit in _limited(text))


def _limited(text: str) -> Iterator[tuple[str, str]]:
    """The numbers and days of a text, each with the limit behind it; empty where there is none."""
    folded = fold(text)
    for day in find_dates(text):
        if day.period is not None:
            yield str(day.period), _limit_at(folded, day.span.end)
    for match in _COUNTED.finditer(folded):
        read = figures(match[1] + match[2][:1]).numbers
        unit = _LIMIT.split(match[2])[0]
        if read:
            counted = re.sub("[ヶ箇]", "か", unit[:1])
            yield f"{read[0].value}{counted}", _limit_at(folded, match.start(2) + len(unit))


def _limit_at(folded: str, at: int) -> str:
    behind = folded[at : at + 4].lstrip().removeprefix("末").removeprefix("頃")
    if behind.startswith(("から", "まで")) and not _RANGED.search(folded[:at]):
        return ""
    return next((limit for word, limit in _LIMITS.items() if behind.startswith(word)), "")


def numbers_moved(text: str, evidence: Evidence) -> bool:
    """Whether a number stands beside a noun that has another number in the sources: 賛成2 for 賛成4."""
    held = [found for sentence in evidence.sentences for found in _counted(sentence.text)]
    for number, before, after in _counted(text):
        others = [(b, a) for n, b, a in held if n.value != number.value and _of_a_kind(n, number)]
        if number.value in _MARKS and any(_same(after, a) for _, a in others):
            return True
        own = [(b, a) for n, b, a in held if n.value == number.value and _of_a_kind(n, number)]
        here = any(_same(before, b) or _same(after, a) for b, a in own)
        if own and not here and any(_same(before, b) or _same(after, a) for b, a in others):
            return True
    return False


def numbers_elsewhere(text: str, evidence: Evidence) -> bool:
    """Whether a clause tells a number of one sentence with what another one is about."""
    for clause in clauses(text):
        values = _values(clause.text)
        content = (w for w in clause.content if len(w.surface) > 1 and w.surface not in _ERAS)
        known = [w for w in content if any(h.has(w) for h in evidence.sentences)]
        for those in (values, *({str(d.period)} for d in figures(clause.text).days)):
            holding = [h for h in evidence.sentences if those & _values(h.text)]
            if len(known) < _FEW or not holding:
                continue
            if max(sum(h.has(w) for w in known) for h in holding) < _TOGETHER * len(known):
                return True
    return False


def _values(text: str) -> set[str]:
    """The numbers and days of a text."""
    found = figures(text)
    return {n.value for n in found.numbers} | {str(d.period) for d in found.days}


def _of_a_kind(a: Number, b: Number) -> bool:
    return not a.unit or not b.unit or a.unit == b.unit or {a.value, b.value} <= _MARKS


def _same(word: Word | None, other: Word | None) -> bool:
    return word is not None and other is not None and word.lemma == other.lemma


def _counted(text: str) -> Iterator[tuple[Number, Word | None, Word | None]]:
    """The numbers of a text, each with the nouns directly before and behind it; the end of a range has none of its own."""
    folded, at = fold(text), 0
    content = _compounds(text)
    for number in sorted(figures(text).numbers, key=lambda n: folded.find(n.written)):
        start = folded.find(number.written, at)
        if start < 0 or folded[:start].endswith(("~", "から")):
            continue
        at = start + 1
        numeral = _NUMERAL.match(folded, start)
        end = numeral.end() if numeral else start + len(number.written)
        end += 0 if number.value in _MARKS else len(number.unit)
        before = [w for w in content if w.span.end <= start and _beside(folded, w.span.end, start)]
        after = [
            w
            for w in content
            if w.span.start >= end and w.surface not in _NOT_COUNTED and _beside(folded, end, w.span.start)
        ]
        yield number, before[-1] if before else None, after[0] if after else None


def _compounds(text: str) -> list[Word]:
    """The content words of a text; nouns that follow each other are one."""
    found: list[Word] = []
    for word in words(text):
        last = found[-1] if found else None
        joins = last is not None and last.span.end == word.span.start and _JOINS.match(word.surface)
        if last is not None and joins and _JOINS.search(last.surface):
            both = last.surface + word.surface
            found[-1] = Word(
                both, both, Span(last.span.start, word.span.end), word.denied, word.proper, carries=True
            )
        elif word.carries and not word.surface.isdigit():
            found.append(word)
    return found


def _beside(folded: str, start: int, end: int) -> bool:
    return end - start <= _CLOSE and not re.search("[、。,・]", folded[start:end])


def turned(text: str, evidence: Evidence) -> bool:
    """Whether something comes from, or goes to, where in the sources it does not."""
    known: dict[str, set[str]] = defaultdict(set)
    for sentence in evidence.sentences:
        for noun, parts in _parts(sentence.text).items():
            known[noun] |= parts
    origins = [noun for noun, parts in known.items() if "from" in parts]
    moves = bool(_MOVES.search(fold(text)))
    return any(
        _turned(noun, parts, known.get(noun, set()), origins, evidence, moves=moves)
        for noun, parts in _parts(text).items()
        if not _TIME.search(noun)
    )


def _turned(
    noun: str, parts: set[str], held: set[str], origins: list[str], evidence: Evidence, *, moves: bool
) -> bool:
    if "from" in parts and moves and not any(noun.endswith(o) or o.endswith(noun) for o in origins):
        there = any(noun in sentence.letters for sentence in evidence.sentences)
        if there or (origins and noun not in evidence.place):
            return True
    aimed = "to" in parts and "subject" not in parts and bool(_PARTY.search(noun))
    if aimed and held & {"subject", "object", "from"} and not held & {"to", "of"}:
        return True
    return "object" in parts and held == {"to"}


def _parts(text: str) -> dict[str, set[str]]:
    """The nouns of a text, compounds as one, with what their particles make of them."""
    folded, at, noun = fold(text), 0, ""
    found: dict[str, set[str]] = defaultdict(set)
    for token in tagger()(folded):
        start = folded.index(token.surface, at)
        at = start + len(token.surface)
        if token.feature.pos1 in _NOUNS:
            noun += token.surface
        elif noun and token.surface == "の" and folded[at:].startswith(("側", "方", "ほう")):
            noun += "の"
        else:
            part = _part(token.surface, str(token.feature.pos2), folded[start : start + 4], folded[at:])
            if noun and part and token.feature.pos1 == "助詞":
                found[_SIDE.sub("", noun)].add(part)
            noun = ""
    return found


def _part(surface: str, detail: str, around: str, following: str) -> str:
    if surface == "から" and detail == "格助詞":
        return "" if following.startswith(("まで", "見")) else "from"
    if surface in ("に", "へ"):
        return "of" if around.startswith(_BY) else "to"
    return {"を": "object", "が": "subject", "は": "subject", "も": "subject", "の": "of"}.get(surface, "")


def doer_differs(text: str, evidence: Evidence, doers: re.Pattern[str]) -> bool:
    """Whether an act has another doer than in the clause of the sources that tells it.

    Args:
        text: a clause.
        evidence: the sources.
        doers: finds who acts, as its first group.
    """
    own = doers.search(fold(text))
    content = [w for w in words(text) if w.carries]
    best = evidence.best(content, [h for h in evidence.sentences if h.has(content[-1])]) if content else None
    if own is None or best is None:
        return False
    told = [c.text for c in clauses(best.text) if any(w.lemma == content[-1].lemma for w in c.words)]
    theirs = next((match[1] for part in told if (match := doers.search(fold(part)))), own[1])
    return theirs not in own[1] and own[1] not in theirs
