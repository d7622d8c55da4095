"""The answer form for what a person said whom the question names; it refuses where no record bears the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence.quotes import Citer, quote_span, shown
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.head import whole_line
from assistant.forms.labels import place, who
from assistant.forms.refusal import Refusal, Why
from assistant.gate import Draft, Line
from assistant.understand.cues import Want
from assistant.understand.people import Named
from corpus.language import content_lemmas, everyday
from corpus.model import Document, Passage, Span
from corpus.search import Query

_POOL = 400
_WHO = re.compile(r"誰|だれ|どなた|どういう人|氏名|名前|役職|肩書|所属")
"""Asks who the person is, and not what they said."""
_TRIFLE = 12
"""Characters of a remark that says nothing by itself: はい。"""
_SAID = frozenset({Want.PERSON, Want.FACT, Want.ISSUES, Want.OVERVIEW})


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage of the person's, with the share of the question's lemmas that it holds."""

    document: Document
    passage: Passage
    share: float


def _wanted(found: Found) -> bool:
    return bool(found.question.people) and found.question.wants in _SAID


def _answer(found: Found) -> Draft | Refusal | None:
    person = found.question.people[0]
    said = [] if _WHO.search(found.question.focus) else list(_remarks(found, person))
    if not said:
        return _listed(found, person)
    topical = found.topics
    words = frozenset(content_lemmas(" ".join(t.phrase for t in found.topics)))
    if topical:
        said = [one for one in said if one.share > 0]
        if not said:
            return Refusal(
                Why.PERSON,
                f"{person.name}{person.title}の発言は記録されていますが、「{'」「'.join(t.phrase for t in topical)}」についての発言はありません。",
                "お尋ねの点についての発言ではありません",
            )
        said.sort(key=lambda one: -one.share)
    citer = Citer(CITATIONS, found.corpus.document)
    lines = []
    for one in sorted(said[:CITATIONS], key=lambda s: (s.document.header.name, s.passage.ordinal)):
        span = quote_span(one.document, one.passage.ordinal, words)
        marker = citer.cite(one.document.header.name, span)
        if marker is not None:
            turn = one.document.turns[one.passage.turn]
            part = shown(span.of(one.document.text), words)
            lines.append(Line(f"- **{who(turn.speaker, turn.role)}** 「{part}」[{marker}]", (part,)))
    where = "、".join(dict.fromkeys(place(one.document.header) for one in said))
    more = f"ほか{len(said) - CITATIONS}か所。" if len(said) > CITATIONS else ""
    first = Line(f"{person.name}{person.title}の発言は、{where}に記録されています。{more}", fixed=True)
    return Draft((first, Line("", fixed=True), *lines), tuple(citer.citations))


def _remarks(found: Found, person: Named) -> Iterator[_Said]:
    """The passages of turns whose mark bears the name, in the documents in scope."""
    words = set(content_lemmas(" ".join(t.phrase for t in found.topics)))
    query = Query(f"{person.name}{person.title}", filters=found.scope.filters)
    names = dict.fromkeys(hit.document for hit in found.corpus.search_passages(query, _POOL))
    for name in names:
        document = found.corpus.document(name)
        for passage in document.passages:
            if person.is_in(document.turns[passage.turn].speaker):
                held = words & set(content_lemmas(passage.searched))
                if passage.span.end - passage.span.start >= _TRIFLE or held:
                    yield _Said(document, passage, len(held) / len(words) if words else 0.0)


def _listed(found: Found, person: Named) -> Draft | Refusal:
    """Where the name is only on a list: its line; else a refusal."""
    citer = Citer(CITATIONS, found.corpus.document)
    lines = []
    for name in found.scope.headers:
        document = found.corpus.document(name)
        at = everyday(document.text).find(person.name)
        if at >= 0 and any(person.is_in(member.name) for member in document.members):
            line = whole_line(document.text, Span(at, at + len(person.name)))
            if marker := citer.cite(name, line):
                words = shown(line.of(document.text), ())
                lines.append(Line(f"- 「{words}」[{marker}] — {place(document.header)}", (words,)))
    if not lines:
        return Refusal(
            Why.PERSON,
            f"「{person.name}」という方の発言や名簿の記載は、検索した範囲の資料にはありません。"
            "発言者の氏名を記さない会議録では、委員の名前では探せません。",
            f"{person.name}{person.title}の発言とは確認できません",
        )
    if not _WHO.search(found.question.focus):
        return Refusal(
            Why.PERSON,
            f"「{person.name}」という名は名簿などにありますが、氏名つきの発言は記録されていません。",
            "発言の記録ではありません",
        )
    first = Line(f"{person.name}{person.title}は、次のように記載されています。", fixed=True)
    return Draft((first, Line("", fixed=True), *lines), tuple(citer.citations))


FORM = Form("member", _wanted, _answer, recorded=True, certain=True)
