"""The way in, from an empty folder to the till, and out again when nobody is there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.staff import Role
from shopdesk.services.customers import RecordChange, add_customer, list_customers
from shopdesk.services.staff import add_staff
from shopdesk.shop import create_shop, open_shop
from shopdesk.viewmodels.first_run import Beginning
from tests.conftest import NEW_SHOP, PASSPHRASE, StandingClock
from tests.fast_kdf import FAST
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import PlainTill, close_door, front_door, place_of
from ui.start.forgotten_pin import ForgottenPinDialog
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.start.sign_in_page import SignInPage
from ui.start.unlock_page import UnlockPage
from ui.start.wizard import Wizard
from ui.theme import theme
from ui.widgets.dialog import Dialog


@pytest.fixture
def way_in(
    qapp: QApplication, tmp_path: Path, clock: StandingClock
) -> Iterator[tuple[FrontDoor, list[PlainTill]]]:
    demo_folder = tmp_path / "demo"

    def make(progress: Callable[[int, int], None]) -> None:
        shutil.rmtree(demo_folder, ignore_errors=True)
        shop, _ = create_shop(demo_folder, NEW_SHOP, profile=FAST, clock=clock)
        shop.close()
        progress(1, 1)

    door, tills = front_door(qapp, ScriptedPrompter(), Demo(place_of(demo_folder, clock), PASSPHRASE, make))
    yield door, tills
    close_door(door)


@pytest.fixture
def door(way_in: tuple[FrontDoor, list[PlainTill]]) -> FrontDoor:
    return way_in[0]


@pytest.fixture
def tills(way_in: tuple[FrontDoor, list[PlainTill]]) -> list[PlainTill]:
    return way_in[1]


def unlock(door: FrontDoor, secret: str = PASSPHRASE) -> None:
    assert isinstance(door.start.page, UnlockPage)
    QTest.keyClicks(door.start.page.secret.line, secret)
    QTest.keyClick(door.start.page.secret.line, Qt.Key.Key_Return)


def type_pin(door: FrontDoor, pin: str) -> None:
    assert isinstance(door.start.page, SignInPage)
    QTest.keyClicks(door.start.page, pin)
    QTest.keyClick(door.start.page, Qt.Key.Key_Return)


@pytest.fixture
def at_the_till(door: FrontDoor, shop_folder: Path, clock: StandingClock, qtbot: QtBot) -> FrontDoor:
    door.enter(place_of(shop_folder, clock))
    unlock(door)
    type_pin(door, "1234")
    return door


def test_passphrase_and_pin_lead_to_the_till(at_the_till: FrontDoor, tills: list[PlainTill]) -> None:
    assert tills[0].window.isVisible()
    assert tills[0].desk.staff.name == "Rosa Rossi"
    assert not at_the_till.start.isVisible()
    assert at_the_till.idle.remaining_ms() > 0


def test_a_wrong_secret_stays_at_the_door(
    door: FrontDoor, shop_folder: Path, clock: StandingClock, qtbot: QtBot
) -> None:
    door.enter(place_of(shop_folder, clock))
    unlock(door, "wrong horse battery")
    assert isinstance(door.start.page, UnlockPage)
    assert "Neither" in door.start.page.secret.error()
    assert door.start.page.secret.line.selectedText() == "wrong horse battery"


def test_locking_hides_the_window_and_its_dialogs_until_the_same_person_is_back(
    at_the_till: FrontDoor, tills: list[PlainTill], qtbot: QtBot
) -> None:
    dialog = Dialog("Marai Haddad", tills[0].window)
    dialog.open()
    at_the_till.idle.idle.emit()
    assert not tills[0].window.isVisible()
    assert not dialog.isVisible()
    assert at_the_till.start.isVisible()
    type_pin(at_the_till, "1234")
    assert tills[0].window.isVisible()
    assert dialog.isVisible()
    assert len(tills) == 1


def test_f12_locks_from_within_a_dialog(at_the_till: FrontDoor, tills: list[PlainTill], qtbot: QtBot) -> None:
    dialog = Dialog("Marai Haddad", tills[0].window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)
    qtbot.waitUntil(at_the_till.start.isVisible)
    assert not dialog.isVisible()


def test_a_forgotten_pin_is_set_anew_with_the_passphrase(
    at_the_till: FrontDoor, tills: list[PlainTill]
) -> None:
    at_the_till.lock()
    page = at_the_till.start.page
    assert isinstance(page, SignInPage)
    page.forgotten.click()
    (dialog,) = page.findChildren(ForgottenPinDialog)
    for name, text in (("secret", "wrong"), ("pin", "8642"), ("pin_again", "8642")):
        dialog.fields[name].set_text(text)
    dialog.save.click()
    assert dialog.fields["secret"].error()
    dialog.fields["secret"].set_text(PASSPHRASE)
    dialog.save.click()
    type_pin(at_the_till, "8642")
    assert tills[0].window.isVisible()


def test_somebody_else_gets_a_window_of_their_own(
    at_the_till: FrontDoor, tills: list[PlainTill], qtbot: QtBot
) -> None:
    mina = add_staff(tills[0].desk, "Mina Costa", Role.CASHIER)
    at_the_till.lock()
    page = at_the_till.start.page
    assert isinstance(page, SignInPage)
    page.tiles[mina.id].click()
    type_pin(at_the_till, "2468")
    type_pin(at_the_till, "2468")
    assert [till.desk.staff.name for till in tills] == ["Rosa Rossi", "Mina Costa"]
    assert tills[0].released


def test_a_shop_is_set_up_through_the_pages(
    door: FrontDoor, tills: list[PlainTill], tmp_path: Path, qtbot: QtBot
) -> None:
    door.enter(place_of(tmp_path / "new"))
    page = door.start.page
    assert isinstance(page, Wizard)
    model = page.model
    for name, text in (
        ("shop_name", "Rossi Jewellers"),
        ("owner_name", "Rosa Rossi"),
        ("passphrase", PASSPHRASE),
        ("passphrase_again", PASSPHRASE),
        ("pin", "1234"),
        ("pin_again", "1234"),
    ):
        field = next(each.fields[name] for each in page.pages.values() if name in each.fields)
        if not field.isVisible():
            page.next.click()
        box = field.focusProxy()
        assert box is not None
        QTest.keyClicks(box, text)
    page.next.click()
    QTest.keyClicks(page.key_page.typed.line, model.recovery_key.value.lower())
    page.next.click()
    model.choose_beginning(Beginning.IMPORT)
    page.next.click()
    assert tills[0].desk.settings.shop_name == "Rossi Jewellers"
    assert tills[0].imports == 1
    assert tills[0].window.isVisible()
    door.close()
    open_shop(tmp_path / "new", PASSPHRASE).close()


def test_the_set_up_is_dark_where_the_system_is(
    door: FrontDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.dress.theme_asked_for", lambda: "dark")
    door.enter(place_of(tmp_path / "new"))
    assert theme().name == "dark"


def test_closing_the_window_midway_leaves_nothing(door: FrontDoor, tmp_path: Path) -> None:
    door.enter(place_of(tmp_path / "new"))
    page = door.start.page
    assert isinstance(page, Wizard)
    for name, text in (("shop_name", "R"), ("owner_name", "R"), ("pin", "1234"), ("pin_again", "1234")):
        page.model.set_value(name, text)
    page.model.set_value("passphrase", PASSPHRASE)
    page.model.set_value("passphrase_again", PASSPHRASE)
    page.model.go_on()
    page.model.go_on()
    assert len(list(tmp_path.iterdir())) == 1
    door.close()
    assert list(tmp_path.iterdir()) == []


def test_the_demo_is_made_once_and_opened_as_its_owner(
    door: FrontDoor, tills: list[PlainTill], tmp_path: Path
) -> None:
    door.enter(place_of(tmp_path / "new"))
    page = door.start.page
    assert isinstance(page, Wizard)
    page.demo.click()
    assert tills[0].desk.settings.shop_name == "Rossi Jewellers"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo"]


def test_a_new_look_makes_a_new_window_for_the_same_person(
    at_the_till: FrontDoor, tills: list[PlainTill], qtbot: QtBot
) -> None:
    at_the_till.look_changed()
    qtbot.waitUntil(lambda: len(tills) == 2)
    assert tills[0].released
    assert tills[1].window.isVisible()
    assert tills[1].desk.staff.name == "Rosa Rossi"


def test_the_demo_is_thrown_away_and_made_anew(door: FrontDoor, tills: list[PlainTill]) -> None:
    door.enter_demo()
    assert door.is_demo
    add_customer(tills[0].desk, RecordChange({"first_name": "Marai"}))
    door.leave_demo(anew=True)
    assert door.is_demo
    assert list_customers(tills[-1].desk, CustomerQuery()).rows == ()


def test_an_outdated_demo_is_made_anew_instead_of_opened(
    qapp: QApplication, shop_folder: Path, clock: StandingClock
) -> None:
    made: list[str] = []
    demo = Demo(place_of(shop_folder, clock), PASSPHRASE, lambda _tell: made.append("anew"), lambda: True)
    door, _tills = front_door(qapp, ScriptedPrompter(), demo)
    door.enter_demo()
    assert made == ["anew"]
    close_door(door)


def test_the_demo_leads_to_the_shop_of_this_computer(
    door: FrontDoor, tills: list[PlainTill], shop_folder: Path, clock: StandingClock
) -> None:
    door.own_place = place_of(shop_folder, clock)
    door.enter_demo()
    door.leave_demo(anew=False)
    assert not door.is_demo
    assert isinstance(door.start.page, UnlockPage)
    assert tills[0].released
