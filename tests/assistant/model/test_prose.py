"""A model's text taken apart, and shown while it is written."""

import pytest

from assistant.model.prose import Paragraph, japanese, parse, preview, quoted, sentence

KEYS = {"K7QX", "M2WW"}


def texts(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.text, s.keys) for p in paragraphs for s in p.sentences]


def test_keys_belong_to_the_sentence_before_them():
    assert texts(parse("一つ目です。[K7QX]二つ目です[M2WW]。三つ目[K7QX][M2WW]。", KEYS)) == [
        ("一つ目です。", ("K7QX",)),
        ("二つ目です。", ("M2WW",)),
        ("三つ目。", ("K7QX", "M2WW")),
    ]


@pytest.mark.parametrize(
    "written", ["[K7QX]", "［Ｋ７ＱＸ］", "【k7qx】", "(K7QX)", "[K7QX, K7QX]", "[ K7QX ]"]
)
def test_a_key_may_be_written_in_many_ways(written: str):
    assert sentence(f"承認です{written}。", KEYS).keys == ("K7QX",)


@pytest.mark.parametrize("written", ["[1]", "[ZZ99]", "【資料1】", "[K7QX、ZZ99]", "［３］", "["])
def test_what_looks_like_a_key_and_is_none_is_told(written: str):
    assert sentence(f"承認です{written}。", KEYS).strange


def test_brackets_inside_a_quote_are_the_documents():
    read = sentence("委員は「[1]のとおり【別紙】[K7QX]」と述べた[M2WW]。", KEYS)
    assert (read.keys, read.strange) == (("M2WW",), ())


def test_lists_are_kept_and_headings_are_not():
    read = parse("## 結論\n\n- 一つ目[K7QX]。\n・二つ目[M2WW]。\n---\n```\n", KEYS)
    assert [p.bullet for p in read] == [True, True]
    assert texts(read) == [("一つ目。", ("K7QX",)), ("二つ目。", ("M2WW",))]


def test_the_outermost_brackets_count():
    text = "「外「内」外」と「次」、「開いたまま"
    assert [span.of(text) for span in quoted(text)] == ["外「内」外", "次", "開いたまま"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("審議会は承認しました。", True),
        ("審議会は「個人情報保護法施行条例一部改正案」としました。", True),
        ("The council approved it.", False),
        ("审议会全体一致通过。", False),
        ("。。。", False),
        ("", False),
    ],
)
def test_japanese(text: str, expected: bool):
    assert japanese(text) is expected


def test_the_preview_can_do_nothing():
    text = "承認[K7QX]。<script>x</script>![図](http://evil.example)\u200b<thi"
    assert preview(text, {"K7QX": 3}) == "承認（3）。＜script＞x＜/script＞！［図］(http：／／evil.example)"
