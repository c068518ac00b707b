"""A card with one figure that is also a button; painted by the program itself."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from ui.theme import theme
from ui.widgets.fitting_font import cut_to_fit, fitting_font

_HEIGHT, _LOW = 84, 52
_SIDE, _LOW_SIDE = 15, 8
_LEAST, _LOW_LEAST = 120, 60
_NAME, _LOW_NAME, _SMALLEST_NAME = 13, 12, 10
_CORNER = 12
_FIGURE, _LOW_FIGURE, _SMALLEST_FIGURE = 24, 17, 10


class KpiCard(QPushButton):
    """Shows a name, a figure and a note below; checked while its filter is in force.

    The short name stands where the whole one does not fit.
    """

    def __init__(self, name: str, short_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._short_name = short_name
        self._figure = "…"
        self._note = ""
        self._short_note = ""
        self._is_owed = False
        self._why_not = ""
        self._is_low = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def show_figure(self, figure: str, note: str, short_note: str = "", *, is_owed: bool = False) -> None:
        """Show a figure and a note, the short one where the note does not fit; money owed is red."""
        self._figure, self._note, self._is_owed = figure, note, is_owed
        self._short_note = short_note or note
        self._say()
        self.updateGeometry()
        self.update()

    def figure(self) -> str:
        """Return the figure as it is shown."""
        return self._figure

    def set_allowed(self, allowed: bool, why_not: str = "") -> None:
        """Let the card be pressed, or say in its tool tip why it cannot be."""
        self._why_not = "" if allowed else why_not
        self.setEnabled(allowed)
        self._say()

    def set_low(self, low: bool) -> None:
        """Leave the note to the tool tip where there is little height."""
        self._is_low = low
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the check to the filters: a press only asks."""

    def sizeHint(self) -> QSize:
        """Return the height of a card."""
        return QSize(theme().px(150), theme().px(_LOW if self._is_low else _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which the figure can be read."""
        look = theme()
        smallest = QFontMetrics(look.font(_SMALLEST_FIGURE, QFont.Weight.Bold))
        figure = smallest.horizontalAdvance(self._figure) + 2 * self._side()
        least = look.px(_LOW_LEAST if self._is_low else _LEAST)
        return QSize(max(least, figure), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Take new room when the scale changes."""
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its three lines."""
        del event
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.isChecked() or self.hasFocus()
        heavy = 2.0 if is_marked else 1.0
        is_live = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(QColor(look.accent if is_marked else look.edge if is_live else look.line), heavy))
        painter.setBrush(QColor(look.accent_soft if self.hasFocus() and self.isChecked() else look.surface))
        place = QRectF(self.rect()).adjusted(heavy / 2, heavy / 2, -heavy / 2, -heavy / 2)
        painter.drawRoundedRect(place, look.px(_CORNER), look.px(_CORNER))
        ink = look.owed if self._is_owed else look.text
        top, size = (5, _LOW_FIGURE) if self._is_low else (11, _FIGURE)
        self._write_name(painter, top, _LOW_NAME if self._is_low else _NAME)
        figure = fitting_font(self._figure, self._room(), size, QFont.Weight.Bold, _SMALLEST_FIGURE)
        self._write(painter, top + 19, size + 6, self._figure, figure, ink)
        if not self._is_low:
            self._write_note(painter)
        painter.end()

    def _write_name(self, painter: QPainter, top: int, size: int) -> None:
        look = theme()
        name = self._fitting(self._name, self._short_name, look.font(size))
        font = fitting_font(name, self._room(), size, least=_SMALLEST_NAME)
        self._write(painter, top, 20, name, font, look.muted)

    def _write_note(self, painter: QPainter) -> None:
        look = theme()
        small = look.font(12)
        self._write(painter, 60, 18, self._fitting(self._note, self._short_note, small), small, look.muted)

    def _fitting(self, text: str, short: str, font: QFont) -> str:
        return text if QFontMetrics(font).horizontalAdvance(text) < self._room() else short

    def _write(self, painter: QPainter, top: int, height: int, text: str, font: QFont, colour: str) -> None:
        look = theme()
        room = QRect(self._side(), look.px(top), self._room(), look.px(height))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = cut_to_fit(text, font, room.width())
        way = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(room, int(way.value), shown)

    def _room(self) -> int:
        return self.width() - 2 * self._side()

    def _side(self) -> int:
        return theme().px(_LOW_SIDE if self._is_low else _SIDE)

    def _say(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._figure}")
        said = " · ".join(part for part in (self._note, self._why_not) if part)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
