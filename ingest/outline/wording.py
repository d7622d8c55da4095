"""The words of headings: which name a kind of case, a group of cases, procedure, or a part of one case's treatment."""

from corpus.language import fold, squeeze
from corpus.model import CaseKind
from ingest.rules import rule

_KINDS = (
    (CaseKind.REPORT_CONFIRMATION, rule("wording.confirms_report")),
    (CaseKind.NOTIFICATION, rule("wording.notifies")),
    (CaseKind.CONSULTATION, rule("wording.consults")),
)
GROUP = rule("wording.group")
APPENDIX = rule("wording.appendix")
PROCEDURE = rule("wording.procedure")
OWN_AFFAIR = rule("wording.own_affair")
SECTION = rule("wording.section")
DECIDING = rule("wording.deciding")
_TITLE = rule("wording.title")
_ASIDES = rule("wording.asides")
UNFINISHED = rule("wording.unfinished")


def kind_of(text: str) -> CaseKind | None:
    """The kind of case that a heading's words give; None where they give none."""
    key = squeeze(fold(text))
    return next((kind for kind, words in _KINDS if words.find(key)), None)


def is_title(key: str) -> bool:
    """Whether a heading without white space reads as the title of a case."""
    return bool(_TITLE.find(_ASIDES.pattern.sub("", key))) and not SECTION.find(key)
