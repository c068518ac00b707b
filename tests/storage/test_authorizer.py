"""What a service's connection may do, asked of the real engine."""

import pytest
from sqlalchemy.exc import DatabaseError

from shopdesk.storage.database import Database

FORBIDDEN = [
    "DROP TABLE note",
    "DROP TABLE IF EXISTS answer",
    "ALTER TABLE note ADD COLUMN more TEXT",
    "ALTER TABLE note RENAME TO other",
    "CREATE TABLE more (a TEXT)",
    "CREATE TEMP TABLE note (a TEXT)",
    "CREATE TEMP TRIGGER sly BEFORE INSERT ON note BEGIN SELECT RAISE(IGNORE); END",
    "CREATE VIEW all_notes AS SELECT * FROM note",
    "CREATE INDEX note_body ON note (body)",
    "CREATE VIRTUAL TABLE more USING fts5 (body)",
    "DROP TABLE word",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "REINDEX",
    "REINDEX note",
    "ANALYZE",
    "PRAGMA writable_schema=ON",
    "PRAGMA writable_schema",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=OFF",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA recursive_triggers=OFF",
    "PRAGMA query_only=OFF",
    "PRAGMA ignore_check_constraints=ON",
    "PRAGMA user_version=7",
    "PRAGMA rekey='guess'",
    "PRAGMA key='guess'",
    "SELECT load_extension('evil')",
    "SELECT sqlcipher_export('main')",
]
ALLOWED = [
    "PRAGMA user_version",
    "PRAGMA page_count",
    "PRAGMA foreign_key_check",
    "PRAGMA table_info(note)",
    "PRAGMA integrity_check",
    "PRAGMA cipher_integrity_check",
    "PRAGMA data_version",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n",
    "SELECT count(*), upper('a'), json_extract('[1]', '$[0]') FROM note",
]
WRITTEN = [
    "INSERT INTO word (rowid, body) VALUES (1, 'silver')",
    "INSERT INTO word (word) VALUES ('optimize')",
    "INSERT INTO word (word) VALUES ('rebuild')",
    "INSERT INTO word (word) VALUES ('integrity-check')",
    "UPDATE word SET body = 'golden' WHERE rowid = 1",
    "DELETE FROM word",
    "INSERT OR REPLACE INTO note (id, body) VALUES (1, 'a')",
    "DELETE FROM note",
    "SAVEPOINT one",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_service_cannot_change_schema_or_settings(database: Database, statement: str) -> None:
    with database.write() as connection:
        # A connection that has read no table yet knows none, and REINDEX would have nothing to do.
        connection.exec_driver_sql("SELECT body FROM note").fetchall()
        with pytest.raises(DatabaseError, match=r"not authorized|prohibited"):
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement", [each for each in FORBIDDEN if each.startswith(("CREATE INDEX", "ALTER", "PRAGMA user_v"))]
)
def test_maintenance_can(database: Database, statement: str) -> None:
    with database.maintenance() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


@pytest.mark.parametrize("statement", ALLOWED)
def test_readers_and_the_writer_may_look(database: Database, statement: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(statement).fetchall()
    with database.read() as connection:
        connection.exec_driver_sql(statement).fetchall()


@pytest.mark.parametrize("statement", WRITTEN)
def test_rows_and_the_search_index_are_written(database: Database, statement: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(statement)


def test_the_search_index_is_read(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO word (rowid, body) VALUES (7, 'silver spoons')")
    with database.read() as connection:
        assert connection.exec_driver_sql(
            "SELECT rowid FROM word WHERE word MATCH 'spoon'"
        ).scalars().all() == [7]


@pytest.mark.parametrize("statement", WRITTEN[:-1])
def test_a_reader_writes_nothing(database: Database, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"readonly|query_only"), database.read() as connection:
        connection.exec_driver_sql(statement)
