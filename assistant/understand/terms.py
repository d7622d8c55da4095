"""Which of a question's terms the corpus holds, and what stands in for one that it does not hold at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.understand.question import Question
from assistant.understand.thesaurus import Thesaurus
from corpus.language import content_lemmas

HELD = 0.8
"""Share of a phrase's character pairs in one passage from which the corpus holds the phrase: 申請書様式 for 申請書の様式."""
NEARLY_HELD = 0.6
"""The same from which the corpus holds its parts together: 消去の期限 for 消去期限, but not 顔写真 and 認証 for 顔認証."""


@dataclass(frozen=True, slots=True)
class Term:
    """A noun phrase of a question against the corpus."""

    phrase: str
    presence: float
    """The best share of its character pairs that one passage holds, 0 to 1."""
    instead: tuple[str, ...] = ()
    """Held words of the thesaurus, for a phrase that is not held."""
    names_subject: bool = False
    """Whether it holds a thing that cases are about, by the thesaurus, and that no document names: then none is about it."""
    made_of: tuple[str, ...] = ()
    """The held words that it is made of, where all are: 消去, 期限 for 消去期限."""

    @property
    def held(self) -> bool:
        """Whether the corpus holds the phrase itself."""
        return self.presence >= HELD

    @property
    def known(self) -> bool:
        """Whether the corpus can speak of it in one word or another."""
        return self.presence >= NEARLY_HELD or bool(self.instead or self.made_of)

    @property
    def distinctive(self) -> bool:
        """Whether a text that never says it can hardly be about it: names, loan words and compounds."""
        return bool(_DISTINCTIVE.fullmatch(self.phrase))


_DISTINCTIVE = re.compile(r"(?=.*[ァ-ヶA-Za-z]).{2,}|[一-鿿々ー・\d]{3,}")


_COMPOUND = re.compile(r"[一-鿿々]{4,}")
"""A compound that says what its words say; one with a loan word (生成AI) often names a thing of its own."""


def unknown_share(terms: Sequence[Term]) -> float:
    """How much of what a question is about the corpus knows no word for, by length, 0 to 1."""
    total = sum(len(t.phrase) for t in terms)
    return sum(len(t.phrase) for t in terms if not t.known and t.distinctive) / total if total else 0.0


def terms(question: Question, thesaurus: Thesaurus, presence: Callable[[str], float]) -> tuple[Term, ...]:
    """Hold the topics of a question, and the thesaurus words in its text, against the corpus.

    Args:
        question: as understood.
        thesaurus: what stands in for a word that is not held.
        presence: how much of a phrase one passage of the corpus holds, 0 to 1.
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
        return Term(phrase, share, instead(phrase), subject, parts(phrase))

    topical = " ".join(question.topics)
    spoken = [w for w in thesaurus.words if w in question.text and w not in topical and presence(w) < HELD]
    return tuple(term(phrase) for phrase in (*question.topics, *spoken))
