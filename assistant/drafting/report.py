"""Drafts the 答申案: variants of the conclusion and, for each requirement, quotes of precedents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.drafting.borrow import DECIDED, wording
from assistant.drafting.composer import Composer
from assistant.drafting.paper import Style, about, blank, flat
from assistant.drafting.requirements import REQUIREMENTS, Requirement
from assistant.drafting.similar import Similar, similar
from assistant.drafting.statute import NATIONAL
from assistant.evidence.quotes import Citer
from corpus.model import AttachmentKind, Outcome

_LENT = 2
"""How many sentences of councils are quoted for each requirement."""
_LENDABLE = 5
"""How many sentences of councils those are chosen from."""
_SHOWN = 2
"""How many precedents are quoted for each variant of the conclusion."""
_APPROVED = (Outcome.APPROVED, Outcome.NOTED)
_OPEN = (Outcome.CONTINUED, Outcome.REDELIBERATION)
_CONDITIONAL = (Outcome.APPROVED_WITH_CONDITIONS,)


def compose(paper: Composer) -> str:
    """Add the blocks; return the title."""
    plan = paper.plan
    subject = plan.title or blank("件名")
    paper.add(Style.RIGHT, blank("答申番号"))
    paper.add(Style.RIGHT, blank("答申年月日"))
    paper.add(Style.ADDRESS, f"{plan.municipality or blank('自治体名')}長　{blank('氏名')}　様")
    paper.add(Style.RIGHT, blank("審議会の名称"))
    paper.add(Style.RIGHT, f"会長　{blank('会長の氏名')}")
    title = f"{about(subject)}（答申）"
    paper.add(Style.TITLE, title)
    paper.add(
        Style.BODY,
        f"　{blank('諮問年月日')}付け{blank('諮問番号')}で諮問のあった標記の件について、次のとおり答申します。",
    )
    paper.add(Style.CENTRE, "記")
    paper.add(Style.HEADING, "件名", "1")
    paper.add(Style.BODY, subject)
    paper.add(Style.HEADING, "諮問事項", "2")
    for at, question in enumerate(_questions(paper), 1):
        paper.add(Style.ITEM, question, f"({at})")
    paper.add(Style.HEADING, "審議会の結論", "3")
    paper.add(Style.ASIDE, "結論は審議の後に選び、選ばなかったものを消します。先例は書きぶりの参考です。")
    lent = _conclusions(paper)
    paper.add(Style.HEADING, "諮問の概要", "4")
    paper.facts(plan.sentences, ())
    paper.add(Style.HEADING, "審議会の判断の理由", "5")
    told = paper.arranger.assigned(plan.facts)
    pools = _lendable(paper)
    texts = {name: [flat(citation.quote) for citation in pool] for name, pool in pools.items()}
    chosen = paper.arranger.chosen(texts, _LENT)
    for at, requirement in enumerate(REQUIREMENTS, 1):
        paper.add(Style.SUBHEADING, f"{requirement.name}について", f"({at})")
        quoted = [pools[requirement.name][each] for each in chosen[requirement.name]]
        _reasons(paper, requirement, told[requirement.name], quoted)
    paper.add(Style.HEADING, "条件・付帯意見", "6")
    _attached(paper, lent)
    paper.add(Style.HEADING, "審議の経過", "7")
    paper.add(Style.BODY, f"{blank('審議した年月日と審議の内容')}")
    paper.add(Style.HEADING, "審議会委員", "8")
    paper.add(Style.BODY, f"会長　{blank('会長の氏名')}")
    paper.add(Style.BODY, f"委員　{blank('委員の氏名')}")
    paper.add(Style.RIGHT, "以上")
    return title


def _questions(paper: Composer) -> list[str]:
    plan = paper.plan
    if plan.national:
        return [ground.question for ground in plan.grounds]
    article = plan.basis
    return [
        f"{g.name}（{article or blank(f'{g.name}について定めた条項')}）の適否について" for g in plan.grounds
    ]


def _conclusions(paper: Composer) -> list[Similar]:
    """Add the variants of the conclusion; return the precedents that they quote."""
    paper.add(Style.SUBHEADING, "認める場合", "ア")
    for at, stem in enumerate(_stems(paper), 1):
        paper.add(Style.ITEM, f"{stem}適当であると認める。", f"({at})")
    lent = _precedents(paper, _APPROVED)
    paper.add(Style.SUBHEADING, "条件を付けて認める場合", "イ")
    for at, stem in enumerate(_stems(paper), 1):
        paper.add(Style.ITEM, f"次の条件を付して、{stem}適当であると認める。", f"({at})")
    paper.add(Style.BODY, f"条件　{blank('条件')}")
    lent += _precedents(paper, _CONDITIONAL)
    paper.add(Style.SUBHEADING, "継続して審議する場合", "ウ")
    paper.add(Style.BODY, f"実施機関に対し、{blank('追加して求める資料と説明')}を求め、引き続き審議する。")
    return lent + _precedents(paper, _OPEN)


def _stems(paper: Composer) -> list[str]:
    """How the conclusion begins, for each legal question."""
    plan = paper.plan
    if not plan.national:
        article = plan.basis or blank("根拠となる条項")
        return [f"{ground.name}については、{article}の規定に照らし、" for ground in plan.grounds]
    stems = [ground.conclusion for ground in plan.grounds]
    return [stem.replace("法第", f"{NATIONAL}第", 1) if at == 0 else stem for at, stem in enumerate(stems)]


def _precedents(paper: Composer, outcomes: tuple[Outcome, ...]) -> list[Similar]:
    """Quote precedents with one of these outcomes; search for them if no similar case has one."""
    fitting = [s for s in paper.cases if s.case.outcome in outcomes and s.case.outcome_span]
    fitting = (fitting or _sought(paper, outcomes))[:_SHOWN]
    for one in fitting:
        ruled = [one.case.outcome_span, *(a.span for a in one.case.attachments)]
        place = f"先例（{one.header.municipality or one.header.name}）"
        for citation in one.citations:
            if any(s and s.start < citation.span.end and citation.span.start < s.end for s in ruled):
                paper.borrowed(citation, place)
    if not fitting:
        paper.add(Style.ASIDE, "この結論の先例は、似た案件の中にありません。")
    return fitting


def _sought(paper: Composer, outcomes: tuple[Outcome, ...]) -> list[Similar]:
    wanted = tuple(o for o in outcomes if not paper.filters.outcomes or o in paper.filters.outcomes)
    if not wanted:
        return []
    found = similar(paper.plan.text, paper.corpus, replace(paper.filters, outcomes=wanted), _SHOWN)
    return [s for s in found if s.case.outcome_span]


def _lendable(paper: Composer) -> Mapping[str, list[Citation]]:
    """For each requirement, by name, the sentences of councils that may be quoted; what others quote first is left out."""
    filters = replace(paper.filters, outcomes=paper.filters.outcomes or DECIDED)
    pools: dict[str, list[Citation]] = {}
    cited = _copy(paper.citer)
    for requirement in REQUIREMENTS:
        searched = f"{requirement.words} {paper.plan.title or ''}"
        trial = _copy(cited)
        found = wording(requirement.ruled, searched, paper.corpus, filters, _LENDABLE, trial)
        pools[requirement.name] = [trial.citations[marker - 1] for marker in found]
        for citation in pools[requirement.name][:_LENT]:
            cited.cite(citation.document, citation.span, citation.role)
    return pools


def _copy(citer: Citer) -> Citer:
    copied = Citer(citer.limit, citer.document_of)
    copied.citations = [*citer.citations]
    return copied


def _reasons(
    paper: Composer, requirement: Requirement, facts: Sequence[str], quoted: Sequence[Citation]
) -> None:
    if facts:
        paper.add(Style.BODY, "実施機関は、次のとおり説明している。")
        paper.facts(facts, ())
    else:
        paper.add(Style.BODY, f"実施機関の説明　{blank(requirement.name)}")
    paper.add(Style.BODY, f"審議会としては、{blank(f'{requirement.name}についての判断とその理由')}")
    for citation in quoted:
        paper.borrowed(citation, f"先例（{citation.municipality or citation.document}）")


def _attached(paper: Composer, lent: Sequence[Similar]) -> None:
    """Add the attachments of similar cases (条件, 要望, 求め); say which are not binding."""
    paper.add(Style.BODY, blank("条件・付帯意見の有無と内容"))
    cited = 0
    for one in {s.id: s for s in (*paper.cases, *lent)}.values():
        document = paper.corpus.document(one.header.name)
        for attachment in one.case.attachments:
            marker = paper.cite(document.header.name, attachment.span, None, one.case)
            if marker is not None:
                kind = attachment.kind.value
                binding = "" if attachment.kind is AttachmentKind.CONDITION else "（条件ではありません）"
                paper.quote(marker, f"先例の{kind}{binding}・{one.header.municipality or one.header.name}")
                cited += 1
    if not cited:
        paper.add(Style.ASIDE, "似た案件では、条件や付帯意見は付いていません。")
