"""What may change where sentences are joined and smoothed, and what may not."""

import pytest

from assistant.drafting.fidelity import strays

SENT = "受付票をスキャナで読み取り、画像を提供元のサーバに送る。"
KEPT = "画像は処理が終わった日から7日後に消去する。職員は操作履歴を毎月確認する。"
DENIED = "回線は専用線を使い、インターネットには接続しない。再委託は認めない。"
GIVEN = "事業者が市に結果を渡し、市が本人に通知する。"
NAMED = "令和8年10月1日から架空市の窓口で始める。根拠は施行条例第5条第2項である。"
OPEN = "対象者は申込みをした保護者とする。（要確認：対象者の人数）（要確認：保存期間）"
DUTY = "受託者は記録を残すべきものとし、市は記録を見ることができる。"
SAID = "通知には「登録は任意です」と書く。登録した者にのみ送る。"


@pytest.mark.parametrize(
    ("original", "smoothed"),
    [
        (SENT, SENT),
        (SENT, "受付票をスキャナで読み取った後、その画像を提供元のサーバに送る。"),
        (KEPT, "画像は処理が終わった日から7日後に消去し、また、職員は操作履歴を毎月確認する。"),
        (KEPT, "画像は、処理が終わった日から７日後に消去します。なお、職員は操作履歴を毎月確認します。"),
        (DENIED, "回線は専用線を使い、インターネットには接続せず、また、再委託は認めない。"),
        (DENIED, "回線は専用線を使い、インターネットに接続しません。再委託も認めません。"),
        (GIVEN, "事業者が市に結果を渡し、これを受けて市が本人に通知する。"),
        (NAMED, "本事業は、令和8年10月1日から架空市の窓口で始めるものであり、その根拠は施行条例第5条第2項である。"),
        (OPEN, "対象者は申込みをした保護者とする（要確認：対象者の人数）。（要確認：保存期間）"),
        (DUTY, "受託者は記録を残すべきものとし、また、市はその記録を見ることができるものとする。"),
        (SAID, "通知には「登録は任意です」と書き、登録した者にのみ送る。"),
    ],
)  # fmt: skip
def test_joined_and_smoothed(original: str, smoothed: str):
    assert strays(smoothed, original) == []


@pytest.mark.parametrize(
    ("original", "smoothed"),
    [
        # Something is added.
        (SENT, "受付票をスキャナで読み取り、画像を暗号化して提供元のサーバに送る。"),
        (SENT, "受付票をスキャナで読み取り、画像を提供元のサーバに安全に送る。"),
        (KEPT, "画像は処理が終わった日から7日後に確実に消去する。職員は操作履歴を毎月確認する。"),
        (NAMED, "令和8年10月1日から架空市と見本市の窓口で始める。根拠は施行条例第5条第2項である。"),
        # Something is lost.
        (KEPT, "画像は7日後に消去する。職員は操作履歴を確認する。"),
        (DENIED, "回線は専用線を使い、インターネットには接続しない。"),
        (SAID, "通知には「登録は任意です」と書く。登録した者に送る。"),
        # Figures, articles, days and names change or change places.
        (KEPT, "画像は処理が終わった日から30日後に消去する。職員は操作履歴を毎月確認する。"),
        (NAMED, "令和8年11月1日から架空市の窓口で始める。根拠は施行条例第5条第2項である。"),
        (NAMED, "令和8年10月1日から架空市の窓口で始める。根拠は施行条例第5条第1項である。"),
        (NAMED, "令和8年10月1日から架空市の窓口で始める。根拠は個人情報保護法第5条第2項である。"),
        (NAMED, "令和8年10月1日から見本市の窓口で始める。根拠は施行条例第5条第2項である。"),
        ("画像は7日後に、記録は30日後に消去する。", "画像は30日後に、記録は7日後に消去する。"),
        # A denial or a manner is turned.
        (DENIED, "回線は専用線を使い、インターネットに接続する。再委託は認めない。"),
        (DENIED, "回線は専用線を使わず、インターネットには接続しない。再委託は認めない。"),
        (DUTY, "受託者は記録を残すものとし、市は記録を見ることができる。"),
        (DUTY, "受託者は記録を残すべきものとし、市は記録を見る。"),
        # The parts are exchanged.
        (GIVEN, "市が事業者に結果を渡し、市が本人に通知する。"),
        (GIVEN, "事業者が市に結果を渡し、本人が市に通知する。"),
        # A blank is answered, dropped or made.
        (OPEN, "対象者は申込みをした保護者とする。（要確認：対象者の人数）"),
        (OPEN, "対象者は申込みをした保護者100人とする。（要確認：保存期間）"),
        (OPEN, f"{OPEN}（要確認：根拠）"),
        # A quote is touched, or something that acts is put in.
        (SAID, "通知には「登録は必須です」と書く。登録した者にのみ送る。"),
        (SENT, "受付票をスキャナで読み取り、画像を提供元のサーバに送る[1]。"),
        (SENT, "<b>受付票</b>をスキャナで読み取り、画像を提供元のサーバに送る。"),
        (SENT, f"{SENT}{SENT}{SENT}"),
        (f"{SENT}{GIVEN}{DUTY}", f"{DUTY}{GIVEN}{SENT}"),
    ],
)  # fmt: skip
def test_changed(original: str, smoothed: str):
    assert strays(smoothed, original)


def test_the_words_of_the_heading_may_be_used():
    smoothed = "保存については、画像は処理が終わった日から7日後に消去する。職員は操作履歴を毎月確認する。"
    assert strays(smoothed, KEPT)
    assert strays(smoothed, KEPT, "保存と廃棄") == []
