"""The engine: units of work, snapshots, maintenance and checkpoints."""

import os
import shutil
import threading
import traceback
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlcipher3 import dbapi2

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, InUse, ShopDeskError
from shopdesk.storage import cipher
from shopdesk.storage.database import APPLICATION_ID, Database
from tests.storage.conftest import KeyedFolder
from tests.storage.noted import add, bodies, reopened

PAGE = 4096


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


@pytest.mark.parametrize("value", [None, b"sealed"])
def test_the_driver_has_been_told_how_a_value_is_written(value: Any) -> None:
    written = dbapi2.adapters[type(value), dbapi2.PrepareProtocol]
    assert written(value) is value  # else it looks for the way each time


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


def test_a_long_unit_of_work_has_more_room_until_it_ends(database: Database) -> None:
    room = raw(database).execute("PRAGMA cache_size").fetchone()
    with database.write(long=True) as connection:
        driver: Any = connection.connection.driver_connection
        assert driver.execute("PRAGMA cache_size").fetchone() < room
    assert raw(database).execute("PRAGMA cache_size").fetchone() == room


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


def test_closing_leaves_one_file_and_no_way_back_in(database: Database, fast_keys: KeyedFolder) -> None:
    add(database, "a")
    bodies(database)
    database.close()
    database.close()
    assert [path.name for path in fast_keys.folder.path.glob("shop.db*")] == ["shop.db"]
    for deed in (lambda: add(database, "b"), lambda: bodies(database)):
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


@pytest.mark.parametrize(("room", "told"), [(1 << 15, DiskFull), (1 << 30, Damaged)])
def test_a_disk_that_refuses_for_want_of_room_is_full_and_the_file_not_damaged(
    database: Database, monkeypatch: pytest.MonkeyPatch, room: int, told: type[ShopDeskError]
) -> None:
    error = dbapi2.OperationalError("disk I/O error")
    error.sqlite_errorcode = dbapi2.SQLITE_IOERR
    there = shutil.disk_usage(".")._replace(free=room)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: there)
    with pytest.raises(told), database.read():
        raise error
    assert database.is_damaged is (told is Damaged)
