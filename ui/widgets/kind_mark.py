"""Two or three letters on a soft round that mark what sort of thing a row is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme

MARK = 34
"""Its width and height, in pixels of the design."""
_LETTERS = 10


class KindMark(QWidget):
    """What the letters mean is said by the words beside them; ``pair`` is one of the soft pairs of the avatars."""

    def __init__(self, letters: str, pair: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._pair = pair
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size at the present scale."""
        return QSize(theme().px(MARK), theme().px(MARK))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the round and its letters."""
        del event
        look = theme()
        ground, ink = look.avatar(self._pair)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(QColor(ink))
        painter.setFont(look.font(_LETTERS, QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        painter.end()
