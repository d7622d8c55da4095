"""Drafts the 想定問答: the questions that members asked about similar cases, by theme, with the answers as cited examples."""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.drafting.borrow import Asked, questions
from assistant.drafting.composer import Composer
from assistant.drafting.paper import Style, blank, markers
from assistant.understand.themes import Theme, themes_of
from corpus.language import content_lemmas, fold

SHOWN = 5
"""How many questions of each theme are written out."""
_SHARED = 2
"""How many words a question and a fact must share before the fact is proposed as the answer."""
_TOLD = 2
_ALIKE = 0.6
"""Share of common words above which two questions count as one."""


def compose(paper: Composer) -> str:
    """Add the blocks; return the title."""
    plan = paper.plan
    title = f"{plan.title or blank('件名')}　想定問答"
    paper.add(Style.TITLE, title)
    paper.add(Style.RIGHT, plan.department or blank("担当部課"))
    paper.add(
        Style.BODY,
        "似た案件の審議で委員が実際に尋ねたことを、論点ごとに並べたものです。先例の答弁は他の案件のものであり、"
        "本件の事実ではありません。",
    )
    by_theme: dict[Theme, list[Asked]] = defaultdict(list)
    for asked in questions(paper.cases, paper.corpus, paper.words):
        by_theme[asked.theme].append(asked)
    if not by_theme:
        paper.add(Style.ASIDE, "似た案件の中に、委員の質問の記録がありません。論点ごとに答えを用意します。")
    ordered = sorted(by_theme, key=lambda theme: -max(a.weight for a in by_theme[theme]))
    for number, theme in enumerate(ordered, 1):
        _theme(paper, theme, by_theme[theme], number)
    unasked = [theme for theme in Theme if theme not in by_theme]
    if unasked:
        paper.add(Style.HEADING, "似た案件では尋ねられていない論点", str(len(ordered) + 1))
        for theme in unasked:
            paper.add(Style.SUBHEADING, theme.value)
            paper.facts(_facts(paper, theme), (f"{theme.value}についての本件の事実",))
    return title


def _theme(paper: Composer, theme: Theme, asked: Sequence[Asked], number: int) -> None:
    cited = [(a, paper.cite(a.header.name, a.span, None, a.case)) for a in asked]
    held: dict[int, Asked] = {}
    for one, marker in cited:
        if marker is not None:
            held.setdefault(marker, one)
    if not held:
        return
    places = dict.fromkeys(a.header.municipality or a.header.name for a in held.values())
    paper.add(Style.HEADING, theme.value, str(number))
    paper.add(Style.BODY, f"似た案件での質問　{len(held)}回（{'、'.join(places)}）{markers(list(held))}")
    if facts := _facts(paper, theme):
        paper.add(Style.BODY, f"本件の説明にあること　{''.join(facts)}")
    for at, (first, *others) in enumerate(_alike(paper, held)[:SHOWN], 1):
        one = held[first]
        paper.quote(first, f"{paper.place(first)}", Style.SUBHEADING, f"問{at}")
        if others:
            paper.add(Style.BODY, f"同じ趣旨の質問　ほか{len(others)}回{markers(others)}")
        _model(paper, one)
        _own_answer(paper, theme, one.span.of(paper.corpus.text(one.header.name)))


def _alike(paper: Composer, held: dict[int, Asked]) -> list[list[int]]:
    """The markers of the questions, grouped by questions that ask the same."""
    groups: list[tuple[set[str], list[int]]] = []
    for marker in held:
        words = set(content_lemmas(paper.citer.citations[marker - 1].quote))
        for known, group in groups:
            if len(words & known) >= _ALIKE * max(1, min(len(words), len(known))):
                group.append(marker)
                break
        else:
            groups.append((words, [marker]))
    return [group for _, group in groups]


def _model(paper: Composer, asked: Asked) -> None:
    """Add the executive's answer in the precedent, and its later correction if there is one."""
    if asked.answer is None:
        paper.add(Style.BODY, "先例の答弁　記録にありません。")
        return
    marker = paper.cite(asked.header.name, asked.answer, None, asked.case)
    if marker is not None:
        paper.quote(marker, f"先例の答弁（{paper.place(marker)}）")
    if asked.taken_back is not None:
        later = paper.cite(asked.header.name, asked.taken_back, None, asked.case)
        if later is not None:
            paper.quote(later, f"この答弁は後に改められています（{paper.place(later)}）")


def _own_answer(paper: Composer, theme: Theme, asked: str) -> None:
    """Add the writer's facts that share words with the question as its answer, else a blank."""
    wanted = set(content_lemmas(asked))
    common = {s: len(wanted & set(content_lemmas(s))) for s in _facts(paper, theme)}
    facts = sorted((s for s in common if common[s] >= _SHARED), key=lambda s: -common[s])[:_TOLD]
    if facts:
        told = "".join(s if re.search(r"[。」）]$", s) else f"{s}。" for s in facts)
        paper.own(f"{told}{blank('この答えで足りるか')}", "答")
    else:
        paper.add(Style.BODY, blank(f"{theme.value}についての本件の事実"), "答")


def _facts(paper: Composer, theme: Theme) -> list[str]:
    """The writer's sentences on a theme."""
    return [s for s in paper.plan.sentences if theme in themes_of(fold(s))]
