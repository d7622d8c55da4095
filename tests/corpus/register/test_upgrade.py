"""A register is brought to the tables of the schema once, in one transaction, whoever opens it and with whom."""

import multiprocessing
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Engine, create_engine, event

from corpus.errors import SettingsError
from corpus.model import Outcome
from corpus.register import Register, schema
from corpus.register import register as module
from corpus.register.upgrade import MIGRATIONS, upgrade
from tests.corpus.factory import document, original
from tests.corpus.register import earlier

NEWEST = ScriptDirectory(MIGRATIONS).get_current_head() or ""
STAMP = [{"version_num": NEWEST}]
NEXT = f"{int(NEWEST) + 1:04}"
PROCESSES = 4
AT_WORK = multiprocessing.get_context("forkserver")
AT_WORK.set_forkserver_preload(["alembic.command", "corpus.register"])


@pytest.fixture
def last_release(tmp_path: Path) -> Path:
    return earlier.write(tmp_path / "register.sqlite")


def opened(path: Path) -> Engine:
    """An engine as the register's own, before the upgrade."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", module._prepare)
    return engine


def with_next(folder: Path, operations: str) -> Path:
    """The migrations of a later program: one revision more."""
    shutil.copytree(MIGRATIONS, folder)
    lines = (
        "import sqlalchemy as sa",
        "from alembic import op",
        f"revision, down_revision = {NEXT!r}, {NEWEST!r}",
        "def upgrade():",
        *(f"    {line}" for line in operations.splitlines()),
    )
    (folder / "versions" / f"{NEXT}_next.py").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_every_row_of_the_last_release_stays_as_it_was(last_release: Path):
    before = earlier.tables(last_release)
    assert before.pop("migration") == [{"number": 1}]
    assert all(before.values())
    Register(last_release).close()
    after = earlier.tables(last_release)
    assert after["alembic_version"] == STAMP
    assert "migration" not in after
    assert earlier.tables(last_release, before) == before


def test_what_the_last_release_held_is_read_as_it_was(last_release: Path):
    before = earlier.tables(last_release)
    register = Register(last_release)
    assert register.standing().generation == 10
    assert register.counts() == tuple(len(before[name]) for name in ("documents", "cases", "passages"))
    minutes, report = register.document(earlier.MINUTES), register.document(earlier.REPORT)
    assert minutes.text.startswith("平成30年度第2回\u3000例示市個人情報保護審議会")
    assert (minutes.header.municipality, minutes.header.held_on) == ("例示市", date(2018, 7, 10))
    assert [case.title for case in minutes.cases] == ["街頭防犯カメラの映像を警察署に提供する協定"]
    assert [case.outcome for case in minutes.cases] == [Outcome.APPROVED_WITH_CONDITIONS]
    assert [use.reference for use in minutes.cases[0].articles] == ["第9条第2項第3号", "第9条第2項第1号"]
    assert (report.header.municipality, report.header.held_on) == ("想定市", date(2020, 12, 22))
    assert [case.outcome for case in report.cases] == [Outcome.PARTLY_REVOKED]
    assert [
        case.outcome for case in register.entries([register.number(earlier.REPORT)], as_read=True)[0].cases
    ] == [Outcome.APPROVED_WITH_CONDITIONS]
    for one in (minutes, report):
        assert register.passages(one.header.name) == list(one.passages)
        assert register.original(one.header.name)
    kept = [one for name in (*register.digests(), earlier.REMOVED) for one in register.corrections(name)]
    assert {(one.name, one.field, one.value, one.author) for one in kept} == {
        (earlier.MINUTES, "title", "街頭防犯カメラの映像を警察署に提供する協定", "校正係"),
        (earlier.REPORT, "held_on", "2020-12-22", "校正係"),
        (earlier.REPORT, "outcome", "承認", "校正係"),
        (earlier.REPORT, "outcome", "一部取消", "別の校正係"),
        (earlier.REMOVED, "municipality", "仮市", "校正係"),
    }


def test_an_upgraded_register_takes_in_and_lets_go(last_release: Path):
    register = Register(last_release)
    one = document()
    embedding = np.ones((len(one.passages), 512), dtype=np.float32)
    register.put(one, original(one), embedding, "hashed-characters-512")
    assert register.number(one.header.name) == 5, "a number that was given is not given again"
    register.remove(earlier.MINUTES)
    assert register.counts()[0] == 2
    assert register.problems() == []


def test_a_register_that_the_last_release_only_began_gets_its_tables(tmp_path: Path):
    """Killed after its first statement, that release left a table for the steps and nothing else."""
    path = tmp_path / "register.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY)")
    Register(path).close()
    after = earlier.tables(path)
    assert after["alembic_version"] == STAMP
    assert len(after["state"]) == 1
    assert "migration" not in after


def test_a_revision_is_run_once_and_a_newer_register_is_refused(last_release: Path, tmp_path: Path):
    later = with_next(
        tmp_path / "100%",
        'table = op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))\n'
        'op.bulk_insert(table, [{"id": 1}])',
    )
    engine = opened(last_release)
    upgrade(engine, later)
    upgrade(engine, later)
    assert earlier.tables(last_release)["later"] == [{"id": 1}]
    with pytest.raises(SettingsError, match="新しい版"):
        upgrade(engine)
    with pytest.raises(SettingsError, match="新しい版"):
        Register(last_release)


def test_a_revision_that_fails_leaves_the_register_as_it_was(last_release: Path, tmp_path: Path):
    before = earlier.tables(last_release)
    failing = with_next(
        tmp_path / "failing",
        'op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))\nraise MemoryError',
    )
    with pytest.raises(MemoryError):
        upgrade(opened(last_release), failing)
    assert earlier.tables(last_release) == before


def test_a_table_that_is_made_anew_keeps_what_refers_to_its_rows(last_release: Path, tmp_path: Path):
    """SQLite drops the old table; with foreign keys on, every turn, case and passage would go with it."""
    before = earlier.tables(last_release)
    others = {
        name: before[name] for name in ("turns", "cases", "case_articles", "passages", "vectors", "originals")
    }
    engine = opened(last_release)
    anew = 'with op.batch_alter_table("documents", recreate="always") as table:\n    table.drop_column("ocr")'
    upgrade(engine, with_next(tmp_path / "anew", anew))
    assert before["documents"][0].keys() - earlier.tables(last_release)["documents"][0].keys() == {"ocr"}
    assert earlier.tables(last_release, others) == others
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_alembic_is_loaded_only_for_a_register_that_is_behind(last_release: Path):
    code = "import sys; from pathlib import Path; from corpus.register import Register; Register(Path(sys.argv[1])); "
    code += "print('alembic' in sys.modules)"
    loaded = [
        subprocess.run(
            [sys.executable, "-c", code, last_release], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert loaded == ["True\n", "False\n"]


def together(work: Callable[[Path], None], paths: list[Path]) -> list[int | None]:
    """Let processes do the same work on each path at the same moment; their exit codes."""
    start = AT_WORK.Barrier(PROCESSES, timeout=30)
    processes = [AT_WORK.Process(target=do_each, args=(start, work, paths)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def do_each(start: Barrier, work: Callable[[Path], None], paths: list[Path]) -> None:
    for path in paths:
        start.wait()
        work(path)


def upgrade_it(path: Path) -> None:
    upgrade(opened(path))


def open_it(path: Path) -> None:
    Register(path).close()


def test_processes_that_upgrade_a_register_at_the_same_moment_run_no_revision_twice(last_release: Path):
    before = earlier.tables(last_release)
    del before["migration"]
    assert together(upgrade_it, [last_release]) == [0] * PROCESSES
    assert earlier.tables(last_release)["alembic_version"] == STAMP
    assert earlier.tables(last_release, before) == before


def test_processes_that_make_a_register_at_the_same_moment_make_one(tmp_path: Path):
    paths = [tmp_path / f"{turn}.sqlite" for turn in range(5)]
    assert together(open_it, paths) == [0] * PROCESSES
    assert [len(earlier.tables(path)["state"]) for path in paths] == [1] * len(paths)


def test_an_opening_waits_for_another_process_that_is_making_the_file(tmp_path: Path):
    """SQLite itself would refuse at once: the journal's mode cannot be changed while another one writes."""
    path = tmp_path / "register.sqlite"
    with ThreadPoolExecutor() as pool, closing(sqlite3.connect(path)) as other:
        with FileLock(path.with_suffix(".lock")):
            other.execute("BEGIN IMMEDIATE")
            opening = pool.submit(Register, path)
            assert not wait([opening], timeout=0.5).done
            other.rollback()
        assert opening.result().counts() == (0, 0, 0)


