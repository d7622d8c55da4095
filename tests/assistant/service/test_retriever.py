"""The corpus is a LangChain retriever: filters as arguments, citations as metadata."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from langchain_openai import ChatOpenAI

import assistant.service.retriever
from assistant.assistant import Assistant
from assistant.service.retriever import PrecedentRetriever
from corpus import Corpus, Filters
from tests.chatserver import ChatServer


@pytest.fixture
def corpus(samples: Assistant) -> Corpus:
    return samples.corpus


def test_passages_come_with_their_citations(corpus: Corpus):
    found = PrecedentRetriever(corpus=corpus, k=4).invoke("顔認証による入場")
    assert len(found) == 4
    assert [p.metadata["marker"] for p in found] == [1, 2, 3, 4]
    assert [p.metadata["score"] for p in found] == sorted((p.metadata["score"] for p in found), reverse=True)
    for passage in found:
        start, end = passage.metadata["span"]
        text = corpus.document(passage.metadata["document"]).text
        assert text[start:end] == passage.page_content == passage.metadata["quote"]
        assert passage.metadata["formal"]


def test_filters_narrow_it(corpus: Corpus):
    retriever = PrecedentRetriever(corpus=corpus, filters=Filters(municipalities=("見本市",)))
    assert {p.metadata["municipality"] for p in retriever.invoke("個人情報の提供")} == {"見本市"}
    other = retriever.invoke("個人情報の提供", filters=Filters(since=date(2022, 1, 1)))
    assert other
    assert "見本市" not in {p.metadata["municipality"] for p in other}
    assert retriever.invoke("個人情報", filters=Filters(municipalities=("どこにもない市",))) == []


def test_it_runs_asynchronously_too(corpus: Corpus):
    retriever = PrecedentRetriever(corpus=corpus)
    # in a thread of its own: a browser test before it may have left its loop running in this one
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(asyncio.run, retriever.ainvoke("顔認証")).result()
    assert found == retriever.invoke("顔認証")


def test_the_documented_chain_runs(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The snippet in the module's docstring is run as it stands, against a server on loopback."""
    (snippet,) = re.findall(r"```python\n(.*?)```", assistant.service.retriever.__doc__ or "", re.DOTALL)
    monkeypatch.setattr(Corpus, "open", lambda _: corpus)
    with ChatServer(lambda _, user: f"受け取りました: {user.count('架空市')}") as server:
        model = ChatOpenAI(model="scripted", base_url=server.url, api_key="none")
        exec(compile(snippet, "retriever", "exec"), {"model": model})
    printed = capsys.readouterr().out
    assert printed.startswith("受け取りました: ")
    assert "会議録" in server.requests[0]["messages"][-1]["content"]
