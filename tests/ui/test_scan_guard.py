"""What is scanned into an amount or a dialog: it books nothing and presses no button."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeVar

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shopdesk.domain.till_hardware import ScannerHabits
from tests.ui.key_burst import ENTER, TAB, press_at
from ui.customers.search_box import SearchBox
from ui.scan_guard import ScanGuard
from ui.theme import set_role

W = TypeVar("W", bound=QWidget)
QUICK, SLOW = 5, 90
BARCODE, CARD = "4006381333931", "C-000412"


class Counter:
    """A guarded window and a dialog over it; ``booked`` tells what Enter sent, ``pressed`` the default button."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.window = QWidget()
        QVBoxLayout(self.window)
        qtbot.addWidget(self.window)
        self.guard = ScanGuard(app, self.window, ScannerHabits)
        self.dialog = QDialog(self.window)
        save = QPushButton("Save")
        save.setDefault(True)
        QVBoxLayout(self.dialog).addWidget(save)
        self.save = save
        self.booked: list[str] = []
        self.pressed: list[str] = []
        save.clicked.connect(lambda: self.pressed.append(save.text()))
        self._now = count(1000)

    def put(self, field: W, place: QWidget) -> W:
        """Show a field there, with the cursor in it."""
        layout = place.layout()
        assert layout is not None
        layout.addWidget(field)
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(lambda: self.booked.append(field.text()))
        place.show()
        place.activateWindow()
        field.setFocus()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
        return field

    def type(self, text: str, gap: int) -> None:
        for letter in text:
            for _ in range(gap):
                now = next(self._now)
            field = QApplication.focusWidget()
            assert field is not None
            press_at(field, letter, now)


@pytest.fixture
def counter(qapp: QApplication, qtbot: QtBot) -> Iterator[Counter]:
    counter = Counter(qapp, qtbot)
    yield counter
    counter.guard.leave()


def an_amount() -> QLineEdit:
    amount = QLineEdit()
    set_role(amount, "amount")
    return amount


@pytest.mark.parametrize("typed", ["", "20"])
def test_a_barcode_scanned_into_an_amount_is_taken_out_again(counter: Counter, typed: str) -> None:
    amount, edited = counter.put(an_amount(), counter.window), list[str]()
    amount.textEdited.connect(edited.append)
    counter.type(typed, SLOW)
    counter.type(BARCODE[0], SLOW)
    counter.type(BARCODE[1:] + ENTER, QUICK)
    assert (amount.text(), counter.booked, edited[-1]) == (typed, [], typed)


@pytest.mark.parametrize(("text", "gap"), [("40063813", SLOW), ("1234.50", QUICK), ("1234567.50", QUICK)])
def test_an_amount_that_is_typed_is_booked(counter: Counter, text: str, gap: int) -> None:
    counter.put(an_amount(), counter.window)
    counter.type(text + ENTER, gap)
    assert counter.booked == [text]


def test_the_next_amount_is_booked_as_ever(counter: Counter) -> None:
    counter.put(an_amount(), counter.window)
    counter.type(BARCODE + ENTER, QUICK)
    counter.type("20" + ENTER, SLOW)
    assert counter.booked == ["20"]


@pytest.mark.parametrize("make", [QLineEdit, an_amount])
@pytest.mark.parametrize("end", [ENTER, ENTER + ENTER])
def test_a_scan_in_a_dialog_fills_its_field_and_does_nothing_more(
    counter: Counter, make: Callable[[], QLineEdit], end: str
) -> None:
    field = counter.put(make(), counter.dialog)
    counter.type(CARD + end, QUICK)
    assert (field.text(), counter.booked, counter.pressed) == (CARD, [], [])


@pytest.mark.parametrize(
    ("text", "gap"), [(CARD, SLOW), ("12345", QUICK), ("1234.50", QUICK), ("He rings on Friday", QUICK)]
)
def test_what_a_person_types_in_a_dialog_is_sent_by_enter(counter: Counter, text: str, gap: int) -> None:
    counter.put(QLineEdit(), counter.dialog)
    counter.type(text + ENTER, gap)
    assert (counter.booked, counter.pressed) == ([text], ["Save"])


@pytest.mark.parametrize("end", [ENTER, ""])
def test_who_scans_and_then_presses_enter_means_it(counter: Counter, end: str) -> None:
    counter.put(QLineEdit(), counter.dialog)
    counter.type(CARD + end, QUICK)
    counter.type(ENTER, SLOW)
    assert (counter.booked, counter.pressed) == ([CARD], ["Save"])


def test_a_scan_presses_no_button_that_has_the_focus(counter: Counter) -> None:
    counter.put(counter.save, counter.dialog)
    counter.type(CARD + ENTER, QUICK)
    assert counter.pressed == []


def test_the_tab_of_a_scanner_goes_to_the_next_field(counter: Counter) -> None:
    field = counter.put(QLineEdit(), counter.dialog)
    counter.type(CARD + TAB, QUICK)
    assert (field.text(), QApplication.focusWidget()) == (CARD, counter.save)


def test_a_note_of_several_lines_takes_the_whole_scan(counter: Counter) -> None:
    note = counter.put(QPlainTextEdit(), counter.dialog)
    counter.type(CARD + ENTER, QUICK)
    assert note.toPlainText() == CARD + "\n"


def test_a_search_in_a_dialog_is_meant_for_scans(counter: Counter) -> None:
    search, chosen = counter.put(SearchBox(), counter.dialog), list[str]()
    search.entered.connect(lambda: chosen.append(search.text()))
    counter.type(CARD + ENTER, QUICK)
    assert chosen == [CARD]
