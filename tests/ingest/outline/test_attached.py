"""What the council attaches, wherever in a sentence or a list it stands."""

import pytest

from corpus.model import AttachmentKind, Span
from ingest.outline.attaching import attached_kind, attachments
from tests.ingest.outline.reading import read_document


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("附帯意見として、委託が終わったときは証明書を確かめられたい、と付けます。", AttachmentKind.REQUEST),
        ("手順を定めることを求める、という答申でよろしいでしょうか。", AttachmentKind.DEMAND),
        ("審査会として次の意見を付す。", AttachmentKind.REQUEST),
        ("検証の手順を定めるよう、審議会として交通課に求めることとした。", AttachmentKind.DEMAND),
        ("手順を定めるよう求めるべきだという意見がありました。", None),
    ],
)
def test_what_is_put_as_the_wording_of_the_report_is_attached(
    sentence: str, kind: AttachmentKind | None
) -> None:
    assert attached_kind(sentence) is kind


def test_a_list_runs_on_over_a_page_number_and_its_items_over_wraps() -> None:
    text = (
        "結合に当たっては、次に掲げる事項を条件とする。\n\n- 12 -\n\n"
        "ア 受信した情報を他の目的に用いないこと及び第三者に渡さないことを契約の条\n項に明記すること。\n\n"
        "イ 送った情報は翌日までに消去すること。\n\n このうちイについては、実施機関も同じ意見である。\n"
    )
    assert [a.span.of(text).replace("\n", "") for a in attachments(text, Span(0, len(text)))] == [
        "結合に当たっては、次に掲げる事項を条件とする。",
        "ア 受信した情報を他の目的に用いないこと及び第三者に渡さないことを契約の条項に明記すること。",
        "イ 送った情報は翌日までに消去すること。",
    ]


def test_opinions_listed_below_a_decision_are_attached() -> None:
    found = read_document(
        "minutes.txt",
        (
            "令和3年度第1回見本市個人情報保護審査会会議録\n\n日時 令和3年5月12日(水)10時から\n\n議題\n\n1 健診の記録の提供について(諮問)\n\n"
            "会議の概要\n\n1 健診の記録の提供について\n\n健康課から説明があった。\n\n<結果>\n\n"
            "賛成多数により、提供を適当と認める。ただし、審査会として次の意見を付す。\n\n・ 対象を毎年見直すこと。\n\n・ 結果を報告すること。\n"
        ).encode(),
    )
    (case,) = found.cases
    assert [a.span.of(found.text) for a in case.attachments][-2:] == [
        "・ 対象を毎年見直すこと。",
        "・ 結果を報告すること。",
    ]
