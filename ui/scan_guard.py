"""Amounts, dialogs and scanners: what is scanned there books nothing and presses no button.

`Scanner` leaves both alone, so a scan there is typed. In a dialog it fills its field, and its Enter does nothing more.
A barcode in an amount is taken out again: nobody means the millions that it would be.
"""

import re
from collections.abc import Callable
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from shopdesk.domain.till_hardware import ScannerHabits
from ui.burst_watch import BurstWatch
from ui.scanner import ENDS

KNOWS_SCANS = "knows_scans"
"""The property of what a scan is meant for, or what sees to it by itself."""
_BARCODE = 8
"""The digits of the shortest code on goods (EAN-8)."""
_CODE = re.compile(r"(?=.*[0-9])[0-9A-Z $%+/:_-]+", re.ASCII)
"""What codes on goods and cards are made of; names, sentences and amounts that are typed or pasted quickly are not."""


class ScanGuard(QObject):
    """Watches what has the focus if it is an amount or stands in a dialog; ``habits`` are the scanner's."""

    def __init__(self, app: QApplication, window: QWidget, habits: Callable[[], ScannerHabits]) -> None:
        super().__init__(window)
        self._habits = habits
        self._burst = BurstWatch(habits)
        self._watched: QWidget | None = None
        self._before = self._typed = ""
        self._took = False
        self._focus = app.focusChanged.connect(self._focus_moved)

    def leave(self) -> None:
        """Rest."""
        QObject.disconnect(self._focus)
        self._focus_moved(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key that ends a scan, and once more where the scanner sends it twice."""
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        ends = event.key() in ENDS
        ends_scan = self._burst.has_ended(event) and ends
        again = self._took and ends and self._burst.is_quick
        self._took = again or (ends_scan and (self._take_out(watched) or self._presses(watched, event)))
        if self._burst.held == 1:
            self._before, self._typed = watched.text() if _is_amount(watched) else "", ""
        self._typed += event.text()
        return self._took

    def _take_out(self, watched: QWidget) -> bool:
        """Put back what stood in an amount before a barcode, and return True; all else stays."""
        if not _is_amount(watched) or len(self._typed) < _BARCODE or not self._typed.isdecimal():
            return False
        watched.selectAll()
        watched.insert(self._before)  # tells that it was edited; setText would not
        return True

    def _presses(self, watched: QWidget, event: QKeyEvent) -> bool:
        """Tell whether it is the scanner that presses Enter in a dialog, not a person after it."""
        is_code = self._burst.is_quick and _CODE.fullmatch(self._typed) is not None
        return is_code and ENDS[event.key()] == "enter" and _is_in_dialog(watched)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None and _is_guarded(now) else None
        if self._watched is not None:
            self._burst = BurstWatch(self._habits)
            self._took = False
            self._watched.installEventFilter(self)


def _is_guarded(widget: QWidget) -> bool:
    """Tell whether Enter might do more there than a scan is to do; in a text of several lines it is but a new one."""
    if widget.property(KNOWS_SCANS) or isinstance(widget, QTextEdit | QPlainTextEdit):
        return False
    return _is_amount(widget) or _is_in_dialog(widget)


def _is_amount(widget: QWidget) -> TypeGuard[QLineEdit]:
    return isinstance(widget, QLineEdit) and widget.property("role") == "amount"


def _is_in_dialog(widget: QWidget) -> bool:
    """Tell whether it is part of a dialog, or of something that unfolded over one."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, QDialog):
        above = above.parentWidget()
    return above is not None
