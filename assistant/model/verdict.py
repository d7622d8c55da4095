"""A chat model's yes or no: where the register rules, it counts; elsewhere the quoted sentences must bear it out."""

from collections.abc import Iterable

from assistant.forms.lead import Verdict
from assistant.model.mood import Mood, moods
from assistant.model.negation import MODAL, Word, words
from assistant.model.neutral import NEUTRAL
from corpus.language import fold, sentences

OF_MODEL = {"はい": Verdict.YES, "いいえ": Verdict.NO, "条件付き": Verdict.CONDITIONAL}
"""The model's words for the answers that the register can give too."""
DIFFERS = "チャットモデルは「{}」と読みましたが、登録簿の結論を示しています。引用の文で確かめてください。"
_LAST = 3
"""Words at the end of a question in which the thing is named that it asks whether it is so."""


def borne_out(said: str, question: str, quotes: Iterable[str]) -> bool:
    """Whether a sentence that is quoted tells, in the question's own words, what the model's yes or no says; and none the contrary.

    Args:
        said: the model's verdict.
        question: one that yes or no answers.
        quotes: the documents' words.
    """
    asked = _asked(question)
    plain = said in ("はい", "いいえ") and not MODAL.search(question) and not any(word.denied for word in asked)
    if not (plain and asked):
        return False
    held = {
        word.denied
        for quote in quotes
        for span in sentences(quote)
        for word, mood in moods(span.of(quote))
        if word.lemma == asked[-1].lemma
        and mood in (Mood.DONE, Mood.FACT)
        and _speaks_of(asked, span.of(quote))
    }
    return held == {said == "いいえ"}


def _asked(question: str) -> list[Word]:
    """The last words of a question that carry something: 映像, 外部, 提供 of 「映像を外部に提供しますか」."""
    last = [part for part in fold(question).replace("?", "。").split("。") if part.strip()]
    found = [w for w in words(last[-1]) if w.carries and w.lemma not in NEUTRAL] if last else []
    return found[-_LAST:]


def _speaks_of(asked: list[Word], sentence: str) -> bool:
    held = {word.lemma for word in words(sentence)}
    return all(word.lemma in held for word in asked[-2:])
