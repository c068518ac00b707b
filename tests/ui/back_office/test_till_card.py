"""What stands on the counter, in the back office."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.services.desk import Desk
from shopdesk.viewmodels.back_office import BackOfficeViewModel
from shopdesk.viewmodels.till_hardware import TillHardware
from tests.ports import InlineRunner
from tests.roll_printer import printed
from ui.back_office.scanner_dialog import ScannerDialog
from ui.back_office.till_card import TillCard


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> TillCard:
    runner = InlineRunner()
    made = TillCard(BackOfficeViewModel(desk, runner), TillHardware(desk, runner))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def roll(card: TillCard, tmp_path: Path) -> Path:
    for name, text in (
        ("printer_way", "file"),
        ("printer_place", str(tmp_path / "roll")),
        ("drawer_pin", "5"),
    ):
        card.model.set_value(name, text)
    card.save.click()
    return tmp_path / "roll"


def test_what_is_set_can_be_tried(card: TillCard, roll: Path) -> None:
    card.test.click()
    card.drawer.click()
    done = printed(roll.read_bytes())
    assert (len(done.papers), done.pins) == (1, ["5"])
    notice = card.model.notice.value
    assert notice is not None
    assert notice.text == "The drawer was told to open."


def test_it_is_tried_only_as_it_is_saved(card: TillCard, roll: Path) -> None:
    card.model.set_value("printer_place", str(roll) + "2")
    assert card.test.toolTip() == "Save first, then try it."
    card.discard.click()
    assert card.test.isEnabled()


def test_saving_leaves_the_cursor_on_the_card(qtbot: QtBot, desk: Desk) -> None:
    runner, page = InlineRunner(), QWidget()
    qtbot.addWidget(page)
    card = TillCard(BackOfficeViewModel(desk, runner), TillHardware(desk, runner))
    column = QVBoxLayout(page)
    column.addWidget(card)
    column.addWidget(QPushButton("The card below"))
    page.show()
    card.model.set_value("printer_way", "file")
    card.model.set_value("printer_place", "receipts.bin")
    card.save.setFocus()
    card.save.click()
    assert not card.save.isEnabled()
    assert card.isAncestorOf(page.focusWidget())


def test_a_printer_without_a_place_is_said_at_its_field(card: TillCard) -> None:
    card.model.set_value("printer_way", "network")
    card.save.click()
    assert card.fields["printer_place"].error()
    assert card.test.toolTip() == "Save first, then try it."


def test_what_cannot_be_printed_is_said(card: TillCard, roll: Path) -> None:
    roll.mkdir()
    card.test.click()
    notice = card.model.notice.value
    assert notice is not None
    assert notice.role == "danger"


class Scanning:
    """The dialog, and a scanner that types into it."""

    def __init__(self, card: TillCard) -> None:
        card.scanner.click()
        (self.dialog,) = card.window().findChildren(ScannerDialog)
        self._now = 1_000

    def scan(self, code: str, gap: int, end: Qt.Key) -> None:
        for letter in code:
            self._press(Qt.Key(ord(letter)), letter, gap)
        self._press(end, "", gap)

    def _press(self, key: Qt.Key, text: str, gap: int) -> None:
        self._now += gap
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(self._now)
        QApplication.sendEvent(self.dialog.line, event)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_scanner_that_is_too_slow_is_measured_and_set(card: TillCard, desk: Desk, end: Qt.Key) -> None:
    scanning = Scanning(card)
    scanning.scan("C-000412", 50, end)
    assert "at most 50 ms" in scanning.dialog.facts.text()
    assert scanning.dialog.isVisible()
    scanning.dialog.take.click()
    scanning.dialog.save.click()
    assert desk.settings.scanner_gap_ms == 60
    scanning.scan("C-000412", 50, end)
    assert scanning.dialog.advice.text() == "The program takes it as a scan."
    scanning.dialog.close_button.click()


def test_what_is_not_saved_is_put_back_when_it_is_closed(card: TillCard) -> None:
    dialog = Scanning(card).dialog
    dialog.model.set_value("scanner_gap_ms", "90")
    dialog.close_button.click()
    assert card.model.typed() == {}
