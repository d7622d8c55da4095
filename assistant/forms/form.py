"""An answer form, and what it makes an answer of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.evidence.cases import RankedCase
from assistant.evidence.choose import Chosen
from assistant.evidence.passages import RankedPassage
from assistant.forms.refusal import Refusal
from assistant.gate import Draft
from assistant.understand.question import Question
from assistant.understand.scope import Scope
from assistant.understand.terms import Term
from corpus.model import Case, Document, Header
from corpus.store import Corpus

CITATIONS = 8
"""How many citations carry an answer that is no table; more would bury it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question with what was found for it."""

    question: Question
    terms: Sequence[Term]
    """The question's topics against the corpus."""
    ranked: Sequence[RankedCase]
    """The cases in scope, at least one, best first."""
    chosen: Chosen
    """Those that the answer is about."""
    passages: Sequence[RankedPassage]
    """The passages of their documents, best first."""
    scope: Scope
    """The documents that were searched."""
    corpus: Corpus

    @property
    def topics(self) -> list[Term]:
        """The terms that the corpus holds."""
        return [term for term in self.terms if term.known]

    @property
    def best(self) -> RankedCase:
        """The best case that was chosen."""
        return self.chosen.cases[0]

    @property
    def document(self) -> Document:
        """The document of the best case."""
        return self.corpus.document(self.best.header.name)

    def rows(self) -> list[tuple[Header, Case]]:
        """All cases of the register in scope."""
        return self.corpus.cases(self.scope.filters)


@dataclass(frozen=True, slots=True)
class Form:
    """An answer form: what it is called, its cues, and how it composes or refuses."""

    name: str
    wanted: Callable[[Found], bool]
    """Whether the cues of the question, and what was found, ask for this form."""
    answer: Callable[[Found], Draft | Refusal | None]
    """The answer in this form; None where it has nothing to say, and the next form that is wanted answers."""
    recorded: bool = False
    """Whether it answers from the register: then it is complete, and a window might break a constraint that it keeps."""
    certain: bool = False
    """Whether it says what is held, or that nothing is: then no window can tell that it is wrong."""
