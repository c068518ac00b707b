"""A barcode scanned into an amount: nothing of it stays, and its Enter books nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.till_hardware import ScannerHabits
from tests.ui.key_burst import ENTER, press_at
from ui.amount_guard import AmountGuard
from ui.theme import set_role


class Amount(QLineEdit):
    """An amount in a dialog, and what was booked by Enter and said to be edited."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        set_role(self, "amount")
        self.booked: list[str] = []
        self.edited: list[str] = []
        self.returnPressed.connect(lambda: self.booked.append(self.text()))
        self.textEdited.connect(self.edited.append)
        self.now = 1000

    def type(self, text: str, gap: int) -> None:
        for letter in text:
            self.now += gap
            press_at(self, letter, self.now)


@pytest.fixture
def amount(qapp: QApplication, qtbot: QtBot) -> Iterator[Amount]:
    window = QWidget()
    qtbot.addWidget(window)
    guard = AmountGuard(qapp, window, ScannerHabits)
    dialog = QDialog(window)
    amount = Amount(dialog)
    dialog.show()
    dialog.activateWindow()
    amount.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is amount)
    yield amount
    guard.leave()


@pytest.mark.parametrize("typed", ["", "20"])
def test_a_scanned_barcode_is_taken_out_again(amount: Amount, typed: str) -> None:
    amount.type(typed, 90)
    amount.type("4", 90)
    amount.type("006381333931" + ENTER, 5)
    assert (amount.text(), amount.booked, amount.edited[-1]) == (typed, [], typed)


@pytest.mark.parametrize(("text", "gap"), [("40063813", 90), ("1234.50", 5), ("1234567.50", 5)])
def test_an_amount_that_is_typed_is_booked(amount: Amount, text: str, gap: int) -> None:
    amount.type(text + ENTER, gap)
    assert amount.booked == [text]


def test_the_next_amount_is_booked_as_ever(amount: Amount) -> None:
    amount.type("4006381333931" + ENTER, 5)
    amount.type("20" + ENTER, 90)
    assert amount.booked == ["20"]
