"""An assistant and a corpus that hold invented documents; the pages cannot tell them from the real ones."""

import hashlib
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.answer import Answer, Citation, Searched
from assistant.model.pointer import Progress
from assistant.understand.followup import Message
from assistant.understand.plan import Constraint, Kind, Plan
from corpus.chat import Chat
from corpus.errors import NotHeldError, UnreadableError
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
    Role,
    Span,
    Turn,
)
from corpus.register.amend import amended
from corpus.register.corrections import Correction
from corpus.register.judge import judged
from corpus.register.opinions import Opinion
from corpus.search import CaseHit, Filters, PassageHit, Query
from corpus.store import Vectorless

HOSTILE = (
    '<img src="http://evil.example/x.png" onerror="document.title=\'owned\'"> ![x](http://evil.example/y.png)'
)
"""What a document may hold to attack whoever reads it."""

MINUTES = f"""第3回 架空市個人情報保護審議会 会議録

日時 令和3年10月7日（木）午後2時
場所 架空市役所 第2会議室

案件1 配食事業者への利用者情報の外部提供について
会長　それでは案件1について、実施機関から説明をお願いします。
福祉課長　見守りを兼ねた配食事業で、利用者の氏名、住所及び安否の記録を事業者に提供するものです。
甲田委員　安否の記録には病状が含まれ、条例第12条第2項のセンシティブな情報に当たると考えます。
福祉課長　当初は該当しないと整理しましたが、ご指摘のとおり病状を含むため該当すると訂正します。
乙川委員　事業者が変わるとき、渡した情報は消去されますか。{HOSTILE}
会長　本件は、提供する項目と消去の手順を整理した資料を求めたうえで、再審議とします。
\f
案件2 図書館システムのクラウド化について
会長　続いて案件2です。説明をお願いします。
図書館長　貸出記録は通信を暗号化し、庁内と専用線で結合します。
甲田委員　委託先での閲覧記録はどれだけの期間残りますか。
図書館長　3年間保存します。
会長　本件は全員一致で承認します。ただし、閲覧記録を毎年本審議会に報告することを条件とします。
"""

REPORT = """答申第5号
令和2年2月14日
見本市長 様
見本市情報公開・個人情報保護審査会

諮問第9号 健康管理アプリへの健診結果の提供について（答申）

1 審査会の結論
見本市個人情報保護条例第10条第1項第6号により、健診結果を提供することは適当である。
2 理由
本人の同意を得る手順が示され、提供する項目は目的に必要な範囲に限られている。
3 付帯意見
利用をやめた者の記録は、速やかに消去するよう要望する。
"""


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _turns(text: str, roles: dict[str, Role], cases: Sequence[Case]) -> tuple[Turn, ...]:
    made: list[Turn] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        for speaker, role in roles.items():
            if line.startswith(speaker + "　"):
                mark = Span(offset, offset + len(speaker))
                said = Span(mark.end + 1, offset + len(line.rstrip("\n")))
                case = next((c.ordinal for c in cases if c.span.covers(mark)), None)
                made.append(Turn(len(made), speaker, role, said, mark, case, ""))
        offset += len(line)
    return tuple(made)


def minutes() -> Document:
    """Minutes with two cases on two pages, one of them with an attack in it."""
    text = MINUTES
    first, second = text.index("案件1"), text.index("案件2")
    law = "架空市個人情報保護条例"
    cases = (
        Case(
            0,
            "配食事業者への利用者情報の外部提供について",
            CaseKind.CONSULTATION,
            Span(first, second),
            department="福祉課",
            articles=(ArticleUse("第12条第2項", law, _span(text, "第12条第2項")),),
            outcome=Outcome.REDELIBERATION,
            outcome_span=_span(
                text, "本件は、提供する項目と消去の手順を整理した資料を求めたうえで、再審議とします。"
            ),
        ),
        Case(
            1,
            "図書館システムのクラウド化について",
            CaseKind.CONSULTATION,
            Span(second, len(text)),
            department="図書館",
            outcome=Outcome.APPROVED_WITH_CONDITIONS,
            outcome_span=_span(text, "本件は全員一致で承認します。"),
            attachments=(
                Attachment(
                    AttachmentKind.CONDITION,
                    _span(text, "閲覧記録を毎年本審議会に報告することを条件とします。"),
                ),
            ),
        ),
    )
    roles = {
        "会長": Role.CHAIR,
        "福祉課長": Role.EXECUTIVE,
        "図書館長": Role.EXECUTIVE,
        "甲田委員": Role.MEMBER,
        "乙川委員": Role.MEMBER,
    }
    header = Header(
        "架空市/第3回.txt",
        DocumentKind.MINUTES,
        "架空市",
        "架空市個人情報保護審議会",
        "第3回",
        date(2021, 10, 7),
        None,
        flags=("議事録の日付に曜日の誤りがあります: 例",),
    )
    pages = (0, text.index("\f") + 1)
    return Document(header, text, _digest(text), pages, turns=_turns(text, roles, cases), cases=cases)


