"""The formats that can be read: each is declared by one module under `kinds`, and asked for here by name and bytes."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath

from corpus.errors import UnreadableError
from ingest.formats import kinds
from ingest.formats.limits import PARSE_SECONDS
from ingest.formats.reading import Reader

SAVE_AS = "PDF、Word（.docx）、HTML、テキスト（.txt）のいずれかで保存し直してください。"
"""What to do with a file that cannot be read."""
_PLAIN = "plain.txt"
"""The name of a file of the format that is left where neither bytes nor name tell."""
_EMPTY = "ファイルが空です。内容のあるファイルを選び直してください。"
_OTHER = "ファイルが壊れているか、名前と中身の形式が違います。元のファイルを入手し直してください。"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. One whose reader always refuses is declared too, so that its files are told by their name."""

    reader: str
    """Where its Reader stands, as module:function."""
    suffixes: tuple[str, ...]
    """Endings of its files' names, in lower case with the dot."""
    magic: tuple[bytes, ...] = ()
    """Bytes of which one begins its files; none where it is not told by them."""
    holds: Callable[[bytes], bool] | None = None
    """Looks closer, where other formats begin with the same bytes or none are sure."""
    by_name: bool = False
    """Whether its name is enough for a file whose bytes show no format."""
    parsed: bool = True
    """Whether a parser reads it, which runs in a process with limits; to decode or to refuse a file needs none."""
    seconds: float = PARSE_SECONDS
    """Wall-clock time that reading a file may take."""
    recogniser: str = ""
    """Where the Reader stands that also reads pictures of text; it takes minutes."""

    def named(self, name: str) -> bool:
        """Whether a file of this name should be of this format."""
        return PurePath(name).suffix.lower() in self.suffixes

    def shows(self, data: bytes) -> bool:
        """Whether the bytes of a file can be of this format."""
        if self.magic and not data.startswith(self.magic):
            return False
        return self.holds(data) if self.holds else bool(self.magic)


_added: list[str] = []


def add(module: str) -> None:
    """Take a module's FORMATS in, before those that are built in."""
    if module not in _added:
        _added.append(module)


def added() -> tuple[str, ...]:
    """The modules that were taken in beside those that are built in."""
    return tuple(_added)


def formats() -> tuple[Format, ...]:
    """All formats; where two fit a file equally, the first counts."""
    return _declared(added())


@cache
def _declared(modules: tuple[str, ...]) -> tuple[Format, ...]:
    built_in = sorted(f"{kinds.__name__}.{module.name}" for module in pkgutil.iter_modules(kinds.__path__))
    return tuple(form for module in (*modules, *built_in) for form in import_module(module).FORMATS)


def load(reader: str) -> Reader:
    """Return the Reader that stands at module:function."""
    found: Reader = pkgutil.resolve_name(reader)
    return found


def suffixes() -> tuple[str, ...]:
    """Every ending under which a file is taken out of a folder, also to say why it cannot be read."""
    return tuple(sorted({suffix for form in formats() for suffix in form.suffixes}))


def format_of(name: str, data: bytes) -> Format:
    """Tell the format of a file.

    Args:
        name: its name; it counts only where the bytes do not tell.
        data: the whole file.

    Raises:
        UnreadableError: it is empty, or damaged so that nothing but its name tells what it was.
    """
    if not data.strip(b"\x00\t\n\x0b\x0c\r "):
        raise UnreadableError(_EMPTY)
    shown = [form for form in formats() if form.shows(data)]
    if shown:
        return max(shown, key=lambda form: (form.holds is not None, form.named(name)))
    named = [form for form in formats() if form.named(name)]
    if named and not named[0].by_name:
        raise UnreadableError(_OTHER)
    return named[0] if named else next(form for form in formats() if form.named(_PLAIN))
