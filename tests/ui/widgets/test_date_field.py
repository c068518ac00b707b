"""A day is typed or picked: the calendar takes keys and taps, in either direction of reading."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.money import Currency
from shopdesk.viewmodels.shop_text import ShopText
from ui.widgets.date_field import Calendar, DateField

TEXT = ShopText(Currency("AUD"), "en_AU", ZoneInfo("Australia/Melbourne"), "AU", date(2026, 11, 21))


def opened(
    qtbot: QtBot, typed: str = "", *, can_omit_year: bool = False
) -> tuple[DateField, Calendar, list[str]]:
    field = DateField("Due", TEXT, can_omit_year=can_omit_year)
    qtbot.addWidget(field)
    field.set_text(typed)
    field.show()
    edits: list[str] = []
    field.edited.connect(edits.append)
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert field.calendar is not None
    return field, field.calendar, edits


def test_the_arrows_choose_and_enter_takes_the_day(qtbot: QtBot) -> None:
    field, calendar, edits = opened(qtbot, "20 Nov 2026")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        QTest.keyClick(calendar.grid, key)
    assert (field.text(), edits) == ("28 Dec 2026", ["28 Dec 2026"])
    assert not calendar.isVisible()


def test_a_tap_takes_the_day(qtbot: QtBot) -> None:
    field, calendar, _ = opened(qtbot)
    spot = calendar.grid.place_of(date(2026, 11, 3)).center()
    QTest.mouseClick(calendar.grid, Qt.MouseButton.LeftButton, pos=spot)
    assert field.text() == "3 Nov 2026"


def test_escape_leaves_what_was_typed(qtbot: QtBot) -> None:
    field, calendar, edits = opened(qtbot, "next week")
    QTest.keyClick(calendar.grid, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert (field.text(), edits) == ("next week", [])


def test_the_arrows_above_turn_months_and_years(qtbot: QtBot) -> None:
    field, calendar, edits = opened(qtbot)
    calendar.turns[-12].click()
    calendar.turns[1].click()
    assert calendar.title.text() == "Dec 2025"
    assert (field.text(), edits) == ("", [])


def test_a_day_of_the_year_may_be_picked_without_its_year(qtbot: QtBot) -> None:
    field, calendar, _ = opened(qtbot, "17 May", can_omit_year=True)
    calendar.no_year.setChecked(True)
    QTest.keyClick(calendar.grid, Qt.Key.Key_Return)
    assert field.text() == "17 May"


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_read_from_the_right_the_next_day_stands_to_the_left(
    qtbot: QtBot, qapp: QApplication, key: Qt.Key
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    field, calendar, _ = opened(qtbot)
    QTest.keyClick(calendar.grid, key)
    QTest.keyClick(calendar.grid, Qt.Key.Key_Return)
    assert field.text() == ("22 Nov 2026" if key == Qt.Key.Key_Left else "20 Nov 2026")
    first, second = (calendar.grid.place_of(date(2026, 11, day)) for day in (3, 4))
    assert first.left() > second.left()


def test_what_may_not_be_changed_opens_nothing(qtbot: QtBot) -> None:
    field = DateField("Due", TEXT)
    qtbot.addWidget(field)
    field.line.setReadOnly(True)
    field.open_calendar()
    assert field.calendar is None


@pytest.mark.parametrize("can_omit_year", [False, True])
def test_the_keyboard_goes_to_the_days(qtbot: QtBot, can_omit_year: bool) -> None:
    field, calendar, _ = opened(qtbot, can_omit_year=can_omit_year)
    QApplication.processEvents()
    assert field.calendar is calendar
    assert calendar.focusWidget() is calendar.grid
