"""A tag that is pressed on and off; a tick says that it is on."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from shopdesk.formatting import isolate_words
from shopdesk.viewmodels.own_words import tag_words
from ui.icons import pixmap
from ui.theme import theme
from ui.widgets.buttons import FINGER

_SIDE = 12
_TICK = 13
_GAP = 6
_CORNER = 7


class TagButton(QAbstractButton):
    """Looks like the tag's chip once it is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setText(tag_words(name))
        self.setCheckable(True)
        self.setAccessibleName(self.text())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the name and a tick, so that nothing moves when it is pressed."""
        look = theme()
        words = QFontMetrics(self._text_font()).horizontalAdvance(self.text())
        return QSize(words + look.px(2 * _SIDE + _TICK + _GAP), look.px(FINGER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the tick and the name."""
        del event
        look = theme()
        ground, ink = look.chip(self._name) if self.isChecked() else (look.surface, look.muted)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.accent if self.hasFocus() else ink if self.isChecked() else look.edge
        painter.setPen(QPen(QColor(edge), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(_CORNER), look.px(_CORNER)
        )
        mark = "check" if self.isChecked() else "plus"
        side = look.px(_TICK)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - look.px(_SIDE) - side if mirrored else look.px(_SIDE)
        painter.drawPixmap(left, (self.height() - side) // 2, pixmap(mark, ink, side))
        painter.setFont(self._text_font())
        painter.setPen(QColor(ink))
        shift = look.px(_TICK + _GAP)
        room = self.rect().adjusted(0, 0, -shift, 0) if mirrored else self.rect().adjusted(shift, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, isolate_words(self.text()))
        painter.end()

    def _text_font(self) -> QFont:
        return theme().font(13, QFont.Weight.DemiBold)
