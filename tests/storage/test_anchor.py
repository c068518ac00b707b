import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import Damaged, DiskFull
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.payments import take_payment
from shopdesk.services.verifying import verify
from shopdesk.shop import Shop, open_shop
from shopdesk.storage import anchor_file
from shopdesk.storage.anchor import Anchor, Missing
from shopdesk.storage.anchor_file import AnchorFile
from shopdesk.storage.folder import ShopFolder
from tests.conftest import PASSPHRASE, StandingClock

NAME = "Zebedee Quillfeather"


@pytest.fixture
def anchor(desk: Desk) -> Anchor:
    assert desk.book.database.anchor is not None
    return desk.book.database.anchor


class Rollback:
    """A shop that takes two payments after its file was copied; ``put_back`` lays the copy in place."""

    def __init__(self, folder: Path, clock: StandingClock, older: Path) -> None:
        self._folder, self._clock, self._older = ShopFolder(folder), clock, older

    def put_back(self) -> None:
        shutil.copy(self._older, self._folder.database)

    def reopened(self) -> Shop:
        return open_shop(self._folder.path, PASSPHRASE, clock=self._clock)


@pytest.fixture
def rollback(shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock, tmp_path: Path) -> Rollback:
    desk.settle()
    shutil.copy(shop.folder / "shop.db", tmp_path / "older.db")
    take_payment(desk, PaymentOrder(marai, 100, note=NAME), "one")
    add_customer(desk, RecordChange({"first_name": NAME}, note=f"{NAME} likes pearls"))
    shop.close()
    return Rollback(shop.folder, clock, tmp_path / "older.db")


def frames(folder: Path) -> list[int]:
    file = AnchorFile(ShopFolder(folder).journal)
    try:
        return [frame.position for frame in file.frames()]
    finally:
        file.close()


def test_every_unit_of_work_leaves_a_frame(desk: Desk, marai: CustomerId, shop_folder: Path) -> None:
    before = frames(shop_folder)
    take_payment(desk, PaymentOrder(marai, 100), "one")
    assert frames(shop_folder) == [*before, before[-1] + 1]


def test_a_retry_writes_nothing_and_leaves_no_frame(desk: Desk, marai: CustomerId, shop_folder: Path) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    before = frames(shop_folder)
    take_payment(desk, PaymentOrder(marai, 100), "one")
    assert frames(shop_folder) == before


def test_no_name_stands_in_the_file(rollback: Rollback, shop_folder: Path) -> None:
    assert NAME.encode() not in (shop_folder / "shop.journal").read_bytes()
    assert len(frames(shop_folder)) > 2


def test_an_older_copy_of_the_database_is_noticed_and_takes_no_more_money(
    rollback: Rollback, marai: CustomerId
) -> None:
    rollback.put_back()
    with rollback.reopened() as shop:
        assert shop.desk.book.missing == Missing(entries=3, events=1, complete=True)
        with pytest.raises(Damaged) as told:
            take_payment(shop.desk, PaymentOrder(marai, 5), "later")
        assert told.value.parameters == {"what": "database", "reason": "rolled_back", "count": 3}
        assert [check.name for check in verify(shop.desk).checks if not check.ok] == ["anchor"]


def test_what_is_missing_is_brought_back_to_the_letter(rollback: Rollback, marai: CustomerId) -> None:
    rollback.put_back()
    with rollback.reopened() as shop:
        with shop.desk.book.database.anchored() as (anchor, session):
            anchor.replay(session)
        assert verify(shop.desk).ok
        assert take_payment(shop.desk, PaymentOrder(marai, 100, note=NAME), "one").reference == "P-00001"
        assert take_payment(shop.desk, PaymentOrder(marai, 5), "later").reference == "P-00002"
    with rollback.reopened() as again:
        assert again.desk.book.missing is None


def test_what_is_missing_is_found_in_files_set_aside_too(rollback: Rollback, marai: CustomerId) -> None:
    with rollback.reopened() as shop:
        with shop.desk.book.database.anchored() as (anchor, session):
            anchor.rotate(session)
        take_payment(shop.desk, PaymentOrder(marai, 7), "two")
    rollback.put_back()
    with rollback.reopened() as shop, shop.desk.book.database.anchored() as (anchor, session):
        assert anchor.replay(session) == Missing(entries=4, events=2, complete=True)


def test_entries_that_were_written_together_are_counted_and_come_back_each(rollback: Rollback) -> None:
    with rollback.reopened() as shop:
        carry_out(shop.desk, plan_import(shop.desk, b"Name,Opening balance\nAda,5\nBea,(7)\nCleo,1\n"))
    rollback.put_back()
    with rollback.reopened() as shop:
        with shop.desk.book.database.anchored() as (anchor, session):
            assert anchor.replay(session) == Missing(entries=10, events=4, complete=True)
        assert verify(shop.desk).ok


def test_a_gap_is_said_and_what_stands_before_it_comes_back(
    rollback: Rollback, marai: CustomerId, shop_folder: Path
) -> None:
    with rollback.reopened() as shop:
        with shop.desk.book.database.anchored() as (anchor, session):
            anchor.rotate(session)
        take_payment(shop.desk, PaymentOrder(marai, 7), "two")
    for aside in (shop_folder / "backups").glob("*.journal"):
        aside.unlink()
    rollback.put_back()
    with rollback.reopened() as shop:
        assert shop.desk.book.missing == Missing(entries=0, events=0, complete=False)


