"""What contradicts itself is in doubt, however sure the models are."""

import pytest

from ingest.pipeline import read_document

REPORT = """架個審答申第3号
令和2年11月20日
架空市長　様
架空市個人情報保護審議会
会長　例沢　一
個人情報の取扱いについて（答申）
令和2年8月26日付けで諮問のあった件について、次のとおり答申します。
{points}
１　結論
適当であると認めます。
２　理由
公益上必要があり、本人の権利利益を侵害するおそれがないものと認められます。
"""


@pytest.mark.parametrize(
    ("points", "doubtful"),
    [
        ("諮問１　名簿の外部提供について\n諮問２　カメラの設置について\n諮問３　システムの結合について", True),
        ("諮問事項（１）名簿の外部提供について\n諮問事項（２）カメラの設置について", True),
        ("諮問２　名簿の外部提供について", False),
        ("諮問１件について審議しました。諮問２件は次回とします。", False),
    ],
)
def test_a_report_with_more_points_than_cases_may_be_divided_wrongly(points: str, doubtful: bool):
    document = read_document("答申.txt", REPORT.format(points=points).encode())
    if len(document.cases) > 1:
        pytest.fail("the report is read in several cases: it cannot show the doubt")
    assert ("cases" in document.header.unsure) is doubtful
