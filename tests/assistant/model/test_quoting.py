"""Quotes are slices of the sentences that were pointed at, neighbours in one, to their end."""

from assistant.evidence.quotes import Citer
from assistant.model.quoting import cite, quoted_spans
from assistant.model.sheet import Sentence
from corpus.language import sentences
from corpus.model import Document, Role
from tests.assistant.town import CHAIR, EXECUTIVE, minutes


def pointed(document: Document, *words: str) -> list[Sentence]:
    found = []
    for number, each in enumerate(words, 1):
        turn = next(t for t in document.turns if each in t.span.of(document.text))
        span = next(s for s in sentences(document.text, turn.span) if each in s.of(document.text))
        found.append(Sentence(number, "K7QX", document.header.name, 0, turn.ordinal, span))
    return found


def quotes(document: Document, *words: str) -> list[str]:
    spans = quoted_spans(pointed(document, *words), lambda _: document)
    return [span.of(document.text) for _, span in spans]


def test_neighbours_are_one_quote():
    assert quotes(minutes(), "外部には提供しない", "3年間保存") == [EXECUTIVE]


def test_a_following_proviso_belongs_to_the_ruling():
    assert quotes(minutes(), "全員一致で承認する") == [CHAIR]


def test_a_short_sentence_between_two_is_quoted_with_them():
    document = minutes("一つ目の点を述べます。短い文です。三つ目の点を述べます。")
    assert len(quotes(document, "一つ目", "三つ目")) == 1
    apart = minutes(f"一つ目の点を述べます。{'長い文です、' * 20}以上。三つ目の点を述べます。")
    assert len(quotes(apart, "一つ目", "三つ目")) == 2


def test_turns_are_apart_and_the_first_pointed_at_comes_first():
    assert quotes(minutes(), "外部には提供しない", "該当すると思う") == [
        "外部には提供しない。",
        "病歴は条例第12条第2項に該当すると思う。",
    ]


def test_a_ruling_is_the_councils_and_a_remark_its_speakers():
    document = minutes()
    citer = Citer(8, lambda _: document)
    for words in ("全員一致で承認する", "外部には提供しない"):
        ((_, span),) = quoted_spans(pointed(document, words), lambda _: document)
        assert cite(citer, document, span)
    assert [c.role for c in citer.citations] == [Role.COUNCIL, Role.EXECUTIVE]
