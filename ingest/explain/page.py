"""An explanation as a page of text: what a document was read as, value by value and line by line, with what spoke for it."""

from collections.abc import Collection, Iterator, Sequence

from corpus.model import Span
from ingest.explain.explanation import Explanation
from ingest.explain.lines import ExplainedLine
from ingest.explain.reasons import Reason, Why
from ingest.explain.values import BY_RULES, ExplainedValue
from ingest.explain.wording import words_for

NAMES = {
    "municipality": "市町村",
    "council": "審議会",
    "meeting": "回次",
    "held_on": "開催日",
    "number": "答申番号",
    "issued_on": "答申日",
    "consultation_number": "諮問番号",
    "consulted_on": "諮問日",
    "title": "件名",
    "kind": "種類",
    "department": "担当課",
    "articles": "条項",
    "outcome": "結果",
    "attachments": "付されたもの",
    "cases": "案件の分け方",
}
"""What the values are called."""
_NOTHING = "記載なし"
_LONGEST = 90
"""Characters of a quote that are shown, its beginning and its end."""
_SHORT = 40
"""Characters of a line that are shown in the list of lines."""


def _shown(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, its middle left out where it is long."""
    flat = " ".join(text.split())
    half = longest // 2
    return flat if len(flat) <= longest else f"{flat[:half]}…{flat[-half:]}"


def _percent(share: float) -> str:
    return f"{min(99, max(1, round(100 * share)))}%"


def _told(reasons: Sequence[Reason]) -> str:
    """The words of reasons; that the rules read it is said at the top of the page, and here only where nothing else is."""
    others = [reason for reason in reasons if reason != BY_RULES]
    return "／".join(reason.words for reason in others or reasons)


def _label(label: str) -> str:
    return words_for("page", f"label={label}")


def page(explanation: Explanation, numbers: Collection[int] = ()) -> Iterator[str]:
    """The page, line by line.

    Args:
        explanation: of a document.
        numbers: counted from 1, of the lines that are asked about: then only they are told, with the values that they prove.
    """
    if numbers:
        for line in explanation.lines:
            if line.number in numbers:
                yield from _line(explanation, line)
        return
    document = explanation.document
    yield f"{document.header.name}（{document.header.kind}）"
    if explanation.by_rules:
        yield "既知の書式の規則で読み、モデルの読みがこれを裏づけた。"
    for value in explanation.head:
        yield from _value(explanation, value, document.header.unsure)
    yield from _value(explanation, explanation.division, document.header.unsure)
    for case, each in zip(document.cases, explanation.cases, strict=True):
        yield ""
        yield f"案件{case.ordinal + 1} {_shown(case.title)}"
        for value in each.values:
            yield from _value(explanation, value, case.unsure)
    yield ""
    yield "行（番号、種類、確からしさ、誰の言葉か）"
    for line in explanation.lines:
        text = _shown(line.span.of(document.text), _SHORT)
        yield f"{line.number:4} {_label(line.label)} {_percent(line.confidence)} {_voice(line)}｜{text}"


def _voice(line: ExplainedLine) -> str:
    return words_for("page", f"voice={line.voice}")


def _value(
    explanation: Explanation, value: ExplainedValue, unsure: Collection[str], owner: str = ""
) -> Iterator[str]:
    sure = "" if value.confidence is None else f"  確からしさ {_percent(value.confidence)}"
    doubt = "  【要確認】" if value.name in unsure else ""
    yield f"  {owner}{NAMES[value.name]}  {_shown(value.value or _NOTHING)}{sure}{doubt}"
    if value.span is not None:
        yield f"    根拠    {_evidence(explanation, value.span)}"
    yield from _why(value.why)
    if value.runner_up is None and value.runner_up_why == Why():
        return
    quote = f" {_evidence(explanation, value.runner_up_span)}" if value.runner_up_span else ""
    yield f"    次点    {_shown(value.runner_up or _NOTHING)}{quote}"
    yield from _why(value.runner_up_why, "  ")


def _why(why: Why, indent: str = "") -> Iterator[str]:
    if why.for_:
        yield f"    {indent}決め手  {_told(why.for_)}"
    if why.against:
        yield f"    {indent}不利    {_told(why.against)}"


def _evidence(explanation: Explanation, span: Span) -> str:
    line = explanation.line_at(span.start)
    place = f"{line.number}行 " if line else ""
    return f"{place}「{_shown(span.of(explanation.document.text))}」"


def _line(explanation: Explanation, line: ExplainedLine) -> Iterator[str]:
    document = explanation.document
    yield f"{line.number}行 「{_shown(line.span.of(document.text))}」"
    yield f"  行の種類  {_label(line.label)}（{_voice(line)}）  確からしさ {_percent(line.confidence)}"
    yield from _why(line.why)
    if line.runner_up is not None:
        yield f"    次点    {_label(line.runner_up)}"
        yield from _why(line.runner_up_why, "  ")
    yield f"  案件を終わらせる文がある確からしさ {_percent(line.decides)}"
    case = explanation.case_at(line.span.start)
    if case is not None:
        yield f"  案件{case + 1} {_shown(document.cases[case].title)} の部分にある"
    proved = list(explanation.proved_by(line))
    if proved:
        yield "この行を根拠とする値"
    for ordinal, value in proved:
        held = document.header.unsure if ordinal is None else document.cases[ordinal].unsure
        owner = "文書の" if ordinal is None else f"案件{ordinal + 1}の"
        yield from _value(explanation, value, held, owner)
