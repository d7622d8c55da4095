"""The arguments that the commands of every floor share."""

from datetime import date
from pathlib import Path

import pytest

from corpus.arguments import Data, demand_one, filtered
from corpus.commandline import commands_of, run
from corpus.errors import SettingsError
from corpus.model import CaseKind, Outcome
from corpus.search import Filters


def given(*words: str) -> tuple[Filters, Path | None]:
    """What a command with filters and a data folder is called with."""
    heard: list[tuple[Filters, Path | None]] = []
    commands = commands_of()

    @commands.command()
    @filtered
    def _listen(filters: Filters, data: Data = None) -> None:
        heard.append((filters, data))

    assert run(commands, words) == 0
    return heard[0]


def test_without_options_nothing_is_narrowed():
    assert given() == (Filters(), None)


def test_options_become_filters_and_leave_the_command_its_own():
    words = "--municipality 架空市 --municipality 見本市 --since 2019-04-01 --until 2020-03-31 --outcome 承認"
    more = "--outcome 条件付き承認 --article 条例１２条２項 --kind 報告 --data held"
    assert given(*words.split(), *more.split()) == (
        Filters(
            municipalities=("架空市", "見本市"),
            since=date(2019, 4, 1),
            until=date(2020, 3, 31),
            outcomes=(Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS),
            articles=("第12条第2項",),
            kinds=(CaseKind.NOTIFICATION,),
        ),
        Path("held"),
    )


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--since", "昨日", "日付として読めません"),
        ("--article", "全部", "条文番号として読めません"),
        ("--outcome", "了解", "継続審議"),
        ("--kind", "質問", "諮問"),
    ],
)
def test_a_value_that_cannot_be_read_is_told_with_its_option(
    capsys: pytest.CaptureFixture[str], option: str, value: str, told: str
):
    commands = commands_of()

    @commands.command()
    @filtered
    def _never(filters: Filters) -> None:
        pytest.fail("called all the same")

    assert run(commands, [option, value]) == 2
    err = capsys.readouterr().err
    assert all(part in err for part in (option, value, told))


@pytest.mark.parametrize(("first", "second"), [(None, None), ("質問", Path("questions.jsonl"))])
def test_one_of_two_is_demanded(first: object, second: object):
    with pytest.raises(SettingsError, match="どちらか一方"):
        demand_one(first, second, "どちらか一方を指定してください")


def test_one_of_two_is_enough():
    demand_one("", None, "x")
    demand_one(None, Path("questions.jsonl"), "x")
