r"""The corpus as a LangChain retriever, for chains of one's own.

Passages come as LangChain documents; `metadata` holds the citation as the command line prints it, with the score:

```python
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from assistant.service.retriever import PrecedentRetriever, cited
from corpus import Corpus, Filters, load_settings

corpus = Corpus.open(load_settings())
retriever = PrecedentRetriever(corpus=corpus, filters=Filters(municipalities=("架空市",)), k=5)
prompt = ChatPromptTemplate.from_template("資料だけを根拠に答えてください。\n{passages}\n質問: {question}")
chain = {"passages": retriever | cited, "question": RunnablePassthrough()} | prompt | model | StrOutputParser()
print(chain.invoke("顔認証はどう判断されましたか"))
```

A custom chain has no gate behind it: it must check its answer against the passages itself.
"""

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, SkipValidation

from assistant.answer import citation_json
from assistant.evidence.quotes import Citer, quote_span
from corpus.language import content_lemmas, find_articles, format_reference
from corpus.search import Filters, Query
from corpus.store import Corpus


class PrecedentRetriever(BaseRetriever):
    """Finds the passages of minutes and reports that fit a query best.

    `invoke` takes `filters` too, in place of the retriever's own.
    """

    corpus: SkipValidation[Corpus]
    filters: SkipValidation[Filters] = Filters()
    k: int = Field(8, ge=1)
    """How many passages."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
        filters: Filters | None = None,
    ) -> list[Document]:
        articles = tuple(dict.fromkeys(format_reference(match.article) for match in find_articles(query)))
        hits = self.corpus.search_passages(Query(query, articles, filters or self.filters), self.k)
        documents = {hit.document: self.corpus.document(hit.document) for hit in hits}
        words = content_lemmas(query)
        found: list[Document] = []
        for hit in hits:
            citer = Citer(1, documents.__getitem__)
            citer.cite(hit.document, quote_span(documents[hit.document], hit.passage.ordinal, words))
            shape: dict[str, Any] = citation_json(citer.citations[0])
            found.append(
                Document(shape["quote"], metadata=shape | {"marker": len(found) + 1, "score": hit.score})
            )
        return found


def cited(passages: Sequence[Document]) -> str:
    """The passages for a prompt, each with its marker and its place."""
    return "\n\n".join(f"[{p.metadata['marker']}] {p.metadata['formal']}\n{p.page_content}" for p in passages)
