"""Tells when typing in a line has paused or the line is left: the moment to say what is wrong with it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

_PAUSE_MS = 700


class TypingPause(QTimer):
    """``settled`` after the last key, or at once when the line is left or Enter is pressed in it."""

    settled = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self.setSingleShot(True)
        self.setInterval(_PAUSE_MS)
        self.timeout.connect(self.settled)
        line.textEdited.connect(lambda _text: self.start())
        line.editingFinished.connect(self._end)

    def _end(self) -> None:
        if self.isActive():
            self.stop()
            self.settled.emit()
