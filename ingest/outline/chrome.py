"""What a saved web page carries around its text: navigation, viewer notes, page numbers. It is no part of the record."""

import re
from collections.abc import Sequence

from ingest.lines import Line

_CHROME = re.compile(
    r"ページの先頭|本文へ(?:移動|スキップ)?$|(?:メニュー|ナビゲーション)を(?:飛ばし|スキップ)|共通メニュー|スマートフォン(?:表示|版)"
    r"|現在(?:地|の位置|のページ)[:>》\s]?|(?:トップ|ホーム)(?:ページ)?\s*>|ページ(?:ID|番号)\s*:?|印刷(?:ページ|用)|(?:サイト)?(?:内)?検索$"
    r"|(?:サイト)?マップ$|文字(?:サイズ|の大きさ)|Language|本文(?:ここ(?:から|まで))?$|ここ(?:から|まで)(?:が)?本文|Copyright|©|\(C\)"
    r"|(?:ツイート|シェア|LINEで送る|いいね)|Adobe|Acrobat|PDF(?:形式|ファイル)の(?:ファイル|閲覧|書類)|この(?:ページ|情報)(?:に関する|は|の(?:情報|内容))"
    r"|(?:より良い|よりよい)(?:ホーム|ウェブ)|(?:この)?(?:ページ|記事)を(?:見た|シェア)|関連(?:リンク|情報|ファイル|ページ)$|ダウンロード$"
    r"|アクセシビリティ|プライバシーポリシー|リンク・著作権|お問(?:い)?合(?:わ)?せ(?:先|フォーム|は)?|ソーシャルサイト"
    r"|[^。]{0,12}更新日\s*:?.{0,20}$|更新\s*:|最終更新|掲載日\s*:?|公開日\s*:?|ID\s*:\s*\d+$|\[?\d{4}年\d{1,2}月\d{1,2}日(?:更新)?\]?$|.{0,24}\d日\s*更新$"
)
_PAGE_NUMBER = re.compile(r"(?:</?p[^<>]*>\s*)+|-?\s?\d{1,3}\s?-?|\d{1,3}\s?/\s?\d{1,3}(?:ページ)?|[、。,.\s]+")
_TAIL = re.compile(
    r"Adobe\s?(?:Acrobat\s?)?Reader|お問い?合わ?せ先?$|この(?:ページ|情報)に関する(?:お問|情報)|PDF形式のファイルを|関連(?:リンク|ファイル|情報)$"
)
_TAIL_SHARE = 0.6
"""Share of the lines after which a page's foot may begin; the same words before it are the text's own."""


def chrome_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are no part of the record."""
    found = {
        line.number for line in lines if _CHROME.match(line.text.strip()) or _PAGE_NUMBER.fullmatch(line.text)
    }
    for line in lines[int(len(lines) * _TAIL_SHARE) :]:
        if _TAIL.match(line.text) and all(not later.is_row for later in lines[line.number :]):
            found.update(range(line.number, len(lines)))
            break
    return frozenset(found)
