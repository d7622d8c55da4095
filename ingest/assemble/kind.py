"""What kind of document it is."""

import re
from collections import Counter
from collections.abc import Iterator

from ingest.assemble.page import Page
from ingest.labels.label import Label

_WORDS = {
    "minutes": r"会議録|議事録|速記録",
    "kept": r"会議の記録|記録",
    "summary": r"概要|要旨|要点|あらまし|要録",
    "result": r"結果|お知らせ|一覧|開催状況|概況",
    "report": r"答申",
    "opinion": r"意見書|意見について|点検結果|裁決",
    "meeting": r"第\d+回|審議会|審査会|懇話会|委員会",
    "rule": r"条例|規則|要綱|要領|規程|指針|方針|計画|手引|マニュアル|ガイド",
    "list": r"名簿|目録|様式|次第|資料|通知|募集|案内|諮問書|申請書|だより|広報|傍聴",
}
_TITLE = {name: re.compile(pattern) for name, pattern in _WORDS.items()}
_CALLED = {
    "paper": re.compile(
        r"\(諮問\)|諮問書|弁明書|裁決書|通知書|請求書|契約書|評価書\(|ファイル簿|規則|条例(?!の?.*(?:答申|会議録))|要綱|要領|名簿|募集|次第$|手引|計画(?!.*会)"
    ),
    "minutes": re.compile(r"会議録|議事録|速記録"),
    "summary": re.compile(r"概要|要旨|要点|要約|あらまし|要録|概況"),
    "answer": re.compile(r"答申"),
    "result": re.compile(r"結果|一覧|状況"),
    "record": re.compile(r"記録"),
    "meeting": re.compile(r"第[\d一二三四五六七八九十]+回"),
    "council": re.compile(r"審議会|審査会|委員会|協議会|会議"),
}
"""What the title calls the document; the first that fits."""
_TEXT = {
    "as-follows": re.compile(
        r"(?:次|下記|別紙|以下)のと[おう]り.{0,8}答申|答申(?:します|いたします|する。|致します)"
    ),
    "report-number": re.compile(r"答申(?:書)?\(?(?:案)?\)?第[\d一二三四五六七八九十]+|答申番号|答申日"),
    "conclusion": re.compile(r"(?:審査会|審議会|委員会)の(?:結論|判断|意見|考え)|結論"),
    "letter": re.compile(r"[^\n]{2,30}(?:様|殿|御中)\n"),
    "to-executive": re.compile(
        r"[^\n]{0,20}(?:市長|町長|村長|区長|知事|教育委員会|教育長|管理者|議長|議会|連合長|企業長)[^\n]{0,16}(?:様|殿|御中|あて|宛)"
    ),
    "to-council": re.compile(
        r"(?:審議会|審査会|委員会|協議会|懇話会)\n?(?:会長|委員長|座長)[^\n]{0,12}(?:様|殿|御中|あて|宛)"
    ),
    "by-council": re.compile(
        r"(?:審議会|審査会|部会|委員会)(?:第.部会)?\n?(?:委員\()?(?:会長|委員長|部会長)\)?[^\n様殿]{2,14}\n"
    ),
    "below": re.compile(r"\n記\n"),
    "consulted": re.compile(r"付け?[^\n。]{0,30}(?:諮問|意見を求め|依頼)"),
    "claim": re.compile(r"審査請求人|異議申立人|不服申立人|審査庁|処分庁"),
    "day": re.compile(r"日時|開催日|期日|とき[:\n]|開会|閉会"),
    "place": re.compile(r"場所|会場|ところ"),
    "attended": re.compile(r"出席(?:者|委員)|欠席|傍聴"),
    "agenda": re.compile(r"議題|案件|次第|議事|付議"),
    "speakers": re.compile(r"発言者|[(<【○〔](?:会長|委員|事務局|部会長|座長)|(?:会長|委員|事務局|座長)[:;>]"),
    "note-summary": re.compile(r"要点|要約|全てを|すべてを|概要をまとめ|取りまとめた"),
    "article-one": re.compile(r"\(?目的\)?\n?第1条|附則"),
}
_TITLED = re.compile(
    r"^[^。:>|]{0,30}(?:審議会|審査会|委員会|協議会|懇話会|会議)[^。:>|]{0,12}(?:録|要旨|概要|結果|あらまし|記録|答申)[^。>|]{0,12}$"
)
_EARLY = 20
"""Lines among which the title is, where none was labelled so."""
_HEAD = 2500
"""Characters in which the words of a head are looked for."""
_SPOKEN = 0.15
"""Share of lines that begin a speech from which a document tells who said what."""
_SENTENCES = 3
"""Sentences from which their manner is judged."""
_POLITE = re.compile(r"(?:ます|です|ました|ません|でしょう|ください)[。か]")
_PLAIN = re.compile(r"(?:[たるい]|ない|こと|である|とする|もの|予定|ため|よう)。")


def kind_features(page: Page) -> frozenset[str]:
    """What speaks for one kind or another."""
    return frozenset(_features(page))


def _features(page: Page) -> Iterator[str]:
    yield "bias"
    titles = _titles(page)
    first = "\n".join(page.text[row.start : row.end] for row in page.rows[:3])[:160]
    for name, pattern in _TITLE.items():
        if pattern.search(titles):
            yield f"title-{name}"
        if pattern.search(first):
            yield f"first-{name}"
    for name, pattern in _TEXT.items():
        if pattern.search(page.text[:_HEAD]):
            yield f"says-{name}"
    called = next((name for name, pattern in _CALLED.items() if pattern.search(titles or first)), "nothing")
    yield f"called={called}" if titles else f"untitled={called}"
    labels = Counter(page.labels)
    shares = {label: labels[label] / max(1, len(page.labels)) for label in Label}
    for label in (Label.SPEECH, Label.SECTION, Label.TEXT, Label.ROW, Label.CASE, Label.AGENDA, Label.PEOPLE):
        yield f"{label.value}={_amount(shares[label])}"
    yield f"called={called} {'spoken' if shares[Label.SPEECH] >= _SPOKEN else 'told'}"
    polite, plain = len(_POLITE.findall(page.dense)), len(_PLAIN.findall(page.dense))
    if polite + plain < _SENTENCES:
        yield "hardly-a-sentence"
    else:
        quarters = round(4 * polite / (polite + plain))
        yield f"polite={quarters}"
        yield f"called={called} {'polite' if polite > plain else 'plain'}"
        if shares[Label.SPEECH] >= _SPOKEN:
            yield f"spoken-polite={quarters}"
    yield f"length={'short' if len(page.dense) < 300 else 'some' if len(page.dense) < 1500 else 'long'}"


def _titles(page: Page) -> str:
    """The lines labelled as title; where there is none, the early lines that look like one."""
    labelled = [page.text[row.start : row.end] for row in page.rows if row.label is Label.TITLE]
    early = [page.text[row.start : row.end] for row in page.rows[:_EARLY]]
    return "\n".join(labelled or [line for line in early if _TITLED.search(line)])[:300]


def _amount(share: float) -> str:
    return "none" if not share else "few" if share < 0.1 else "some" if share < 0.4 else "many"
