"""What a model reads: numbered sentences under keys with their case and speakers, as many as fit."""

import pytest

from assistant.evidence.pool import Candidate
from assistant.model.material import KEY_LENGTH
from assistant.model.sheet import LONGEST, Sheets
from corpus.model import Document
from corpus.search import cut_windows
from tests.assistant import scripts
from tests.assistant.town import CASE, CHAIR, EXECUTIVE, MEMBER, minutes

PLENTY = 100_000


def windows(document: Document) -> list[Candidate]:
    return [Candidate(document, window, 1.0) for window in cut_windows(document.turns, document.passages)]


def sheets(document: Document) -> Sheets:
    return Sheets(lambda _: document, len)


def laid_out(document: Document, room: int = PLENTY) -> list[scripts.Line]:
    return scripts.Given("select", "", sheets(document).lay_out(windows(document), room).text).lines


def test_each_sentence_has_a_number_a_speaker_and_its_case():
    document = minutes()
    made = sheets(document)
    sheet = made.lay_out(windows(document), PLENTY)
    lines = scripts.Given("select", "", sheet.text).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.text for line in lines[:1]] == [MEMBER]
    assert {line.speaker for line in lines} >= {"甲田委員", "市民課長（実施機関）", "会長"}
    assert sheet.text.startswith(
        f"[{lines[0].key}] 見本市個人情報保護審議会第3回（令和3年10月7日）会議録 案件: {CASE}"
    )
    assert all(made.shown[line.number].span.of(document.text) == line.text for line in lines)


def test_sentences_are_whole_and_none_is_shown_twice():
    lines = [line.text for line in laid_out(minutes())]
    assert [text for text in lines if text in EXECUTIVE] == ["病歴は3年間保存する。", "外部には提供しない。"]
    assert [text for text in lines if text in CHAIR] == [
        "本件は全員一致で承認する。",
        "ただし、閲覧の記録を5年間保存することを条件とする。",
    ]
    assert len(set(lines)) == len(lines)


def test_the_ruling_is_shown_beside_whatever_window_of_its_case():
    document = minutes(*(f"{n}番目の発言です。" + "長い話が続きます。" * 30 for n in range(9)))
    first = windows(document)[:1]
    made = sheets(document)
    assert "本件は全員一致で承認する。" in made.lay_out(first, PLENTY).text


@pytest.mark.parametrize("room", [150, 400, 900])
def test_what_fits_is_shown(room: int):
    document = minutes(*(f"{n}番目の発言です。" for n in range(60)))
    sheet = sheets(document).lay_out(windows(document), room)
    assert 0 < len(sheet.text) <= room
    assert len(sheets(document).lay_out(windows(document), 20).sentences) == 0


def test_a_sentence_keeps_its_number_and_a_case_its_key():
    document = minutes(*(f"{n}番目の発言です。" for n in range(60)))
    made = sheets(document)
    first = made.lay_out(windows(document), 400)
    assert made.left(windows(document))
    second = made.lay_out(windows(document), PLENTY, again=[2])
    assert second.sentences[0] == made.shown[2]
    assert not {s.number for s in first.sentences} & {s.number for s in second.sentences[1:]}
    assert {s.key for s in first.sentences} == {s.key for s in second.sentences}
    assert not made.left(windows(document))


def test_a_very_long_sentence_is_cut_for_the_model_alone():
    document = minutes("あ" * 900 + "。")
    line = next(line for line in laid_out(document) if line.text.startswith("あああ"))
    assert len(line.text) == LONGEST + 1


def test_no_document_can_know_a_key():
    """Keys are drawn anew for every question, and none that a document holds is taken."""
    drawn: set[str] = set()
    for _ in range(50):
        keys = {line.key for line in laid_out(minutes(" ".join(drawn) or "特にありません。"))}
        assert {len(key) for key in keys} == {KEY_LENGTH}
        assert not keys & drawn
        drawn |= keys
    assert len(drawn) == 50
