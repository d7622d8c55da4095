"""The command line of the corpus, as CONTRACT.md promises it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.__main__ import main
from corpus.model import CaseKind, Outcome, Span, Vote
from corpus.settings import Settings
from corpus.store import Corpus
from tests.corpus.factory import bare, document, original


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that every command here leaves as it was."""
    folder = tmp_path_factory.mktemp("data")
    continued = document("first.txt", number="諮問第76号", outcome=Outcome.CONTINUED)
    (case,) = continued.cases
    voted = replace(case, votes=(Vote(case.span, unanimous=False, for_=5, against=1),), questions=(case.span,))
    with Corpus.open(Settings(data=folder)) as corpus:
        for one in (
            replace(continued, cases=(voted,)),
            document("second.txt", number="諮問第76号", reference="第12条の2第1項", held_on=None),
            document(
                "told.txt", ("報告事項",), municipality="見本市", kind=CaseKind.NOTIFICATION, outcome=None
            ),
            bare(),
        ):
            corpus.put(one, original(one))
        corpus.refresh()
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def listed(capsys: pytest.CaptureFixture[str], data: Path, *arguments: str) -> list[dict[str, Any]]:
    status, out, err = run(capsys, "cases", "--json", "--data", str(data), *arguments)
    assert (status, err) == (0, "")
    return json.loads(out)


def test_cases_are_printed_as_promised(capsys: pytest.CaptureFixture[str], data: Path):
    first = next(one for one in listed(capsys, data) if one["document"] == "first.txt")
    promised = ("document", "kind", "municipality", "council", "meeting", "held_on", "number")
    assert [first[key] for key in promised] == [
        "first.txt",
        "会議録",
        "架空市",
        "架空市個人情報保護審議会",
        "第3回",
        "2021-05-14",
        None,
    ]
    (case,) = first["cases"]
    text = document("first.txt", outcome=Outcome.CONTINUED).text
    assert case["id"] == "first.txt#1"
    assert case["title"] == "電子申請システムの機能追加について"
    assert (case["kind"], case["department"], case["outcome"]) == ("諮問", "情報政策課", "継続審議")
    assert case["articles"] == [{"law": "架空市個人情報保護条例", "reference": "第12条第2項"}]
    start, end = case["outcome_span"]
    assert case["outcome_quote"] == text[start:end] == "本件は継続審議とする。"
    (attachment,) = case["attachments"]
    assert attachment["kind"] == "要望"
    assert attachment["quote"] == Span(*attachment["span"]).of(text)
    assert case["number"] == "諮問第76号"
    assert [step["id"] for step in case["course"]] == ["first.txt#1", "second.txt#1"]


def test_documents_without_cases_are_listed_and_null_stays_null(capsys: pytest.CaptureFixture[str], data: Path):
    by_name = {one["document"]: one for one in listed(capsys, data)}
    assert by_name["bare.txt"]["cases"] == []
    assert by_name["bare.txt"]["municipality"] is by_name["bare.txt"]["held_on"] is None
    (told,) = by_name["told.txt"]["cases"]
    assert told["outcome"] is told["outcome_quote"] is told["outcome_span"] is None


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        ((), ["bare.txt", "first.txt", "second.txt", "told.txt"]),
        (("--municipality", "見本市"), ["told.txt"]),
        (("--municipality", "見本市", "--municipality", "架空市"), ["first.txt", "second.txt", "told.txt"]),
        (("--since", "2021-05-14"), ["first.txt", "told.txt"]),
        (("--until", "2021-05-13"), []),
        (("--outcome", "継続審議"), ["first.txt"]),
        (("--article", "条例１２条２項"), ["first.txt", "told.txt"]),
        (("--article", "第十二条の二"), ["second.txt"]),
        (("--kind", "報告"), ["told.txt"]),
        (("--kind", "報告", "--outcome", "承認"), []),
    ],
)
def test_filters(capsys: pytest.CaptureFixture[str], data: Path, arguments: tuple[str, ...], left: list[str]):
    assert [one["document"] for one in listed(capsys, data, *arguments)] == left


def test_show_json_has_the_text_and_every_quote_stands_in_it(capsys: pytest.CaptureFixture[str], data: Path):
    status, out, err = run(capsys, "show", "first.txt", "--json", "--data", str(data))
    shape = json.loads(out)
    assert (status, err) == (0, "")
    assert shape["text"] == document("first.txt", outcome=Outcome.CONTINUED).text
    (case,) = shape["cases"]
    quotes = [case["outcome_quote"]] + [
        q["quote"] for key in ("attachments", "member_requests", "questions", "votes") for q in case[key]
    ]
    assert len(quotes) == 5
    assert all(quote in shape["text"] for quote in quotes)
    assert [turn["role"] for turn in shape["turns"]] == [
        "実施機関",
        "委員",
        "実施機関",
        "委員",
        "会長",
        "審議会",
    ]
    assert shape["turns"][0]["page"] == 1
    assert shape["members"] == [{"name": "見本 太郎", "role": "会長", "post": "会長"}]


