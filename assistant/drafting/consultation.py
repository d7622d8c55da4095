"""Drafts the 諮問書: a section for each requirement, filled from the description, with members' past questions on it."""

from collections.abc import Sequence

from assistant.drafting.borrow import Asked, questions
from assistant.drafting.composer import Composer
from assistant.drafting.paper import Style, about, blank, flat
from assistant.drafting.requirements import REQUIREMENTS
from assistant.drafting.statute import CONSULTED_UNDER, WHY_CONSULT
from corpus.language import fold

_ASKED_PER_PART = 2
_ASKABLE = 5
"""How many questions of members those are chosen from."""
_ENCLOSED = (
    "事業の概要がわかる資料",
    "個人情報の項目の一覧",
    "システムの構成図と通信経路の図",
    "契約書・協定書又は仕様書の案",
    "運用の要領・手順書の案",
)


def compose(paper: Composer) -> str:
    """Add the blocks; return the title."""
    plan = paper.plan
    subject = plan.title or blank("件名")
    municipality = plan.municipality or blank("自治体名")
    paper.add(Style.RIGHT, blank("文書番号"))
    paper.add(Style.RIGHT, blank("諮問年月日"))
    paper.add(Style.ADDRESS, f"{blank('審議会の名称')}会長　様")
    paper.add(Style.RIGHT, f"{municipality}長　{blank('氏名')}")
    title = f"{about(subject)}（諮問）"
    paper.add(Style.TITLE, title)
    if plan.national:
        paper.add(
            Style.BODY,
            f"　{CONSULTED_UNDER}及び{blank('諮問の根拠となる条例の名称と条項')}の規定により、下記のとおり貴審議会の意見を求めます。",
        )
    else:
        paper.add(
            Style.BODY,
            f"　{blank('諮問の根拠となる条例の名称と条項')}の規定により、下記のとおり貴審議会の意見を求めます。",
        )
    paper.add(Style.CENTRE, "記")
    paper.add(Style.HEADING, "諮問事項", "1")
    _matters(paper)
    paper.add(Style.HEADING, "諮問する理由", "2")
    paper.facts(plan.legal, ())
    paper.facts(
        (),
        ("専門的な知見に基づく意見を聴くことが特に必要である理由",)
        if plan.national
        else ("諮問を要する理由と条項",),
    )
    if plan.national:
        paper.add(Style.ASIDE, WHY_CONSULT)
    asked = questions(paper.cases, paper.corpus, paper.words)
    told = paper.arranger.assigned(plan.facts)
    pools = {r.name: [a for a in asked if a.theme in r.themes][:_ASKABLE] for r in REQUIREMENTS}
    chosen = paper.arranger.chosen(
        {name: [_said(paper, one) for one in pool] for name, pool in pools.items()}, _ASKED_PER_PART
    )
    for number, requirement in enumerate(REQUIREMENTS, 3):
        paper.add(Style.HEADING, requirement.name, str(number))
        paper.facts(told[requirement.name], requirement.absent(fold(plan.text)))
        _asked_before(paper, [pools[requirement.name][each] for each in chosen[requirement.name]])
    placed = {sentence for facts in told.values() for sentence in facts}
    rest = [s for s in plan.facts if s not in placed]
    paper.add(Style.HEADING, "その他", str(len(REQUIREMENTS) + 3))
    paper.facts(rest, ("実施の時期",))
    paper.add(Style.RIGHT, f"担当　{plan.department or blank('担当部課')}　電話　{blank('電話番号')}")
    paper.add(Style.HEADING, "添付資料", str(len(REQUIREMENTS) + 4))
    for at, enclosed in enumerate(_ENCLOSED, 1):
        paper.add(Style.ITEM, f"{enclosed}{blank('有無')}", f"({at})")
    paper.add(Style.RIGHT, "以上")
    return title


def _matters(paper: Composer) -> None:
    plan = paper.plan
    if plan.national:
        for at, ground in enumerate(plan.grounds, 1):
            paper.add(Style.ITEM, ground.question, f"({at})")
        return
    for at, ground in enumerate(plan.grounds, 1):
        article = plan.basis or blank(f"{ground.name}について定めた条項")
        paper.add(Style.ITEM, f"{ground.name}（{article}）の適否について", f"({at})")


def _said(paper: Composer, asked: Asked) -> str:
    return flat(asked.span.of(paper.corpus.text(asked.header.name)))


def _asked_before(paper: Composer, fitting: Sequence[Asked]) -> None:
    """Add the questions that members asked about past cases on a requirement, if there are any."""
    if not fitting:
        return
    paper.add(
        Style.ASIDE, "似た先例では、この点について次の質問が出ています。書けることがあれば先に書いておきます。"
    )
    for one in fitting:
        marker = paper.cite(one.header.name, one.span, None, one.case)
        if marker is not None:
            paper.quote(marker, f"{paper.place(marker)}", Style.QUOTE)
