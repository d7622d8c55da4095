"""The answer form for who was against it: the counted votes on record, or that none is."""

import re

from assistant.evidence.quotes import Citer, whole_sentences
from assistant.forms.form import CITATIONS, Form, Found
from assistant.forms.labels import place
from assistant.gate import Draft, Line
from corpus.model import Case, Header, Vote

_AGAINST = re.compile(
    r"反対(?:し|に回っ|意見を(?:述べ|言っ))(?:た|ていた|ている)(?:の)?(?:委員|人|方|者)?(?:は|って|の(?:は|名前|氏名))?、?(?:誰|だれ|どなた|どの|何人|何名|い(?:ま|る|た)|名前|[。？?]?$)"
    r"|(?:誰|だれ|どなた)(?:か)?が反対"
)


def _wanted(found: Found) -> bool:
    return _AGAINST.search(found.question.focus) is not None and not found.question.people


def _answer(found: Found) -> Draft | None:
    """Tell the votes; None where none is on record, or somebody was against it, which the remarks tell."""
    votes = _votes(found)
    if not votes or not all(vote.unanimous for _, _, vote in votes):
        return None
    citer = Citer(CITATIONS, found.corpus.document)
    lines = []
    for header, case, vote in votes:
        document = found.corpus.document(header.name)
        marker = citer.cite(header.name, whole_sentences(document, vote.span), None, case)
        if marker is not None:
            words = vote.span.of(document.text)
            lines.append(Line(f"- {case.title}（{place(header)}）: 「{words}」[{marker}]", (words,)))
    more = f"（採決{len(votes)}件のうち{len(lines)}件を示します）" if len(votes) > len(lines) else ""
    first = f"反対した委員の記録はありません。記録されている採決は、次のとおりいずれも全員の賛成です{more}。"
    return Draft((Line(first, fixed=True), Line("", fixed=True), *lines), tuple(citer.citations))


def _votes(found: Found) -> list[tuple[Header, Case, Vote]]:
    """The votes of the case that is asked about; of all cases in scope where none is."""
    best = found.best
    named = found.topics or found.question.standalone.subject
    rows = [(best.header, best.case)] if named and best.case else found.rows()
    return [(header, case, vote) for header, case in rows for vote in case.votes]


FORM = Form("dissent", _wanted, _answer, recorded=True, certain=True)
