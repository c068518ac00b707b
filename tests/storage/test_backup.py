import errno
import os
import shutil
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import (
    AlreadyExists,
    Cancelled,
    Damaged,
    DiskFull,
    InUse,
    NewerFormat,
    NotAShop,
    NotFound,
    ShopDeskError,
    WrongSecret,
)
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.verifying import verify, verify_what_changed
from shopdesk.shop import open_shop
from shopdesk.storage import backup_file, cipher, cipher_pages
from shopdesk.storage.backup import Backup, restore
from shopdesk.storage.cipher import PAGE_BYTES
from shopdesk.storage.cipher_pages import SealedFile
from shopdesk.storage.database import Database
from shopdesk.storage.file_integrity import INDEXES
from shopdesk.storage.file_lock import FileLock
from tests.conftest import PASSPHRASE, StandingClock


def made(desk: Desk) -> Backup:
    return desk.book.backups.make(desk.book.database, desk.clock.now())


def test_a_backup_holds_the_shop_as_it_is_and_nothing_half_made_stays(
    desk: Desk, marai: CustomerId, shop_folder: Path
) -> None:
    found = made(desk)
    assert found.label.sequence == desk.book.sequence
    assert desk.book.backups.listed() == (found,)
    assert sorted(path.name for path in (shop_folder / "backups").iterdir()) == [".lock", found.path.name]
    assert zipfile.ZipFile(found.path).namelist() == ["shop.keys", "shop.db", "backup.json"]


def test_each_backup_has_a_key_and_a_salt_of_its_own(desk: Desk, shop_folder: Path) -> None:
    starts = set()
    for found in (made(desk), made(desk)):
        with zipfile.ZipFile(found.path) as archive:
            start = archive.read("shop.db")[:16]
        assert start.hex() == found.label.salt
        starts.add(start)
    starts.add((shop_folder / "shop.db").read_bytes()[:16])
    assert len(starts) == 3


def test_no_name_stands_in_a_backup(desk: Desk, marai: CustomerId) -> None:
    data = made(desk).path.read_bytes()
    assert b"Haddad" not in data
    assert b"SQLite format" not in data


def test_a_restored_shop_is_whole_and_the_old_one_untouched(
    desk: Desk, marai: CustomerId, clock: StandingClock, tmp_path: Path, shop_folder: Path
) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    found = made(desk)
    desk.settle()
    before = {path: path.read_bytes() for path in shop_folder.rglob("*") if path.is_file()}
    done = restore(found.path, PASSPHRASE, tmp_path / "new")
    assert done.missing.entries == 0
    with open_shop(tmp_path / "new", PASSPHRASE, clock=clock) as shop:
        assert shop.desk.book.missing is None
        assert verify(shop.desk).ok
        assert take_payment(shop.desk, PaymentOrder(marai, 5), "two").reference == "P-00002"
    assert {path: path.read_bytes() for path in shop_folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("replay", "balance"), [(False, -100), (True, -105)])
def test_what_was_entered_since_is_counted_and_brought_back_when_asked_for(
    desk: Desk,
    marai: CustomerId,
    clock: StandingClock,
    tmp_path: Path,
    shop_folder: Path,
    replay: bool,
    balance: int,
) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    found = made(desk)
    take_payment(desk, PaymentOrder(marai, 5), "two")
    done = restore(found.path, PASSPHRASE, tmp_path / "new", beside=shop_folder, replay=replay)
    assert (done.missing.entries, done.missing.events, done.replayed) == (1, 1, replay)
    with open_shop(tmp_path / "new", PASSPHRASE, clock=clock) as shop:
        assert verify(shop.desk).ok
        with shop.desk.read() as session:
            assert session.exec_driver_sql("SELECT debt_balance FROM customer").scalar_one() == balance


def test_a_restored_shop_is_of_another_lineage(desk: Desk, clock: StandingClock, tmp_path: Path) -> None:
    restore(made(desk).path, PASSPHRASE, tmp_path / "new")
    with open_shop(tmp_path / "new", PASSPHRASE, clock=clock) as shop:
        assert made(shop.desk).label.lineage != made(desk).label.lineage


def test_the_recovery_key_s_owner_and_nobody_else_restores(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongSecret):
        restore(made(desk).path, "not the passphrase", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".*.partial"))


