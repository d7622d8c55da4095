"""Of summaries written blind, those that are right pass, and none that is wrong does."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.evidence.quotes import Citer
from assistant.model.claims import faults
from assistant.model.material import Source, source_of
from assistant.model.quoting import cite
from assistant.model.summary import stands
from corpus.language import sentences, squeeze
from corpus.model import Document, Span

LINES = [
    json.loads(line) for line in Path(__file__).with_name("summaries.jsonl").read_text("utf-8").splitlines()
]
RIGHT = [line for line in LINES if line["right"]]
WRONG = [line for line in LINES if not line["right"]]
MOST_REFUSED = 0.1


def place(document: Document, words: str) -> Span:
    """Where words stand, white space aside."""
    kept = [at for at, character in enumerate(document.text) if not character.isspace()]
    bare = "".join(document.text[at] for at in kept)
    start = bare.index(squeeze(words))
    return Span(kept[start], kept[start + len(squeeze(words)) - 1] + 1)


@cache
def document_of(samples: Assistant, name: str) -> Document:
    held = next(h.name for h in samples.corpus.headers() if h.name.endswith(name))
    return samples.corpus.document(held)


def passes(line: dict[str, Any], samples: Assistant) -> bool:
    """Whether every sentence of a summary is shown."""
    document = document_of(samples, line["document"])
    citer = Citer(len(line["quotes"]), lambda _: document)
    for quote in line["quotes"]:
        cite(citer, document, place(document, quote))
    sources = [source_of(citation, document) for citation in citer.citations]
    return all(stands(span.of(line["summary"]), sources) for span in sentences(line["summary"]))


def test_there_are_enough_of_them():
    assert (len(RIGHT), len(WRONG)) >= (100, 80)


@pytest.mark.parametrize("line", WRONG, ids=[f"{line['kind']} {line['id']}" for line in WRONG])
def test_what_is_wrong_never_passes(line: dict[str, Any], samples: Assistant):
    assert not passes(line, samples)


def test_what_is_right_is_seldom_refused(samples: Assistant):
    refused = [line["id"] for line in RIGHT if not passes(line, samples)]
    assert len(refused) < MOST_REFUSED * len(RIGHT), refused


def _sources(samples: Assistant, *words: str) -> list[Source]:
    document = document_of(samples, "kaku_2022_minutes_3.html")
    citer = Citer(9, lambda _: document)
    for each in words:
        cite(citer, document, place(document, each))
    return [source_of(citation, document) for citation in citer.citations]


DOUBT = "番号や暗証番号と違い、漏れても一生取り替えることができません。"


@pytest.mark.parametrize(
    "text",
    [
        "委員は漏れても取り替えられないと述べました。会長も述べました。",
        "委員は漏れても取り替えられないと述べ、" * 20 + "ました。",
        "The member said so.",
        "",
    ],
    ids=["two sentences", "too long", "English", "nothing"],
)
def test_a_summary_is_one_japanese_sentence_at_a_time(text: str, samples: Assistant):
    assert not stands(text, _sources(samples, DOUBT))


def test_sources_of_two_cases_bear_nothing_out(samples: Assistant):
    said = "委員は、漏れても一生取り替えることができないと述べました。"
    other = "全員の賛成をいただきましたので、諮問第40号は条件を付して承認いたします。"
    assert stands(said, _sources(samples, DOUBT))
    assert not faults(said, _sources(samples, DOUBT, other))
    assert not stands(said, _sources(samples, DOUBT, other))
