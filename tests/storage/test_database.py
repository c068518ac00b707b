"""The engine: units of work, snapshots, and the troubles of the file told apart."""

import os
import shutil
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, InUse, NotAShop, ShopDeskError
from shopdesk.storage import cipher
from shopdesk.storage.database import APPLICATION_ID, Database
from tests.storage.conftest import KeyedFolder

PAGE = 4096


def add(database: Database, *bodies: str) -> None:
    with database.write() as connection:
        for body in bodies:
            connection.exec_driver_sql("INSERT INTO note (body) VALUES (?)", (body,))


def bodies(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.exec_driver_sql("SELECT body FROM note ORDER BY id").scalars())


def asked(database: Database, pragma: str, *, write: bool = True) -> Any:
    with database.write() if write else database.read() as connection:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()


def raw(database: Database) -> Any:
    """Return the writer's own connection, freed from its authorizer."""
    connection = database._writer.raw_connection()
    driver: Any = connection.driver_connection
    driver.set_authorizer(None)
    connection.close()
    return driver


def database_connections(database: Database) -> int:
    pools = [engine.pool for engine in (database._writer, database._readers)]
    return sum(pool.checkedin() for pool in pools if isinstance(pool, QueuePool))


def reopened(database: Database, fast_keys: KeyedFolder, harm: Callable[[Path], None]) -> Database:
    database.close()
    harm(fast_keys.folder.database)
    return Database.open(fast_keys.folder, fast_keys.keys)


def flip(place: int) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[place] ^= 1
        path.write_bytes(data)

    return harm


def test_what_is_committed_is_there_after_reopening(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, "a", "b")
    again = reopened(database, fast_keys, lambda _: None)
    assert bodies(again) == ["a", "b"]
    again.close()


