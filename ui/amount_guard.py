"""Amounts and scanners: a barcode that is scanned into an amount is taken out again, and its Enter books nothing.

`Scanner` leaves amounts alone, so a scan there is typed. Nobody means the millions that it would be.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from shopdesk.domain.till_hardware import ScannerHabits
from ui.burst_watch import BurstWatch
from ui.scanner import ENDS

_BARCODE = 8
"""The digits of the shortest code on goods (EAN-8)."""


class AmountGuard(QObject):
    """Watches the amount that has the focus, in the window and its dialogs; ``habits`` are the scanner's."""

    def __init__(self, app: QApplication, window: QWidget, habits: Callable[[], ScannerHabits]) -> None:
        super().__init__(window)
        self._habits = habits
        self._burst = BurstWatch(habits)
        self._watched: QWidget | None = None
        self._before = self._typed = ""
        self._focus = app.focusChanged.connect(self._focus_moved)

    def leave(self) -> None:
        """Rest."""
        QObject.disconnect(self._focus)
        self._focus_moved(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key that ends a barcode, and put back what stood there before it."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QLineEdit):
            return False
        if self._burst.has_ended(event) and event.key() in ENDS and self._is_barcode():
            watched.selectAll()
            watched.insert(self._before)  # tells that it was edited; setText would not
            return True
        if self._burst.held == 1:
            self._before, self._typed = watched.text(), ""
        self._typed += event.text()
        return False

    def _is_barcode(self) -> bool:
        return len(self._typed) >= _BARCODE and self._typed.isdecimal()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if isinstance(now, QLineEdit) and now.property("role") == "amount" else None
        if self._watched is not None:
            self._burst = BurstWatch(self._habits)
            self._watched.installEventFilter(self)
