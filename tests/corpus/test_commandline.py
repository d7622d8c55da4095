"""How a command ends: 0 done, 1 done with failures that are listed, 2 wrong usage or unusable settings."""

import pytest
import typer

from corpus.commandline import WITH_FAILURES, commands_of, run
from corpus.errors import SettingsError


@pytest.fixture
def commands() -> typer.Typer:
    made = commands_of("試す")

    @made.command("quiet", help="何もしない")
    def _quiet(times: int = 1) -> None:
        print("した" * times)

    @made.command("failing", help="失敗を並べる")
    def _failing() -> None:
        print("失敗1件")
        raise typer.Exit(WITH_FAILURES)

    @made.command("unusable", help="設定が使えない")
    def _unusable() -> None:
        raise SettingsError("設定を直してください。")

    @made.command("broken", help="壊れている")
    def _broken() -> None:
        raise ZeroDivisionError

    return made


@pytest.mark.parametrize(
    ("words", "status", "out", "err"),
    [
        (["quiet"], 0, "した\n", ""),
        (["failing"], 1, "失敗1件\n", ""),
        (["unusable"], 2, "", "設定を直してください。\n"),
        (["what"], 2, "", "No such command 'what'."),
        (["quiet", "--loud"], 2, "", "No such option: --loud"),
        (["quiet", "--times", "多"], 2, "", "--times"),
        ([], 2, "", "何もしない"),
        (["-h"], 0, "何もしない", ""),
        (["quiet", "--help"], 0, "--times", ""),
    ],
)
def test_the_exit_status_and_where_is_written(
    commands: typer.Typer,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    out: str,
    err: str,
):
    assert run(commands, words) == status
    printed = capsys.readouterr()
    assert out in printed.out
    assert err in printed.err
    assert bool(printed.out) == bool(out)
    assert bool(printed.err) == bool(err)


def test_a_fault_of_ours_is_not_hidden(commands: typer.Typer):
    with pytest.raises(ZeroDivisionError):
        run(commands, ["broken"])


def test_help_keeps_japanese_sentences_whole(capsys: pytest.CaptureFixture[str]):
    commands = commands_of()
    sentence = "登録簿と索引を置くフォルダーを、空白のない長い文で説明すると、端末の幅を超えることがあります。"

    @commands.command("only", help=sentence)
    def _only() -> None:
        return

    assert run(commands, ["--help"]) == 0
    assert sentence in "".join(capsys.readouterr().out.split())
