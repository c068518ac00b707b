"""A damaged shop opens in the rescue instead of a dead end, and comes back with all that was entered."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.backups import make_backup
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import close_door, front_door, place_of
from ui.start.front_door import FrontDoor
from ui.start.missing_page import MissingPage
from ui.start.place import Demo
from ui.start.rescue_page import RescuePage
from ui.start.unlock_page import UnlockPage

_PAGE = 4096


@pytest.fixture
def traded(shop_folder: Path, clock: StandingClock) -> Path:
    """Put $44.00 on account, back up, and take $10.00 after it."""
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        marai = add_customer(shop.desk, RecordChange({"first_name": "Marai"})).id
        sell(shop.desk, SaleOrder(marai, total=4_400, on_account=4_400), "one")
        make_backup(shop.desk.book)
        take_payment(shop.desk, PaymentOrder(marai, 1_000), "two")
    return shop_folder


@pytest.fixture
def door(qapp: QApplication, tmp_path: Path) -> Iterator[FrontDoor]:
    demo = Demo(place_of(tmp_path / "demo"), PASSPHRASE, lambda _progress: None)
    door, _ = front_door(qapp, ScriptedPrompter(), demo)
    yield door
    close_door(door)


def unlock(door: FrontDoor, folder: Path, clock: StandingClock) -> None:
    door.enter(place_of(folder, clock))
    try_secret(door)


def try_secret(door: FrontDoor) -> None:
    assert isinstance(door.start.page, UnlockPage)
    door.start.page.secret.set_text(PASSPHRASE)
    door.start.page.open.click()


def rescue_of(door: FrontDoor) -> RescuePage:
    assert isinstance(door.start.page, RescuePage)
    return door.start.page


def damage_first_page(folder: Path) -> None:
    with (folder / "shop.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 32)


def tear(folder: Path) -> None:
    os.truncate(folder / "shop.db", _PAGE // 2)


def empty(folder: Path) -> None:
    os.truncate(folder / "shop.db", 0)


def lose_database(folder: Path) -> None:
    (folder / "shop.db").unlink()


def damage_keys(folder: Path) -> None:
    for name in ("shop.keys", "shop.keys.2"):
        os.truncate(folder / name, 20)


def lose_keys(folder: Path) -> None:
    for name in ("shop.keys", "shop.keys.2"):
        (folder / name).unlink()


def put_something_else(folder: Path) -> None:
    (folder / "shop.db").write_bytes(b"SQLite format 3\0" + bytes(_PAGE))


_HARM: dict[Callable[[Path], None], str] = {
    damage_first_page: "",
    tear: "The shop’s file (shop.db) damaged",
    empty: "The shop’s file (shop.db) damaged",
    lose_database: "The shop’s file (shop.db) not there",
    damage_keys: "The key file (shop.keys) damaged",
    lose_keys: "Its second copy (shop.keys.2) not there",
    put_something_else: "The shop’s file (shop.db) not a file of ShopDesk",
}


@pytest.mark.parametrize("harm", _HARM, ids=lambda harm: harm.__name__)
def test_whatever_is_damaged_it_comes_back_with_what_was_entered_since(
    door: FrontDoor, traded: Path, clock: StandingClock, harm: Callable[[Path], None]
) -> None:
    harm(traded)
    before = contents(traded)
    unlock(door, traded, clock)
    page = rescue_of(door)
    picture = page.model.picture.value
    assert picture is not None
    assert picture.said.startswith("The newest whole backup is of 21 Nov 2026")
    assert not _HARM[harm] or _HARM[harm] in [f"{words} {state}" for words, state, _ in picture.parts]
    page.secret.set_text(PASSPHRASE)
    page.restore.click()
    assert "Brought back from the journal: 1 entry" in page.told.text()
    assert contents(traded) == before
    page.open.click()
    try_secret(door)
    assert door.shop is not None
    assert account_state(door.shop.desk, CustomerId(1)).balance == 3_400
    assert contents(next(traded.parent.glob("* damaged *"))) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Return what stands in every file of a folder, but for locks, which hold nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_a_damaged_log_lost_is_brought_back_from_the_journal(
    door: FrontDoor, traded: Path, clock: StandingClock
) -> None:
    backup = next((traded / "backups").glob("*.shopbackup"))
    assert backup.exists()
    with open_shop(traded, PASSPHRASE, clock=clock) as shop:
        older = (traded / "shop.db").read_bytes()
        take_payment(shop.desk, PaymentOrder(CustomerId(1), 400), "three")
    (traded / "shop.db").write_bytes(older)  # as it is when the -wal that held the rest is not read
    unlock(door, traded, clock)
    assert isinstance(door.start.page, MissingPage)
    door.start.page.bring_back.click()
    assert door.shop is not None
    assert account_state(door.shop.desk, CustomerId(1)).balance == 3_000


def test_who_owes_what_is_saved_before_anything_else(
    door: FrontDoor, traded: Path, clock: StandingClock, tmp_path: Path
) -> None:
    door.prompter = ScriptedPrompter(str(tmp_path / "debtors.pdf"))
    lose_database(traded)
    unlock(door, traded, clock)
    page = rescue_of(door)
    page.save.click()
    assert page.secret.error() == "Fill this in."
    page.secret.set_text(PASSPHRASE)
    page.save.click()
    assert (tmp_path / "debtors.pdf").read_bytes().startswith(b"%PDF")
    assert "when the backup was made" in page.told.text()


def test_without_any_backup_what_can_be_read_is_saved(
    door: FrontDoor, traded: Path, clock: StandingClock, tmp_path: Path
) -> None:
    door.prompter = ScriptedPrompter(str(tmp_path))
    next((traded / "backups").glob("*.shopbackup")).unlink()
    damage_first_page(traded)
    unlock(door, traded, clock)
    page = rescue_of(door)
    page.left.click()
    assert page.secret.error() == "Fill this in."
    page.secret.set_text(PASSPHRASE)
    page.left.click()
    assert "1 customer with the balance and 2 entries. None is known to be missing." in page.told.text()
    assert list(tmp_path.glob("ShopDesk rescued */customers.csv"))


def test_what_is_damaged_inside_is_named_although_it_does_not_show(
    door: FrontDoor, traded: Path, clock: StandingClock
) -> None:
    damage_first_page(traded)
    unlock(door, traded, clock)
    picture = rescue_of(door).model.picture.value
    assert picture is not None
    assert ("The shop’s file (shop.db)", "damaged", False) in picture.parts


def test_without_keys_nothing_can_be_read_and_the_button_says_so(
    door: FrontDoor, traded: Path, clock: StandingClock
) -> None:
    lose_keys(traded)
    unlock(door, traded, clock)
    left = rescue_of(door).left
    assert not left.isEnabled()
    assert "keys are gone" in left.toolTip()


def test_without_a_backup_another_one_is_asked_for(
    door: FrontDoor, traded: Path, clock: StandingClock, tmp_path: Path
) -> None:
    backup = next((traded / "backups").glob("*.shopbackup"))
    elsewhere = backup.rename(tmp_path / "stick.shopbackup")
    door.prompter = ScriptedPrompter(str(elsewhere))
    tear(traded)
    unlock(door, traded, clock)
    page = rescue_of(door)
    assert "no whole backup" in page.said.text()
    assert not page.restore.isEnabled()
    page.other.click()
    page.secret.set_text("wrong horse battery")
    page.restore.click()
    assert page.secret.error().startswith("Neither")
    page.secret.set_text(PASSPHRASE)
    page.restore.click()
    assert page.open.isVisibleTo(page)


def test_a_newer_backup_that_is_damaged_itself_is_passed_over(
    door: FrontDoor, traded: Path, clock: StandingClock
) -> None:
    whole = next((traded / "backups").glob("*.shopbackup"))
    newer = whole.with_name(f"2027{whole.name[4:]}")
    newer.write_bytes(whole.read_bytes()[:-30_000])
    tear(traded)
    unlock(door, traded, clock)
    picture = rescue_of(door).model.picture.value
    assert picture is not None
    assert (picture.backup, picture.said[-2:]) == (whole, "1.")


def test_the_shop_is_tried_again(door: FrontDoor, traded: Path, clock: StandingClock) -> None:
    gone = (traded / "shop.db").rename(traded / "away")
    unlock(door, traded, clock)
    gone.rename(traded / "shop.db")
    rescue_of(door).again.click()
    try_secret(door)
    assert door.shop is not None
