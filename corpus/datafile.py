"""Data files in TOML: read once, and held to the shape that their reader declares."""

import tomllib
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from corpus.errors import DataFileError


class Table(BaseModel):
    """A table of a data file; an entry that its shape does not declare is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Shape = TypeVar("_Shape", bound=Table)
_REASONS = {
    "extra_forbidden": "この項目はありません",
    "missing": "この項目が必要です",
    "string_type": "文字列ではありません",
    "tuple_type": "配列ではありません",
    "too_short": "空です",
    "model_type": "表ではありません",
    "dict_type": "表ではありません",
}
"""What pydantic calls an error, and what is said of it; other errors are said in pydantic's words."""


def read_table(file: Traversable, shape: type[_Shape]) -> _Shape:
    """Read a data file.

    Args:
        file: in TOML and UTF-8.
        shape: the table that it must hold, no entry more and none less.

    Raises:
        DataFileError: the file is missing, no TOML, or not of the shape; the message names file, entry and reason.
    """
    try:
        return shape.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise DataFileError(f"{file.name}を読み込めません。ファイルを開けません。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"{file.name}を読み込めません。UTF-8のTOMLではありません({error})。") from error
    except ValidationError as error:
        raise DataFileError(f"{file.name}を読み込めません。{_reasons(error.errors())}") from error


def _reasons(errors: Iterable[ErrorDetails]) -> str:
    return "".join(f"{_entry(error['loc'])}: {_reason(error)}。" for error in errors)


def _entry(place: tuple[int | str, ...]) -> str:
    """The name of an entry; members of an array count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "全体"


def _reason(error: ErrorDetails) -> str:
    own = error.get("ctx", {}).get("error")
    return str(own) if own is not None else _REASONS.get(error["type"], error["msg"])
