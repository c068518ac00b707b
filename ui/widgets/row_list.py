"""A list of rows to choose one of by finger or arrow key: a title, a line below it, and a figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.formatting import isolate_sum, isolate_words
from shopdesk.wording import in_a_row
from ui.theme import set_role, theme
from ui.widgets.fitting_font import cut_to_fit

_HEIGHT = 44
_TALL = 54
_SIDE = 14
_SMALL = 12


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows; ``tone`` of the figure is ``owed``, ``credit`` or empty."""

    title: str
    detail: str = ""
    figure: str = ""
    tone: str = ""


class RowButton(QPushButton):
    """One row, painted by itself."""

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(in_a_row(part for part in (row.title, row.detail, row.figure) if part))

    def sizeHint(self) -> QSize:
        """Return the height a finger needs."""
        return QSize(theme().px(200), theme().px(_TALL if self.row.detail else _HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows and Enter to the list; a button would pass the focus on by itself."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take new room when the scale changes."""
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the texts and the line below."""
        del event
        look = theme()
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        if self.hasFocus() or self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), QColor(look.accent_soft))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(look.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        room = self.rect().adjusted(look.px(_SIDE), 0, -look.px(_SIDE), -1)
        bold = look.font(weight=QFont.Weight.DemiBold)
        taken = QFontMetrics(bold).horizontalAdvance(self.row.figure)
        self._write(painter, room, self.row.figure, bold, _colour(self.row.tone), Qt.AlignmentFlag.AlignRight)
        left = room.adjusted(0, 0, -taken - look.px(12), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = room.adjusted(taken + look.px(12), 0, 0, 0)
        upper, lower = left, left
        if self.row.detail:
            half = self.height() // 2
            upper = QRect(left.left(), look.px(7), left.width(), half - look.px(5))
            lower = QRect(left.left(), half + look.px(1), left.width(), half - look.px(8))
            self._write(
                painter, lower, self.row.detail, look.font(_SMALL), look.muted, Qt.AlignmentFlag.AlignLeft
            )
        self._write(
            painter,
            upper,
            self.row.title,
            look.font(weight=QFont.Weight.Medium),
            look.text,
            Qt.AlignmentFlag.AlignLeft,
        )
        painter.end()

    def _write(
        self, painter: QPainter, room: QRect, text: str, font: QFont, colour: str, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = cut_to_fit(text, font, room.width())
        wrapped = isolate_sum(shown) if side == Qt.AlignmentFlag.AlignRight else isolate_words(shown)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = (
                Qt.AlignmentFlag.AlignLeft
                if side == Qt.AlignmentFlag.AlignRight
                else Qt.AlignmentFlag.AlignRight
            )
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flags.value), wrapped)


class RowList(QScrollArea):
    """``chosen`` tells the place of the row; ``left_upwards`` when the arrow goes above the first."""

    chosen = Signal(int)
    left_upwards = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.buttons: list[RowButton] = []
        self.show_rows(())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        inside = QFrame()
        set_role(inside, "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.buttons = [RowButton(row) for row in rows]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            column.addWidget(button)
        column.addStretch(1)
        self.setWidget(inside)

    def height_of_rows(self) -> int:
        """Return the height that all rows take."""
        return sum(button.sizeHint().height() for button in self.buttons)

    def enter(self) -> None:
        """Put the focus on the first row."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down with the arrows; choose with Enter."""
        here = next((place for place, button in enumerate(self.buttons) if button.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if here is None or (step is None and event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}):
            super().keyPressEvent(event)
        elif step is None:
            self.buttons[here].click()
        elif here + step < 0:
            self.left_upwards.emit()
        elif here + step < len(self.buttons):
            button = self.buttons[here + step]
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(button, 0, 0)


def _colour(tone: str) -> str:
    look = theme()
    return {"owed": look.owed, "credit": look.credit}.get(tone, look.text)
