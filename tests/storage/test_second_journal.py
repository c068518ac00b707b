"""The anchor's copy on a second disk: it follows, it bears witness, and no sale waits for it."""

import shutil
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import Damaged
from shopdesk.services.backups import (
    bring_back,
    follow_elsewhere,
    kept_backups,
    leave_out,
    make_backup,
    restore_backup,
)
from shopdesk.services.customers import archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.payments import take_payment
from shopdesk.services.secrets import rekey
from shopdesk.services.settings import change_settings
from shopdesk.services.verifying import verify
from shopdesk.shop import Shop, open_shop
from shopdesk.storage.anchor_file import AnchorFile, Frame
from tests.conftest import PASSPHRASE, StandingClock


@pytest.fixture
def disk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set a second disk and return its folder; what is slow on a busy machine is waited for."""
    monkeypatch.setattr("shopdesk.storage.second_journal._PATIENCE_SECONDS", 60)
    folder = tmp_path / "stick"
    folder.mkdir()
    change_settings(desk, {"second_journal": str(folder)})
    return folder


def frames(path: Path) -> list[Frame]:
    file = AnchorFile(path)
    try:
        return list(file.frames())
    finally:
        file.close()


def copy_on(disk: Path) -> Path:
    (found,) = disk.glob("*.journal")
    return found


def is_the_same(desk: Desk, disk: Path) -> bool:
    """Tell whether the copy holds what the anchor does, frame by frame, once it had time to follow."""
    assert follow_elsewhere(desk.book)
    return frames(copy_on(disk)) == frames(desk.book.folder.journal)


def test_every_posting_stands_there_too(desk: Desk, marai: CustomerId, disk: Path) -> None:
    for number in range(5):
        take_payment(desk, PaymentOrder(marai, 100), f"payment {number}")
    assert is_the_same(desk, disk)
    assert len(frames(copy_on(disk))) > 5


def test_a_disk_that_was_taken_out_stops_nothing_and_catches_up(
    desk: Desk, marai: CustomerId, disk: Path
) -> None:
    assert follow_elsewhere(desk.book)
    disk.rename(disk.with_name("drawer"))
    take_payment(desk, PaymentOrder(marai, 100), "meanwhile")
    assert follow_elsewhere(desk.book) is False
    disk.with_name("drawer").rename(disk)
    assert is_the_same(desk, disk)


def test_without_a_second_disk_nothing_is_said_of_it(desk: Desk) -> None:
    assert follow_elsewhere(desk.book) is None


class RolledBack:
    """A shop whose whole folder is an older one again: only the second disk knows of two payments."""

    def __init__(self, shop: Shop, marai: CustomerId, clock: StandingClock) -> None:
        self._folder, self._clock = shop.folder, clock
        older = shop.folder.with_name("older")
        shop.desk.settle()
        shutil.copytree(shop.folder, older)
        for request in ("one", "two"):
            take_payment(shop.desk, PaymentOrder(marai, 100), request)
        shop.close()
        shutil.rmtree(shop.folder)
        older.rename(shop.folder)

    def reopened(self) -> Shop:
        return open_shop(self._folder, PASSPHRASE, clock=self._clock)


@pytest.fixture
def rolled_back(shop: Shop, marai: CustomerId, clock: StandingClock, disk: Path) -> RolledBack:
    follow_elsewhere(shop.desk.book)
    return RolledBack(shop, marai, clock)


def test_it_shows_that_the_whole_folder_is_an_older_one_and_brings_back_what_is_missing(
    rolled_back: RolledBack, marai: CustomerId, disk: Path
) -> None:
    with rolled_back.reopened() as shop:
        missing = shop.desk.book.missing
        assert missing is not None
        assert (missing.entries, missing.events, missing.complete) == (2, 2, True)
        with pytest.raises(Damaged):
            take_payment(shop.desk, PaymentOrder(marai, 100), "three")
        bring_back(shop.desk)
        take_payment(shop.desk, PaymentOrder(marai, 100), "three")
        assert (verify(shop.desk).ok, is_the_same(shop.desk, disk)) == (True, True)


def test_what_is_left_out_is_set_aside_and_the_copy_begins_anew(
    rolled_back: RolledBack, marai: CustomerId, disk: Path
) -> None:
    with rolled_back.reopened() as shop:
        leave_out(shop.desk)
        take_payment(shop.desk, PaymentOrder(marai, 100), "three")
        assert is_the_same(shop.desk, disk)
        aside = [frames(path)[-1].position for path in (shop.folder / "backups").glob("*.journal")]
        assert max(aside) > frames(copy_on(disk))[0].position
    with rolled_back.reopened() as shop:
        assert shop.desk.book.missing is None


def test_it_is_rotated_with_the_anchor(desk: Desk, marai: CustomerId, disk: Path) -> None:
    archive_customer(desk, marai)
    assert is_the_same(desk, disk)
    for deed in (lambda: erase(desk, marai), lambda: rekey(desk, PASSPHRASE)):
        before = frames(copy_on(disk))[0]
        deed()
        assert is_the_same(desk, disk)
        assert before not in frames(copy_on(disk))


def test_a_restored_shop_leaves_the_copy_of_the_old_one_alone(desk: Desk, disk: Path, tmp_path: Path) -> None:
    make_backup(desk.book)
    assert is_the_same(desk, disk)
    before = copy_on(disk).read_bytes()
    restored = restore_backup(kept_backups(desk).backups[0].path, PASSPHRASE, tmp_path / "drill")
    open_shop(restored.folder, PASSPHRASE).close()
    kept = sorted(path.read_bytes() == before for path in disk.glob("*.journal"))
    assert kept == [False, True]


def test_a_damaged_copy_is_made_again(desk: Desk, disk: Path) -> None:
    assert is_the_same(desk, disk)
    copy_on(disk).write_bytes(b"{}\n")
    assert is_the_same(desk, disk)


def test_two_windows_follow_side_by_side(desk: Desk, marai: CustomerId, disk: Path) -> None:
    with open_shop(desk.book.folder.path, PASSPHRASE, clock=desk.clock) as other:
        for number in range(4):
            take_payment((desk, other.desk)[number % 2], PaymentOrder(marai, 100), f"payment {number}")
        assert is_the_same(other.desk, disk)
    assert is_the_same(desk, disk)
