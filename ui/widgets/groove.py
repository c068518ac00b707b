"""A thin bar in a round groove; what it shows is said in words to whoever cannot see it."""

from abc import abstractmethod

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme

_WIDE = 120


class Groove(QWidget):
    """Override `fill`; ``high`` is in pixels of the design."""

    def __init__(self, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._high = high
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @abstractmethod
    def fill(self, painter: QPainter) -> None:
        """Paint what is in the groove, from its beginning at the left; it is mirrored where one reads so."""

    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(theme().px(_WIDE), theme().px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groove, and what is in it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QPainterPath()
        corner = self.height() / 2
        groove.addRoundedRect(QRectF(self.rect()), corner, corner)
        painter.setClipPath(groove)
        painter.fillRect(self.rect(), QColor(theme().sunken))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.scale(-1, 1)
            painter.translate(-self.width(), 0)
        self.fill(painter)
        painter.end()
