"""What is not seen in a text, and shapes of kanji, keep no word from being found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import character_pairs, clean, content_lemmas, fold, shown, squeeze
from corpus.language.folding import without_marks
from corpus.language.variants import everyday

MARKED = st.text(st.sampled_from("会議が\u3099\u00ad\u200b\ufe00\U000e0100e\u0301\n 葛"), max_size=30)


@pytest.mark.parametrize(
    "mark", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202a", "\ufe0f", "\U000e0100"]
)
def test_marks_are_dropped_wherever_they_stand(mark: str) -> None:
    text = f"{mark}承{mark}認{mark}\n{mark}"
    found = clean(text)
    assert found is not None
    assert found.text == without_marks(text) == "承認\n"
    assert found.span(0, 2).of(text).startswith("承")


def test_a_letter_written_apart_is_one_and_its_slice_is_whole() -> None:
    text = unicodedata.normalize("NFD", "会議が終わる。")
    found = clean(text)
    assert found is not None
    assert found.text == "会議が終わる。"
    assert found.span(2, 3).of(text) == "か\u3099"


def test_a_selector_belongs_to_its_kanji() -> None:
    text = "葛\U000e0100見市"
    found = clean(text)
    assert found is not None
    assert (found.text, found.span(0, 1).of(text)) == ("葛見市", "葛\U000e0100")
    assert shown(text) == text


def test_a_clean_text_is_left_alone() -> None:
    assert clean("会長：承認します。\n") is None


@given(MARKED)
def test_slices_of_the_clean_text_lead_back(text: str) -> None:
    found = clean(text)
    if found is None:
        return
    assert without_marks(found.text) == found.text
    assert len(found.offsets) == len(found.ends) == len(found.text)
    for at, letter in enumerate(found.text):
        assert letter in unicodedata.normalize("NFC", without_marks(found.span(at, at + 1).of(text)))


def test_marks_and_shapes_keep_no_word_from_being_found() -> None:
    assert squeeze(" 承\u00ad認\u200b ") == "承認"
    assert content_lemmas("承\u00ad認") == content_lemmas("承認")
    assert character_pairs("山﨑委員") == character_pairs("山崎委員")
    assert content_lemmas("渡邊委員") == content_lemmas("渡辺委員")


def test_everyday_shapes_are_single_letters_and_final() -> None:
    text = "髙﨑邊濵𠮷"
    assert everyday(text) == "高崎辺浜吉"
    assert everyday(everyday(text)) == everyday(text)


def test_radicals_of_pdf_conversions_are_letters() -> None:
    assert fold("開⺬、⺠間、⽴⼊り") == "開示、民間、立入り"
