"""Nobody at the till for a while."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.idle import IDLE_MS, IdleWatch


def test_silence_is_told_once(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, after_ms=1)
    with qtbot.waitSignal(watch.idle):
        watch.start()
    assert watch.remaining_ms() == -1


def test_a_key_begins_the_count_anew(qapp: QApplication, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    watch = IdleWatch(qapp)
    watch.start()
    watch._timer.stop()
    QTest.keyClick(widget, Qt.Key.Key_A)
    assert watch.remaining_ms() > 0
    watch.stop()


def test_three_minutes_are_the_rule() -> None:
    assert IDLE_MS == 180_000
