"""The schema of a shop's file: laid for a new shop, brought up to date for an older one."""

import hashlib
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from shopdesk.errors import Damaged, NewerFormat
from shopdesk.storage.database import Database

HEAD = "0001"
"""The revision this program works with; a test compares it with the migrations."""
_MIGRATING = Lock()
"""Alembic keeps what it works on in its modules: one at a time in a process."""
_OURS = (
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' "
    "AND name <> 'alembic_version' AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') "
    "ORDER BY rowid"
)
"""What our revisions lay, in their order: not what SQLite, its search indexes and Alembic keep for themselves."""


class Named(NamedTuple):
    """A table, index, trigger or view by its name; names are one to a thing in a file."""

    kind: str
    name: str


def bring_up_to_date(database: Database) -> bool:
    """Lay or migrate the schema in one unit of work; return whether anything was done.

    Raises NewerFormat for a file written by a newer program.
    """
    found = _revision(database)
    if found == HEAD:
        return False
    if found is not None and found > HEAD:
        raise NewerFormat(found=found, known=HEAD)
    upgrade(database, HEAD)
    return True


def fingerprint() -> str:
    """Return what tells this program's tables from those of any other: a digest of their SQL."""
    migrations = Path(__file__).parent / "migrations"
    written = b"".join(path.read_bytes() for path in sorted(migrations.rglob("*.sql")))
    return hashlib.sha256(written).hexdigest()


def is_older(database: Database) -> bool:
    """Tell whether a file holds a schema from before this program."""
    found = _revision(database)
    return found is not None and found < HEAD


def laid_now() -> dict[Named, str]:
    """Return the SQL of everything that a new shop of this program has, from one laid in memory."""
    return _laid(HEAD)


def standing_in(connection: Connection) -> dict[Named, str]:
    """Return the SQL of everything that a file has."""
    return {Named(kind, name): sql for kind, name, sql in connection.exec_driver_sql(_OURS)}


def is_as_laid(connection: Connection) -> bool:
    """Tell whether a file has what a new shop of this program has, and nothing else."""
    return standing_in(connection) == laid_now()


def upgrade(database: Database, revision: str) -> None:
    """Run the revisions up to one, all or none; foreign keys are checked before the commit."""
    _run(database, "upgrade", revision)


def downgrade(database: Database, revision: str) -> None:
    """Run the revisions down to one, all or none."""
    _run(database, "downgrade", revision)


def migration_config() -> Any:
    """Return Alembic's configuration for our revisions."""
    from alembic.config import Config  # noqa: PLC0415  Alembic doubles the start when imported early

    config = Config()
    config.set_main_option("script_location", "shopdesk.storage:migrations")
    return config


@cache
def _laid(revision: str) -> dict[Named, str]:
    engine = create_engine("sqlite+pysqlite://", module=dbapi2)
    with engine.connect() as connection:
        _migrate(connection, "upgrade", revision)
        laid = standing_in(connection)
    engine.dispose()
    return laid


def _migrate(connection: Connection, direction: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  as above

    config = migration_config()
    config.attributes["connection"] = connection
    with _MIGRATING:
        getattr(command, direction)(config, revision)


def _run(database: Database, direction: str, revision: str) -> None:
    with database.maintenance() as connection:
        _migrate(connection, direction, revision)
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise Damaged(what="foreign_keys")
        connection.commit()


def _revision(database: Database) -> str | None:
    with database.read() as connection:
        try:
            row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchone()
        except DatabaseError as error:
            if "no such table" in str(error.orig):
                return None
            raise
    return None if row is None else str(row[0])
