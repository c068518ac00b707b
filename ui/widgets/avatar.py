"""A person's initials on a soft colour that their id picks."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.formatting import initials
from ui.fonts import window_font
from ui.theme import theme

_LETTER_SHARE = 0.36
_SQUARE_CORNER = 0.19


class Avatar(QWidget):
    """Shows initials on a round, or on a square with soft corners."""

    def __init__(self, size: int = 34, *, is_round: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._is_round = is_round
        self._id = 0
        self._letters = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_person(self, person_id: int, full_name: str) -> None:
        """Show this person's initials; the name is what a screen reader says."""
        self._id = person_id
        self._letters = initials(full_name)
        self.setAccessibleName(full_name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at the present scale."""
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the round and its letters."""
        del event
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._id, self._letters, is_round=self._is_round)
        painter.end()


def paint_avatar(
    painter: QPainter, place: QRectF, person_id: int, letters: str, *, is_round: bool = True
) -> None:
    """Paint initials into a square place."""
    background, text = theme().avatar(person_id)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(background))
    corner = place.width() * (0.5 if is_round else _SQUARE_CORNER)
    painter.drawRoundedRect(place, corner, corner)
    painter.setFont(window_font(max(1, round(place.width() * _LETTER_SHARE)), QFont.Weight.Bold))
    painter.setPen(QColor(text))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()
