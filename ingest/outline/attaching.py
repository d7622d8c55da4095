"""What the council attached to its decision: conditions, requests and demands, wherever beside it they are worded."""

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.language import fold, sentences
from corpus.model import Attachment, AttachmentKind, Outcome, Span
from ingest.outline.polarity import classify, predicate

_CONDITION = re.compile(r"を条件(?:と|に)|条件(?:を付|とする|とした|と致|といた)|[付附]帯条件を|次の条件")
_RESOLVED = r"こと(?:と(?:する|した|なった|された|(?:いた)?し(?:ます|ました))|に(?:する|(?:いた)?します))"
_DEMAND = re.compile(
    r"(?:よう|ことを|を|に対し(?:て)?|いずれも)、?(?:審[議査]会(?:として|から)[^。、]{0,12}に)?(?:強く|改めて|併せて)?求め(?:る|ます|たい)"
    rf"(?:もの)?(?:と(?:する|した)|です|である|{_RESOLVED})?。?$"
    r"|求める旨を?、?答申[^。]*(?:付|添え|盛|記|加え)|求め(?:る|たい)(?:と|旨)の[^。]*(?:賛成|了承|異議な|決し|一致)"
)
_DEMANDED = re.compile(
    r"(?:資料|書類|書面|文書|案|結果|報告)[^。、]{0,12}提出(?:を待|を受け|後)[^。]*(?:継続|引き続き|再審|次回|改めて)"
    r"|を[^。、を]{0,8}(?:整理|提出|作成|用意|検討|修正|補正)して(?:いただ|頂|もら)[^。、]{0,8}、[^。]*"
    r"(?:継続|引き続き|再審議|再度審議|改めて(?:ご|御)?審議)[^。]*(?:する|します|いたします|した|なった|された)。?$|"
    r"資料(?:の提出)?を求め、.*審議|(?:継続|再)審(?:議|査)(?:と(?:し|する|いたし)|に(?:し|する)).*(?:(?<!出席を)(?<!説明を)求め|依頼(?:し|する)|指示(?:し|する))"
    r"|(?:実施機関|担当課|所管課|諮問課|事務局|[一-龥]{2,}[課室局])(?:に対し(?:て)?は?|には?)、?[^。]*?(?:資料|書類|整理|結果|報告する)[^。]*求め(?:る|ます|たい)"
    r"|(?:実施機関|担当課|所管課|諮問課|事務局|[一-龥]{2,}[課室局])(?:に(?:対して)?は?|は|において)、?[^。]*(?:資料|根拠|案|書面|文書)[^。]*"
    r"(?:提出|用意|準備|作成|示)[^。、]{0,4}(?:ください|下さい|いただきた|もらいた)"
    r"|(?:会長|委員長|議長|審議会|審査会)から[^。]*(?:よう|こと)(?:に|を|の|との)?(?:指示|要請|求め)(?:が|を)?(?:あ[っり]|され|なされ|した)"
)
"""What the council orders of the executive: it may ask for papers, as a party may not."""
_WISH = re.compile(
    r"(?:要望|期待|強く希望)(?:を(?:付|申し添え))?"
    r"(?:する|します|した|しました|したい|いたします|される|された|して(?:おく|いる))?"
    r"(?:もの)?(?:です|である)?。?$"
    r"|要望する旨を?、?答申[^。]*(?:付|添え|盛|記|加え)|要望(?:する|したい)(?:と|旨)の[^。]*(?:賛成|了承|異議な|決し|一致)"
    r"|望(?:む|みます|まれる|みたい|ましい|まれます)(?:もの)?(?:です|である)?(?:と(?:考え|思料|思わ|い)[^。]{0,6})?。?$"
    r"|[さめらかいえけせねわ]れたい。?$|(?:配慮|留意|考慮|対応|検討)(?:を|されるよう)?(?:願い|お願い)(?:ます|します|たい|したい|いたします)。?$"
    r"|(?:審議会|審査会|部会|委員会)の意見として[^。]*(?:付(?:し|す|け|記)|添え|記載|明記|盛り込|加え)"
    r"|(?:次|以下|下記)の(?:とおり)?、?(?:[付附]帯)?(?:意見|要望)を(?:付|添え|申し添え)[^。]{0,8}。?$"
    r"|(?:要望|意見)として、?[^。]*(?:こと|点|旨|よう)[^。]*(?:付(?:し|す|け|記)|添え|記載|明記|盛り込|加え)"
)
_PUT = re.compile(
    r"、?と(?:いう(?:形|こと|もの)?(?:に|で|と)?(?:(?:いた)?します|(?:いた)?したい|する|です)?)?。?$"
    r"|、?と(?:いう)?(?:の)?(?:意見|要望)?を?(?:付け|付し|付記し|添え|申し添え)(?:ます|る|たい|ることとします)。?$"
    r"|、?という(?:形|こと|もの|内容|答申|結論)?で(?:よろしい|いかが)(?:です|でしょう|ございましょう)か。?$"
)
"""Closes a wording that is put to the council: 「…要望する、と。」, 「…求めるという形にします。」."""
_ORDERED = re.compile(
    r"(?:作成|作り直|整理|用意|準備|提出|修正|補正|見直|検討|調査|報告|確認)(?:を?し|し)?て?(?:いただ[くき]|頂[くき]|もら[うい])"
    r"(?:ます|こと(?:と|に)(?:する|(?:いた)?します|したい))?。?$"
)
"""What a case that is put off awaits of the executive."""
_FOR_THE_COUNCIL = re.compile(
    r"(?:審議会|審査会|部会|委員会)(?:の意見)?として|答申(?:書|案)?の?(?:中|本文)?に[^。、]{0,12}(?:付|加え|添え|盛|記|書|入れ)"
)
_PROVISO = re.compile(
    r"(?:ただし|但し)、?.*(?:限(?:る|定する)|[るい](?:こと|もの)(?:と(?:する|します))?|なければならない)。?$"
)
_CARE = re.compile(r"(?:留意|配慮|注意|努め)(?:する|る)?(?:こと|もの)(?:とする)?。?$")
_GRANTED = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.UPHELD})
_LISTED_BELOW = re.compile(r"(?:次|以下|下記)(?:の|に(?:掲げ|示|記載))|(?<!\d)[二三四五2-5](?:つ|点)(?!目)")
_LISTED_ABOVE = re.compile(r"(?:いずれも|これら|以上|この[二三四五2-5]点)")
_ITEM = re.compile(
    r"\s*(?:(?P<bullet>[・○●◆■]|[-－]\s)|(?P<paren>[(（][0-9０-９]{1,2}[)）]|[⑴-⒇])|(?P<digit>[0-9０-９]{1,2}[)）.．、\s])"
    r"|(?P<circled>[①-⑳])|(?P<kana>[ア-コ][\s)）.．]))"
)
_ITEM_SAID = re.compile(r"(?:[。」)）:：]|こと|もの)$")
"""How a listed condition ends; a numbered line that ends otherwise is the next heading."""
_WRAPPED = 30
"""Characters from which a line of prose is one that was wrapped."""
_PAGE_NUMBER = re.compile(r"[-\s]*\d{1,3}[-\s]*(?:ページ|頁)?")
_ASKED_BY_PARTIES = "出席|開示|公開|閲覧|取消し?|取り?消し|訂正|停止|裁決|説明|回答|意見|資料の提出|交付|情報提供|写し|有無|補正|挙手|起立|採決|賛否|賛成"
_PARTY = re.compile(
    r"(?:申立人|請求人|申請人|開示請求者|参加人)(?:ら|等)?(?:は|が|から)|委員(?:ら|一同)?(?:は|が)|主張"
    r"|(?:本件|当該)[^、。]{0,12}(?:請求|申立て|陳情書?)(?:の(?:内容|趣旨))?は"
    r"|(?:公に|開示|公開|口外|他言)しない[^。]{0,8}条件|(?:と|旨)(?:説明|主張|陳述|述べ|回答)|とのこと(?:で|。)"
)
_ASKED = re.compile(
    rf"(?:{_ASKED_BY_PARTIES})等?(?:を|する(?:よう|ことを)|(?:さ)?れるよう)[^、。]{{0,6}}(?:求め|希望)"
)
"""What a party asked for, or what is only told, is not the council's."""

