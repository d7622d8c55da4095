"""A register as the last release before Alembic wrote it, of two shortened samples and with corrections.

`last_release.sql` is a dump of the very file: the tables are that release's own text, the rows its own writing. One
document was taken out again and one put in a second time, so the numbers of the documents have gaps.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

DUMP = Path(__file__).with_name("last_release.sql")
MINUTES, REPORT, REMOVED = "reiji_2018_minutes_2.txt", "sotei_2020_report_15.txt", "kari.txt"


def write(path: Path) -> Path:
    """Write the register to a file that is not there yet."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(DUMP.read_text(encoding="utf-8"))
    return path


Tables = dict[str, list[dict[str, object]]]


def tables(path: Path, then: Tables | None = None) -> Tables:
    """The rows of every table of a register; without the tables and columns that came since `then`."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}
    if then is not None:
        rows = {
            name: [{column: row[column] for column in then[name][0]} for row in rows[name]] for name in then
        }
    return rows
