"""A box to tick, painted by the program itself: the tick says it, not the colour alone."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from shopdesk.formatting import isolate_words
from ui.icons import pixmap
from ui.theme import theme

BOX = 20
_TICK = 14
_GAP = 10
_HEIGHT = 44
_LEAST = 300
_CORNER = 5


class CheckBox(QCheckBox):
    """Ticked with a press, the space bar or a finger."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the room for box and text, high enough for a finger."""
        look = theme()
        words = QFontMetrics(look.font()).horizontalAdvance(self.text())
        return QSize(look.px(BOX + _GAP + 6) + words, look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the words in lines of a fair length: it never shows half a word."""
        width = min(self.sizeHint().width(), theme().px(_LEAST))
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """Tell that long words take more lines in a narrow place."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines, high enough for a finger."""
        look = theme()
        room, flags = width - look.px(BOX + _GAP), int(Qt.TextFlag.TextWordWrap)
        words = QFontMetrics(look.font()).boundingRect(0, 0, room, 1000, flags, self.text())
        return max(look.px(_HEIGHT), words.height() + look.px(8))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press on the text for one on the box."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the dialog."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the tick and the text."""
        del event
        look = theme()
        side = look.px(BOX)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - side - 2 if mirrored else 2
        box = QRectF(left, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, box, is_on=self.isChecked(), has_focus=self.hasFocus(), is_live=self.isEnabled())
        painter.setPen(QColor(look.text if self.isEnabled() else look.faint))
        painter.setFont(look.font())
        shift = side + look.px(_GAP)
        room = self.rect().adjusted(0, 0, -shift, 0) if mirrored else self.rect().adjusted(shift, 0, 0, 0)
        # The painter itself mirrors left and right where words run from the right.
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, isolate_words(self.text()))
        painter.end()


def paint_box(
    painter: QPainter, box: QRectF, *, is_on: bool, has_focus: bool = False, is_live: bool = True
) -> None:
    """Paint the box itself, ticked or not."""
    look = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = look.accent if has_focus or is_on else look.edge
    painter.setPen(QPen(QColor(edge if is_live else look.line), 2.0 if has_focus else 1.0))
    painter.setBrush(QColor(look.accent if is_on else look.surface))
    painter.drawRoundedRect(box, look.px(_CORNER), look.px(_CORNER))
    if is_on:
        tick = look.px(_TICK)
        corner = box.center().toPoint() - QPoint(tick // 2, tick // 2)
        painter.drawPixmap(corner, pixmap("check", look.on_accent, tick))
