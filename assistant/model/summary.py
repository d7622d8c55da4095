"""The gate of a summary: a sentence in the model's words is shown only where the sentences below it bear it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.gate import Line
from assistant.model import prose
from assistant.model.claims import faults
from assistant.model.material import Source, source_of
from assistant.model.reply import Said
from assistant.model.sheet import Sentence
from corpus.language import sentences
from corpus.store import Corpus

MARKED = "**AIによる要約**（誤りがありえます。下の原文で確かめてください） "
MOST = 2
_LONGEST = 200
"""Characters of a sentence; a longer one is no summary."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What of a model's summary is shown."""

    lines: tuple[Line, ...]
    dropped: int
    """Sentences that did not pass."""


def summarised(
    said: Sequence[Said], chosen: Mapping[int, Sentence], citations: Sequence[Citation], corpus: Corpus
) -> Summary:
    """Pass the sentences that the quotes bear out.

    Args:
        said: the model's.
        chosen: the sentences that it pointed at, by number.
        citations: the quotes that the answer shows.
        corpus: holds their documents.
    """
    kept = []
    for one in said[:MOST]:
        rests_on = _rests_on(one, chosen, citations)
        sources = [source_of(c, corpus.document(c.document)) for c in rests_on]
        if sources and stands(one.text, sources):
            kept.append(f"{one.text.strip().rstrip('。')}{''.join(f'[{c.marker}]' for c in rests_on)}。")
    lines = (Line(MARKED + "".join(kept)), Line("", fixed=True)) if kept else ()
    return Summary(lines, len(said) - len(kept))


def stands(text: str, sources: Sequence[Source]) -> bool:
    """Whether a text is one Japanese sentence that its sources, all of one case, bear out."""
    one_case = len({(s.citation.document, s.citation.case_id) for s in sources}) == 1
    plain = len(sentences(text)) == 1 and len(text) <= _LONGEST and prose.japanese(text)
    return one_case and plain and not faults(text, sources)


def _rests_on(one: Said, chosen: Mapping[int, Sentence], citations: Sequence[Citation]) -> list[Citation]:
    """The quotes that hold the sentences on which a summary's sentence rests; none where one is not shown or another case's."""
    found: dict[int, Citation] = {}
    for number in one.n:
        sentence = chosen.get(number)
        if sentence is None or sentence.key != one.case.strip("[] "):
            return []
        holding = next(
            (c for c in citations if c.document == sentence.document and c.span.covers(sentence.span)), None
        )
        if holding is None:
            return []
        found[holding.marker] = holding
    return list(found.values())
