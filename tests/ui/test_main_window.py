"""The main window: pages and their keys, the banner, the lock, its size and its place."""

from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.staff import Role
from shopdesk.viewmodels.frame import Frame
from ui import shortcuts
from ui.help.help_window import HelpWindow
from ui.main_window import MainWindow
from ui.rail import PageButton
from ui.remembered import Remembered
from ui.theme import apply_theme, theme
from ui.widgets.cards import Label

FRAME = Frame("Rossi Jewellers", 3, "Mina Costa", Role.CASHIER)


class TypingPage(QLineEdit):
    """A page that takes the cursor."""

    place = shortcuts.CUSTOMERS
    help_topic = "search"

    def enter(self) -> None:
        """Take the cursor."""
        self.setFocus()


class SettingsPage(QWidget):
    """A page that takes no cursor."""

    help_topic = "settings"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> MainWindow:
    """Open a window with two pages."""
    apply_theme(qapp, "light", 100)
    made = MainWindow(Remembered(tmp_path))
    qtbot.addWidget(made)
    made.head(FRAME)
    made.add_page("customers", "Customers", "users", "search")
    made.add_page("back_office", "Back office", "settings")
    made.fill_page("customers", TypingPage())
    made.fill_page("back_office", SettingsPage())
    made.show_page("customers")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_title_names_the_shop_alone(window: MainWindow) -> None:
    assert window.windowTitle() == "ShopDesk — Rossi Jewellers"


def test_the_rail_names_who_is_signed_in_and_what_they_are(window: MainWindow) -> None:
    said = {label.text() for label in window.rail.findChildren(Label)}
    assert {"Rossi Jewellers", "Mina Costa", "Cashier"} <= said
    assert window.rail.page_names() == ("customers", "back_office")


def test_a_key_brings_its_page_to_the_front_with_the_cursor_in_it(window: MainWindow) -> None:
    window.show_page("back_office")
    assert window.pages.currentWidget() is window.page("back_office")
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.pages.currentWidget() is window.page("customers")
    assert window.focusWidget() is window.page("customers")


def test_the_line_below_tells_the_keys_of_the_page(window: MainWindow) -> None:
    window.show_page("customers")
    assert "F4 Take payment" in window.hints()
    window.show_page("back_office")
    assert window.hints() == ""


def test_f12_and_the_button_ask_for_the_lock(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_asked_for):
        QTest.keyClick(window, Qt.Key.Key_F12)
    with qtbot.waitSignal(window.lock_asked_for):
        window.rail.lock.click()


def test_f1_and_the_button_open_the_help_of_the_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    (help_window,) = window.findChildren(HelpWindow)
    assert "Why does a search find nothing?" in help_window.page.toPlainText()
    window.show_page("back_office")
    window.rail.help.click()
    assert "I need stronger contrast." in help_window.page.toPlainText()
    help_window.close()


def test_the_banner_tells_and_acts_and_falls_silent(window: MainWindow) -> None:
    printed: list[str] = []
    window.tell("Paid.", "success", [("Print receipt", lambda: printed.append("receipt"))])
    window.banner.actions_offered()[0].click()
    assert printed == ["receipt"]
    window.banner.dismiss()
    assert not window.banner.isVisible()


@pytest.mark.parametrize(
    ("role", "stays"), [("danger", True), ("info", False), ("success", False), ("warn", True)]
)
def test_what_went_well_is_said_on_its_page_and_trouble_on_all(
    window: MainWindow, role: str, stays: bool
) -> None:
    window.tell("The sale is parked.", role)
    window.show_page(window.shown_page())
    assert window.banner.isVisible()
    window.show_page("back_office")
    assert window.banner.isVisible() is stays


def test_the_place_is_remembered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.resize(1000, 700)
    window.close()
    again = MainWindow(Remembered(tmp_path))
    qtbot.addWidget(again)
    assert again.height() == 700  # the screen of the tests is too narrow to tell widths apart


@pytest.mark.parametrize(
    ("width", "scale", "folded"),
    [(1440, 100, False), (1440, 175, True), (1024, 100, False), (1024, 125, True)],
)
def test_the_rail_keeps_only_drawings_where_the_text_is_large_for_the_window(
    window: MainWindow, qapp: QApplication, width: int, scale: int, *, folded: bool
) -> None:
    apply_theme(qapp, "light", scale)
    window.resize(width, 768)
    assert window.rail.is_folded() == folded
    assert window.rail.lock.is_folded() == folded
    assert window.rail.lock.accessibleName() == "Lock"
    assert ("Lock" in window.rail.lock.toolTip()) == folded


def test_a_long_name_in_the_rail_keeps_off_its_badge_or_is_told_by_the_tool_tip(window: MainWindow) -> None:
    window.resize(1440, 900)
    window.add_page("reminders", "Recordatorios", "bell")
    window.add_page("longest", "Recordatorios de pago", "bell")
    for name in ("reminders", "longest"):
        window.rail.set_badge(name, 120, "120")
    fits, cut = window.rail.findChildren(PageButton)[-2:]
    assert (fits.shown_name(), fits.toolTip()) == ("Recordatorios", "")
    assert cut.shown_name().endswith("…")
    assert cut.toolTip() == "Recordatorios de pago"
    assert widest_gap(fits) >= theme().px(5)


def widest_gap(button: PageButton) -> int:
    """Return the widest room between what is painted in the middle of a button, from the name on, in pixels."""
    picture, ground = button.grab().toImage(), button.grab().toImage().pixelColor(2, 2)
    start, end = button.width() // 2, button.width() - theme().px(16)
    rows = range(button.height() // 3, 2 * button.height() // 3)
    painted = [any(picture.pixelColor(x, y) != ground for y in rows) for x in range(start, end)]
    return max(len(list(run)) for is_painted, run in groupby(painted) if not is_painted)


@pytest.mark.parametrize("kept", ["", "nonsense", "12px"])
def test_a_spoilt_file_of_places_spoils_nothing(tmp_path: Path, kept: str) -> None:
    (tmp_path / "window.ini").write_text(f"[General]\nscale={kept}\nplace={kept}\n", encoding="utf-8")
    remembered = Remembered(tmp_path)
    assert remembered.number("scale", 100) == 100
    assert remembered.bytes("place").isEmpty()
