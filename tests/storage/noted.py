"""What the tests of the engine share: notes written and read, and a file harmed between two openings."""

from collections.abc import Callable
from pathlib import Path

from shopdesk.storage.database import Database
from tests.storage.conftest import KeyedFolder


def add(database: Database, *bodies: str) -> None:
    with database.write() as connection:
        for body in bodies:
            connection.exec_driver_sql("INSERT INTO note (body) VALUES (?)", (body,))


def bodies(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.exec_driver_sql("SELECT body FROM note ORDER BY id").scalars())


def reopened(database: Database, fast_keys: KeyedFolder, harm: Callable[[Path], None]) -> Database:
    database.close()
    harm(fast_keys.folder.database)
    return Database.open(fast_keys.folder, fast_keys.keys)