_POINTS = re.compile(
    r"(?:次|以下|下記|以上|上記|ただいま|只今|これら|この|その|先ほど|前述|申し上げ(?:た|ました)|別[紙表添記]\d?)[^。、]{0,12}?(?:条件|要望|意見)を(?:付|添)"
    r"|(?:[ア-ン①-⑳]|\d\)?)(?:から|及び|と|~|・)[^。、]{1,4}?(?:まで)?の[^。、]{0,4}(?:条件|要望|意見)を(?:付|添)"
    r"|(?:次|以下|下記|以上|これら?|上記)(?:の[^。、]{0,8})?を条件|(?:^|[、はもをに])(?:[付附]帯)?条件(?:を付|付き)"
)
_COUNTED = re.compile(
    r"(?:まず|また|そして|次に|もう|あと)?、?(?:[一二三四五六](?=、|\s)、?\s*(?=\S)|[一二三四五六1-6](?:つ|点)(?:目|め)?(?:に|は|が|として)?(?:、|:|\s)|第[一二三四五六1-6](?:に|は)?(?:、|\s)"
    r"|[一二三四五六1-6]点目)"
)
"""Begins one of several conditions that are told in speech: 一つ目に、…; 二つ、…; 第三に、…."""


def attached_kind(sentence: str) -> AttachmentKind | None:
    """What the council attaches by one sentence of its own; None where it attaches nothing."""
    plain = _PUT.sub("。", predicate(sentence))
    if _PARTY.search(plain):
        return None
    if _DEMANDED.search(plain):
        return AttachmentKind.DEMAND
    if _ASKED.search(plain):
        return None
    kinds = (
        (AttachmentKind.CONDITION, _CONDITION),
        (AttachmentKind.DEMAND, _DEMAND),
        (AttachmentKind.REQUEST, _WISH),
    )
    return next((kind for kind, wording in kinds if wording.search(plain)), None)


