"""Selection of the conditions, requests and demands that an answer states, the best matches of the question first."""

import re
from collections.abc import Collection

from assistant.understand.cues import Want
from assistant.understand.question import Question
from corpus.language import content_lemmas, sentences
from corpus.model import Attachment, Case, Document, Span

MOST = 6
"""Most attachments in an answer about conditions; other answers state half as many."""
REQUESTED = 2
"""Most requests of single members in an answer about conditions."""
_LEADS = 800
"""Characters before an attachment within which its ruling is looked for."""
_ASKED = re.compile(r"条件|要望|求め|意見")


def nearest(question: Question, document: Document, case: Case, words: Collection[str]) -> list[Attachment]:
    """The attachments that an answer states, in document order; the best matches of the question where there are too many.

    Args:
        question: as understood.
        document: that holds the case.
        case: whose attachments are stated.
        words: lemmas of the question.
    """
    worded = question.wants is Want.WORDING and _ASKED.search(question.focus)
    most = MOST if worded or question.wants is Want.CONDITIONS else MOST // 2
    fits = [
        sum(_common(span.of(document.text), words) for span in (a.span, _leading(document, case, a)))
        for a in case.attachments
    ]
    best = sorted(range(len(fits)), key=lambda i: (-fits[i], i))[:most]
    return [case.attachments[i] for i in sorted(best)]


def requested(document: Document, case: Case, words: Collection[str]) -> list[Span]:
    """The requests of single members that match the question best; the last ones where none matches."""
    fits = [_common(span.of(document.text), words) for span in case.member_requests]
    best = sorted(range(len(fits)), key=lambda i: (-fits[i], -i))[:REQUESTED]
    return [case.member_requests[i] for i in sorted(best)]


def _common(text: str, words: Collection[str]) -> int:
    return len(frozenset(words) & set(content_lemmas(text)))


def _leading(document: Document, case: Case, attachment: Attachment) -> Span:
    """The ruling that an attachment belongs to: the last sentence before it that is no attachment; empty where none is near."""
    start = max(case.span.start, attachment.span.start - _LEADS)
    before = sentences(document.text, Span(start, attachment.span.start))
    own = [
        s for s in before if not any(a.span.start < s.end and s.start < a.span.end for a in case.attachments)
    ]
    return own[-1] if own else Span(attachment.span.start, attachment.span.start)
