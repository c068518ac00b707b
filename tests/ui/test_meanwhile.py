"""What is made ahead is made while nobody types, and in steps."""

from collections.abc import Iterator
from itertools import count

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.meanwhile import Meanwhile


def counted(taken: list[int]) -> Iterator[int]:
    for number in count():
        taken.append(number)
        yield number


def test_no_step_is_taken_while_somebody_types(qtbot: QtBot) -> None:
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    meanwhile = Meanwhile(window, counted([]))
    before = meanwhile._timer.interval()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert meanwhile._timer.interval() > before


def test_who_stops_takes_no_further_step(qtbot: QtBot) -> None:
    window, taken = QLineEdit(), list[int]()
    qtbot.addWidget(window)
    window.show()
    meanwhile = Meanwhile(window, counted(taken))
    qtbot.waitUntil(lambda: bool(taken))
    meanwhile.stop()
    QTest.keyClick(window, Qt.Key.Key_A)
    assert not meanwhile._timer.isActive()
