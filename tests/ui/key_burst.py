"""Keys with a time of their own, as a scanner or a person gives them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, TAB = "\r", "\t"
_CODES = {ENTER: Qt.Key.Key_Return, TAB: Qt.Key.Key_Tab}


def press_at(field: QWidget, letter: str, milliseconds: int) -> None:
    """Press a key and let it go at an instant."""
    modifiers = SHIFT if letter.isupper() else Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, _CODES.get(letter, Qt.Key(ord(letter.upper()))), modifiers, letter)
        event.setTimestamp(milliseconds)
        QApplication.sendEvent(field, event)
