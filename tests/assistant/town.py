"""An invented town's minutes and report, as documents: every role, every kind of outcome that matters here."""

from datetime import date

from assistant.answer import Answer, Citation, Searched
from assistant.evidence.quotes import Citer
from corpus.model import (
    ArticleUse,
    Attachment,
    AttachmentKind,
    Case,
    CaseKind,
    Document,
    DocumentKind,
    Header,
    Outcome,
    Passage,
    Role,
    Span,
    Turn,
)

CASE = "窓口受付システムの導入について"
CHAIR = "本件は全員一致で承認する。ただし、閲覧の記録を5年間保存することを条件とする。"
MEMBER = "病歴は条例第12条第2項に該当すると思う。"
DOUBT = "外部に提供するとは考えていませんか。導入は適当でないと思う。"
EXECUTIVE = "病歴は3年間保存する。外部には提供しない。"
SECRETARIAT = "次回の会議は令和3年12月2日を予定しています。"
SAID = (
    ("甲田委員", Role.MEMBER, MEMBER),
    ("乙川委員", Role.MEMBER, DOUBT),
    ("市民課長", Role.EXECUTIVE, EXECUTIVE),
    ("事務局", Role.SECRETARIAT, SECRETARIAT),
    ("会長", Role.CHAIR, CHAIR),
)
MINUTES = "mihon_minutes.txt"


def minutes(*more: str, name: str = MINUTES) -> Document:
    """The minutes of one case; `more` are remarks of a further member, whatever they hold."""
    text, turns = "", []
    for speaker, role, words in (*SAID[:4], *(("丙山委員", Role.MEMBER, w) for w in more), SAID[4]):
        mark = Span(len(text), len(text) + len(speaker))
        text += f"{speaker}　"
        span = Span(len(text), len(text) + len(words))
        text += f"{words}\n"
        turns.append(Turn(len(turns), speaker, role, span, mark, 0, ""))
    whole = Span(0, len(text))
    outcome = _span(text, "本件は全員一致で承認する。")
    condition = _span(text, "閲覧の記録を5年間保存することを条件とする。")
    case = Case(
        0,
        CASE,
        CaseKind.CONSULTATION,
        whole,
        number="諮問第7号",
        articles=(ArticleUse("第12条第2項", "見本市個人情報保護条例", _span(text, "条例第12条第2項")),),
        outcome=Outcome.APPROVED_WITH_CONDITIONS,
        outcome_span=outcome,
        attachments=(Attachment(AttachmentKind.CONDITION, condition),),
    )
    passages = tuple(Passage(t.ordinal, t.span, t.ordinal, 0, (), t.span.of(text)) for t in turns)
    header = Header(
        name=name,
        kind=DocumentKind.MINUTES,
        municipality="見本市",
        council="見本市個人情報保護審議会",
        meeting="第3回",
        held_on=date(2021, 10, 7),
        number=None,
        consulted_on=date(2021, 9, 1),
    )
    return Document(header, text, "0" * 64, (), (), tuple(turns), (case,), passages)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def citations(document: Document) -> tuple[Citation, ...]:
    """Every remark as a citation, the decision first."""
    citer = Citer(100, lambda _: document)
    for turn in (document.turns[-1], *document.turns[:-1]):
        citer.cite(document.header.name, turn.span, Role.COUNCIL if turn is document.turns[-1] else None)
    return tuple(citer.citations)


def extractive(document: Document, question: str = "窓口受付システムの導入はどう判断されましたか。") -> Answer:
    """An extractive answer that cites every remark."""
    found = citations(document)
    lines = [f"- **{c.speaker}** 「{' '.join(c.quote.split())}」[{c.marker}]" for c in found]
    return Answer(
        id="Q1",
        question=question,
        standalone_question=question,
        mode="extractive",
        answered=True,
        answer="\n".join(["### 見本市個人情報保護審議会 第3回", *lines]),
        citations=found,
        nearest=(),
        notices=(),
        searched=Searched(1, len(found)),
        elapsed_ms=1,
    )