def test_threads_may_open_registers_at_the_same_moment(tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        registers = list(pool.map(lambda turn: Register(tmp_path / f"{turn}.sqlite"), range(24)))
    assert len({register.standing().register for register in registers}) == 24


@pytest.mark.parametrize("held", [True, False], ids=["of the last release", "new"])
def test_the_revisions_lead_to_the_tables_of_the_schema(tmp_path: Path, held: bool):
    """Where this fails, it prints the operations that the next revision has to make."""
    path = tmp_path / "register.sqlite"
    if held:
        earlier.write(path)
    upgrade(engine := opened(path))
    with engine.connect() as connection:
        missing = produce_migrations(MigrationContext.configure(connection), schema.metadata).upgrade_ops
        tables = dict(
            connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
        )
    assert missing is not None
    assert missing.is_empty(), render_python_code(missing, render_as_batch=True)
    for name, table in schema.metadata.tables.items():
        options = table.dialect_options["sqlite"]
        assert " ".join(tables[name].split()).endswith("WITHOUT ROWID") != options["with_rowid"], name
        assert ("AUTOINCREMENT" in tables[name]) == options["autoincrement"], name


def test_the_name_of_a_revision_begins_with_its_number():
    """By the names alone an opening knows which revision is the newest."""
    revisions = list(ScriptDirectory(MIGRATIONS).walk_revisions())
    assert [one.revision for one in revisions[::-1]] == [
        f"{number:04}" for number in range(1, len(revisions) + 1)
    ]
    assert all(Path(one.path).name.startswith(f"{one.revision}_") for one in revisions)


def test_a_register_is_copied_before_its_tables_are_changed(last_release: Path):
    before = earlier.tables(last_release)
    Register(last_release).close()
    (copy,) = last_release.parent.glob("register.sqlite.before-*")
    assert earlier.tables(copy, before) == before
    Register(last_release).close()
    assert len(list(last_release.parent.glob("register.sqlite.before-*"))) == 1
