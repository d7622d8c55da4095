"""What a draft may say of the law: from 令和5年4月1日 the national law applies, before that the ordinance.

A draft names these articles without a citation, and no others. It says only what they are about.
"""

from dataclasses import dataclass

NATIONAL = "個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）"
NUMBER_ACT = "番号法"
"""The short name that offices use."""
CONSULTED_UNDER = f"{NATIONAL}第129条"


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal question, named as in facets.toml, and its wording under the national law."""

    name: str
    question: str
    """The question, without a full stop."""
    conclusion: str
    """The text before 適当である."""


GROUNDS: tuple[Ground, ...] = (
    Ground("目的外利用", "保有個人情報を利用目的以外の目的のために利用すること（法第69条第2項）の適否について", "保有個人情報を利用目的以外の目的のために利用することは、法第69条第2項の規定に照らし、"),
    Ground("外部提供", "保有個人情報を外部に提供すること（法第69条第2項）の適否について", "保有個人情報を外部に提供することは、法第69条第2項の規定に照らし、"),
    Ground("要配慮個人情報", "要配慮個人情報（法第2条第3項。条例要配慮個人情報（法第60条第5項）を含む。）の取扱いの適否について", "要配慮個人情報（条例要配慮個人情報を含む。）を取り扱うことは、"),
    Ground("電子計算機の結合", "外部のシステムとの接続に伴う安全管理のための措置（法第66条第1項）の適否について", "外部のシステムとの接続に伴う措置は、法第66条第1項の規定に照らし、"),
    Ground("電算処理", "新たな電子計算機処理に伴う安全管理のための措置（法第66条第1項）の適否について", "新たな電子計算機処理に伴う措置は、法第66条第1項の規定に照らし、"),
    Ground("第三者点検", f"特定個人情報保護評価書（全項目評価書）の第三者点検（{NUMBER_ACT}及び特定個人情報保護評価に関する規則）について", "特定個人情報保護評価書（全項目評価書）に記載された内容は、特定個人情報保護評価指針に照らし、"),
)  # fmt: skip
GENERAL = Ground(
    "個人情報の取扱い", "個人情報の適正な取扱いを確保するための措置の適否について", "個人情報の適正な取扱いを確保するための措置は、"
)  # fmt: skip
PHRASES = (
    NUMBER_ACT, "法第129条",
    "法第69条第2項", "法第2条第3項", "法第60条第5項", "法第66条第1項", "法第66条", "法第68条", "法第69条", "法第62条",
    "令和5年4月1日", "第三者点検",
)  # fmt: skip
"""Every article and day that drafts write without a citation; 法 is the national law."""
WHY_CONSULT = (
    "令和5年4月1日からは、法第129条により、条例で定めるところにより専門的な知見に基づく意見を聴くことが特に必要であると認める"
    "場合に限って諮問できます。目的外利用・提供・結合などの類型に当たることだけを理由とする諮問はできません（第三者点検は別です）。"
)
