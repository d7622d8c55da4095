"""The council's name as the document writes it."""

import pytest

from tests.ingest.assemble.pages import BODY, head

DAY = "H 日時 令和3年8月20日(金)\n"


@pytest.mark.parametrize(
    ("title", "council"),
    [
        ("T 架空市防犯カメラ指針策定検討懇話会第 1 回議事録", "架空市防犯カメラ指針策定検討懇話会"),
        ("T 第3回例示町DX推進検討会議 議事録", "例示町DX推進検討会議"),
        ("T 令和3年度例示市地域公共交通活性化協議会 会議録", "例示市地域公共交通活性化協議会"),
        ("T 例示県情報公開審査会 第二部会(第187回)会議録", "例示県情報公開審査会第二部会"),
        (
            "T 架空市情報公開・個人情報保護審議会(特定個人情報保護評価部会)会議録",
            "架空市情報公開・個人情報保護審議会(特定個人情報保護評価部会)",
        ),
        (
            "T 例示市情報公開・個人情報保護審議会\nT 評価書点検部会(第9回)会議録",
            "例示市情報公開・個人情報保護審議会評価書点検部会",
        ),
        (
            "T 例示市情報公開審査会・例示市個人情報保護審議会 合同会議 会議録",
            "例示市情報公開審査会・例示市個人情報保護審議会",
        ),
        ("T 令和3年例示市教育委員会第7回定例会会議録", "例示市教育委員会"),
        ("T 例 示 市 個 人 情 報 保 護 審 議 会 会 議 録", "例示市個人情報保護審議会"),
    ],
)
def test_the_title_names_the_council(title: str, council: str) -> None:
    assert head(f"{title}\n{DAY}{BODY}").council.value == council


def test_a_field_of_the_form_names_it_in_full() -> None:
    found = head(
        "T 第2回個人情報保護審議会の結果\nH 附属機関の名称 例示町情報公開・個人情報保護審議会\n" + DAY + BODY
    )
    assert found.council.value == "例示町情報公開・個人情報保護審議会"


def test_other_councils_in_the_menu_and_in_the_talk_do_not_count() -> None:
    found = head(
        "C 都市計画審議会\nC 国民健康保険運営協議会\nC 個人情報保護運営審議会\n"
        "T 第22回例示市個人情報保護運営審議会の会議録\n"
        + DAY
        + BODY
        + "S 委員:学校運営協議会でも話題になりました。\n"
    )
    assert found.council.value == "例示市個人情報保護運営審議会"


def test_no_name_is_made_across_a_line_end() -> None:
    found = head(
        "T 答申第59号\nX (4)答申のポイント\nX 審議会は次のとおり判断しています。\nX 決定は、妥当である。\n"
    )
    assert found.council.value is None
