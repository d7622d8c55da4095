"""What is quoted once is not quoted again."""

from assistant.assistant import Assistant
from assistant.evidence.quotes import Citer
from corpus.model import Span


def test_the_rest_of_a_window_begins_after_what_is_cited_and_ends_with_a_passage(samples: Assistant):
    name = next(header.name for header in samples.corpus.headers())
    passages = samples.corpus.document(name).passages[4:8]
    window = Span(passages[0].span.start, passages[-1].span.end)
    citer = Citer(8, samples.corpus.document)
    assert citer.rest(name, window) == window
    citer.cite(name, passages[0].span)
    rest = citer.rest(name, window)
    assert rest is not None
    assert rest.start >= passages[1].span.start
    assert rest.end in {p.span.end for p in passages}
    for passage in passages[1:]:
        citer.cite(name, passage.span)
    assert citer.rest(name, window) is None
