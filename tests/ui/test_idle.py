"""Nobody at the till for a while."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.idle import IDLE_MS, IdleWatch


@pytest.fixture
def watch(qapp: QApplication, window: QWidget) -> Iterator[IdleWatch]:
    watch = IdleWatch(qapp)
    watch.start()
    yield watch
    watch.stop()


def feels_key(watch: IdleWatch, window: QWidget) -> bool:
    """Press a key as the system gives it to a window, and tell whether the count began anew."""
    watch._timer.stop()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    return watch.remaining_ms() > 0


def test_silence_is_told_once(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, after_ms=1)
    with qtbot.waitSignal(watch.idle):
        watch.start()
    assert watch.remaining_ms() == -1


def test_a_key_begins_the_count_anew(watch: IdleWatch, window: QWidget) -> None:
    assert feels_key(watch, window)


def test_a_dialog_that_opens_is_felt_as_well(watch: IdleWatch, window: QWidget, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert feels_key(watch, dialog)


def test_a_menu_is_felt_that_a_press_opened(watch: IdleWatch, window: QWidget, qtbot: QtBot) -> None:
    menu, button = QMenu(window), QPushButton(window)
    menu.addAction("Put right")
    button.pressed.connect(lambda: menu.popup(window.pos()))
    button.show()
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=button.geometry().center())
    qtbot.waitUntil(lambda: not watch._look.isActive())
    watch._timer.stop()
    QTest.mouseMove(menu.windowHandle(), QPoint(5, 5))
    assert watch.remaining_ms() > 0
    menu.close()


def test_nothing_is_felt_by_who_rests(watch: IdleWatch, window: QWidget) -> None:
    watch.stop()
    assert not feels_key(watch, window)


def test_three_minutes_are_the_rule() -> None:
    assert IDLE_MS == 180_000
