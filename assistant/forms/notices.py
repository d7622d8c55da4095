"""The notices that are shown beside an answer."""

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.understand.question import Question
from assistant.understand.terms import Term
from corpus.language import UNIFICATION
from corpus.model import Header, Role

OLD_RULES = (
    "旧条例下の判断: 引用した資料には令和5年4月1日（改正個人情報保護法の施行）より前のものがあります。"
    "理由や安全管理の考え方は参考になりますが、現在の諮問義務や条文の根拠としては使えません。"
)
MEMBER_VIEW = "委員の発言は委員個人の意見です。審議会の判断ではありません。"
BY_WORDS = (
    "資料{}件は意味による検索の準備中のため、言葉だけで検索しました。準備が済むと、回答が変わることがあります。"
)
OCR = "文字認識（OCR）で読み取った資料を引用しています。原本と照合してください。"
_THIRD_PARTY_REVIEW = re.compile(r"第三者点検|全項目評価|特定個人情報保護評価")


def notices(
    question: Question,
    terms: Sequence[Term],
    citations: Sequence[Citation],
    headers: Sequence[Header],
    others: Sequence[str],
    vectorless: int,
) -> tuple[str, ...]:
    """The notices that belong beside an answer.

    Args:
        question: the question as understood.
        terms: its topics against the corpus.
        citations: those of the answer.
        headers: of the documents cited.
        others: other municipalities whose rules have the same article number.
        vectorless: how many documents are searched by words alone, because their vectors are still being made.
    """
    found = [
        f"「{typed}」は資料にないので、「{meant}」のこととして調べました。" for typed, meant in question.respelt
    ]
    old = {h.name for h in headers if h.dated and h.dated < UNIFICATION}
    reviews = {c.document for c in citations if _THIRD_PARTY_REVIEW.search((c.case or "") + c.quote)}
    if old - reviews:
        found.append(OLD_RULES)
    unknown = [t.phrase for t in terms if not t.known and t.distinctive]
    if unknown:
        found.append(f"「{'」「'.join(unknown)}」という語は資料にありません。近い記述を示しています。")
    if question.articles and others:
        found.append(
            f"同じ条番号でも市が違えば別の規定です: {'、'.join(others)}の資料にも同じ番号の条文が出てきますが、この回答には含めていません。"
        )
    if any(c.role is Role.MEMBER for c in citations):
        found.append(MEMBER_VIEW)
    if any(c.ocr for c in citations):
        found.append(OCR)
    return (*found, *by_words_alone(vectorless))


def by_words_alone(vectorless: int) -> tuple[str, ...]:
    """The notice that so many documents are searched by words alone; none where there are none."""
    return (BY_WORDS.format(vectorless),) if vectorless else ()
