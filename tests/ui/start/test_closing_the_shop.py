"""Keys that are dropped, and entries that are missing at the next opening."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import Damaged
from shopdesk.services.backups import kept_backups
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.shop import open_shop
from shopdesk.storage.anchor import Anchor
from shopdesk.viewmodels import backups
from shopdesk.viewmodels.backups import back_up_at_end
from tests.conftest import PASSPHRASE, StandingClock
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import PlainTill, close_door, front_door, place_of
from ui.start.closing_page import ClosingPage
from ui.start.front_door import FrontDoor
from ui.start.missing_page import MissingPage
from ui.start.place import Demo
from ui.start.sign_in_page import SignInPage
from ui.start.unlock_page import UnlockPage
from ui.system_lock import SystemLock

AnyPage = TypeVar("AnyPage", bound=QWidget)


@pytest.fixture
def way_in(
    qapp: QApplication, shop_folder: Path, clock: StandingClock
) -> Iterator[tuple[FrontDoor, list[PlainTill]]]:
    demo = Demo(place_of(shop_folder, clock), PASSPHRASE, lambda _progress: None)
    door, tills = front_door(qapp, ScriptedPrompter(True), demo)
    yield door, tills
    close_door(door)


@pytest.fixture
def door(way_in: tuple[FrontDoor, list[PlainTill]]) -> FrontDoor:
    return way_in[0]


def page_of(door: FrontDoor, kind: type[AnyPage]) -> AnyPage:
    assert isinstance(door.start.page, kind)
    return door.start.page


def roll_back(folder: Path, clock: StandingClock, tmp_path: Path) -> None:
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        customer: CustomerId = add_customer(shop.desk, RecordChange({"first_name": "Marai"})).id
        shop.desk.settle()
        shutil.copy(folder / "shop.db", tmp_path / "older.db")
        take_payment(shop.desk, PaymentOrder(customer, 100), "one")
    shutil.copy(tmp_path / "older.db", folder / "shop.db")


def test_closing_the_shop_backs_it_up_and_asks_for_the_passphrase(
    door: FrontDoor, way_in: tuple[FrontDoor, list[PlainTill]], shop_folder: Path, clock: StandingClock
) -> None:
    door.enter_demo()
    door.close_shop()
    assert (door.shop, way_in[1][0].released) == (None, True)
    page = page_of(door, UnlockPage)
    assert door.start.isVisible()
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        assert len(kept_backups(shop.desk).backups) == 1
    QTest.keyClicks(page.secret.line, PASSPHRASE)
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    page_of(door, SignInPage)


def test_what_the_closing_takes_its_time_for_stands_in_the_window(
    door: FrontDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[bool, object, object]] = []

    def back_up(desk: Desk) -> None:
        shown.append((door.start.isVisible(), type(door.start.page), door.shop))
        back_up_at_end(desk)

    monkeypatch.setattr(backups, "back_up_at_end", back_up)
    for _ in range(2):  # the second time nothing was entered
        door.enter_demo()
        door.close_shop()
        page_of(door, UnlockPage)
    assert shown == [(True, ClosingPage, None), (False, type(None), None)]


def test_the_systems_own_lock_and_sleep_close_the_shop(
    door: FrontDoor, shop_folder: Path, clock: StandingClock
) -> None:
    system = SystemLock(door)
    door.listen_to(system)
    door.enter_demo()
    system.sleeping.emit()
    page_of(door, UnlockPage)
    assert door.shop is None
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        assert not kept_backups(shop.desk).backups, "a sleep does not wait for a backup"
    door.enter_demo()
    system.locked.emit()
    assert door.shop is None


def test_a_sleep_closes_the_shop_even_with_somebody_at_the_till(door: FrontDoor) -> None:
    door.enter_demo()
    door.closing.slept.emit()
    assert door.shop is None


def test_when_its_time_is_over_it_closes_as_soon_as_nobody_is_at_the_till(door: FrontDoor) -> None:
    door.enter_demo()
    standing = []
    for leave in (False, True):
        if leave:
            door.lock()
        door.closing.over.emit()
        standing.append(door.shop is not None)
    assert standing == [True, False]


def test_closing_twice_does_nothing(door: FrontDoor) -> None:
    door.enter_demo()
    door.close_shop()
    door.close_shop()
    page_of(door, UnlockPage)


def test_missing_entries_are_said_and_brought_back_before_anybody_signs_in(
    door: FrontDoor, shop_folder: Path, clock: StandingClock, tmp_path: Path
) -> None:
    roll_back(shop_folder, clock, tmp_path)
    door.enter(place_of(shop_folder, clock))
    page_of(door, UnlockPage).model.try_secret(PASSPHRASE)
    page = page_of(door, MissingPage)
    assert "1 entry made since, 1 sale or payment among them" in page.text.text()
    page.bring_back.click()
    page_of(door, SignInPage)
    assert door.shop is not None
    assert door.shop.desk.book.missing is None


def test_missing_entries_can_be_left_out_after_a_question(
    door: FrontDoor, shop_folder: Path, clock: StandingClock, tmp_path: Path
) -> None:
    roll_back(shop_folder, clock, tmp_path)
    door.enter_demo()
    page = page_of(door, MissingPage)
    page.leave_out.click()
    assert door.till is not None
    assert door.till.desk.book.missing is None


def test_what_cannot_be_brought_back_is_said(
    door: FrontDoor, shop_folder: Path, clock: StandingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll_back(shop_folder, clock, tmp_path)
    door.enter_demo()
    page = page_of(door, MissingPage)

    def refuse(*_: object) -> None:
        raise Damaged(what="journal_file")

    monkeypatch.setattr(Anchor, "replay", refuse)
    page.bring_back.click()
    assert page.trouble.text().startswith("The shop's file is damaged (the journal beside it)")
    page_of(door, MissingPage)
