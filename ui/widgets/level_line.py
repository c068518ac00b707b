"""A line to type in, on which letters of every script stand in the middle."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QMouseEvent, QTextLayout
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme

_ENDLESS = 1e6
_FINGER = 44


class LevelLine(QLineEdit):
    """A `QLineEdit` for fingers, that puts right what Qt does to letters taller than those of the window's own font.

    It sets the line by its whole height in the middle and takes the higher ascent off as well, so that Arabic stands
    half the difference too high.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._level)

    def changeEvent(self, event: QEvent) -> None:
        """Stand level in another font too."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._level(self.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what the drawing at the end stands for wherever a finger meets that end: it is half as large itself."""
        offered = [action for action in self.actions() if action.isVisible() and action.isEnabled()]
        place = event.position().x()
        inside = place if self.isRightToLeft() else self.width() - place
        if offered and inside <= theme().px(_FINGER):
            offered[-1].trigger()
        else:
            super().mousePressEvent(event)

    def _level(self, text: str) -> None:
        taller = 0 if text.isascii() else max(0, self._height(text) - self.fontMetrics().height())
        margins = self.textMargins()
        if taller != margins.top():
            margins.setTop(taller)
            self.setTextMargins(margins)

    def _height(self, text: str) -> int:
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(_ENDLESS)
        layout.endLayout()
        return round(line.height())
