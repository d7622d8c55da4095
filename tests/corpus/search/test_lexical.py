"""The lexical index finds words, numbers of articles and headers, and survives what befalls its folder."""

from pathlib import Path

import numpy as np
import pytest

from corpus.language import character_pairs, content_lemmas
from corpus.model import Document
from corpus.register import Entry
from corpus.search.fields import article_token, article_tokens, contents
from corpus.search.filters import EVERYTHING, Scope
from corpus.search.lexical import FORMAT, Level, LexicalIndex
from corpus.search.seal import Seal
from tests.corpus.factory import bare, document, harm, many

WEIGHTS = {"lemmas": 1.0, "pairs": 1.0, "header": 1.0, "articles": 1.0}


def entry(of: Document, id_: int) -> Entry:
    cases = [-1 if passage.case is None else passage.case for passage in of.passages]
    return Entry(id_, id_, of.header, of.cases, np.array(cases, np.int16))


def put(index: LexicalIndex, documents: dict[int, Document], stale: tuple[int, ...] = ()) -> None:
    held = {id_: 1 for id_ in index.documents if id_ not in stale} | dict.fromkeys(documents, 1)
    fresh = (contents(entry(of, id_), of.turns, of.passages) for id_, of in documents.items())
    index.update(Seal(FORMAT, "register", index.generation + 1, held), stale, fresh)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    opened = LexicalIndex(tmp_path / "lexical")
    opened.clear("register")
    return opened


def found(index: LexicalIndex, level: Level, text: str, scope: Scope = EVERYTHING) -> list[tuple[int, int]]:
    words = {"lemmas": content_lemmas(text), "pairs": character_pairs(text), "header": content_lemmas(text)}
    return [(match.document, match.ordinal) for match in index.search(level, words, WEIGHTS, 500, scope)]


def test_each_level_finds_its_own(index: LexicalIndex):
    put(index, {1: document(subjects=("電子申請", "防犯カメラ")), 2: bare(text="窓口の混雑を調べた。")})
    assert found(index, Level.PASSAGE, "防犯カメラ")[0] in {(1, 6), (1, 7)}
    assert found(index, Level.CASE, "防犯カメラ")[0] == (1, 1)
    assert found(index, Level.DOCUMENT, "防犯カメラ") == [(1, -1)]


def test_a_document_without_cases_is_found_among_the_cases(index: LexicalIndex):
    put(index, {2: bare(text="窓口の混雑を調べた。")})
    assert found(index, Level.CASE, "混雑") == [(2, -1)]


def test_the_header_of_a_passage_is_searched(index: LexicalIndex):
    """A ruling shares no word with its case; its title stands above it."""
    put(index, {1: document(subjects=("電子申請", "防犯カメラ"))})
    ruling = [place for place in found(index, Level.PASSAGE, "防犯カメラ 可決") if place == (1, 11)]
    assert ruling == [(1, 11)]


def test_an_article_is_one_word_in_every_notation(index: LexicalIndex):
    put(index, {1: document(reference="第12条第2項"), 2: document(reference="第12条の2第1項")})

    def holding(reference: str) -> set[int]:
        words = {"articles": [article_token(reference)]}
        return {match.document for match in index.search(Level.PASSAGE, words, WEIGHTS, 50)}

    assert holding("１２条２項") == holding("第十二条第二項") == {1}
    assert holding("第12条の2第1項") == {2}
    assert holding("第12条") == {1}
    assert holding("第2条") == set()


def test_what_is_no_reference_is_its_own_word():
    assert article_tokens("別表") == ("別表",)


def test_a_scope_holds_strictly(index: LexicalIndex):
    put(index, dict(enumerate(many(30))))
    everything = found(index, Level.PASSAGE, "漏えい")
    assert {document for document, _ in everything} == set(range(30))
    some = found(index, Level.PASSAGE, "漏えい", Scope(documents=frozenset({3, 5})))
    assert {document for document, _ in some} == {3, 5}
    one = found(index, Level.PASSAGE, "漏えい", Scope(cases=frozenset({(3, 1), (4, 0)})))
    assert one
    assert all((document == 3 and ordinal >= 6) or (document == 4 and ordinal < 6) for document, ordinal in one)
    assert found(index, Level.PASSAGE, "漏えい", Scope(documents=frozenset())) == []


def test_scores_are_the_same_within_a_scope(index: LexicalIndex):
    """A filter takes entries out; it does not change what the others are worth."""
    put(index, dict(enumerate(many(10))))
    words = {"lemmas": content_lemmas("名簿の漏えい")}
    free = {(m.document, m.ordinal): m.score for m in index.search(Level.PASSAGE, words, WEIGHTS, 500)}
    within = index.search(Level.PASSAGE, words, WEIGHTS, 500, Scope(documents=frozenset({2})))
    assert within
    assert all(match.score == pytest.approx(free[match.document, match.ordinal]) for match in within)


def test_words_that_nothing_holds_find_nothing(index: LexicalIndex):
    put(index, {1: document()})
    assert found(index, Level.PASSAGE, "飛行船") == []
    assert found(index, Level.PASSAGE, "") == []
    assert found(index, Level.PASSAGE, "。、") == []


def test_frequency_counts_passages_that_are_held(index: LexicalIndex):
    put(index, {1: bare(text="窓口の混雑"), 2: bare(text="窓口の移転")})
    assert [index.frequency(word) for word in ("窓口", "混雑", "漏洩")] == [2, 1, 0]
    put(index, {}, stale=(1,))
    assert [index.frequency(word) for word in ("窓口", "混雑")] == [1, 0]


def test_documents_go_out_and_in(index: LexicalIndex):
    put(index, {1: bare(text="窓口の混雑"), 2: bare(text="会議室の予約")})
    put(index, {3: bare(text="公園の清掃")}, stale=(1,))
    assert index.documents.keys() == {2, 3}
    assert [index.count(level) for level in Level] == [2, 2, 2]
    assert found(index, Level.PASSAGE, "窓口") == []
    assert found(index, Level.PASSAGE, "公園") == [(3, 0)]


def test_a_sound_folder_opens_again(index: LexicalIndex, tmp_path: Path):
    put(index, {1: document()})
    again = LexicalIndex(tmp_path / "lexical")
    assert again.load("register")
    assert again.generation == index.generation
    assert found(again, Level.PASSAGE, "漏えい") == found(index, Level.PASSAGE, "漏えい")
    assert not LexicalIndex(tmp_path / "lexical").load("another register")


def test_another_process_follows(index: LexicalIndex, tmp_path: Path):
    reader = LexicalIndex(tmp_path / "lexical")
    reader.load("register")
    put(index, {1: document()})
    assert found(reader, Level.PASSAGE, "漏えい") == []
    assert not reader.untouched()
    reader.follow()
    assert found(reader, Level.PASSAGE, "漏えい") == [(1, 1)]
    assert reader.untouched()


@pytest.mark.parametrize("suffix", [".idx", ".term", ".fast", ".fieldnorm", ".store", ".json"])
def test_damage_is_seen_before_anything_is_opened(index: LexicalIndex, tmp_path: Path, suffix: str):
    put(index, dict(enumerate(many(5))))
    folder = tmp_path / "lexical"
    file = next(path for path in folder.rglob(f"*{suffix}") if path.parent != folder)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    harm(file, bytes(content))
    assert not LexicalIndex(folder).load("register")