def attachments(text: str, span: Span) -> tuple[Attachment, ...]:
    """What the council attached to its decision, in a region that holds the council's own words.

    Where a sentence announces a list (「次の条件を付して承認する。」), its items are attached too; where it closes one
    that was told (「一つは、…こと。もう一つは、…こと。いずれも求めます。」), the items are attached in its place. A proviso right
    behind what is granted (「認める。ただし、…に限るものとする。」) is a condition.
    """
    found: list[Attachment] = []
    cut = sentences(text, span)
    at = 0
    while at < len(cut):
        said = cut[at].of(text)
        at += 1
        kind = attached_kind(said)
        if kind is None and at > 1 and _PROVISO.match(predicate(said)):
            kind = _provided(said) if classify(cut[at - 2].of(text)) in _GRANTED else None
        if kind is None:
            continue
        told = _told_before(text, cut[: at - 1]) if _LISTED_ABOVE.match(said.lstrip()) else []
        if told:
            found += [Attachment(kind, item) for item in told]
            continue
        found.append(Attachment(kind, cut[at - 1]))
        if _LISTED_BELOW.search(said):
            items, at = _items(text, cut, at)
            found += [Attachment(kind, item) for item in items]
    return tuple(found)


def _provided(proviso: str) -> AttachmentKind:
    """A condition, unless the proviso only asks to take care."""
    return AttachmentKind.REQUEST if _CARE.search(predicate(proviso)) else AttachmentKind.CONDITION


