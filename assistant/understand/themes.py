"""Themes that recur in the deliberations of councils, recognised by keywords."""

import re
from enum import StrEnum


class Theme(StrEnum):
    """A concern of councils, by the name that staff use for it."""

    VENDOR = "業者選定"
    DELETION = "保存と削除"
    SUBCONTRACT = "委託・再委託"
    LEAK = "漏えい時の対応"
    SENSITIVE = "要配慮個人情報"
    IDENTITY = "本人確認"
    NETWORK = "通信経路・接続"
    ACCESS = "アクセス権限・認証"
    CONSENT = "本人同意・通知"
    NECESSITY = "必要性・公益性"
    SCOPE = "取り扱う情報の範囲と管理"
    TRAINING = "職員の研修・誤操作"
    ACCESSIBILITY = "利用者への配慮"


_WORDS: tuple[tuple[Theme, str], ...] = (
    (Theme.VENDOR, r"業者|事業者.{0,12}選|選定|プロポーザル|入札|認証.{0,4}取得|プライバシーマーク|ISMS"),
    (Theme.DELETION, r"削除|消去|廃棄|保存(?:期間|年限)|保管期間|残(?:る|ら|り|っ)|何日間|何年間"),
    (Theme.SUBCONTRACT, r"再委託|委託(?:先|業者|契約)|下請"),
    (Theme.LEAK, r"漏えい|漏洩|漏れ|流出|紛失|事故|万が?一|影響範囲"),
    (Theme.SENSITIVE, r"要配慮|センシティブ|機微|病歴|障(?:が|害)い?|社会的差別|思想|信条|人種|犯罪"),
    (Theme.IDENTITY, r"本人確認|本人(?:だ|で)ある|本人だと|なりすま|偽|詐称|身分証"),
    (
        Theme.NETWORK,
        r"LGWAN|DMZ|プロキシ|ファイアウォール|インターネット|回線|ネットワーク|暗号|接続|サーバ|クラウド|データセンター|乗っ取|不正(?:アクセス|侵入)",
    ),
    (Theme.ACCESS, r"アクセス(?:権|制限)|権限|パスワード|ログイン|ログオフ|認証|ID|操作履歴|ログ"),
    (Theme.CONSENT, r"同意|本人(?:へ|に)?の?通知|周知|拒否|オプトアウト"),
    (Theme.NECESSITY, r"必要性|公益|メリット|効果|なぜ.{0,12}必要|意義|利益を?不当|権利利益"),
    (
        Theme.SCOPE,
        r"(?:取り?扱う|収集する|管理する).{0,8}(?:情報|データ|項目)|一元(?:的|管理)|データ項目|目的外|管理.{0,8}(?:責任|部署|規定)",
    ),
    (Theme.TRAINING, r"研修|教育|啓発|ミス|うっかり|誤(?:操作|送信|廃棄)|自覚|危機意識"),
    (Theme.ACCESSIBILITY, r"高齢者|不慣れ|使いやす|分かりやす|利便|持っていない|出来ない方|できない方"),
)
_PATTERNS = tuple((theme, re.compile(pattern)) for theme, pattern in _WORDS)
_DOUBT = re.compile(
    r"(?:のか|ないか|ますか|ですか|でしょうか|かと|のでは|おそれ|恐れ|危険|リスク|心配|懸念|不安|気にな|大丈夫|問題|疑問|"
    r"べき|してほしい|していただきたい|お願い|必要(?:が|だ|である)|重要|大事)"
)


def themes_of(text: str) -> tuple[Theme, ...]:
    """The themes that a remark touches, in the order of `Theme`."""
    return tuple(theme for theme, pattern in _PATTERNS if pattern.search(text))


def concern(text: str) -> float:
    """How strongly a remark asks, doubts or demands something on a theme, 0 to 1."""
    touched = min(2, len(themes_of(text)))
    return 0.5 * bool(_DOUBT.search(text)) + 0.25 * touched if touched else 0.0
