"""Term coverage: which terms of a question the corpus holds, and the synonyms for those that it does not."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.understand.question import Question
from assistant.understand.thesaurus import Thesaurus
from corpus.language import content_lemmas

HELD = 0.8
"""Share of a phrase's character pairs that one passage must hold for the corpus to hold the phrase: 申請書様式 for 申請書の様式."""
NEARLY_HELD = 0.6
"""The same for the corpus to hold its parts in one place: 消去の期限 for 消去期限, but not 顔写真 and 認証 for 顔認証."""


@dataclass(frozen=True, slots=True)
class Term:
    """A noun phrase of a question, with its coverage in the corpus."""

    phrase: str
    presence: float
    """The share of its character pairs that the best passage holds, 0 to 1."""
    instead: tuple[str, ...] = ()
    """For a phrase that the corpus does not hold: its synonyms that the corpus holds."""
    names_subject: bool = False
    """Whether it contains a subject of the thesaurus that no document names: then no case is about it."""
    made_of: tuple[str, ...] = ()
    """The words of a compound, where the corpus holds all of them: 消去, 期限 for 消去期限."""

    @property
    def held(self) -> bool:
        """Whether the corpus holds the phrase itself."""
        return self.presence >= HELD

    @property
    def known(self) -> bool:
        """Whether the corpus covers it: the phrase itself, its parts, or a synonym."""
        return self.presence >= NEARLY_HELD or bool(self.instead or self.made_of)

    @property
    def distinctive(self) -> bool:
        """Whether a text about it has to use it: names, loan words and compounds."""
        return bool(_DISTINCTIVE.fullmatch(self.phrase))


_DISTINCTIVE = re.compile(r"(?=.*[ァ-ヶA-Za-z]).{2,}|[一-鿿々ー・\d]{3,}")


_KANA = re.compile(r"(?<=[一-鿿])[ぁ-ん]{1,2}(?=[一-鿿])")
"""Kana that some write inside a compound and others leave out: 空き家 for 空家, 申し込み for 申込."""
_COMPOUND = re.compile(r"[一-鿿々]{4,}")
"""A compound that means what its words mean; one with a loan word (生成AI) often is a name."""


def unknown_share(terms: Sequence[Term]) -> float:
    """The share of the terms, by length, that the corpus does not cover though they are distinctive, 0 to 1."""
    total = sum(len(t.phrase) for t in terms)
    return sum(len(t.phrase) for t in terms if not t.known and t.distinctive) / total if total else 0.0


def terms(question: Question, thesaurus: Thesaurus, presence: Callable[[str], float]) -> tuple[Term, ...]:
    """Look up in the corpus the topics of a question and the thesaurus words in its text.

    Args:
        question: as understood.
        thesaurus: synonyms for a word that the corpus does not hold.
        presence: the share of a phrase's character pairs that the best passage holds, 0 to 1.
    """

    def instead(phrase: str) -> tuple[str, ...]:
        keys = [k for k in thesaurus.words if k in phrase]
        keys = [k for k in keys if not any(k in other and k != other for other in keys)]
        words = (w for k in keys if k == phrase or presence(k) < HELD for w in thesaurus.words[k])
        return tuple(dict.fromkeys(w for w in words if presence(w) >= HELD))

    def parts(phrase: str) -> tuple[str, ...]:
        words = tuple(content_lemmas(phrase)) if _COMPOUND.fullmatch(phrase) else ()
        return words if len(words) > 1 and all(len(w) > 1 and presence(w) >= HELD for w in words) else ()

    def term(phrase: str) -> Term:
        share = presence(phrase)
        if share >= HELD:
            return Term(phrase, share)
        subject = any(name in phrase and presence(name) < HELD for name in thesaurus.subjects)
        bare = _KANA.sub("", phrase)
        otherwise = (bare,) if bare != phrase and presence(bare) >= HELD else ()
        return Term(phrase, share, (*otherwise, *instead(phrase)), subject, parts(phrase) or parts(bare))

    topical = " ".join(question.topics)
    spoken = [w for w in thesaurus.words if w in question.text and w not in topical and presence(w) < HELD]
    return tuple(term(phrase) for phrase in (*question.topics, *spoken))