def test_a_shop_is_never_restored_over_files(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine.txt").write_text("kept")
    with pytest.raises(AlreadyExists):
        restore(made(desk).path, PASSPHRASE, tmp_path / "new")
    assert (tmp_path / "new" / "mine.txt").read_text() == "kept"


def gone(path: Path) -> None:
    path.unlink()


def noise(path: Path) -> None:
    path.write_bytes(b"no backup" * 50)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-900])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def without_database(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backup.json", "{}")


def newer(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backup.json", '{"format": 2}')


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (gone, NotFound),
        (noise, NotAShop),
        (torn, NotAShop),
        (flipped, Damaged),
        (without_database, Damaged),
        (newer, NewerFormat),
    ],
)
def test_what_is_no_sound_backup_is_told_apart_and_leaves_nothing(
    desk: Desk, tmp_path: Path, harm: Callable[[Path], None], told: type[ShopDeskError]
) -> None:
    found = made(desk)
    harm(found.path)
    with pytest.raises(told):
        restore(found.path, PASSPHRASE, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - PAGE_BYTES)


def short_of_a_byte(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 1)


@pytest.mark.parametrize("harm", [flipped, cut_short, short_of_a_byte])
def test_a_copy_with_a_damaged_or_missing_page_is_found_by_the_backup(
    desk: Desk, shop_folder: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], object]
) -> None:
    whole = type(desk.book.database).copy_into

    def copy_badly(database: Database, path: Path, *given: Any, **named: Any) -> None:
        whole(database, path, *given, **named)
        harm(path)

    monkeypatch.setattr(type(desk.book.database), "copy_into", copy_badly)
    with pytest.raises(Damaged) as told:
        made(desk)
    assert told.value.parameters["what"] == "backup"
    assert [path.name for path in (shop_folder / "backups").iterdir()] == [".lock"]


def test_the_page_that_nothing_is_written_to_stops_no_backup_of_a_large_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = tmp_path / "shop.db"
    blank.write_bytes(bytes(PAGE_BYTES))
    for lock_page, is_whole in ((1, True), (2, False)):
        monkeypatch.setattr(cipher_pages, "LOCK_PAGE", lock_page)
        with blank.open("rb") as file, nullcontext() if is_whole else pytest.raises(Damaged):
            assert SealedFile(file, desk.book.keys, 1).read() == bytes(PAGE_BYTES)


def test_a_file_whose_structure_is_damaged_is_not_backed_up(desk: Desk, shop_folder: Path) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sale_by_day') "
            "WHERE name = 'payment_by_day'"
        )
        connection.commit()
    with pytest.raises(Damaged) as told:
        made(desk)
    assert told.value.parameters == {"what": "database", "check": "structure"}
    assert [path.name for path in (shop_folder / "backups").iterdir()] == [".lock"]


def test_stopping_leaves_nothing_half_made(desk: Desk, shop_folder: Path) -> None:
    def stop(step: str) -> None:
        if step == "structure":
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.book.backups.make(desk.book.database, desk.clock.now(), stop)
    assert [path.name for path in (shop_folder / "backups").iterdir()] == [".lock"]


def test_what_a_process_that_died_left_is_cleared_away(desk: Desk, shop_folder: Path) -> None:
    (shop_folder / "backups" / ".x.partial").mkdir()
    (shop_folder / "backups" / ".y.partial").write_bytes(b"half")
    made(desk)
    assert not list((shop_folder / "backups").glob("*.partial"))


