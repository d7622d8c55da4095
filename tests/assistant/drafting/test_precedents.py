"""Numbers by which documents cite each other, and what is raised because the likest documents cite it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.drafting.precedents import Numbered, numbers_in
from corpus.model import Document, Header, Outcome
from tests.assistant import town
from tests.assistant.drafting.test_similar import held, twin


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("答申第12号で述べたとおり", ["答申第12号"]),
        ("答申第１２号及び第１３号、同第14号のとおり", ["答申第12号", "答申第13号", "答申第14号"]),
        ("答申第12号、第13号、第15号", ["答申第12号", "答申第13号", "答申第15号"]),
        ("霞個議第 7\n号答申", ["個議第7号"]),
        ("条例第12条第2項", []),
    ],
)
def test_numbers_stand_with_the_letters_before_them(text: str, numbers: list[str]) -> None:
    assert list(numbers_in(text)) == numbers


def _header(name: str, number: str | None, place: str = "見本市") -> Header:
    return replace(town.minutes(name=name).header, municipality=place, number=number)


def test_only_the_same_municipalitys_one_document_of_a_number_is_cited() -> None:
    numbered = Numbered(
        [
            _header("a", "答申第1号"),
            _header("b", "答申第2号"),
            _header("twice", "答申第2号"),
            _header("c", "答申第3号", "例示市"),
        ]
    )
    said = "答申第1号、第2号、第3号及び第9号を見よ。"
    assert numbered.cited_in(_header("x", "答申第9号"), said) == {"a"}
    assert numbered.cited_in(_header("a", "答申第1号"), said) == set()


def _report(name: str, number: str, subject: str, words: str = "") -> Document:
    """A document of one case on cameras, with a number, that says some words more."""
    base = twin(name, f"{subject}防犯カメラの映像の提供", Outcome.APPROVED, date(2021, 1, int(number)))
    text = base.text + words
    return replace(base, text=text, header=replace(base.header, number=f"答申第{number}号"))


def test_what_the_likest_cite_is_raised_and_says_by_which(tmp_path: Path) -> None:
    subjects = ("公園に置く", "駅前で撮る", "商店街による", "学校の門の")
    plain = [_report(str(n), str(n + 1), subject) for n, subject in enumerate(subjects)]
    before = [s.header.name for s in held(tmp_path / "plain", *plain)]
    last = before[-1]
    number = next(d.header.number for d in plain if d.header.name == last)
    citing = [replace(d, text=f"{d.text}{number}のとおり。\n") if d.header.name != last else d for d in plain]
    found = held(tmp_path / "citing", *citing)
    assert found[0].header.name == last
    assert any(why.startswith("似た案件の資料3件が引用: 答申第") for why in found[0].why)
    assert not any("が引用" in why for one in found[1:] for why in one.why)
