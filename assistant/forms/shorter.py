"""An answer in fewer words: what its first lines say, each still with its citation."""

from dataclasses import replace

from assistant.gate import MARKER, Draft, Line

QUOTED = 2
"""Lines with a citation that a short answer keeps."""
_AS_IT_IS = Line("\n（最初の記述だけを示しました。原文を言い換えて短くすることはしません。）", fixed=True)


def shortened(draft: Draft) -> Draft:
    """The first lines of an answer, up to the second that cites; a line on a longer list of cases goes with the rest."""
    cited = [at for at, line in enumerate(draft.lines) if MARKER.search(line.text)]
    until = cited[QUOTED - 1] + 1 if len(cited) >= QUOTED else len(draft.lines)
    return replace(draft, lines=(*draft.lines[:until], _AS_IT_IS), more=None)
