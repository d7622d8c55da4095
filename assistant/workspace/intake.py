"""Takes uploaded files in, one after another, and reports the state of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from assistant.workspace.desk import Desk

WAITING, READING, FAILED = "待っています", "読み込んでいます", "取り込めませんでした"
ADDED, REPLACED, UNCHANGED, LEFT = (
    "取り込みました",
    "差し替えました",
    "すでに同じものがあります",
    "差し替えませんでした",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A file and the state of its intake."""

    name: str
    state: str = WAITING
    reason: str = ""
    """The reason why it was not taken in."""

    @property
    def done(self) -> bool:
        """Whether its intake has ended."""
        return self.state not in (WAITING, READING)


def changed(paths: Sequence[Path], digests: Mapping[str, str]) -> list[str]:
    """The names among `paths` under which the corpus holds a different file."""
    return [
        path.name
        for path in paths
        if path.name in digests and digests[path.name] != sha256(path.read_bytes()).hexdigest()
    ]


def take_in_each(paths: Sequence[Path], desk: Desk, leave: frozenset[str]) -> Iterator[tuple[Step, ...]]:
    """Take the files in, in order; yield the states of all files before and after each.

    Args:
        paths: the files.
        desk: what takes them in.
        leave: names that are not to be replaced.
    """
    steps = [Step(path.name) for path in paths]
    for number, path in enumerate(paths):
        if path.name in leave:
            steps[number] = Step(path.name, LEFT)
            continue
        steps[number] = replace(steps[number], state=READING)
        yield tuple(steps)
        steps[number] = _taken_in(path, desk)
    yield tuple(steps)


def _taken_in(path: Path, desk: Desk) -> Step:
    report = desk.take_in([path])
    if report.failed:
        return Step(path.name, FAILED, report.failed[0].error)
    if report.twins:
        return Step(path.name, UNCHANGED, f"「{report.twins[0].held}」と同じ資料です。")
    return Step(path.name, ADDED if report.added else REPLACED if report.replaced else UNCHANGED)
