"""A register of an earlier program brought to the tables of `schema`, by the revisions in `migrations/`."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, inspect

from corpus.errors import SettingsError

MIGRATIONS = Path(__file__).parent / "migrations"

_ALEMBIC = Lock()
"""Alembic's `context` and `op` are one for the whole process."""


def upgrade(
    engine: Engine, migrations: Path = MIGRATIONS, before: Callable[[str], None] = lambda _: None
) -> None:
    """Run the revisions that this register has not seen, all in one transaction.

    Args:
        engine: of the register, which may be empty.
        before: is told the revision to which a register that has tables already is about to be brought.
        migrations: folder of Alembic's `env.py` and of the revisions, whose names begin with their number.

    Raises:
        SettingsError: the register was written by a newer version of the program.
    """
    newest = max(file.name for file in (migrations / "versions").glob("[0-9]*.py"))[:4]
    with engine.connect() as connection:
        held = _revision(connection)
        if held == newest:
            return
        holds = inspect(connection).has_table("documents")
    if holds and held < newest:
        before(newest)
    with engine.connect() as connection:
        # A table that SQLite has to make anew is dropped first, and what refers to its rows would go with them.
        connection.detach()
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        # The write lock comes before the look: two processes never run one revision twice.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        held = _revision(connection)
        if held > newest:
            raise SettingsError("登録簿は新しい版のプログラムで作られています。プログラムを更新してください。")
        if held < newest:
            _run(connection, migrations)
        connection.commit()


def _revision(connection: Connection) -> str:
    """Number of the last revision that Alembic ran; empty where it ran none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _run(connection: Connection, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with _ALEMBIC:
        # The first release counted its own steps; its one step made what revision 0001 makes.
        if inspect(connection).has_table("migration"):
            if connection.exec_driver_sql("SELECT max(number) FROM migration").scalar():
                command.stamp(config, "0001")
            connection.exec_driver_sql("DROP TABLE migration")
        command.upgrade(config, "head")
