"""The sign-in by finger and by keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.sign_in import SignInViewModel
from tests.ports import InlineRunner
from tests.ui.key_burst import ENTER, press_at
from ui.start.forgotten_pin import ForgottenPinDialog
from ui.start.sign_in_page import SignInPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SignInPage:
    for name in ("Mina Costa", "Tom Walker", "Ana", "Bob", "Cho"):
        add_staff(desk, name, Role.CASHIER)
    model = SignInViewModel(desk, InlineRunner())
    page = SignInPage(model)
    qtbot.addWidget(page)
    model.load(desk.staff.id)
    page.resize(900, 700)
    page.show()
    return page


def said(page: SignInPage) -> str:
    return page.says.text()


def test_the_keypad_signs_in(page: SignInPage) -> None:
    for digit in "1234":
        page.keypad.digits[digit].click()
    page.keypad.ok.click()
    assert page.model.signed_in.value is not None


def test_every_key_is_large_enough_for_a_finger(page: SignInPage) -> None:
    for key in (*page.keypad.digits.values(), page.keypad.ok, page.keypad.rub_out, *page.tiles.values()):
        assert min(key.width(), key.height()) >= 44


def test_digits_of_any_script_are_typed_and_shown_as_dots(page: SignInPage) -> None:
    QTest.keyClicks(page, "13")
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "٢"))
    assert page.dots.count() == 3
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    assert page.dots.count() == 2
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.dots.count() == 0


def test_arrows_choose_who(page: SignInPage) -> None:
    before = page.model.chosen.value
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert page.model.chosen.value != before
    QTest.keyClick(page, Qt.Key.Key_Left)
    (checked,) = (staff for staff, tile in page.tiles.items() if tile.isChecked())
    assert checked == before == page.model.chosen.value


def test_ok_says_why_it_cannot_be_pressed(page: SignInPage) -> None:
    assert not page.keypad.ok.isEnabled()
    assert page.keypad.ok.toolTip() == "A PIN has 4 to 8 digits."


def test_waiting_counts_down_and_the_keys_rest(page: SignInPage) -> None:
    for _ in range(6):
        QTest.keyClicks(page, "9999")
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert said(page) == "Too many wrong PINs. Next try in 0:30."
    assert not page.keypad.digits["1"].isEnabled()
    page.unbind()


@pytest.mark.parametrize("end", ["", ENTER])
def test_a_card_that_is_scanned_at_a_locked_till_is_no_try(page: SignInPage, end: str) -> None:
    now = 1000
    for letter in f"C-000412{end}":
        now += 5
        press_at(page, letter, now)
    for letter in "1234":
        now += 90
        press_at(page, letter, now)
    assert page.dots.count() == 4
    press_at(page, ENTER, now + 90)
    assert page.model.signed_in.value is not None


def test_what_was_scanned_is_said_not_to_be_a_pin(page: SignInPage) -> None:
    for now, letter in enumerate(f"9312345678907{ENTER}", start=1000):
        press_at(page, letter, now)
    assert (page.dots.count(), said(page)) == (0, "That was scanned, not typed: no PIN was tried.")


def test_an_owners_first_pin_asks_for_the_passphrase(desk: Desk, qtbot: QtBot) -> None:
    anna = add_staff(desk, "Anna Rossi", Role.OWNER)
    page = SignInPage(SignInViewModel(desk, InlineRunner(), lambda _secret: None))
    qtbot.addWidget(page)
    page.model.load(anna.id)
    page.show()
    assert (page.forgotten.text(), page.keypad.ok.isEnabled()) == ("Choose my first PIN", False)
    QTest.keyClicks(page, "2468\r")
    (dialog,) = page.findChildren(ForgottenPinDialog)
    assert dialog.isVisible()
    dialog.done(0)


def test_a_new_member_of_staff_is_asked_to_choose(page: SignInPage) -> None:
    tile = next(tile for tile in page.tiles.values() if tile.accessibleName().startswith("Mina"))
    tile.click()
    assert page.prompt.text() == "Choose a PIN of 4 to 8 digits"
    QTest.keyClicks(page, "2468\r")
    assert page.prompt.text() == "The same PIN once more"
