"""A shop moves to another computer: the first run brings it from its backup, and asks nothing that it knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.backups import back_up
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from tests.conftest import PASSPHRASE, StandingClock
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import close_door, front_door, place_of
from ui.start.front_door import FrontDoor
from ui.start.moving_page import MovingPage
from ui.start.place import Demo
from ui.start.sign_in_page import SignInPage
from ui.start.wizard import Wizard


@pytest.fixture
def backup(desk: Desk, marai: CustomerId, tmp_path: Path) -> Path:
    take_payment(desk, PaymentOrder(marai, 500), "one")
    return back_up(desk, to=tmp_path / "stick.shopbackup").path


@pytest.fixture
def prompter(backup: Path) -> ScriptedPrompter:
    return ScriptedPrompter(str(backup))


@pytest.fixture
def door(
    qapp: QApplication, prompter: ScriptedPrompter, tmp_path: Path, clock: StandingClock
) -> Iterator[FrontDoor]:
    demo = Demo(place_of(tmp_path / "demo"), PASSPHRASE, lambda _progress: None)
    door, _ = front_door(qapp, prompter, demo)
    door.enter(place_of(tmp_path / "new" / "shop", clock))
    yield door
    close_door(door)


def moving(door: FrontDoor) -> MovingPage:
    assert isinstance(door.start.page, Wizard)
    door.start.page.bring.click()
    page: object = door.start.page
    assert isinstance(page, MovingPage)
    return page


def test_the_shop_comes_from_its_backup_and_is_open_at_once(
    door: FrontDoor, tmp_path: Path, marai: CustomerId
) -> None:
    page = moving(door)
    page.choose.click()
    assert page.said.text() == "stick.shopbackup, made on 21 Nov 2026, 12:00."
    page.secret.set_text(PASSPHRASE)
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    assert isinstance(door.start.page, SignInPage)
    assert door.shop is not None
    assert door.shop.folder == tmp_path / "new" / "shop"
    assert account_state(door.shop.desk, marai).balance == -500


def test_what_is_missing_or_wrong_is_said_at_its_place_and_nothing_is_left(
    door: FrontDoor, tmp_path: Path
) -> None:
    page = moving(door)
    page.bring.click()
    assert (page.wrong.text(), page.secret.error()) == ("Choose the backup first.", "Fill this in.")
    page.choose.click()
    page.secret.set_text("not this one at all")
    page.bring.click()
    assert page.secret.error().startswith("Neither the passphrase")
    assert not list((tmp_path / "new").glob("*"))


def test_what_is_no_backup_is_told_when_it_is_chosen(
    door: FrontDoor, prompter: ScriptedPrompter, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7")
    prompter._answers = [str(letter)]
    page = moving(door)
    page.choose.click()
    assert page.wrong.text().startswith("That is not a backup of ShopDesk")
    assert page.said.isHidden()


def test_a_new_shop_is_one_step_back(door: FrontDoor) -> None:
    QTest.keyClick(moving(door), Qt.Key.Key_Escape)
    assert isinstance(door.start.page, Wizard)