def report() -> Document:
    """A report of another city."""
    text = REPORT
    case = Case(
        0,
        "健康管理アプリへの健診結果の提供について",
        CaseKind.CONSULTATION,
        Span(text.index("諮問第9号"), len(text)),
        number="諮問第9号",
        articles=(ArticleUse("第10条第1項第6号", "見本市個人情報保護条例", _span(text, "第10条第1項第6号")),),
        outcome=Outcome.APPROVED,
        outcome_span=_span(text, "健診結果を提供することは適当である。"),
        attachments=(
            Attachment(
                AttachmentKind.REQUEST, _span(text, "利用をやめた者の記録は、速やかに消去するよう要望する。")
            ),
        ),
    )
    header = Header(
        "見本市/答申第5号.txt",
        DocumentKind.REPORT,
        "見本市",
        "見本市情報公開・個人情報保護審査会",
        None,
        None,
        "答申第5号",
        issued_on=date(2020, 2, 14),
    )
    return Document(header, text, _digest(text), cases=(case,))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class FakeCounts:
    documents: int
    passages: int
    cases: int


class FakeCorpus:
    """Holds documents in memory."""

    def __init__(self, *documents: Document) -> None:
        self._held = {document.header.name: document for document in documents}
        self._kept: list[Correction] = []
        self.following: list[Vectorless] = []
        """What `vectorless` says, call by call; afterwards that all vectors are made."""
        self.said: list[Opinion] = []
        """What a second reader says."""
        self.corrected: list[tuple[str, str, str | None, str, int | None]] = []

    def headers(self, filters: Filters) -> list[Header]:
        return [d.header for d in self._documents() if self._passes(d, None, filters)]

    def cases(self, filters: Filters) -> list[tuple[Header, Case]]:
        return [(d.header, c) for d in self._documents() for c in d.cases if self._passes(d, c, filters)]

    def _documents(self) -> list[Document]:
        return [self.document(name) for name in self._held]

    def document(self, name: str) -> Document:
        if name not in self._held:
            raise NotHeldError(f"「{name}」は保管されていません。")
        return amended(self._held[name], self.corrections(name))

    def text(self, name: str) -> str:
        return self.document(name).text

    def digests(self) -> dict[str, str]:
        return {name: document.digest for name, document in self._held.items()}

    def search_cases(self, query: Query, limit: int) -> list[CaseHit]:
        left = self.cases(query.filters)
        return [CaseHit(header.name, case.ordinal, 1.0) for header, case in left][:limit]

    def search_documents(self, query: Query, limit: int) -> list[tuple[str, float]]:
        return [(header.name, 1.0) for header in self.headers(query.filters)][:limit]

    def frequency(self, terms: Sequence[str]) -> dict[str, int]:
        return dict.fromkeys(terms, 1)

    def correct(
        self,
        name: str,
        field: str,
        value: str | None,
        author: str,
        case: int | None = None,
        turn: int | None = None,
    ) -> None:
        self.corrected.append((name, field, value, author, case))
        asked = Correction(name, field, value, author, datetime.now(UTC), case, turn=turn)
        for each in judged(asked, self._held[name], self.corrections(name)):
            self._kept.append(replace(each, number=len(self._kept) + 1))

    def undo(self, number: int, author: str) -> None:
        self._kept[number - 1] = replace(self._kept[number - 1], undone_by=author)

    def corrections(self, name: str) -> list[Correction]:
        return [each for each in self._kept if each.name == name and each.undone_by is None]

    def opinions(self, name: str) -> list[Opinion]:
        return [each for each in self.said if each.name == name]

    def refresh(self) -> None:
        """Nothing to be made anew."""

    def original(self, name: str) -> bytes:
        return self.document(name).text.encode()

    def outlines(self, filters: Filters) -> list[tuple[Header, list[Case]]]:
        return [(header, list(self.document(header.name).cases)) for header in self.headers(filters)]

    def search_passages(self, *_: object) -> list[PassageHit]:
        """None: what passages lend is looked for in a real corpus elsewhere."""
        return []

    def counts(self, *_: Filters) -> FakeCounts:
        return FakeCounts(
            len(self._held), sum(len(d.turns) for d in self._held.values()), len(self.cases(Filters()))
        )

    def vectorless(self) -> Vectorless:
        return self.following.pop(0) if self.following else Vectorless()

    def course(self, name: str, case: int) -> list[tuple[Header, Case]]:
        document = self.document(name)
        return [(document.header, document.cases[case])]

    def put(self, document: Document, *_: bytes) -> str:
        known = document.header.name in self._held
        self._held[document.header.name] = document
        return "replaced" if known else "added"

    def remove(self, name: str) -> None:
        self.document(name)
        del self._held[name]

    def _passes(self, document: Document, case: Case | None, filters: Filters) -> bool:
        header = document.header
        if header.name in filters.exclude:
            return False
        if filters.municipalities and header.municipality not in filters.municipalities:
            return False
        if filters.since and (header.dated is None or header.dated < filters.since):
            return False
        if filters.until and (header.dated is None or header.dated > filters.until):
            return False
        if case and filters.outcomes and case.outcome not in filters.outcomes:
            return False
        return not (
            case and filters.articles and not {use.reference for use in case.articles} & set(filters.articles)
        )


