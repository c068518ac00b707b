"""The schema of a shop's file: laid for a new shop, brought up to date for an older one."""

import hashlib
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError

from shopdesk.errors import Damaged, NewerFormat
from shopdesk.storage.database import Database

HEAD = "0001"
"""The revision this program works with; a test compares it with the migrations."""


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


def _run(database: Database, direction: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  as above

    config = migration_config()
    with database.maintenance() as connection:
        config.attributes["connection"] = connection
        getattr(command, direction)(config, revision)
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
