"""What is no question for a list of quotes has a form of its own; over the samples."""

import pytest

from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("こんにちは", "こんにちは"),
        ("ありがとうございました！", "お役に立てたなら"),
        ("何ができるの？", "原文の引用つきで答えます"),
        (
            "今の個人情報保護法では目的外利用はどう規定されていますか。",
            "現在の法令の条文や運用は含まれていません",
        ),
        ("教えて", "もう少し教えてください"),
    ],
)
def test_no_document_is_quoted(samples: Assistant, question: str, said: str):
    answer = samples.ask(question)
    assert not answer.answered
    assert said in answer.answer
    assert answer.citations == answer.nearest == ()


def test_a_question_back_offers_questions_that_are_answered(samples: Assistant):
    choices = samples.ask("教えて").choices
    assert len(choices) >= 3
    assert all(samples.ask(choice).answered for choice in choices)


def test_a_place_alone_gives_all_its_cases(samples: Assistant):
    answer = samples.ask("架空市").answer
    cases = [case for header, case in samples.corpus.cases() if header.municipality == "架空市"]
    assert f"案件は{len(cases)}件です" in answer
    assert all(case.title in answer for case in cases)


def test_a_word_alone_gives_the_cases_that_hold_it(samples: Assistant):
    answer = samples.ask("再委託").answer
    assert answer.startswith("「再委託」は、資料")


def test_a_word_that_no_document_defines_is_said_to_have_no_definition(samples: Assistant):
    answer = samples.ask("要配慮個人情報とは何ですか。")
    assert answer.answer.startswith("この資料には「要配慮個人情報」の定義はありません。")
    assert all("要配慮個人情報" in c.quote for c in answer.citations[:1])


def test_a_word_that_no_document_uses_is_not_explained(samples: Assistant):
    answer = samples.ask("量子暗号とは何ですか。")
    assert not answer.answered
    assert "「量子暗号」について述べた記述はありません。" in answer.answer


def test_where_a_word_was_met_is_no_part_of_it(samples: Assistant):
    answer = samples.ask("議事録にでてくる要配慮個人情報って何ですか?")
    assert "この資料には「要配慮個人情報」の定義はありません。" in answer.answer


def test_a_trend_counts_every_case(samples: Assistant):
    answer = samples.ask("年度ごとの件数と結論を教えてください。").answer
    counted = sum(
        int(line.split("|")[2])
        for line in answer.splitlines()
        if line.startswith("| ") and "年度" in line[:12] and "件数" not in line
    )
    undated = sum(
        int(line.split("|")[2]) for line in answer.splitlines() if line.startswith("| 日付の記載なし")
    )
    assert counted + undated == len(samples.corpus.cases())


def test_a_person_whom_no_record_names_is_said_not_to_be_there(samples: Assistant):
    answer = samples.ask("架空市の丁村委員は何と言っていましたか。")
    assert not answer.answered
    assert "「丁村」という方の発言や名簿の記載は" in answer.answer


def test_a_pasted_text_is_read_as_a_case_to_find_the_like_of(samples: Assistant):
    text = (
        "このたび本市では、市税の申告書等の紙の書類を、文字認識サービス（AI-OCR）により読み取ることとし、事業者の電子計算機に"
        "画像を送って読み取った文字を受け取る業務を始めるため、個人情報保護条例の規定に基づき審議会の意見を求めるものです。"
        "画像は文字を返した時点で消去します。"
    )
    answer = samples.ask(text)
    assert "**近い案件**は「市税の申告書等の読取りにおける文字認識サービス" in answer.answer.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "架空市の次の会議では何が審議され、どう判断されましたか。",
            "より後の会議の会議録は取り込まれていません",
        ),
        (
            "架空市の条例第97条第8項について、審議会はどう判断しましたか。",
            "お尋ねの条項に触れた記述はありません",
        ),
    ],
)
def test_what_nothing_held_can_tell_is_refused_whatever_is_near(samples: Assistant, question: str, said: str):
    answer = samples.ask(question)
    assert not answer.answered
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (
            "想定市の避難行動要支援者名簿の件は、災害対策基本法の第何条によるものですか。",
            "災害対策基本法の条番号の記載がありません",
        ),
        ("見本市の電子申請の件で、B委員とは誰のことですか。", "「B委員」とだけ記され"),
        ("見本市の電子申請の件、2月の回では通ったの？", "2月の会議の資料は取り込まれていません"),
    ],
)
def test_what_a_record_does_not_tell_is_said(question: str, why: str, samples: Assistant):
    answer = samples.ask(question)
    assert not answer.answered
    assert why in answer.answer
