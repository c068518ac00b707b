"""The engine: harmed, strange and missing files told apart, and its keys."""

import os
import shutil
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from shopdesk.errors import Damaged, NotAShop, ShopDeskError
from shopdesk.storage import cipher
from shopdesk.storage.database import Database
from tests.storage.conftest import KeyedFolder
from tests.storage.noted import add, bodies, reopened

PAGE = 4096


def database_connections(database: Database) -> int:
    pools = [engine.pool for engine in (database._writer, database._readers)]
    return sum(pool.checkedin() for pool in pools if isinstance(pool, QueuePool))


def flip(place: int) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[place] ^= 1
        path.write_bytes(data)

    return harm


@pytest.mark.parametrize("place", [3, 20, 100, PAGE - 5], ids=["salt", "header", "schema", "hmac"])
def test_a_flipped_bit_on_the_first_page_is_damage(
    database: Database, fast_keys: KeyedFolder, place: int
) -> None:
    with pytest.raises(Damaged) as damaged:
        reopened(database, fast_keys, flip(place))
    assert damaged.value.parameters == {"what": "database"}


@pytest.mark.parametrize("deed", [bodies, lambda database: add(database, "more")], ids=["read", "write"])
def test_a_flipped_bit_on_any_other_page_is_damage_when_it_is_met(
    database: Database, fast_keys: KeyedFolder, deed: Callable[[Database], Any]
) -> None:
    add(database, *(str(number) * 900 for number in range(50)))
    size = [0]

    def harm(path: Path) -> None:
        size[0] = path.stat().st_size
        for page in range(1, size[0] // PAGE):
            flip(page * PAGE + 99)(path)

    harmed = reopened(database, fast_keys, harm)
    with pytest.raises(Damaged):
        deed(harmed)
    harmed.close()


@pytest.fixture
def met(database: Database, fast_keys: KeyedFolder) -> Iterator[Database]:
    """Meet damage while something is written, and take it away again."""
    add(database, *(str(number) * 900 for number in range(50)))
    harmed = reopened(database, fast_keys, flip(2 * PAGE + 99))
    with pytest.raises(Damaged):
        add(harmed, *(str(number) for number in range(900)))
    flip(2 * PAGE + 99)(fast_keys.folder.database)
    yield harmed
    harmed.close()


def test_after_damage_the_connections_are_made_anew(met: Database) -> None:
    assert database_connections(met) == 0
    assert len(bodies(met)) == 50


def test_from_the_first_damage_on_nothing_more_is_written(met: Database) -> None:
    with pytest.raises(Damaged):
        add(met, "more")
    assert len(bodies(met)) == 50


def test_another_shop_s_keys_meet_damage_and_never_an_empty_shop(
    database: Database, fast_keys: KeyedFolder
) -> None:
    database.close()
    stranger = type(fast_keys.keys)(**{**vars(fast_keys.keys), "database_key": bytes(32)})
    with pytest.raises(Damaged):
        Database.open(fast_keys.folder, stranger)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Damaged),
        (b"x" * 100, Damaged),
        (os.urandom(PAGE * 3), Damaged),
        (b"SQLite format 3\0" + bytes(PAGE), NotAShop),
    ],
    ids=["no bytes", "torn", "noise", "plain SQLite"],
)
def test_what_is_no_database_of_ours_is_told_apart(
    fast_keys: KeyedFolder, content: bytes, expected: type[ShopDeskError]
) -> None:
    fast_keys.folder.database.write_bytes(content)
    with pytest.raises(expected):
        Database.open(fast_keys.folder, fast_keys.keys)


def test_an_encrypted_file_of_another_program_is_not_a_shop(
    database: Database, fast_keys: KeyedFolder
) -> None:
    with database.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA application_id=7")
        connection.commit()
    with pytest.raises(NotAShop):
        reopened(database, fast_keys, lambda _: None)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_renamed_while_open_takes_no_more_money(
    database: Database, fast_keys: KeyedFolder, replaced: bool
) -> None:
    path = fast_keys.folder.database

    def moved_meanwhile() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO note (body) VALUES ('lost')")
            path.rename(path.with_suffix(".old"))
            if replaced:
                shutil.copy(path.with_suffix(".old"), path)

    with pytest.raises(Damaged) as damaged:
        moved_meanwhile()
    assert damaged.value.parameters == {"what": "database_moved"}
    path.with_suffix(".old").replace(path)
    assert bodies(database) == []


def test_a_file_that_is_gone_does_not_come_back_empty(database: Database, fast_keys: KeyedFolder) -> None:
    fast_keys.folder.database.rename(fast_keys.folder.path / "away")
    with pytest.raises(Damaged):
        bodies(database)
    assert not fast_keys.folder.database.exists()
    (fast_keys.folder.path / "away").rename(fast_keys.folder.database)


def test_connecting_makes_no_file(fast_keys: KeyedFolder) -> None:
    with pytest.raises(dbapi2.OperationalError):
        cipher.connect(fast_keys.folder.database, cipher.key_text(fast_keys.keys))
    assert not fast_keys.folder.database.exists()


@pytest.mark.parametrize(("key", "salt"), [(31, 16), (32, 15), (32, 0), (33, 15), (0, 0)])
def test_a_key_of_the_wrong_length_is_never_taken_for_a_passphrase(
    fast_keys: KeyedFolder, key: int, salt: int
) -> None:
    fields = {**vars(fast_keys.keys), "database_key": bytes(key), "database_salt": bytes(salt)}
    with pytest.raises(ValueError, match="wrong length"):
        cipher.key_text(type(fast_keys.keys)(**fields))


def test_the_key_is_used_as_it_is_and_not_stretched(database: Database, fast_keys: KeyedFolder) -> None:
    database.close()
    connection = dbapi2.connect(str(fast_keys.folder.database))
    keys = fast_keys.keys
    connection.execute(f"PRAGMA key=\"x'{keys.database_key.hex()}{keys.database_salt.hex()}'\"")
    connection.execute("PRAGMA cipher_hmac_algorithm=HMAC_SHA256")
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    connection.close()


def test_a_sqlite_that_could_lose_commits_is_refused(
    fast_keys: KeyedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match="too old"):
        cipher.key_text(fast_keys.keys)


def test_no_key_stands_in_what_the_engine_says(
    database: Database, fast_keys: KeyedFolder, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Damaged) as damaged:
        reopened(database, fast_keys, flip(100))
    said = "".join(traceback.format_exception(damaged.value)) + repr(database) + repr(database._writer)
    assert fast_keys.keys.database_key.hex() not in said
    assert capfd.readouterr() == ("", "")
