"""The filters as arguments of a command line, the same for every command that takes them."""

import argparse
from datetime import date

from corpus.language import format_reference, parse_reference
from corpus.model import CaseKind, Outcome
from corpus.search import Filters


def add_filter_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --municipality, --since, --until, --outcome, --article and --kind; all but the dates may be repeated."""
    group = parser.add_argument_group("絞り込み")
    group.add_argument("--municipality", action="append", default=[], metavar="市町村")
    group.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="この日から")
    group.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help="この日まで")
    group.add_argument("--outcome", action="append", default=[], type=Outcome, metavar="結論")
    group.add_argument("--article", action="append", default=[], type=_reference, metavar="条項")
    group.add_argument("--kind", action="append", default=[], type=CaseKind, metavar="種別")


def filters_from(args: argparse.Namespace) -> Filters:
    """The filters that the arguments of `add_filter_arguments` name."""
    return Filters(
        municipalities=tuple(args.municipality),
        since=args.since,
        until=args.until,
        outcomes=tuple(args.outcome),
        articles=tuple(args.article),
        kinds=tuple(args.kind),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _reference(text: str) -> str:
    return format_reference(parse_reference(text))