def _told_before(text: str, cut: Sequence[Span]) -> list[Span]:
    """The counted sentences with which a region ends; one alone is no list."""
    found = list(takewhile(lambda sentence: _COUNTED.match(fold(sentence.of(text))), reversed(cut)))
    return found[::-1] if len(found) > 1 else []


def _items(text: str, cut: Sequence[Span], at: int) -> tuple[list[Span], int]:
    """The items of a list that begins at sentence `at`, each with what follows it on its line; and where it ends."""
    found: list[Span] = []
    level = None
    while at < len(cut):
        said = cut[at].of(text)
        item = _ITEM.match(said) or _COUNTED.match(fold(said))
        whole = _unwrapped(text, cut, at) if item is not None else cut[at]
        if item is not None and level in (None, item.lastgroup or "told") and _ITEM_SAID.search(whole.of(text)):
            level = item.lastgroup or "told"
            found.append(whole)
            at += whole != cut[at]
        elif _PAGE_NUMBER.fullmatch(fold(said)):
            pass
        elif found and item is None and "\n" not in text[found[-1].end : cut[at].start]:
            found[-1] = Span(found[-1].start, cut[at].end)
        else:
            break
        at += 1
    return found, at


def _unwrapped(text: str, cut: Sequence[Span], at: int) -> Span:
    """Item `at` with the line below it, where a wrap parts it in the middle of its sentence."""
    item = cut[at]
    if at + 1 == len(cut) or len(item.of(text)) < _WRAPPED or _ITEM_SAID.search(item.of(text)):
        return item
    below = cut[at + 1]
    wrapped = text[item.end : below.start].strip(" \u3000") == "\n" and _ITEM.match(below.of(text)) is None
    return Span(item.start, below.end) if wrapped else item


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence only refers to conditions or wishes that are worded beside it: 「以上の条件を付して…」."""
    return _POINTS.search(predicate(sentence)) is not None


def is_for_the_council(sentence: str) -> bool:
    """Whether a sentence is said in the council's name, or of what its report shall hold."""
    return bool(_FOR_THE_COUNCIL.search(predicate(sentence)))


def is_ordered(sentence: str) -> bool:
    """Whether a sentence tells the executive what to bring: 「資料を作り直して提出していただく。」."""
    return bool(_ORDERED.search(_PUT.sub("。", predicate(sentence))))


def pointed_at(
    text: str, spans: Sequence[Span], stated: AttachmentKind | None = None
) -> tuple[Attachment, ...]:
    """The conditions and wishes that stand before a decision which refers to them.

    Args:
        text: the document's text.
        spans: the speeches of whoever presides up to that decision, in order, the last ending where it begins.
        stated: the kind that the decision gives to what it points at.

    Returns:
        What the nearest speech that words any attaches: its counted or listed sentences, else those that attach by themselves.
    """
    for span in reversed(spans):
        cut = sentences(text, span)
        kinds = [attached_kind(sentence.of(text)) for sentence in cut]
        kind = next((k for k in kinds if k is not None), None)
        told = [s for s in cut if _COUNTED.match(fold(s.of(text))) or _listed(s.of(text))]
        if kind is None and "条件" in span.of(text):
            kind = AttachmentKind.CONDITION
        if kind is None and len(told) > 1:
            kind = stated
        if kind is None:
            continue
        if told:
            return tuple(Attachment(kind, s) for s in told)
        worded = [
            Attachment(k, s)
            for k, s in zip(kinds, cut, strict=True)
            if k is not None and not points_elsewhere(s.of(text))
        ]
        if worded:
            return tuple(worded)
    return ()


def _listed(sentence: str) -> bool:
    return _ITEM.match(sentence) is not None and _ITEM_SAID.search(sentence.rstrip()) is not None
