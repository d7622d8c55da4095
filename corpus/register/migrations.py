"""The steps that bring a register to the tables of `schema`, numbered from 1; a released one is never edited."""

from sqlalchemy import Engine, text

from corpus.errors import SettingsError

_FIRST_TABLES = """
CREATE TABLE state (id INTEGER NOT NULL, register VARCHAR NOT NULL, generation INTEGER NOT NULL, embedder
    VARCHAR, dimension INTEGER, PRIMARY KEY (id));
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR NOT NULL, generation
    INTEGER NOT NULL, digest VARCHAR NOT NULL, kind VARCHAR NOT NULL, municipality VARCHAR, council VARCHAR,
    meeting VARCHAR, held_on DATE, number VARCHAR, issued_on DATE, consultation_number VARCHAR, consulted_on
    DATE, title VARCHAR, ocr BOOLEAN NOT NULL, flags JSON NOT NULL, evidence JSON NOT NULL, pages JSON NOT
    NULL, members JSON NOT NULL, text TEXT NOT NULL, UNIQUE (name));
CREATE INDEX ix_documents_municipality ON documents (municipality);
CREATE TABLE turns (document INTEGER NOT NULL, ordinal INTEGER NOT NULL, speaker VARCHAR, role VARCHAR NOT
    NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, mark JSON, "case" INTEGER, heading VARCHAR NOT
    NULL, PRIMARY KEY (document, ordinal), FOREIGN KEY (document) REFERENCES documents (id) ON DELETE
    CASCADE) WITHOUT ROWID;
CREATE TABLE cases (document INTEGER NOT NULL, ordinal INTEGER NOT NULL, title VARCHAR NOT NULL, kind
    VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, title_span JSON, number VARCHAR,
    department VARCHAR, outcome VARCHAR, outcome_span JSON, attachments JSON NOT NULL, member_requests JSON
    NOT NULL, questions JSON NOT NULL, votes JSON NOT NULL, evidence JSON NOT NULL, PRIMARY KEY (document,
    ordinal), FOREIGN KEY (document) REFERENCES documents (id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX ix_cases_number ON cases (number);
CREATE INDEX ix_cases_outcome ON cases (outcome);
CREATE TABLE case_articles (document INTEGER NOT NULL, "case" INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    reference VARCHAR NOT NULL, law VARCHAR, start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY
    (document, "case", ordinal), FOREIGN KEY (document) REFERENCES documents (id) ON DELETE CASCADE) WITHOUT
    ROWID;
CREATE INDEX ix_case_articles_reference ON case_articles (reference);
CREATE TABLE passages (document INTEGER NOT NULL, ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end"
    INTEGER NOT NULL, turn INTEGER NOT NULL, "case" INTEGER, articles JSON NOT NULL, searched TEXT NOT NULL,
    PRIMARY KEY (document, ordinal), FOREIGN KEY (document) REFERENCES documents (id) ON DELETE CASCADE)
    WITHOUT ROWID;
CREATE TABLE vectors (document INTEGER NOT NULL, embedder VARCHAR NOT NULL, dimension INTEGER NOT NULL, data
    BLOB NOT NULL, PRIMARY KEY (document), FOREIGN KEY (document) REFERENCES documents (id) ON DELETE
    CASCADE);
CREATE TABLE originals (document INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document), FOREIGN KEY
    (document) REFERENCES documents (id) ON DELETE CASCADE);
CREATE TABLE corrections (id INTEGER NOT NULL, name VARCHAR NOT NULL, "case" INTEGER, case_title VARCHAR,
    field VARCHAR NOT NULL, value VARCHAR, author VARCHAR NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_corrections_name ON corrections (name);
INSERT INTO state (id, register, generation) VALUES (1, lower(hex(randomblob(16))), 0)
"""

STEPS = (_FIRST_TABLES,)


def migrate(engine: Engine, steps: tuple[str, ...] = STEPS) -> None:
    """Apply the steps that this register has not seen, all in one transaction.

    Raises:
        SettingsError: the register was written by a newer version of the program.
    """
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)"))
    with engine.begin() as connection:
        # A write comes before the look and takes the write lock: two processes never apply one step twice.
        connection.execute(text("DELETE FROM migration WHERE number < 1"))
        done: int = connection.execute(text("SELECT coalesce(max(number), 0) FROM migration")).scalar_one()
        if done > len(steps):
            raise SettingsError("登録簿は新しい版のプログラムで作られています。プログラムを更新してください。")
        for number, step in enumerate(steps[done:], start=done + 1):
            for statement in step.strip().split(";\n"):
                connection.exec_driver_sql(statement)
            connection.execute(text("INSERT INTO migration VALUES (:number)"), {"number": number})
