"""A thin bar that fills towards the next tier."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme

_HIGH = 10
_WHOLE = 1_000


class WayBar(QWidget):
    """Shows thousandths; what it shows is said in words to whoever cannot see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_way(self, share: int, words: str) -> None:
        """Show how much of the way is done."""
        self._share = share
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(theme().px(120), theme().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groove, and what is done of it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QPainterPath()
        corner = self.height() / 2
        groove.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.fillPath(groove, QColor(theme().sunken))
        done = self.width() * self._share / _WHOLE
        left = self.width() - done if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        painter.setClipPath(groove)
        filled = QPainterPath()
        filled.addRoundedRect(QRectF(left, 0, done, self.height()), corner, corner)
        painter.fillPath(filled, QColor(theme().accent))
        painter.end()