PLACE = Constraint(Kind.MUNICIPALITY, "架空市", "架空市")
"""Every question is taken to name it."""


@dataclass
class FakeAssistant:
    """Answers every question from the invented minutes, and none that asks for 宇宙."""

    corpus: FakeCorpus
    delay_s: float = 0.0
    """How long each stage lasts."""
    stages: tuple[str, ...] = ()
    chat: Chat | None = None
    cancelled: int = 0
    asked: list[tuple[str, Sequence[Message], Filters]] = field(default_factory=list)
    without: tuple[str, ...] = ()
    """The constraints that the last question was asked without."""

    @property
    def mode(self) -> str:
        return "generative" if self.chat else "extractive"

    def stream(
        self,
        question: str,
        conversation: Sequence[Message] = (),
        filters: Filters | None = None,
        cancelled: threading.Event | None = None,
        without: Collection[str] = (),
    ) -> Iterator[Progress]:
        self.asked.append((question, conversation, filters or Filters()))
        self.without = tuple(without)
        kept = [c for c in (PLACE,) if c.key not in without]
        answer = replace(self.ask(question), plan=Plan("brief", tuple(kept)))
        for stage in self.stages:
            yield Progress(stage, answer)
            if cancelled and cancelled.wait(self.delay_s):
                self.cancelled += 1
                raise UnreadableError("中止しました。")
        yield Progress(answer.answer, answer, settled=True)

    def ask(self, question: str) -> Answer:
        counts = self.corpus.counts()
        searched = Searched(counts.documents, counts.passages)
        if "宇宙" in question:
            near = replace(
                self._cite(1, "委託先での閲覧記録はどれだけの期間残りますか。"), why_not="別の論点です。"
            )
            text = "該当する先例は見つかりませんでした。宇宙に関する案件は保管されていません。"
            return Answer(None, question, question, "extractive", False, text, (), (near,), (), searched, 12)
        quotes = (
            "本件は、提供する項目と消去の手順を整理した資料を求めたうえで、再審議とします。",
            "安否の記録には病状が含まれ、条例第12条第2項のセンシティブな情報に当たると考えます。",
            "当初は該当しないと整理しましたが、ご指摘のとおり病状を含むため該当すると訂正します。",
            f"事業者が変わるとき、渡した情報は消去されますか。{HOSTILE}",
            "ただし、閲覧記録を毎年本審議会に報告することを条件とします。",
        )
        citations = tuple(self._cite(marker, quote) for marker, quote in enumerate(quotes, 1))
        text = (
            "**架空市**（令和3年10月7日）では、**「再審議」**となりました[1]。\n\n"
            f"- 委員は「{quotes[1]}」と述べました[2]。\n"
            f"- 実施機関は「{quotes[2]}」と答えました[3]。\n"
            f"- 委員は「{quotes[3]}」とも尋ねました[4]。\n\n"
            "同じ回の図書館システムの案件では、条件が付いています[5]。"
        )
        notices = (
            "旧条例下の判断: 令和5年4月1日より前の判断です。いまの諮問の要否は現行法で確かめてください。",
        )
        return Answer(None, question, question, "extractive", True, text, citations, (), notices, searched, 38)

    def _cite(self, marker: int, quote: str) -> Citation:
        document = minutes()
        span = _span(document.text, quote)
        turn = next(t for t in document.turns if t.span.covers(span))
        case = document.cases[turn.case or 0]
        return Citation(
            marker=marker,
            document=document.header.name,
            municipality=document.header.municipality,
            meeting=document.header.meeting,
            held_on=document.header.held_on,
            case=case.title,
            case_id=f"{document.header.name}#{case.ordinal + 1}",
            speaker=turn.speaker,
            role=turn.role,
            page=document.page_at(span.start),
            quote=quote,
            span=span,
            passage=f"{document.header.name}#p{turn.ordinal}",
            formal=f"第3回架空市個人情報保護審議会会議録（令和3年10月7日）{turn.speaker}発言",
        )


