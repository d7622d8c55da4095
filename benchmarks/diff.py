"""Reads documents with the code of a commit and with the code as it stands, and prints what is read otherwise.

    python -m benchmarks.diff COMMIT [FOLDER...] [--limit N]

Without a FOLDER it reads the documents beside the checkout (`../shared`: those that are present) and the samples. Where a
`cases.json` stands beside a folder, each change is a gain or a loss by it. Exit status 1 where anything was lost.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.changes import Change, Verdict, changes

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GIVEN = ("documents", "gold/train/*/documents", "gold/formats", "gold/inputs", "data/yokohama/documents")
"""Below SHARED."""
LIMIT = 150
_VALUE = 60
"""Characters of a value that the table shows."""
_WIDTH = 170
"""Columns of the table where no terminal says its own."""
_SHOW = """
import sys
from corpus.__main__ import main
sys.exit(max((main(["show", name, "--json", "--data", sys.argv[1]]) for name in sys.stdin.read().splitlines()), default=0))
"""
"""`python -m corpus show NAME --json` for many names: one start for all of them."""
_PASSED_OVER = {"error": "passed over"}
"""The reading of a file that only the other code takes for a document."""

Readings = Mapping[str, Mapping[str, Any]]
"""By name, what `show --json` prints of a document; only `error` where its file was refused."""


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of documents."""

    name: str
    """Begins the names of its documents."""
    folder: Path

    def gold(self) -> Mapping[str, Mapping[str, Any]]:
        """What has to be read, by document name; empty where no `cases.json` stands beside the folder."""
        beside = (self.folder.parent / "cases.json", self.folder.parent / "gold" / "cases.json")
        path = next((path for path in beside if path.is_file()), None)
        entries = json.loads(path.read_text(encoding="utf-8")) if path else []
        return {f"{self.name}/{entry['document']}": entry for entry in entries}


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commit", help="the old code")
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--limit", type=int, default=LIMIT, help="documents of one folder, drawn evenly")
    options = parser.parse_intermixed_args(arguments)
    sources = [Source(f"{folder.parent.name}/{folder.name}", folder) for folder in options.folders] or given()
    with tempfile.TemporaryDirectory() as work:
        old, documents = Path(work, "old"), Path(work, "documents")
        try:
            check_out(options.commit, root, old)
        except subprocess.CalledProcessError as error:
            parser.error(error.stderr.decode().strip())
        draw(sources, options.limit, documents)
        with ThreadPoolExecutor() as pool:
            before, after = pool.map(lambda code: read_with(code, documents, Path(work)), (old, root))
    gold = {name: entry for source in sources for name, entry in source.gold().items()}
    found = compared(before, after, gold)
    show(found, Console(width=None if sys.stdout.isatty() else _WIDTH))
    return int(any(change.verdict is Verdict.LOSS for listed in found.values() for change in listed))


def given() -> list[Source]:
    """The folders beside the checkout that are present, and the samples."""
    folders = [folder for pattern in GIVEN for folder in sorted(SHARED.glob(pattern))]
    named = [Source(folder.relative_to(SHARED).as_posix(), folder) for folder in folders]
    return [*named, Source("samples", ROOT / "corpus" / "samples")]


def check_out(commit: str, root: Path, into: Path) -> None:
    """Put the files of a commit into a folder.

    Raises:
        subprocess.CalledProcessError: there is no such commit.
    """
    packed = subprocess.run(
        ["git", "-C", root, "archive", "--format=tar", commit], check=True, capture_output=True
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(into, filter="data")


def draw(sources: Sequence[Source], limit: int, into: Path) -> None:
    """Copy the documents of every source into a folder of its name; of more than `limit`, as many at even distances."""
    for source in sources:
        paths = sorted(path for path in source.folder.rglob("*") if path.is_file())
        count = min(limit, len(paths))
        for path in (paths[i * len(paths) // count] for i in range(count)):
            place = into / source.name / path.relative_to(source.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def read_with(code: Path, documents: Path, work: Path) -> Readings:
    """Read a folder of documents with the code in another folder, by the command line that both codes share.

    Raises:
        RuntimeError: the command broke off.
    """
    with tempfile.TemporaryDirectory(dir=work) as data:
        report = json.loads(
            _output(code, ["-m", "ingest", "--data", data, "--json", str(documents)], accepted=(0, 1))
        )
        texts = _output(code, ["-c", _SHOW, data], names="\n".join(report["documents"]))
    shown = _split(texts)
    return {reading["document"]: reading for reading in shown} | {
        failure["source"]: {"error": failure["error"]} for failure in report["failed"]
    }


def _output(code: Path, command: Sequence[str], *, names: str = "", accepted: Sequence[int] = (0,)) -> str:
    with tempfile.TemporaryDirectory() as elsewhere:  # where no .env lies that only one of the codes would see
        done = subprocess.run(
            [sys.executable, *command],
            cwd=elsewhere,
            env=os.environ | {"PYTHONPATH": str(code)},
            input=names,
            capture_output=True,
            encoding="utf-8",
        )
    if done.returncode not in accepted:
        raise RuntimeError(f"{code.name}: {' '.join(command[:2])} broke off:\n{done.stderr}")
    return done.stdout


def _split(texts: str) -> list[Mapping[str, Any]]:
    """The JSON values that stand one after the other in a text."""
    decoder, values, at = json.JSONDecoder(), [], 0
    while texts[at:].strip():
        value, at = decoder.raw_decode(texts, at + len(texts[at:]) - len(texts[at:].lstrip()))
        values.append(value)
    return values


def compared(
    old: Readings, new: Readings, gold: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Sequence[Change]]:
    """The changes of every document that both codes met, by name; documents without a change are empty."""
    return {
        name: list(changes(old[name], new[name], gold.get(name))) for name in sorted(old.keys() & new.keys())
    }


def show(found: Mapping[str, Sequence[Change]], console: Console) -> None:
    """Print how many documents changed in each field, then every change."""
    changed = {name: listed for name, listed in found.items() if listed}
    console.print(f"{len(changed)} of {len(found)} documents are read otherwise.")
    if changed:
        console.print(_counts(changed), _list(changed))


def _counts(changed: Mapping[str, Sequence[Change]]) -> Table:
    documents = Counter(field for listed in changed.values() for field in {change.field for change in listed})
    verdicts = Counter((change.field, change.verdict) for listed in changed.values() for change in listed)
    table = Table("field", "documents", *(f"values: {verdict}" for verdict in Verdict))
    for field, count in documents.most_common():
        table.add_row(field, str(count), *(str(verdicts[field, verdict] or "") for verdict in Verdict))
    return table


def _list(changed: Mapping[str, Sequence[Change]]) -> Table:
    table = Table("case", "field", "old", "new", "by gold", box=SIMPLE_HEAD)
    for name, listed in changed.items():
        table.add_section()
        table.add_row(Text(name, style="bold"))
        for change in listed:
            cells = (change.case, change.field, change.old, change.new, change.verdict)
            table.add_row(*(_cell(value) for value in cells))
    return table


def _cell(value: str) -> Text:
    return Text(value if len(value) <= _VALUE else value[:_VALUE] + "…")


if __name__ == "__main__":
    sys.exit(main())
