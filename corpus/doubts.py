"""What a reader calls the values of a document or a case that a person should check."""

from collections.abc import Sequence

_VALUES = {
    "kind": "種別",
    "municipality": "市町村",
    "council": "審議会",
    "meeting": "回",
    "held_on": "開催日",
    "cases": "案件の区切り",
    "title": "件名",
    "department": "所管",
    "articles": "条文",
    "outcome": "結論",
    "attachments": "条件・要望",
}
"""What a reader calls the values that may be in doubt."""


def doubtful(unsure: Sequence[str]) -> str:
    """The values that a person should check, in Japanese; empty where there are none."""
    return "、".join(_VALUES[name] for name in unsure)