def test_one_backup_at_a_time(desk: Desk, shop_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopdesk.storage.backup._WAIT_SECONDS", 0.01)
    lock = FileLock(shop_folder / "backups" / ".lock")
    lock.acquire()
    with pytest.raises(InUse):
        made(desk)
    lock.release()


def test_a_full_disk_is_told_and_leaves_nothing(
    desk: Desk, shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SealedFile, "read", full)
    with pytest.raises(DiskFull):
        made(desk)
    assert [path.name for path in (shop_folder / "backups").iterdir()] == [".lock"]


@pytest.mark.parametrize("chunk", [PAGE_BYTES, 1 << 20])
def test_a_disk_that_tells_of_a_trouble_once_is_heard(
    desk: Desk, shop_folder: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(backup_file, "_CHUNK", chunk)
    troubles = [OSError(errno.ENOSPC, "full")]
    monkeypatch.setattr(os, "fsync", lambda _: throw(troubles.pop()) if troubles else None)
    with pytest.raises(DiskFull):
        made(desk)
    assert [path.name for path in (shop_folder / "backups").iterdir()] == [".lock"]


def throw(error: OSError) -> None:
    raise error


def test_a_disk_that_fills_up_while_the_pages_are_copied_is_told_as_full(
    desk: Desk, shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(*given: Any, **named: Any) -> Any:
        made = whole(*given, **named)
        made.execute("PRAGMA max_page_count=20")
        return made

    whole = cipher.connect
    monkeypatch.setattr(cipher, "connect", connect)
    with pytest.raises(DiskFull):
        made(desk)
    assert [path.name for path in (shop_folder / "backups").iterdir()] == [".lock"]
    assert not desk.book.database.is_damaged


def test_a_disk_that_refuses_the_copy_for_want_of_room_is_told_as_full(
    desk: Desk, shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(path: Path, *given: Any, **named: Any) -> Any:
        if path.is_relative_to(shop_folder / "backups"):
            raise dbapi2.OperationalError("disk I/O error")
        return whole(path, *given, **named)

    whole = cipher.connect
    there = shutil.disk_usage(".")._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: there)
    monkeypatch.setattr(cipher, "connect", connect)
    with pytest.raises(DiskFull):
        made(desk)


def test_writing_goes_on_while_a_backup_is_made(desk: Desk, marai: CustomerId) -> None:
    def pay_meanwhile(step: str) -> None:
        take_payment(desk, PaymentOrder(marai, 100), f"during {step}")

    found = desk.book.backups.make(desk.book.database, desk.clock.now(), pay_meanwhile)
    assert found.label.sequence < desk.book.sequence


def test_search_indexes_that_were_brought_together_since_the_last_backup_are_no_damage(desk: Desk) -> None:
    def to_indexes(command: str) -> None:
        with desk.book.database.anchored() as (_, session):
            for index in INDEXES:
                session.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES {command}")

    to_indexes("('automerge', 0)")
    for last in ("Haddad", "Dupont", "Nguyen", "Rossi", "Ruiz"):
        add_customer(desk, RecordChange({"first_name": "Jo", "last_name": last}))
    made(desk)
    to_indexes("('optimize', NULL)")
    made(desk)
    assert len(desk.book.backups.listed()) == 2


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="nothing tells of handles")
def test_a_backup_leaves_no_handle_behind(desk: Desk) -> None:
    verify_what_changed(desk)  # as at every opening
    with desk.read() as session, desk.read() as beside:
        for each in (session, beside):
            each.exec_driver_sql("SELECT count(*) FROM customer").scalar_one()
        before = len(list(Path("/proc/self/fd").iterdir()))
        made(desk)
        assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_thinning_removes_what_is_over_and_old_anchors_with_it(
    desk: Desk, clock: StandingClock, shop_folder: Path
) -> None:
    old = made(desk)
    with desk.book.database.anchored() as (anchor, session):
        anchor.rotate(session, clock.now() - timedelta(minutes=1))
    (shop_folder / "backups" / f"{clock.now() - timedelta(minutes=1):%Y%m%dT%H%M%SZ}-0000.wal").touch()
    clock.forward(hours=1)
    newest_of_its_day = made(desk)
    clock.forward(days=3)
    assert desk.book.backups.thin(clock.now(), desk.settings.time_zone) == (old.path.name,)
    assert not old.path.exists()
    assert desk.book.backups.listed() == (newest_of_its_day,)
    assert not [*(shop_folder / "backups").glob("*.journal"), *(shop_folder / "backups").glob("*.wal")]


def test_a_file_that_is_no_backup_is_passed_over(desk: Desk, shop_folder: Path) -> None:
    found = made(desk)
    shutil.copy(found.path, shop_folder / "backups" / "copy.shopbackup")
    (shop_folder / "backups" / "noise.shopbackup").write_bytes(b"noise")
    assert len(desk.book.backups.listed()) == 2
