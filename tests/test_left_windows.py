"""One failure stays one: what a failed test leaves behind stirs no more."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.left_windows import let_go, living


def test_a_window_that_was_left_goes_with_its_timers(qapp: QApplication) -> None:
    before = living(qapp)
    window, loose = QWidget(), QTimer(qapp)
    ticking = QTimer(window)
    for timer in (ticking, loose):
        timer.start(1)
    let_go(qapp, before)
    assert not any((isValid(window), isValid(ticking), loose.isActive()))
    loose.deleteLater()


def test_what_was_there_before_stays(qapp: QApplication) -> None:
    window = QWidget()
    ticking = QTimer(window)
    ticking.start(60_000)
    let_go(qapp, living(qapp))
    assert ticking.isActive()
    window.deleteLater()