@dataclass(frozen=True)
class FakeChange:
    document: str
    case: str | None
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class FakeProposal:
    council: str
    read: int
    changes: tuple[FakeChange, ...]
    documents: tuple[Document, ...]


@dataclass
class FakeRereading:
    """Finds one outcome that would change, and notes what is accepted."""

    accepted: list[FakeProposal] = field(default_factory=list)

    def propose(self, council: str) -> FakeProposal:
        change = FakeChange("架空市/第4回.txt", "名簿の提供について", "outcome", "承認", "了承")
        return FakeProposal(council, 3, (change,), (minutes(),))

    def accept(self, proposal: FakeProposal) -> int:
        self.accepted.append(proposal)
        return len(proposal.documents)


@dataclass(frozen=True)
class FakeFailure:
    source: str
    error: str


@dataclass(frozen=True)
class FakeReport:
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: tuple[FakeFailure, ...] = ()
    documents: tuple[str, ...] = ()
    twins: tuple[()] = ()


@dataclass
class FakeIntake:
    """Takes a text in as a report of 例示市; refuses what is not UTF-8."""

    corpus: FakeCorpus

    def __call__(self, paths: Sequence[Path]) -> FakeReport:
        failed, names, replaced = [], [], 0
        for path in paths:
            try:
                document = self.read(path.name, path.read_bytes())
            except UnreadableError as error:
                failed.append(FakeFailure(path.name, str(error)))
                continue
            replaced += self.corpus.put(document, path.read_bytes()) == "replaced"
            names.append(path.name)
        return FakeReport(len(names) - replaced, replaced, 0, tuple(failed), tuple(names))

    def read(self, name: str, data: bytes) -> Document:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise UnreadableError("文字として読み取れません。別の形式で保存し直してください。") from error
        header = Header(
            name, DocumentKind.REPORT, "例示市", "例示市審議会", None, None, "答申第1号", date(2023, 5, 1)
        )
        case = Case(0, text.split("\n")[0], CaseKind.CONSULTATION, Span(0, len(text)), outcome=Outcome.APPROVED)
        return Document(header, text, _digest(text), cases=(case,))
