"""The one subject of a report is the part of its first lines that the model scores highest."""

from corpus.model import Case, CaseKind, Span
from ingest.align.subject import MODEL, read_subject, subjects
from ingest.labels.label import Label, LabelledLine, Voice
from ingest.labels.linear import load_linear
from ingest.lines import read_lines

REPORT = """見本市個人情報保護審議会答申
図書館の貸出履歴の外部提供について（答申）
令和3年5月12日付けで諮問のありました図書館の貸出履歴の外部提供については、次のとおり答申します。
1 審議会の結論
適当である。
"""
LABELS = (Label.TITLE, Label.TITLE, Label.TEXT, Label.SECTION, Label.TEXT)


def labelled() -> list[LabelledLine]:
    return [
        LabelledLine(line, label, Voice.COUNCIL) for line, label in zip(read_lines(REPORT), LABELS, strict=True)
    ]


def case(title: str) -> Case:
    return Case(0, title, CaseKind.CONSULTATION, Span(0, 1))


def test_the_part_with_the_highest_score_is_the_subject() -> None:
    ruled = [case("図書館の貸出履歴の外部提供について")]
    options = subjects(labelled(), ruled)
    best = max(options, key=lambda option: load_linear(MODEL).score(option.features))
    (item,) = read_subject(labelled(), [], ruled)
    assert item.title == best.line.line.text[best.start : best.end]


def test_the_title_that_the_rules_read_is_told_from_other_parts() -> None:
    told = [
        option.line.line.text[option.start : option.end]
        for option in subjects(labelled(), [case("図書館の貸出履歴の外部提供について")])
        if option.told
    ]
    assert "図書館の貸出履歴の外部提供について" in told
    assert not any("見本市" in part for part in told)
