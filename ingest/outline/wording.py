"""The words of headings: which name a kind of case, a group of cases, procedure, or a part of one case's treatment."""

import re

from corpus.language import fold, squeeze
from corpus.model import CaseKind

_KINDS: tuple[tuple[CaseKind, re.Pattern[str]], ...] = (
    (
        CaseKind.REPORT_CONFIRMATION,
        re.compile(
            r"答申(?:書|案|文)?(?:\(案\))?(?:の|について)*(?:確認|確定|検討|審議|内容|案)|答申(?:書|案)"
        ),
    ),
    (
        CaseKind.NOTIFICATION,
        re.compile(r"報告(?:事項|案件)?$|\(報告\)|報告(?:事項|案件|\d|第\d)|の?報告(?:について)?$"),
    ),
    (CaseKind.CONSULTATION, re.compile(r"諮問|審査請求|異議申立|審議(?:事項|案件)|第三者点検|付議")),
)
GROUP = re.compile(
    r"(?:新規)?(?:(?:諮問|審議|協議|付議|報告)(?:事項|案件|事案|議案)(?:の?(?:審議|説明|確認))?|諮問の?審議|諮問|協議|報告)(?:について)?"
    r"|議事|議題|案件|会議次第|次第|その他|内容|答申(?:書|案|文)?の?(?:確認|検討|審議)|継続(?:審議)?(?:案件|事項)"
)
"""Names only a group of items."""
APPENDIX = re.compile(r".{0,40}(?:資料一覧|配[布付]資料(?:一覧)?|会議資料(?:一覧)?)")
"""A list of papers follows, in which nothing is dealt with any more."""
PROCEDURE = re.compile(
    r"(?:その他|開会|閉会|挨拶|あいさつ|(?:会長|市長|町長|区長|知事|部長|委員)(?:の)?(?:挨拶|あいさつ)|委員(?:の)?紹介|事務連絡|連絡事項|休憩"
    r"|次回(?:の)?(?:開催|日程|会議|審議会)?.*|(?:(?:今後|会議|審[議査]会)の)?(?:開催)?日程(?:調整)?(?:について)?|(?:会議録|議事録)?署名(?:議員|委員|人).*|定足数.*|委嘱(?:状)?.*"
    r"|傍聴.*|会議の(?:公開|非公開).*|資料(?:の)?確認|出席者.*|散会|諸般の報告|第\d+日|議事日程|.{0,10}(?:開会|閉会|散会))(?:について)?"
)
"""Names no case of its own."""
OWN_AFFAIR = re.compile(
    r".{0,12}(?:会議録|議事録).{0,4}(?:確認|承認|確定).*|.{0,6}(?:会長|委員長|副会長|職務代理者?)(?:等|及び副会長)?の?(?:選出|選任|互選|指名).*"
)
"""Names an affair of the council's own, on which nobody consults it."""
SECTION = re.compile(
    r"(?:諮問|審議|報告|案件)?(?:の)?(?:内容|概要|目的|効果|理由|趣旨|経緯|背景)|対象業務|(?:諮問|報告)(?:理由|内容|事項の説明)|議事要旨.*"
    r"|(?:主な)?質疑(?:応答)?(?:等|・意見|の(?:内容|概要|要旨))?|審議(?:内容|結果|経過|状況)?|(?:事務局|実施機関|担当課)?(?:の|による|から)?説明(?:要旨)?"
    r"|(?:書面による|委員(?:から|より)?の|主な)(?:意見|要望|質疑|質問)(?:等|・要望)?|(?:委員間)?協議.*|.*裁決|.*採決|結論|結果|審議(?:会)?の結(?:論|果)|主な(?:質疑|意見|質問|発言|内容).*|意見(?:交換|等)?"
    r"|決定(?:事項)?|答申|まとめ|討議|検討|議決|条件|附帯意見|付帯意見|(?:主な)?質問.*"
)
"""Names a part of the treatment of a case."""
DECIDING = re.compile(r".*(?:裁決|採決|結論|結果|決定(?:事項)?|議決|まとめ|答申|条件|[附付]帯意見)")
"""What stands below it is the council's decision."""
_TITLE = re.compile(
    r"(?:について|の件|に関すること|に関して|の諮問|の報告|の審議|の確認|の選出|の指名|とりまとめ|状況|事案|案件|審査請求|評価書|の是非|の可否"
    r"|(?:変更|改正|制定|導入|実施|運用|提供|利用))$"
)
_ASIDES = re.compile(r"(?:\([^()]*\)|【[^【】]*】)+$")
UNFINISHED = re.compile(r"(?:及び|並びに|又は|の|を|に|と|が|は|、|,|・|係る|関する|おける|よる|伴う|基づく)$")
"""A title that goes on in the next line."""


def kind_of(text: str) -> CaseKind | None:
    """The kind of case that a heading's words give; None where they give none."""
    key = squeeze(fold(text))
    return next((kind for kind, pattern in _KINDS if pattern.search(key)), None)


def is_title(key: str) -> bool:
    """Whether a heading without white space reads as the title of a case."""
    return bool(_TITLE.search(_ASIDES.sub("", key))) and not SECTION.fullmatch(key)
