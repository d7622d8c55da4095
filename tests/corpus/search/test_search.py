"""Words and vectors are fused; filters hold; articles and titles weigh."""

from datetime import date

import pytest

from corpus.model import Outcome
from corpus.search import Filters, Query, search
from corpus.search.embedding import HashedCharacters
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.factory import SUBJECTS, bare, document, many, original


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    with Corpus.open(Settings(data=tmp_path_factory.mktemp("data"))) as opened:
        for one in (
            *many(20),
            document("camera.txt", SUBJECTS[1:2], municipality="例示市", reference="第9条第2項第3号"),
            bare(),
        ):
            opened.put(one, original(one))
        opened.refresh()
        yield opened


def test_the_best_passage_comes_first_with_its_evidence(corpus: Corpus):
    hits = corpus.search_passages(Query("漏えいしたときの連絡"), 10)
    assert len(hits) == 10
    assert "漏えいしたときの連絡" in hits[0].passage.searched
    assert hits[0].score == max(hit.score for hit in hits) <= 1.0
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].lexical > 0
    assert 0 < hits[0].dense <= 1.0


def test_a_hit_is_the_passage_that_the_document_holds(corpus: Corpus):
    hits = corpus.search_passages(Query("名簿の外部提供"), 20)
    assert len(hits) == 20
    for hit in hits:
        held = corpus.document(hit.document)
        assert held.passages[hit.passage.ordinal] == hit.passage
        assert hit.passage.span.of(held.text) == hit.passage.searched


def test_an_asked_article_lifts_what_holds_exactly_it(corpus: Corpus):
    hits = corpus.search_passages(Query("情報を含むか", ("第9条第2項第3号",)), 5)
    assert hits[0].document == "camera.txt"
    assert "第9条第2項第3号" in hits[0].passage.articles
    cases = corpus.search_cases(Query("情報を含むか", ("第9条第2項第3号",)), 5)
    assert (cases[0].document, cases[0].case) == ("camera.txt", 0)


def test_an_article_alone_is_a_query(corpus: Corpus):
    hits = corpus.search_passages(Query("", ("第9条第2項第3号",)), 5)
    assert [hit.document for hit in hits if hit.lexical] == ["camera.txt"]


@pytest.mark.parametrize("exact_passages", [0, 16_000])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(municipalities=("見本市",)),
        Filters(since=date(2021, 1, 1), until=date(2021, 12, 31)),
        Filters(outcomes=(Outcome.CONTINUED,)),
        Filters(articles=("第12条",), municipalities=("例示市",)),
        Filters(exclude=("camera.txt", "000.txt")),
        Filters(documents=("camera.txt",)),
    ],
)
def test_filters_hold_strictly(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, filters: Filters, exact_passages: int
):
    """Both ways round the vectors, compared one by one and sifted from more neighbours, keep to the filters."""
    monkeypatch.setattr(search, "EXACT_PASSAGES", exact_passages)
    left = {(header.name, case.ordinal) for header, case in corpus.cases(filters)}
    query = Query("防犯カメラの設置について説明する", filters=filters)
    hits = corpus.search_passages(query, 50)
    assert hits
    assert any(hit.dense for hit in hits)
    found = {(hit.document, hit.passage.case) for hit in hits if hit.passage.case is not None}
    cases = {(hit.document, hit.case) for hit in corpus.search_cases(query, 50) if hit.case >= 0}
    documents = {name for name, _ in corpus.search_documents(query, 50)}
    assert all((found, cases, documents))
    assert found <= left
    assert cases <= left
    assert documents <= {header.name for header in corpus.headers(filters)}


def test_filters_that_leave_nothing_find_nothing(corpus: Corpus):
    nowhere = Query("防犯カメラ", filters=Filters(municipalities=("不在市",)))
    assert corpus.search_passages(nowhere, 5) == []
    assert corpus.search_cases(nowhere, 5) == []
    assert corpus.search_documents(nowhere, 5) == []


def test_cases_are_found_by_their_title(corpus: Corpus):
    best = corpus.search_cases(Query("防犯カメラの設置"), 3)
    titles = {(header.name, case.ordinal): case.title for header, case in corpus.cases()}
    assert best
    assert all("防犯カメラ" in titles[hit.document, hit.case] for hit in best)


def test_a_document_without_cases_is_found(corpus: Corpus):
    (best,) = corpus.search_cases(Query("窓口の混雑"), 1)
    assert (best.document, best.case) == ("bare.txt", -1)
    assert corpus.search_documents(Query("窓口の混雑"), 1)[0][0] == "bare.txt"


def test_presence_is_the_share_that_one_passage_holds(corpus: Corpus):
    assert corpus.presence("漏えいしたときの連絡") == 1.0
    assert corpus.presence("飛行船") == 0.0
    assert corpus.presence("。") == 0.0
    assert 0.0 < corpus.presence("漏えいの見積") < 1.0


def test_frequency_counts_passages(corpus: Corpus):
    found = corpus.frequency(["採決", "混雑", "飛行船"])
    assert found == {"採決": 41, "混雑": 1, "飛行船": 0}


def test_what_is_embedded_may_be_said_apart_from_the_words(corpus: Corpus, monkeypatch: pytest.MonkeyPatch):
    embedded: list[str] = []
    real = HashedCharacters.embed_query
    monkeypatch.setattr(
        HashedCharacters, "embed_query", lambda self, text: (embedded.append(text), real(self, text))[1]
    )
    corpus.search_passages(Query("漏えい", meaning="情報が外に出たとき"), 5)
    corpus.search_passages(Query("漏えい"), 5)
    corpus.search_passages(Query("", ("第9条第2項第3号",)), 5)
    assert embedded == ["情報が外に出たとき", "漏えい"]
