"""Documents are outlined without what is not seen, and quoted as they are written."""

import unicodedata

import pytest

from corpus.model import Document
from ingest.formats.reading import Reading
from ingest.outline import outline
from ingest.pipeline import read_document
from ingest.restore import outline_clean

MINUTES = (
    "令和3年度第2回架空市個人情報保護審議会会議録\n\n1 日時 令和3年5月12日(水曜日)\n2 議題\n(1) 電子申請の開始について(諮問第7号)\n"
    "3 議事の概要\n会長：諮問第7号について説明をお願いします。\n実施機関：条例第10条第2項によります。\n"
    "辻委員：データの消去は誰が確かめますか。\n会長：諮問第7号は承認することに決定します。\n"
)


def spans(document: Document) -> list[str]:
    """What the turns, cases and passages quote."""
    found = [*(turn.span for turn in document.turns), *(passage.span for passage in document.passages)]
    for case in document.cases:
        found += [span for span in (case.span, case.title_span, case.outcome_span) if span]
        found += [use.span for use in case.articles]
    return [span.of(document.text) for span in found]


def marked(text: str, mark: str) -> str:
    return text.replace("承認", f"承{mark}認").replace("諮問第", f"諮{mark}問第").replace("条例", f"条{mark}例")


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\ufeff", "\U000e0100"])
def test_marks_change_nothing_but_the_quotes(mark: str) -> None:
    plain, found = (read_document("a.txt", text.encode()) for text in (MINUTES, marked(MINUTES, mark)))
    assert found.text == marked(plain.text, mark)
    assert [case.outcome for case in found.cases] == [case.outcome for case in plain.cases]
    assert [turn.speaker for turn in found.turns] == [turn.speaker for turn in plain.turns]
    assert [quote.replace(mark, "") for quote in spans(found)] == spans(plain)
    assert [passage.searched for passage in found.passages] == [passage.searched for passage in plain.passages]


def test_letters_written_apart_are_read_as_one() -> None:
    found = read_document("a.txt", unicodedata.normalize("NFD", MINUTES).encode())
    plain = read_document("a.txt", MINUTES.encode())
    assert [unicodedata.normalize("NFC", quote) for quote in spans(found)] == spans(plain)
    assert found.cases[0].title == plain.cases[0].title


def test_values_keep_the_shapes_that_the_text_chooses() -> None:
    found = read_document("a.txt", MINUTES.replace("辻", "辻\U000e0100").encode())
    assert "辻\U000e0100委員" in [turn.speaker for turn in found.turns]


def test_a_city_is_one_whatever_the_shape_of_its_name() -> None:
    found = read_document("a.txt", MINUTES.replace("架空市", "葛\U000e0100城市").encode())
    assert found.header.municipality == "葛城市"


def test_pages_stay_where_they_are() -> None:
    text = "承\u00ad認\n\n次の\u200b頁\n\n末"
    document = outline_clean(outline, "a.txt", "0", Reading(text, (0, text.index("次"), len(text))))
    assert document.pages == (0, text.index("次"), len(text))
    assert document.page_at(text.index("頁")) == 2
