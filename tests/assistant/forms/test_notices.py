"""An answer says which documents were searched by words alone."""

from assistant.forms.notices import by_words_alone


def test_documents_without_vectors_are_told_of():
    (said,) = by_words_alone(3)
    assert said.startswith("資料3件は")
    assert "言葉だけで検索しました" in said
    assert by_words_alone(0) == ()
