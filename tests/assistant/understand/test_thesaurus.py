"""A thesaurus in the data folder adds to the program's own; one in another form is refused by entry and reason."""

import pytest

from assistant.understand.thesaurus import OWN_FILE, load_thesaurus
from corpus.errors import DataFileError


def test_without_a_file_of_its_own_the_data_folder_has_the_programs_thesaurus(tmp_path):
    assert load_thesaurus(tmp_path) is load_thesaurus(tmp_path / "absent")
    assert load_thesaurus(tmp_path).words
    assert load_thesaurus(tmp_path).subjects


def test_the_data_folder_adds_words_and_subjects(tmp_path):
    own = load_thesaurus(tmp_path)
    (tmp_path / OWN_FILE).write_text(
        '[terms]\n"架空語" = ["言い換え"]\n[subjects]\nnames = ["架空物"]', "utf-8"
    )
    more = load_thesaurus(tmp_path)
    assert more.words == {**own.words, "架空語": ("言い換え",)}
    assert more.subjects == own.subjects | {"架空物"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"架空語" = ["言い換え"]', "terms: この項目が必要です"),
        ('[terms]\n"架空語" = "言い換え"', "terms.架空語: 配列ではありません"),
        ('[terms]\n[subject]\nnames = ["架空物"]', "subject: この項目はありません"),
    ],
)
def test_a_file_in_another_form_is_refused_by_entry_and_reason(tmp_path, text, said):
    (tmp_path / OWN_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as raised:
        load_thesaurus(tmp_path)
    assert str(raised.value).startswith(f"{OWN_FILE}を読み込めません。")
    assert said in str(raised.value)
