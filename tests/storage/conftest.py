"""Shops with fast keys, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from shopdesk.storage.database import Database
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.keyfile import create_keys
from shopdesk.storage.keys import RootKeys
from tests.fast_kdf import FAST

PASSPHRASE = "seven silver spoons"


@dataclass(frozen=True)
class KeyedFolder:
    """A shop's folder with its key files, and everything that opens it."""

    folder: ShopFolder
    keys: RootKeys
    recovery_key: str
    passphrase: str = PASSPHRASE


@pytest.fixture(scope="session")
def fast_keys_made_once(tmp_path_factory: pytest.TempPathFactory) -> KeyedFolder:
    folder = ShopFolder(tmp_path_factory.mktemp("made-once") / "shop")
    folder.create()
    keys, recovery_key = create_keys(folder, PASSPHRASE, FAST)
    return KeyedFolder(folder, keys, recovery_key)


@pytest.fixture
def fast_keys(fast_keys_made_once: KeyedFolder, tmp_path: Path) -> KeyedFolder:
    made = fast_keys_made_once
    shutil.copytree(made.folder.path, tmp_path / "shop")
    return KeyedFolder(ShopFolder(tmp_path / "shop"), made.keys, made.recovery_key)


@pytest.fixture
def database(fast_keys: KeyedFolder) -> Iterator[Database]:
    database = Database.create(fast_keys.folder, fast_keys.keys)
    with database.maintenance() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE) STRICT"
        )
        connection.exec_driver_sql(
            "CREATE TABLE answer (note_id INTEGER NOT NULL REFERENCES note (id)) STRICT"
        )
        connection.exec_driver_sql("CREATE VIRTUAL TABLE word USING fts5 (body, tokenize='trigram')")
        connection.commit()
    yield database
    database.close()
