"""A large choice with a line that explains it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.icons import pixmap
from ui.theme import theme

_SIDE, _ICON, _GAP = 18, 24, 16
_WORDS_TOP, _LINE = 15, 22


class OptionCard(QAbstractButton):
    """One of several choices, of which one is taken; ``icon`` names a drawing."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._words = text
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Tell that long words take more lines in a narrow card."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the room for the title and the lines of the words."""
        look = theme()
        return self._words_height(width) + look.px(_LINE + 2 * _WORDS_TOP)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = theme().px(480)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card, drawing, title and words."""
        del event
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heavy = 2.0 if self.isChecked() or self.hasFocus() else 1.0
        place = QRectF(self.rect()).adjusted(heavy / 2, heavy / 2, -heavy / 2, -heavy / 2)
        painter.setPen(QPen(QColor(look.accent if heavy > 1 else look.edge), heavy))
        painter.setBrush(QColor(look.accent_soft if self.isChecked() else look.surface))
        painter.drawRoundedRect(place, look.px(12), look.px(12))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(4, 4, -4, -4), look.px(9), look.px(9))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        icon = look.px(_ICON)
        left = self.width() - look.px(_SIDE) - icon if mirrored else look.px(_SIDE)
        colour = look.accent if self.isChecked() else look.muted
        painter.drawPixmap(left, (self.height() - icon) // 2, pixmap(self._icon, colour, icon))
        words = self._words_place()
        align = Qt.AlignmentFlag.AlignLeft  # the painter itself mirrors it
        painter.setFont(look.font(15, QFont.Weight.DemiBold))
        painter.setPen(QColor(look.text))
        painter.drawText(words, align, self.text())
        painter.setFont(look.font(13))
        painter.setPen(QColor(look.muted))
        painter.drawText(
            words.adjusted(0, look.px(_LINE), 0, 0), align | Qt.TextFlag.TextWordWrap, self._words
        )
        painter.end()

    def _words_place(self) -> QRectF:
        look = theme()
        start = look.px(_SIDE + _ICON + _GAP)
        end = look.px(_SIDE)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (end, start) if mirrored else (start, end)
        top = look.px(_WORDS_TOP)
        return QRectF(left, top, self.width() - left - right, self.height() - top)

    def _words_height(self, width: int) -> int:
        look = theme()
        room = max(look.px(80), width - look.px(_SIDE + _ICON + _GAP + _SIDE))
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(look.font(13)).boundingRect(0, 0, room, 1000, flags, self._words).height()