def test_show_prints_what_a_reader_wants(capsys: pytest.CaptureFixture[str], data: Path):
    status, out, _ = run(capsys, "show", "first.txt", "--data", str(data))
    assert status == 0
    for expected in (
        "架空市個人情報保護審議会",
        "2021-05-14",
        "継続審議",
        "「本件は継続審議とする。」",
        "要望",
        "委員の要望",
        "諮問事項",
        "採決",
        "第12条第2項",
        "経過",
        "← この文書",
        "実施機関 説明員",
    ):
        assert expected in out


def test_show_shortens_turns_unless_asked_for_all(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    long = bare("long.txt", "窓口の混雑を調べた。" * 40)
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        corpus.put(long, original(long))
    _, short, _ = run(capsys, "show", "long.txt", "--data", str(tmp_path))
    _, full, _ = run(capsys, "show", "long.txt", "--full", "--data", str(tmp_path))
    assert "…(全400字)" in short
    assert full.count("窓口") == 40


def test_listings_for_a_reader(capsys: pytest.CaptureFixture[str], data: Path):
    _, documents, _ = run(capsys, "documents", "--data", str(data))
    assert all(name in documents for name in ("first.txt", "second.txt", "told.txt", "bare.txt"))
    _, cases, _ = run(capsys, "cases", "--data", str(data))
    assert "#1  継続審議  諮問  電子申請システムの機能追加について  第12条第2項" in cases
    assert "bare.txt" not in cases
    assert "記載なし" in cases


def test_documents_json(capsys: pytest.CaptureFixture[str], data: Path):
    status, out, err = run(capsys, "documents", "--json", "--data", str(data), "--municipality", "見本市")
    assert (status, err) == (0, "")
    (told,) = json.loads(out)
    assert (told["document"], told["cases"], told["flags"]) == ("told.txt", 1, [])


def test_a_name_that_is_not_held_is_wrong_usage(capsys: pytest.CaptureFixture[str], data: Path):
    status, out, err = run(capsys, "show", "missing.txt", "--data", str(data))
    assert (status, out) == (2, "")
    assert "missing.txt" in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("what",),
        ("show",),
        ("cases", "--outcome", "了解"),
        ("cases", "--since", "昨日"),
        ("cases", "--article", "全部"),
    ],
)
def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err


def test_unusable_settings_are_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: Path
):
    monkeypatch.setenv("SENREI_CHROME_URL", "x")
    status, _, err = run(capsys, "documents", "--data", str(data))
    assert status == 2
    assert "SENREI_CHROME_URL" in err


def test_verify_finds_nothing_wrong(capsys: pytest.CaptureFixture[str], data: Path):
    status, out, _ = run(capsys, "verify", "--data", str(data))
    assert status == 0
    assert "文書4件" in out
    assert "問題はありません" in out


def test_verify_names_the_documents_without_vectors(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """They are nothing wrong: the status is 0."""
    monkeypatch.setenv("SENREI_EMBEDDING_MODEL", "")
    one = bare()
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        corpus.put(one, original(one))
    status, out, _ = run(capsys, "verify", "--data", str(tmp_path))
    assert status == 0
    assert "bare.txt: ベクトルがまだありません" in out
    _, out, _ = run(capsys, "verify", "--json", "--data", str(tmp_path))
    assert (json.loads(out)["without_vectors"], json.loads(out)["problems"]) == (["bare.txt"], [])


def test_verify_lists_what_cannot_be_made_anew(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    one = bare()
    with Corpus.open(Settings(data=tmp_path)) as corpus:
        corpus.put(one, b"other bytes than it was read from")
    status, out, _ = run(capsys, "verify", "--json", "--data", str(tmp_path))
    assert status == 1
    assert json.loads(out)["problems"] == ["bare.txt: 保存された原本が取り込み時と異なります"]


def test_rebuild(capsys: pytest.CaptureFixture[str], data: Path):
    for more in ((), ("--embeddings",)):
        status, out, err = run(capsys, "rebuild", "--data", str(data), *more)
        assert (status, out) == (0, "")
        assert "文書4件" in err
