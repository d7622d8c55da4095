"""Passages: whole sentences of one turn, what they refer to, and the text that is searched."""

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.language import squeeze
from corpus.model import Document
from ingest.passages import LONGEST
from tests.ingest.outline.reading import read_document

HEAD = "第3回見本市個人情報保護審議会会議録\n\n日時 令和3年5月12日(水曜日)\n\n場所 市役所\n\n議題\n\n1 電子申請の開始について(諮問)\n\n議事録\n\n1 電子申請の開始について(諮問)\n\n"


def read(body: str) -> Document:
    return read_document("minutes.txt", (HEAD + body).encode())


def shown(found: Document) -> list[str]:
    return [passage.span.of(found.text) for passage in found.passages]


def test_a_long_speech_is_cut_between_sentences() -> None:
    sentences = [f"{n}番目の項目は、窓口で受け付けた申請の内容を台帳に記録するものである。" for n in range(40)]
    found = read("担当課:" + "".join(sentences) + "\n\n会長:承認します。\n")
    parts = [text for text in shown(found) if "番目" in text]
    assert len(parts) > 4
    assert all(text.endswith("。") for text in parts)
    assert all(len(squeeze(text)) <= LONGEST for text in parts)
    assert "".join(parts) == "".join(sentences)


def test_a_long_sentence_stays_whole() -> None:
    sentence = "申請の内容は、" + "氏名と、" * 120 + "住所である。"
    assert sentence in shown(read("担当課:" + sentence + "\n\n会長:承認します。\n"))


def test_short_turns_stay_apart() -> None:
    found = read("委員:よいか。\n\n担当課:はい。\n\n会長:承認します。\n")
    assert shown(found)[-3:] == ["よいか。", "はい。", "承認します。"]


def test_no_passage_crosses_a_turn_or_a_case() -> None:
    found = read(
        "会長:始めます。\n\n委員:質問がある。続けてもう一つある。\n\n(意見なし)\n\n会長:承認します。以上で本日の審議を終了します。\n"
    )
    assert len(found.passages) > 5
    for passage in found.passages:
        turn = found.turns[passage.turn]
        assert turn.span.covers(passage.span)
        assert passage.case == turn.case
    assert all(a.span.end <= b.span.start for a, b in pairwise(found.passages))
    assert [p.ordinal for p in found.passages] == list(range(len(found.passages)))


def test_the_front_matter_gives_a_passage_for_each_field() -> None:
    texts = shown(read("会長:始めます。\n\n委員:はい。\n"))
    assert "日時 令和3年5月12日(水曜日)" in texts
    assert "場所 市役所" in texts


def test_an_agenda_line_belongs_to_its_case() -> None:
    found = read("会長:承認します。\n\n委員:はい。\n")
    first = next(p for p in found.passages if p.span.of(found.text).startswith("1 電子申請"))
    assert first.case == 0
    assert first.span.end < found.text.index("議事録")


def test_articles_of_an_elided_reference_are_resolved() -> None:
    found = read(
        "委員:今回の諮問は、見本市個人情報保護条例第12条第2項にも関わるのか。\n\n"
        "実施機関:第2項には該当しないと考える。\n\n会長:承認します。\n"
    )
    answer = next(p for p in found.passages if "該当しない" in p.span.of(found.text))
    assert answer.articles == ("第12条第2項",)


def test_what_this_case_stands_for_is_added_to_the_searched_text_only() -> None:
    found = read("会長:質疑も尽きましたので、本件は承認します。\n\n委員:はい。\n")
    passage = next(p for p in found.passages if "本件" in p.searched)
    assert passage.searched == "質疑も尽きましたので、本件(電子申請の開始について)は承認します。"
    assert passage.span.of(found.text) == "質疑も尽きましたので、本件は承認します。"


@pytest.mark.shared
def test_nothing_of_the_real_proceedings_is_lost(shared: Path) -> None:
    """Every sentence that somebody speaks stands in a passage; page chrome in none."""
    paths = sorted((shared / "documents").glob("*.txt"))
    assert len(paths) == 5
    for path in paths:
        found = read_document(path.name, path.read_bytes())
        held = squeeze("".join(shown(found)))
        spoken = squeeze("".join(turn.span.of(found.text) for turn in found.turns))
        assert held == spoken
        assert len(spoken) > 0.9 * len(squeeze(found.text))
        assert "トップページ" not in held
