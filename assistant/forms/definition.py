"""The answer form for the meaning of a word: the sentence that defines it; it refuses where no document does."""

import re
from collections.abc import Iterator

from assistant.evidence.quotes import Citer, shown
from assistant.forms.form import Form, Found
from assistant.forms.labels import place, who
from assistant.forms.refusal import Refusal, Why
from assistant.gate import Draft, Line
from assistant.understand.cues import Want
from corpus.language import fold, sentences, squeeze
from corpus.model import Document, Span
from corpus.search import Query

_POOL = 200
_MOST = 3
"""Most definitions that are quoted."""
_ASKED = re.compile(
    r"^(?:すみません、|お尋ねします。|用語の|言葉の)?(?:[^「」。]{0,12}?[にで](?:出て|でて)(?:くる|来る|きた|いる)、?)?[「『]?(.+?)[」』]?(?:とは|って|という(?:の|言葉|語|用語)|の(?:定義|意味)|は(?:どう|どのように)定義|(?:について|を)説明)"
)
_DEFINES = (
    r"「?{}」?(?:[(][^)]*[)])?(?:というのは|とは)、?(?!(?:別|違|異|関係|言え|限ら|思|考え|いえ|なら|し[てな]))[^。]*(?:もの|こと|をいう|をいいます|です|である|意味|指)",
    r"「?{}」?(?:[(][^)]*[)])?は、?[^。]*(?:をいう|をいいます|のことです|のことである|という意味|を指し|を指す|を意味)",
)


def _wanted(found: Found) -> bool:
    return found.question.wants is Want.DEFINITION


def _answer(found: Found) -> Draft | Refusal:
    term = term_asked(found.question.focus)
    citer = Citer(_MOST, found.corpus.document)
    lines: list[Line] = []
    for name, span in _definitions(found, term):
        document = found.corpus.document(name)
        turn = next((t for t in document.turns if t.span.start <= span.start < t.span.end), None)
        marker = citer.cite(name, span)
        if marker is None:
            break
        words = shown(span.of(document.text), ())
        speaker = f"**{who(turn.speaker, turn.role)}** " if turn else ""
        lines.append(Line(f"- {speaker}「{words}」[{marker}] — {place(document.header)}", (words,)))
    if not lines:
        held = any(t.held for t in found.terms)
        return Refusal(
            Why.UNDEFINED if held else Why.DEFINITION,
            f"この資料には「{term}」の定義はありません。法令の用語は、法令検索・例規集で確認してください。",
            f"「{term}」の定義ではありません",
        )
    first = Line(
        f"「{term}」は、資料の中で次のように説明されています（法令の定義ではありません）。", fixed=True
    )
    return Draft((first, Line("", fixed=True), *lines), tuple(citer.citations))


def term_asked(question: str) -> str:
    """The word whose meaning a question asks for; the question without its ending where it has no known form."""
    match = _ASKED.match(question.strip())
    return match[1].strip("「」『』 、") if match else question.strip("。？? ")


def _definitions(found: Found, term: str) -> Iterator[tuple[str, Span]]:
    """The sentences that define a term, and the answers to somebody who asked what it is."""
    close = re.escape(squeeze(fold(term)))
    defines = [re.compile(pattern.format(close)) for pattern in _DEFINES]
    asks = re.compile(rf"{close}」?(?:とは|って|というのは)(?:何|なん|どういう)")
    seen: set[tuple[str, int]] = set()
    for hit in found.corpus.search_passages(Query(term, filters=found.scope.filters), _POOL):
        document = found.corpus.document(hit.document)
        for span in sentences(document.text, hit.passage.span):
            said = squeeze(fold(span.of(document.text)))
            if asks.search(said):
                answer = _answered(document, hit.passage.turn)
                if answer and (hit.document, answer.start) not in seen:
                    seen.add((hit.document, answer.start))
                    yield hit.document, answer
            elif (hit.document, span.start) not in seen and any(d.search(said) for d in defines):
                seen.add((hit.document, span.start))
                yield hit.document, span


def _answered(document: Document, turn: int) -> Span | None:
    """The first sentence of the answer to a turn."""
    if turn + 1 >= len(document.turns):
        return None
    said = sentences(document.text, document.turns[turn + 1].span)
    return said[0] if said else None


FORM = Form("definition", _wanted, _answer, recorded=True, certain=True)
