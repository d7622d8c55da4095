"""Rulings in a summary: what was ruled on, by how many, with what attached, and how the case ended, as sources and register have it."""

import re
from collections.abc import Sequence

from assistant.model.clauses import Clause, clauses
from assistant.model.material import Source, meet
from assistant.model.negation import Word, words
from assistant.model.neutral import NEUTRAL, OF_DECISIONS
from assistant.model.testimony import Evidence, Held, letters_of, near
from corpus.language import fold
from corpus.model import PENDING, AttachmentKind, Outcome

_RULING = re.compile(
    r"不?承認|了承|不?適当|妥当|差し支え|認め|取り消|開示す?べき|継続審議|再審議|条件|要望|結論|可決|否決|答申(?=し|さ|す)|異議"
)
_OUTCOME = re.compile(r"承認(?!し?(?:が|を|の))|了承|可決|否決|妥当|取り消")
"""Rulings for which no other words stand."""
_GRANTS = re.compile(r"承認|認め|適当|妥当|不承認|べき")
_ALL = re.compile(r"全員|全会|満場")
_ALL_HELD = re.compile(r"全員|全会|満場|異議な")
_COMMON = re.compile(r"一致|全員|全会|賛成|出席|日\Z")
"""Words of a ruling that say nothing of what it is on."""
_ATTACHED = (("条件", AttachmentKind.CONDITION), ("要望", AttachmentKind.REQUEST))
_TOGETHER, _SEVERAL = 0.5, 3
"""Share of a clause's words that stand in one sentence with the ruling; words from which a clause says what it is on."""
_FINAL = re.compile(r"最終|確定|終わ")
_PENDING = ("継続審議", "再審議", "未審議")


def ruled_otherwise(text: str, evidence: Evidence) -> bool:
    """Whether a vote, an attachment or the object of a ruling is not that of the sources."""
    said, letters = fold(text), fold(evidence.letters)
    if _ALL.search(said) and not _ALL_HELD.search(letters):
        return True
    for word, kind in _ATTACHED:
        members = word == "要望" and re.search("委員|意見", said)
        borne_out = word in letters or members or any(_attaches(s, kind) for s in evidence.sources)
        if word in said and not borne_out:
            return True
    told = (match.group() for match in _OUTCOME.finditer(said))
    if any(not any(_rules(word, held) for held in evidence.sentences) for word in told):
        return True
    return any(_on_another(clause, evidence) for clause in clauses(text))


def _attaches(source: Source, kind: AttachmentKind) -> bool:
    """Whether the register holds what a source quotes as attached to the ruling."""
    attached = source.case.attachments if source.case else ()
    return any(a.kind is kind and meet(a.span, source.citation.span) for a in attached)


def _on_another(clause: Clause, evidence: Evidence) -> bool:
    """Whether a clause tells a ruling of what other sentences than the ruling's are about."""
    rulings = _RULING.findall(fold(clause.text))
    ruling = [h for h in evidence.sentences if any(_rules(word, h) for word in rulings)]
    others = [w for w in clause.content if _says_on_what(w, evidence)]
    if not ruling or len(others) < _SEVERAL:
        return False
    return max(sum(h.has(w) for w in others) for h in ruling) < _TOGETHER * len(others)


def _says_on_what(word: Word, evidence: Evidence) -> bool:
    plain = word.lemma in NEUTRAL or word.lemma in OF_DECISIONS or word.surface in evidence.place
    return not (plain or _RULING.search(word.surface) or _COMMON.search(word.surface))


def _rules(word: str, held: Held) -> bool:
    """Whether a sentence holds a ruling, in the same word or by the register."""
    kind = dict(_ATTACHED).get(word)
    if kind is not None and _attaches(held.source, kind):
        return True
    return bool(_GRANTS.search(held.letters)) if word == "認め" else word in held.letters


def ended_otherwise(text: str, evidence: Evidence) -> bool:
    """Whether a case is told to be put off, or to be at its end, where sources and register have it otherwise."""
    said, letters = fold(text), fold(evidence.letters)
    if _FINAL.search(said) and not _FINAL.search(letters):
        return True
    outcomes = {source.case.outcome for source in evidence.sources if source.case}
    pending = any(word in said for word in _PENDING) and "前回" not in said
    return pending and bool(outcomes) and not outcomes & PENDING


_CONDITION = re.compile(
    r"([^。、]*?)(?:場合|とき(?:は|、|に)|なら(?:ば|、)|(?<=[れけせてめえべね])ば[、一-龠]|に限|限り、|を条件|条件を付|を前提)"
)
_CONDITIONAL = re.compile(
    r"場合|とき|時は|なら|(?<=[れけせてめえべね])ば|たら|限|条件|前提|際|上で|間|のみ|だけ|[るたい]と、?|備え"
)
_DEICTIC = re.compile(r"以上|次|ただいま|上記|前記|[0-9二三四五]")
_USED = 0.3
"""Share of the words that hang on a condition from which a summary has used them."""


def conditions_left_out(text: str, evidence: Evidence) -> bool:
    """Whether a condition is left out on which, in the sources or in the register, hangs what is told."""
    cases = [s.case for s in evidence.sources if s.case and s.decides]
    granted = any(not w.denied and _grants(w) for w in words(text))
    conditional = any(case.outcome is Outcome.APPROVED_WITH_CONDITIONS for case in cases)
    if granted and conditional and not re.search("条件|修正|前提|意見を付", text):
        return True
    letters = letters_of(text)
    drawn = [evidence.best(clause.content) for clause in clauses(text) if clause.content]
    return any(
        _left_out(match, held, letters, fold(text))
        for held in evidence.sentences
        if any(held is one for one in drawn)
        for match in _CONDITION.finditer(fold(held.text))
    )


def _grants(word: Word) -> bool:
    """Whether a word grants something."""
    return word.surface in ("承認", "適当", "妥当") or word.lemma == "認める"


def _left_out(match: re.Match[str], held: Held, letters: str, said: str) -> bool:
    if match.group().endswith(("条件を付", "を条件")) and "条件" in said:
        return False
    own = [w for w in words(match[1]) if w.carries and not _DEICTIC.search(w.surface)]
    after = [w for w in words(re.split("が、|。", held.text[match.end() :])[0]) if w.carries]
    used = len(after) < 2 or _share(after, letters) >= _USED
    kept = not own or near(own[-1], letters) or _share(own, letters) >= _TOGETHER
    return used and not (kept and _CONDITIONAL.search(said))


def _share(found: Sequence[Word], letters: str) -> float:
    return sum(near(w, letters) for w in found) / len(found)
