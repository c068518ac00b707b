"""The days of a month, painted: arrows choose, Page Up and Page Down turn the month, Enter or a tap takes a day."""

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from shopdesk.formatting import format_count
from shopdesk.viewmodels.calendar_month import CalendarMonth
from ui.theme import theme

_CELL = 40
_HEAD = 28
_WEEK = 7
_WEEKS = 6
_CORNER = 8
_YEAR = 12
_Key = Qt.Key
_DAYS = {_Key.Key_Left: -1, _Key.Key_Right: 1, _Key.Key_Up: -_WEEK, _Key.Key_Down: _WEEK}
_MONTHS = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


class CalendarGrid(QWidget):
    """``moved`` tells another month or day to stand on, ``taken`` that the chosen day is the one."""

    moved = Signal(object)
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month: CalendarMonth | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the room of six weeks below the names of the days."""
        look = theme()
        return QSize(_WEEK * look.px(_CELL), look.px(_HEAD) + _WEEKS * look.px(_CELL))

    def show_month(self, month: CalendarMonth) -> None:
        """Show this month with its chosen day."""
        self._month = month
        self.setAccessibleName(month.written())
        self.update()

    def place_of(self, day: date) -> QRect:
        """Return where a day stands; empty for one that is not shown."""
        days = () if self._month is None else self._month.days
        return self._cell(days.index(day)) if day in days else QRect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, turn months (years with Shift), go to today with Home, take with Enter."""
        month, key = self._month, Qt.Key(event.key())
        if month is None:
            return
        if key in _DAYS:
            step = _DAYS[key]
            sideways = abs(step) == 1
            self.moved.emit(month.moved(days=-step if sideways and self.isRightToLeft() else step))
        elif key in _MONTHS:
            by_year = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(month.moved(months=_MONTHS[key] * (_YEAR if by_year else 1)))
        elif key == Qt.Key.Key_Home:
            self.moved.emit(month.at(month.today))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the day that was tapped."""
        month, spot = self._month, event.position().toPoint()
        for place, day in enumerate(() if month is None else month.days):
            if month is not None and self._cell(place).contains(spot):
                self.moved.emit(month.at(day))
                self.taken.emit()
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the days and the weeks."""
        del event
        month, look = self._month, theme()
        if month is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(12))
        painter.setPen(QColor(look.muted))
        for place, name in enumerate(month.weekdays):
            cell = self._cell(place)
            head = QRect(cell.left(), 0, cell.width(), look.px(_HEAD))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        for place, day in enumerate(month.days):
            self._paint_day(painter, self._cell(place), day, month)
        painter.end()

    def _paint_day(self, painter: QPainter, cell: QRect, day: date, month: CalendarMonth) -> None:
        look = theme()
        is_chosen, is_today = day == month.chosen, day == month.today
        ink = look.text if day.month == month.chosen.month else look.faint
        if is_chosen or is_today:
            painter.setPen(QColor(look.accent))
            painter.setBrush(QColor(look.accent) if is_chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(cell).adjusted(2.5, 2.5, -2.5, -2.5), look.px(_CORNER), look.px(_CORNER)
            )
            ink = look.on_accent if is_chosen else look.accent
        painter.setFont(look.font(14, QFont.Weight.DemiBold if is_chosen else QFont.Weight.Normal))
        painter.setPen(QColor(ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, format_count(day.day, month.locale))

    def _cell(self, place: int) -> QRect:
        look = theme()
        side = look.px(_CELL)
        row, column = divmod(place, _WEEK)
        if self.isRightToLeft():
            column = _WEEK - 1 - column
        return QRect(column * side, look.px(_HEAD) + row * side, side, side)
