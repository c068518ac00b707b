"""A thin bar that fills towards the next tier."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets.groove import Groove

_HIGH = 10
_WHOLE = 1_000


class WayBar(Groove):
    """Shows thousandths."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_HIGH, parent)
        self._share = 0

    def show_way(self, share: int, words: str) -> None:
        """Show how much of the way is done."""
        self._share = share
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def fill(self, painter: QPainter) -> None:
        """Paint what is done, with a round end."""
        corner = self.height() / 2
        done = QPainterPath()
        done.addRoundedRect(QRectF(0, 0, self.width() * self._share / _WHOLE, self.height()), corner, corner)
        painter.fillPath(done, QColor(theme().accent))