def test_the_file_is_noise(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, "planted words" * 20)
    everything = b"".join(path.read_bytes() for path in fast_keys.folder.path.glob("shop.db*"))
    assert b"planted words" not in everything
    assert b"SQLite format" not in everything


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("application_id", APPLICATION_ID),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 5000),
        ("page_size", str(PAGE)),
    ],
)
def test_every_setting_holds_for_writer_and_readers(database: Database, pragma: str, value: Any) -> None:
    assert (asked(database, pragma), asked(database, pragma, write=False)) == (value, value)


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_database_wal_and_shared_memory_are_for_their_owner_alone(
    database: Database, fast_keys: KeyedFolder
) -> None:
    add(database, "a")
    files = sorted(fast_keys.folder.path.glob("shop.db*"))
    assert [path.name for path in files] == ["shop.db", "shop.db-shm", "shop.db-wal"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_a_file_that_others_could_read_is_closed_to_them_at_opening(
    database: Database, fast_keys: KeyedFolder
) -> None:
    reopened(database, fast_keys, lambda path: path.chmod(0o644)).close()
    assert fast_keys.folder.database.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_a_new_file_is_never_open_to_others_for_a_moment(
    fast_keys: KeyedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "chmod", lambda _path, _mode: None)
    Database.create(fast_keys.folder, fast_keys.keys).close()
    assert fast_keys.folder.database.stat().st_mode & 0o777 == 0o600


def test_a_database_is_never_made_over_another(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, "a")
    with pytest.raises(AlreadyExists):
        Database.create(fast_keys.folder, fast_keys.keys)
    assert bodies(database) == ["a"]


def test_an_exception_rolls_everything_back(database: Database) -> None:
    def half_done() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO note (body) VALUES ('half')")
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    assert bodies(database) == []


def test_a_broken_rule_of_the_schema_is_not_dressed_up(database: Database) -> None:
    add(database, "once")
    with pytest.raises(IntegrityError):
        add(database, "other", "once")
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.exec_driver_sql("INSERT INTO answer (note_id) VALUES (99)")
    assert bodies(database) == ["once"]


def test_values_stand_in_no_error_text(database: Database) -> None:
    name = "Ada Lovelace"
    add(database, name)
    with pytest.raises(IntegrityError) as raised:
        add(database, name)
    assert name not in "".join(traceback.format_exception(raised.value))


def test_a_unit_of_work_may_be_undone_in_part(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO note (body) VALUES ('kept')")
        part = connection.begin_nested()
        connection.exec_driver_sql("INSERT INTO note (body) VALUES ('undone')")
        part.rollback()
    assert bodies(database) == ["kept"]


def test_a_reader_sees_one_snapshot_to_its_end(database: Database) -> None:
    add(database, "before")
    with database.read() as connection:
        count = "SELECT count(*) FROM note"
        seen = [connection.exec_driver_sql(count).scalar_one()]
        add(database, "after")
        seen.append(connection.exec_driver_sql(count).scalar_one())
    assert (seen, bodies(database)) == ([1, 1], ["before", "after"])


def test_a_writer_holds_the_file_from_its_first_moment(
    database: Database, fast_keys: KeyedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cipher, "BUSY_MS", 1)
    other = Database.open(fast_keys.folder, fast_keys.keys)
    with database.write(), pytest.raises(InUse), other.write():
        pass
    add(other, "later")
    assert bodies(database) == ["later"]
    other.close()


def test_writers_of_many_threads_take_turns(database: Database) -> None:
    def count_up() -> None:
        for _ in range(20):
            with database.write() as connection:
                found = connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one()
                connection.exec_driver_sql(
                    "INSERT INTO note (id, body) VALUES (?, ?)", (found + 1, str(found))
                )

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(bodies(database)) == 80


def test_a_unit_of_work_inside_another_is_a_bug_and_not_a_hang(database: Database) -> None:
    with database.write(), pytest.raises(RuntimeError, match="unit of work"):
        add(database, "a")
    with database.write(), pytest.raises(RuntimeError, match="unit of work"):
        database.checkpoint()
    add(database, "still works")
    assert bodies(database) == ["still works"]


def test_maintenance_leaves_foreign_keys_alone_until_its_end(database: Database) -> None:
    with database.maintenance() as connection:
        connection.exec_driver_sql("INSERT INTO answer (note_id) VALUES (99)")
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    assert len(orphans) == 1
    with database.read() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM answer").scalar_one() == 0


def test_maintenance_undoes_half_a_migration(database: Database) -> None:
    def fail_midway() -> None:
        with database.maintenance() as connection, connection.begin():
            connection.exec_driver_sql("CREATE TABLE half (a TEXT)")
            raise KeyError

    with pytest.raises(KeyError):
        fail_midway()
    with database.read() as reader, pytest.raises(DatabaseError, match="no such table"):
        reader.exec_driver_sql("SELECT * FROM half")


def test_maintenance_can_vacuum(database: Database) -> None:
    with database.maintenance() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("VACUUM")
    assert bodies(database) == []


def test_a_passive_checkpoint_carries_everything_over(
    database: Database, fast_keys: KeyedFolder, tmp_path: Path
) -> None:
    add(database, "carried")
    assert database.checkpoint()
    lone = KeyedFolder(type(fast_keys.folder)(tmp_path / "lone"), fast_keys.keys, "")
    shutil.copytree(fast_keys.folder.path, lone.folder.path, ignore=shutil.ignore_patterns("shop.db-*"))
    copy = Database.open(lone.folder, lone.keys)
    assert bodies(copy) == ["carried"]
    copy.close()


def test_truncate_empties_the_wal_and_never_waits(database: Database, fast_keys: KeyedFolder) -> None:
    wal = fast_keys.folder.path / "shop.db-wal"
    add(database, "a")
    with database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM note").fetchall()
        add(database, "b")
        assert not database.checkpoint("TRUNCATE")
    with database.write():
        assert not database.checkpoint("TRUNCATE")
    assert database.checkpoint("TRUNCATE")
    assert wal.stat().st_size == 0
    assert asked(database, "busy_timeout") == 5000


def test_another_window_s_commit_is_noticed(database: Database, fast_keys: KeyedFolder) -> None:
    other = Database.open(fast_keys.folder, fast_keys.keys)
    first = database.data_version()
    assert database.data_version() == first
    add(other, "from the second window")
    assert database.data_version() != first
    other.close()


def test_closing_leaves_one_file_and_no_way_back_in(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, "a")
    database.data_version()
    bodies(database)
    database.close()
    database.close()
    assert [path.name for path in fast_keys.folder.path.glob("shop.db*")] == ["shop.db"]
    for deed in (lambda: add(database, "b"), lambda: bodies(database), database.data_version):
        with pytest.raises(RuntimeError, match="closed"):
            deed()


def test_closing_one_window_empties_the_wal_under_another(database: Database, fast_keys: KeyedFolder) -> None:
    other = Database.open(fast_keys.folder, fast_keys.keys)
    add(database, "a")
    database.close()
    assert (fast_keys.folder.path / "shop.db-wal").stat().st_size == 0
    assert bodies(other) == ["a"]
    other.close()


def test_a_full_disk_refuses_and_works_again_when_there_is_room(database: Database) -> None:
    add(database, "before")
    driver = raw(database)
    driver.execute("PRAGMA max_page_count=1")  # SQLite takes it as: not one page more than there are
    with pytest.raises(DiskFull):
        add(database, *(str(number) * 2000 for number in range(100)))
    assert bodies(database) == ["before"]
    driver.execute("PRAGMA max_page_count=1000000")
    add(database, "after")
    assert bodies(database) == ["before", "after"]


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


def test_after_damage_the_connections_are_made_anew(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, *(str(number) * 900 for number in range(50)))
    harmed = reopened(database, fast_keys, flip(2 * PAGE + 99))
    with pytest.raises(Damaged):
        add(harmed, *(str(number) for number in range(900)))
    flip(2 * PAGE + 99)(fast_keys.folder.database)
    assert database_connections(harmed) == 0
    assert len(bodies(harmed)) == 50
    harmed.close()


def test_from_the_first_damage_on_nothing_more_is_written(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, *(str(number) * 900 for number in range(50)))
    harmed = reopened(database, fast_keys, flip(2 * PAGE + 99))
    with pytest.raises(Damaged):
        add(harmed, *(str(number) for number in range(900)))
    flip(2 * PAGE + 99)(fast_keys.folder.database)
    with pytest.raises(Damaged):
        add(harmed, "more")
    assert len(bodies(harmed)) == 50
    harmed.close()


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
