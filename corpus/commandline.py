"""The command line that every floor shares: how it is made, how it is run and how it ends."""

import sys
from collections.abc import Sequence

import typer

from corpus.errors import SenreiError

DONE, WITH_FAILURES, WRONG_USAGE = 0, 1, 2
"""Exit status: done, done with failures that are listed, wrong usage or unusable settings."""


def commands_of(what: str | None = None) -> typer.Typer:
    """An application without commands yet; `what` it is for stands at the top of its --help."""
    return typer.Typer(
        help=what,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # its tables cut a Japanese sentence off at the edge of the terminal
    )


def run(commands: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run one command, by default that of this process; return its exit status."""
    try:
        status: int | None = commands(arguments, standalone_mode=False)
    except typer.TyperException as error:
        print(f"{error.format_message()}\nくわしくは --help を付けて実行してください。", file=sys.stderr)
        return WRONG_USAGE
    except SenreiError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except typer.Abort:
        print("中止しました。何も変えていません。", file=sys.stderr)
        return WITH_FAILURES
    return status or DONE
