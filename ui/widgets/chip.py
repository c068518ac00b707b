"""A tag, an allergy or another short fact on a small coloured ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.formatting import isolate_words
from shopdesk.viewmodels.own_words import tag_words
from ui.icons import pixmap
from ui.theme import theme

_TEXT = 12
_HEIGHT = 20
_SIDE = 8
_CORNER = 5
_ICON = 12
LEAST_CHIP = 72
"""A chip that is narrower says nothing."""


class Chip(QWidget):
    """Shows a short text; ``role`` is ``tag`` (coloured by its text), ``allergy``, ``plain`` or a colour's name.

    Colour roles are ``owed``, ``credit``, ``warn`` and ``accent``; an allergy is marked with a triangle too.
    Where there is no room the text is cut off with dots, and whole in the tool tip.
    """

    def __init__(self, text: str, role: str = "tag", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._role = role
        self._take(text)

    def text(self) -> str:
        """Return what stands on the chip."""
        return self._text

    def set_text(self, text: str, role: str | None = None) -> None:
        """Show another text, and another role if one is given."""
        self._role = role or self._role
        self._take(text)
        self.updateGeometry()
        self.update()

    def _take(self, text: str) -> None:
        self._tag = text
        self._text = tag_words(text) if self._role == "tag" else text
        self.setAccessibleName(self._text)

    def sizeHint(self) -> QSize:
        """Return the room that the text takes."""
        return QSize(chip_width(self._text) + self._mark_width(), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters: the text gives way."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(LEAST_CHIP)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole text where it is cut off."""
        super().resizeEvent(event)
        self.setToolTip(self._text if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the mark of an allergy and the text."""
        del event
        painter = QPainter(self)
        background, text = self._colours()
        paint_chip(painter, QRectF(self.rect()), self._text, (background, text), self._mark_width())
        if self._role == "allergy":
            mark = pixmap("triangle-alert", text, theme().px(_ICON))
            top = (self.height() - theme().px(_ICON)) // 2
            left = theme().px(_SIDE)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = self.width() - left - theme().px(_ICON)
            painter.drawPixmap(left, top, mark)
        painter.end()

    def _mark_width(self) -> int:
        return theme().px(_ICON + 4) if self._role == "allergy" else 0

    def _colours(self) -> tuple[str, str]:
        look = theme()
        by_role = {
            "owed": (look.owed_soft, look.owed),
            "credit": (look.credit_soft, look.credit),
            "warn": (look.warn_soft, look.warn),
            "accent": (look.accent_soft, look.accent),
            "plain": look.chip("other"),
            "allergy": look.chip("allergy"),
        }
        return by_role.get(self._role) or look.chip(self._tag)


def chip_width(text: str) -> int:
    """Return how wide a chip with this text is, in pixels."""
    font = theme().font(_TEXT, QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(text) + 2 * theme().px(_SIDE)


def chip_height() -> int:
    """Return how high a chip is, in pixels."""
    return theme().px(_HEIGHT)


def paint_chip(
    painter: QPainter, place: QRectF, text: str, colours: tuple[str, str], mark_width: int = 0
) -> None:
    """Paint a chip, its text cut off where it is too wide; ``mark_width`` is kept free before the text."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    framed = theme().is_framed
    painter.setPen(QColor(colours[1]) if framed else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[0]))
    corner = theme().px(_CORNER)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5) if framed else place, corner, corner)
    painter.setPen(QColor(colours[1]))
    painter.setFont(theme().font(_TEXT, QFont.Weight.DemiBold))
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    room = place.adjusted(0, 0, -mark_width, 0) if is_mirrored else place.adjusted(mark_width, 0, 0, 0)
    if chip_width(text) > room.width():
        inside = int(room.width()) - 2 * theme().px(_SIDE)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, isolate_words(text))
    painter.restore()
