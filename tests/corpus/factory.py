"""Small invented documents, built part by part, for tests of the ground floor."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

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
    Person,
    Role,
    Span,
    Turn,
)

SUBJECTS = (
    "電子申請システムの機能追加",
    "防犯カメラの設置",
    "災害時要支援者名簿の外部提供",
    "学習支援アプリの導入",
    "予防接種記録の目的外利用",
    "住民票の窓口業務の委託",
)
REMARKS = (
    (Role.EXECUTIVE, "説明員", "{subject}について説明する。利用する項目は氏名と住所に限る。"),
    (Role.MEMBER, "委員", "{subject}では、漏えいしたときの連絡はどうなるのか。"),
    (Role.EXECUTIVE, "説明員", "直ちに本人に知らせ、原因を調べて審議会に報告する。"),
    (Role.MEMBER, "委員", "条例{reference}に当たる情報を含むと考えるが、見解はいかがか。"),
    (Role.CHAIR, "会長", "ほかに質問がなければ採決する。"),
)


def document(
    name: str = "mihon.txt",
    subjects: Sequence[str] = SUBJECTS[:1],
    *,
    municipality: str | None = "架空市",
    held_on: date | None = date(2021, 5, 14),
    reference: str = "第12条第2項",
    outcome: Outcome | None = Outcome.APPROVED,
    number: str | None = None,
    kind: CaseKind = CaseKind.CONSULTATION,
) -> Document:
    """Minutes with one case for each subject: five remarks and a ruling, each a turn and a passage."""
    text = f"第3回{municipality or ''}個人情報保護審議会 会議録\n"
    turns: list[Turn] = []
    cases: list[Case] = []
    passages: list[Passage] = []
    for subject in subjects:
        case, start = len(cases), len(text)
        text += f"{case + 1} {subject}について\n"
        title = Span(text.rindex(subject, start), len(text) - 1)
        uses: list[ArticleUse] = []
        for role, speaker, template in (*REMARKS, (Role.COUNCIL, None, "本件は{outcome}とする。")):
            said = template.format(
                subject=subject, reference=reference, outcome=(outcome or Outcome.OTHER).value
            )
            mark = Span(len(text), len(text) + len(speaker) + 1) if speaker else None
            text += f"{speaker}:" if speaker else ""
            span = Span(len(text), len(text) + len(said))
            text += said + "\n"
            ordinal = len(turns)
            held = (reference,) if reference in said else ()
            uses += [ArticleUse(reference, f"{municipality}個人情報保護条例", span) for _ in held]
            turns.append(Turn(ordinal, speaker, role, span, mark, case, f"議事 › {subject}"))
            passages.append(Passage(ordinal, span, ordinal, case, held, said))
        cases.append(
            Case(
                ordinal=case,
                title=f"{subject}について",
                kind=kind,
                span=Span(start, len(text)),
                title_span=title,
                number=number,
                department="情報政策課",
                articles=tuple(uses),
                outcome=outcome,
                outcome_span=turns[-1].span if outcome else None,
                attachments=(Attachment(AttachmentKind.REQUEST, turns[-2].span),),
                member_requests=(turns[1].span,),
                evidence={"department": title},
            )
        )
    return Document(
        header=Header(
            name=name,
            kind=DocumentKind.MINUTES,
            municipality=municipality,
            council=municipality and f"{municipality}個人情報保護審議会",
            meeting="第3回",
            held_on=held_on,
            number=None,
            evidence={"meeting": Span(0, 3)},
        ),
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        pages=(0,),
        members=(Person("見本 太郎", Role.CHAIR, "会長"),),
        turns=tuple(turns),
        cases=tuple(cases),
        passages=tuple(passages),
    )


def bare(name: str = "bare.txt", text: str = "架空の資料です。窓口の混雑を調べた。") -> Document:
    """A document of one turn without any case."""
    span = Span(0, len(text))
    header = Header(name, DocumentKind.OTHER, None, None, None, None, None)
    return Document(
        header=header,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        turns=(Turn(0, None, Role.UNKNOWN, span, None, None, ""),),
        passages=(Passage(0, span, 0, None, (), text),),
    )


def many(count: int, seed: int = 7) -> list[Document]:
    """Documents of three fictional cities, on mixed subjects and days."""
    random = Random(seed)
    return [
        document(
            f"{index:03}.txt",
            random.sample(SUBJECTS, 2),
            municipality=random.choice(("架空市", "見本市", "例示市")),
            held_on=date(2019, 1, 10) + timedelta(days=random.randrange(1500)),
            outcome=random.choice((Outcome.APPROVED, Outcome.CONTINUED, Outcome.REFUSED)),
            reference=random.choice(("第12条第2項", "第12条の2第1項", "第9条")),
        )
        for index in range(count)
    ]


def original(of: Document) -> bytes:
    """The bytes of the file that `of` was read from; its digest is theirs."""
    return of.text.encode()


def harm(file: Path, content: bytes) -> None:
    """Put another file in the place of one that may still be mapped into memory: changing that one would be fatal."""
    other = file.with_name(f"{file.name}.harmed")
    other.write_bytes(content)
    other.replace(file)
