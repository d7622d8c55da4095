"""The requirements that a council examines, and the facts that a paper has to give for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.understand.themes import Theme
from corpus.language import fold


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement that a council examines."""

    name: str
    pattern: re.Pattern[str]
    """Finds the writer's sentences on it."""
    ruled: re.Pattern[str]
    """Finds councils' sentences on it."""
    themes: tuple[Theme, ...]
    """The themes of members' questions on it."""
    missing: tuple[str, ...]
    """The facts that it needs, as 'fact|pattern': the pattern matches a text that gives the fact."""
    words: str
    """Search words."""

    def absent(self, text: str) -> list[str]:
        """The facts that a text does not give."""
        pairs = (entry.split("|", 1) for entry in self.missing)
        return [fact for fact, known in pairs if not re.search(known, text)]


def _requirement(
    name: str, pattern: str, ruled: str, themes: tuple[Theme, ...], missing: tuple[str, ...], words: str
) -> Requirement:
    return Requirement(name, re.compile(pattern), re.compile(ruled), themes, missing, words)


NECESSITY = _requirement(
    "目的と必要性",
    r"目的|必要|効果|利便|負担|軽減|効率|置き換え|短く|減ら|公益|実証",
    r"必要性|公益|意義|利便性",
    (Theme.NECESSITY,),
    ("事業の目的|目的|ため", "見込まれる効果とその数量|効果|[0-9]+ ?(?:時間|件|人|%|パーセント)", "個人情報を取り扱わなければ目的を達せられない理由|理由|なければ"),
    "必要性 公益上の必要 目的 住民の利便 効果",
)  # fmt: skip
DATA = _requirement(
    "取り扱う個人情報と対象者",
    r"氏名|生年月日|住所|項目|対象(?:者|となる)|個人情報|顔写真|顔画像|病歴|障が?い|データには|情報が含まれ",
    r"要配慮|センシティブ|社会的差別|必要最小限|項目|収集する",
    (Theme.SENSITIVE, Theme.SCOPE),
    ("対象者の範囲と人数|対象.*[0-9]+ ?(?:人|名|件)", "個人情報の項目|項目|氏名|生年月日|住所", "要配慮個人情報・条例要配慮個人情報の有無とその必要性|要配慮"),
    "要配慮個人情報 取り扱う情報の範囲 項目 必要",
)  # fmt: skip
PROCESSING = _requirement(
    "処理の方法と通信経路",
    r"システム|サービス|サーバ|端末|送信|連携|回線|LGWAN|インターネット|ネットワーク|接続|読み取|OCR|RPA|照合|クラウド|データセンター",
    r"結合|接続|回線|ネットワーク|サーバ|暗号|電子計算|インターネット",
    (Theme.NETWORK,),
    ("システムの構成図と接続先|構成|接続先|サーバ", "通信経路と暗号化の方式|(?:LGWAN|回線|インターネット).*暗号|暗号.*(?:LGWAN|回線|インターネット)", "境界の防御の方法、DMZとプロキシの有無|ファイアウォール|DMZ|プロキシ"),
    "通信回線 結合 ネットワーク 接続 漏えい 防止 措置",
)  # fmt: skip
SAFETY = _requirement(
    "安全管理措置",
    r"パスワード|権限|認証|暗号|操作履歴|ログ|施錠|入退室|漏えい|漏洩|研修|管理(?:し|者|責任)|セキュリティ|制限",
    r"安全|漏えい|監視|監督|措置|セキュリティ",
    (Theme.ACCESS, Theme.LEAK, Theme.TRAINING),
    ("アクセス権限を持つ者と認証の方法|権限|(?<!顔)認証|パスワード", "操作の記録とその点検|履歴|ログ", "漏えい等が起きたときの連絡・報告の手順|漏えい|漏洩|報告", "情報を管理する部署と責任者|責任者|管理責任|が管理"),
    "個人情報の保護 安全管理 措置 漏えい 監視 監督 徹底",
)  # fmt: skip
CONTRACT = _requirement(
    "委託先・提供先の管理",
    r"委託|事業者|業者|提供先|協定|契約|再委託|選定",
    r"委託|協定|契約|守秘",
    (Theme.VENDOR, Theme.SUBCONTRACT),
    ("委託先・提供先と選定の方法|選定|プロポーザル|入札", "再委託の可否と条件|再委託", "守秘義務・監査を定めた契約や協定|守秘|監査|協定|契約"),
    "委託 再委託 契約 協定 守秘義務 監督",
)  # fmt: skip
RETENTION = _requirement(
    "保存と廃棄",
    r"保存|保管|削除|消去|廃棄|残ら",
    r"保存|廃棄|消去|削除",
    (Theme.DELETION,),
    ("保存期間|保存期間|[0-9]+ ?(?:日|か月|年)(?:間|後)", "消去・廃棄の方法とその確認|削除|消去|廃棄"),
    "保存期間 消去 廃棄 削除",
)  # fmt: skip
PERSON = _requirement(
    "本人への通知・同意と本人確認",
    r"同意|通知|周知|任意|希望|申出|本人(?:確認|に|へ|の)|従来どおり",
    r"通知|同意|周知|権利利益",
    (Theme.CONSENT, Theme.IDENTITY, Theme.ACCESSIBILITY),
    ("本人への説明・周知の方法|周知|説明|公表", "同意の要否と取り方、使わない人の扱い|同意|任意|従来どおり", "本人確認の方法|本人確認"),
    "本人への通知 同意 周知 権利利益を侵害するおそれがない",
)  # fmt: skip
_PREDICATE, _PREDICATE_LENGTH = 2, 10
REQUIREMENTS = (NECESSITY, DATA, PROCESSING, SAFETY, CONTRACT, RETENTION, PERSON)


def assigned(sentences: Sequence[str]) -> Mapping[str, list[str]]:
    """Assign each sentence to the requirement it says most on, by name; omit sentences that fit none.

    The first sentence of a description goes to its purpose if it mentions that at all.
    """
    told: dict[str, list[str]] = {requirement.name: [] for requirement in REQUIREMENTS}
    for at, sentence in enumerate(sentences):
        weights = {requirement.name: _weight(requirement, fold(sentence)) for requirement in REQUIREMENTS}
        best = NECESSITY.name if at == 0 and weights[NECESSITY.name] else max(weights, key=weights.__getitem__)
        if weights[best]:
            told[best].append(sentence)
    return told


def _weight(requirement: Requirement, folded: str) -> int:
    """How many of the requirement's words the sentence has; a match in its predicate, at its end, adds to that."""
    named = len(set(requirement.pattern.findall(folded)))
    return named + _PREDICATE * bool(
        requirement.pattern.search(folded, max(0, len(folded) - _PREDICATE_LENGTH))
    )