def test_the_last_commit_is_completed_when_the_power_went_before_its_frame(
    desk: Desk, shop: Shop, marai: CustomerId, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Anchor, "acknowledge", lambda _: None)
    take_payment(desk, PaymentOrder(marai, 100), "one")
    monkeypatch.undo()
    before = frames(shop.folder)
    shop.close()
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        assert frames(shop.folder) == [*before, before[-1] + 1]
        assert verify(again.desk).ok


def test_a_torn_last_frame_is_written_again(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    before = frames(shop.folder)
    shop.close()
    path = shop.folder / "shop.journal"
    data = path.read_bytes()
    end = len(data.rstrip(b"\0"))
    path.write_bytes(data[: end - 40] + bytes(len(data) - end + 40))
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        assert (frames(shop.folder), verify(again.desk).ok) == (before, True)


def remove(path: Path) -> None:
    path.unlink()


def spoil(path: Path) -> None:
    path.write_bytes(b"no journal at all")


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [remove, spoil, empty])
def test_a_file_that_is_gone_or_damaged_is_begun_anew_and_that_is_known(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock, harm: Callable[[Path], None]
) -> None:
    shop.close()
    harm(shop.folder / "shop.journal")
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        assert again.desk.book.database.anchor is not None
        assert again.desk.book.database.anchor.renewed
        take_payment(again.desk, PaymentOrder(marai, 100), "one")
        assert verify(again.desk).ok


def test_a_flipped_bit_anywhere_is_found_by_verify(desk: Desk, marai: CustomerId, shop_folder: Path) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    path = shop_folder / "shop.journal"
    data = bytearray(path.read_bytes())
    data[len(data.split(b"\n", 1)[0]) + 40] ^= 1
    path.write_bytes(data)
    assert [check.name for check in verify(desk).checks if not check.ok] == ["anchor"]


def test_a_full_disk_refuses_before_anything_is_done(
    desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch, anchor: Anchor
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(AnchorFile, "_write", full)
    monkeypatch.setattr("shopdesk.storage.anchor_file._ROOM", 0)
    with desk.book.database.anchored():
        anchor._here()._size = 0
    with pytest.raises(DiskFull):
        take_payment(desk, PaymentOrder(marai, 100), "one")
    monkeypatch.undo()
    assert take_payment(desk, PaymentOrder(marai, 100), "one").reference == "P-00001"
    assert verify(desk).ok


@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_lets_the_shop_be_read_all_the_same(
    shop: Shop,
    desk: Desk,
    marai: CustomerId,
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
    there: bool,
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    shop.close()
    if not there:
        (shop.folder / "shop.journal").unlink()
    monkeypatch.setattr(AnchorFile, "reserve", full)
    monkeypatch.setattr(AnchorFile, "create", full)
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        with again.desk.read() as session:
            assert session.exec_driver_sql("SELECT count(*) FROM customer").scalar_one() == 1
        with pytest.raises(DiskFull):
            take_payment(again.desk, PaymentOrder(marai, 100), "one")
        monkeypatch.undo()
        assert take_payment(again.desk, PaymentOrder(marai, 100), "one").reference == "P-00001"
        assert verify(again.desk).ok


def test_a_file_that_has_grown_large_is_set_aside_at_the_opening(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    position = frames(shop.folder)[-1]
    shop.close()
    monkeypatch.setattr("shopdesk.storage.anchor._LARGEST", 100)
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        assert frames(shop.folder) == [position]
        assert not again.desk.book.journal_renewed
        assert len(list((shop.folder / "backups").glob("*.journal"))) == 1


def test_two_windows_take_turns_in_one_file(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as other:
        for number in range(3):
            take_payment(desk, PaymentOrder(marai, 100), f"mine {number}")
            take_payment(other.desk, PaymentOrder(marai, 100), f"theirs {number}")
        with other.desk.book.database.anchored() as (anchor, session):
            anchor.rotate(session)
        take_payment(desk, PaymentOrder(marai, 100), "mine after it was set aside")
        assert verify(other.desk).ok


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_the_file_is_for_its_owner_alone(desk: Desk, shop_folder: Path) -> None:
    assert (shop_folder / "shop.journal").stat().st_mode & 0o777 == 0o600


def test_what_is_long_is_sealed_piece_by_piece_and_comes_back(
    rollback: Rollback, marai: CustomerId, monkeypatch: pytest.MonkeyPatch, shop_folder: Path
) -> None:
    monkeypatch.setattr(anchor_file, "_PIECE", 50)
    with rollback.reopened() as shop:
        take_payment(shop.desk, PaymentOrder(marai, 7), "two")
        assert not list(shop_folder.glob("tmp*"))
    rollback.put_back()
    with rollback.reopened() as shop, shop.desk.book.database.anchored() as (anchor, session):
        assert anchor.replay(session) == Missing(entries=4, events=2, complete=True)
