"""The answer forms are walked in the order of their registry, and a form that is added answers over the whole path."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

import assistant.forms
from assistant.assistant import Assistant
from assistant.evidence.quotes import Citer
from assistant.forms import FORMS, NO_PRECEDENT, Form, Found, Refusal, Why
from assistant.gate import Draft, Line

QUESTION = "架空市の市民体育館の顔認証の件で、いちばん長い発言は何ですか。"
"""No form that is built in is for it."""

IN_FORM = [
    ("definition", "顔認証とは何ですか。"),
    ("extremes", "いちばん古い会議録はどれですか。"),
    ("member", "例示市の型山委員は何と言っていましたか。"),
    ("overview", "例示市"),
    ("trend", "年度ごとの件数と結論を教えてください。"),
    ("dissent", "見本市の第13回で、反対した委員は誰ですか。"),
    ("existence", "仮設県で、家賃の滞納がある世帯の情報を福祉の相談につなげたいのですが、過去に審議した例はありますか。"),
    ("unstated", "例解町の諮問第3号に対する答申書の番号と日付を教えてください。"),
    ("silence", "仮設県の防災航空隊の活動映像では、どんな意見が出ましたか。"),
    ("afterwards", "架空市の市民体育館の顔認証は、継続審議の後、最終的にどう決まりましたか。"),
    ("speaker", "架空市の図書館の件で、最初に第12条第2項に当たらないかと尋ねた委員は誰ですか。名前を教えてください。"),
    ("wordings", "「適当」と「認める」の言い方の違いを教えてください。"),
    ("attachments", "「条件」と「要望」の違いを比べてください。"),
    ("attachments", "条件を一覧にしてください。"),
    ("provisions", "オンライン結合の根拠条項を自治体別に教えてください。"),
    ("comparison", "見本市と例示市の防犯カメラの結論を比べてください。"),
    ("listing", "不承認になった案件の一覧"),
    ("point", "再委託についてどのような意見がありましたか。"),
    ("head", "見本市個人情報保護審議会の第12回は、いつ、どこで開かれましたか。"),
    ("fact", "例示市の街頭防犯カメラは何台ありますか。"),
    ("brief", "見本市の条例第12条の2第1項の結合について、審議会はどう判断しましたか。"),
]  # fmt: skip
"""Forms with a question that each answers, over the samples."""


def _asked(found: Found) -> bool:
    return "いちばん長い発言" in found.question.focus


def _longest(found: Found) -> Draft:
    """Quote the longest remark on the best case."""
    turns = [t for t in found.document.turns if found.best.case and t.case == found.best.case.ordinal]
    span = max((turn.span for turn in turns), key=lambda span: span.end - span.start)
    citer = Citer(1, found.corpus.document)
    marker, words = citer.cite(found.best.header.name, span), span.of(found.document.text)
    line = Line(f"いちばん長い発言は「{' '.join(words.split())}」[{marker}]", (words,))
    return Draft((line,), tuple(citer.citations))


LONGEST = Form("longest remark", _asked, _longest, certain=True)


def asking(samples: Assistant, forms: Sequence[Form]) -> Assistant:
    return Assistant(samples.corpus, samples.settings, forms=forms)


def test_a_form_of_one_module_goes_the_whole_way(samples: Assistant):
    answer = asking(samples, (LONGEST, *FORMS)).ask(QUESTION)
    assert answer.answered
    assert answer.answer.startswith("いちばん長い発言は「")
    for cited in answer.citations:
        assert cited.quote == cited.span.of(samples.corpus.document(cited.document).text)
        assert cited.municipality == "架空市"
    assert not samples.ask(QUESTION).answer.startswith("いちばん長い発言は「")


def test_a_form_that_is_not_wanted_changes_nothing(samples: Assistant):
    other = "架空市の市民体育館の顔認証はどうなりましたか。"
    found, plain = asking(samples, (LONGEST, *FORMS)).ask(other), samples.ask(other)
    assert replace(found, elapsed_ms=0) == replace(plain, elapsed_ms=0)


def test_a_form_with_nothing_to_say_leaves_the_question_to_the_next(samples: Assistant):
    mute = replace(LONGEST, answer=lambda _: None)
    found, plain = asking(samples, (mute, *FORMS)).ask(QUESTION), samples.ask(QUESTION)
    assert replace(found, elapsed_ms=0) == replace(plain, elapsed_ms=0)


def test_a_form_can_refuse(samples: Assistant):
    stubborn = replace(LONGEST, answer=lambda _: Refusal(Why.FIELD, "長さは数えません。", "別の記述です"))
    answer = asking(samples, (stubborn, *FORMS)).ask(QUESTION)
    assert not answer.answered
    assert answer.answer.startswith(f"{NO_PRECEDENT}長さは数えません。")
    assert {near.why_not for near in answer.nearest} == {"別の記述です"}


def test_the_gate_stands_after_every_form(samples: Assistant):
    def invented(found: Found) -> Draft:
        draft = _longest(found)
        return replace(draft, lines=(Line("発言は「どの資料にもない言葉」[1]", ("どの資料にもない言葉",)),))

    answer = asking(samples, (replace(LONGEST, answer=invented), *FORMS)).ask(QUESTION)
    assert "どの資料にもない言葉" not in answer.answer


def test_where_neither_a_form_nor_a_window_answers_the_question_is_refused(samples: Assistant):
    answer = asking(samples, ()).ask("架空市のドローンによる撮影の案件はどう判断されましたか。")
    assert not answer.answered
    assert answer.nearest


@pytest.mark.parametrize(("form", "question"), IN_FORM)
def test_a_question_is_answered_in_its_form(samples: Assistant, form: str, question: str):
    """The form answers, and none before it does."""
    answered: list[str] = []

    def noted(form: Form) -> Form:
        def answer(found: Found) -> Draft | Refusal | None:
            said = form.answer(found)
            answered.extend([form.name] if said else [])
            return said

        return replace(form, answer=answer)

    asking(samples, [noted(form) for form in FORMS]).ask(question)
    assert answered == [form]


def test_every_form_has_a_name_of_its_own_and_a_question_here():
    names = [form.name for form in FORMS]
    assert len(set(names)) == len(names)
    assert set(names) == {name for name, _ in IN_FORM}


def test_the_public_names_are_these():
    public = "Extract FORMS Form Found NO_PRECEDENT Refusal Why extract"
    assert sorted(assistant.forms.__all__) == public.split()
    assert all(hasattr(assistant.forms, name) for name in assistant.forms.__all__)
