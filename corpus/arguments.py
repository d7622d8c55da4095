"""What the commands of every floor take: the data folder, JSON, and the filters."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.errors import SettingsError
from corpus.language import format_reference, parse_reference
from corpus.model import CaseKind, Outcome
from corpus.search import Filters

Data = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="登録簿と索引を置くフォルダー（既定: SENREI_DATA、なければ data/）"),
]
Json = Annotated[bool, typer.Option("--json", help="JSONで出力する")]


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters as options, in the place of its argument `filters`."""
    options = signature(_filters).parameters
    own = [one for one in signature(command).parameters.values() if one.name != "filters"]

    @wraps(command)
    def with_options(**given: Any) -> None:
        chosen = {name: given.pop(name) for name in options}
        command(**given, filters=_filters(**chosen))

    # typer reads the options off the signature
    with_options.__signature__ = Signature([*own, *options.values()])  # type: ignore[attr-defined]
    return with_options


def demand_one(first: object, second: object, otherwise: str) -> None:
    """Demand one of two arguments, and not both.

    Raises:
        SettingsError: both or none are given; `otherwise` is its message.
    """
    if (first is None) == (second is None):
        raise SettingsError(otherwise)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"日付として読めません: {text}（例: 2019-04-01）") from error


def _reference(text: str) -> str:
    return format_reference(parse_reference(text))


def _filters(
    municipality: Annotated[
        list[str] | None, typer.Option(metavar="市町村", help="この市町村に絞り込む（繰り返し可）")
    ] = None,
    since: Annotated[date | None, typer.Option(metavar="YYYY-MM-DD", parser=_day, help="この日から")] = None,
    until: Annotated[date | None, typer.Option(metavar="YYYY-MM-DD", parser=_day, help="この日まで")] = None,
    outcome: Annotated[
        list[Outcome] | None, typer.Option(metavar="結論", help="この結論に絞り込む（繰り返し可）")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(metavar="条項", parser=_reference, help="この条項に絞り込む（繰り返し可）"),
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="実際の資料があるときも、架空の見本を含める")
    ] = False,
    kind: Annotated[
        list[CaseKind] | None, typer.Option(metavar="種別", help="この種別に絞り込む（繰り返し可）")
    ] = None,
) -> Filters:
    return Filters(
        municipalities=tuple(municipality or ()),
        since=since,
        until=until,
        outcomes=tuple(outcome or ()),
        articles=tuple(article or ()),
        kinds=tuple(kind or ()),
        samples=samples,
    )
