"""Paints the rows of the customer table: avatar and name, chips, the balance with its words.

Rows are painted column by column, not cell by cell: a font and a colour are chosen once for all of a column, and
nothing is asked of the model that the lines themselves tell, which takes half the time.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QTableView

from shopdesk.formatting import isolate, isolate_words
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.own_words import tag_words
from ui.customers.table_model import (
    BALANCE,
    COLUMNS,
    EMAIL,
    LOCATION,
    MASK,
    NAME,
    PHONE,
    TAGS,
    UPDATED,
    CustomerTableModel,
)
from ui.labels import balance_note, updated_words
from ui.theme import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.check_box import BOX, paint_box
from ui.widgets.chip import chip_height, chip_width, paint_chip
from ui.widgets.fitting_font import cut_to_fit, fitting_font

ROW = 54
SECTION = 34
PADDING = 16
_AVATAR = 34
_GAP = 12
_CHIP_GAP = 6
_BAR = 3
_SMALLEST_PHONE = 10
_PLAIN = 14


class _Row(NamedTuple):
    """A row that is painted: where it stands, and who is in it; None for the section."""

    number: int
    top: int
    height: int
    line: CustomerLine | None


class _Room(NamedTuple):
    """The room of a line's cell: within it, ``x`` is measured from where reading begins."""

    line: CustomerLine
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """Return the height at which a cell is cut in halves, above the window too."""
        return self.top + (self.height - 1) // 2

    def whole(self) -> QRect:
        """Return all of it."""
        return QRect(self.left, self.top, self.width, self.height)


class RowPainter:
    """Paints what is to be seen of a table's rows; the row under the mouse is told by the table."""

    def __init__(self, table: QTableView, model: CustomerTableModel) -> None:
        self._table = table
        self._model = model
        self.hovered_row = -1
        self._direction = Qt.LayoutDirection.LeftToRight
        self._is_mirrored = False
        self._columns: dict[int, Callable[[QPainter, list[_Room]], None]] = {
            NAME: self._paint_names,
            PHONE: self._paint_phones,
            EMAIL: lambda painter, rooms: self._paint_plain(
                painter, [(room, room.line.email) for room in rooms]
            ),
            TAGS: self._paint_tags,
            LOCATION: lambda painter, rooms: self._paint_plain(
                painter, [(room, room.line.location) for room in rooms]
            ),
            BALANCE: self._paint_balances,
            UPDATED: lambda painter, rooms: self._paint_plain(
                painter,
                [(room, self._said(updated_words(room.line))) for room in rooms],
                at_end=True,
            ),
        }

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        """Paint every pixel of this part of the viewport."""
        self._direction = self._table.layoutDirection()
        self._is_mirrored = self._direction == Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(self._direction)
        rows = self._rows_in(exposed)
        self._paint_grounds(painter, rows, exposed)
        lines = [(row, row.line) for row in rows if row.line is not None]
        for column in range(COLUMNS):
            left, width = self._table.columnViewportPosition(column), self._table.columnWidth(column)
            if self._table.isColumnHidden(column) or left > exposed.right() or left + width <= exposed.left():
                continue
            start, end = _paddings(column)
            if self._is_mirrored:
                start, end = end, start
            rooms = [
                _Room(line, left + start, row.top, width - start - end, row.height - 1) for row, line in lines
            ]
            self._columns[column](painter, rooms)

    def _said(self, text: str) -> str:
        """Return a figure as it is set: only where one reads from the right must it be kept together."""
        return isolate(text) if self._is_mirrored else text

    def _rows_in(self, exposed: QRect) -> list[_Row]:
        table, model = self._table, self._model
        first = table.rowAt(exposed.top())
        rows: list[_Row] = []
        if first < 0:
            return rows
        top = table.rowViewportPosition(first)
        for number in range(first, model.rowCount()):
            if top > exposed.bottom():
                break
            height = table.rowHeight(number)
            rows.append(_Row(number, top, height, model.line(number)))
            top += height
        return rows

    def _paint_grounds(self, painter: QPainter, rows: list[_Row], exposed: QRect) -> None:
        look, width = theme(), self._table.viewport().width()
        chosen = {index.row() for index in self._table.selectionModel().selectedRows(NAME)}
        below = exposed.top()
        for row in rows:
            ground = look.surface
            if row.line is None:
                ground = look.sunken
            elif row.number in chosen:
                ground = look.accent_soft
            elif row.number == self.hovered_row:
                ground = look.header
            below = row.top + row.height
            painter.fillRect(0, row.top, width, row.height - 1, QColor(ground))
            painter.fillRect(0, below - 1, width, 1, QColor(look.line))
            if row.line is None:
                self._paint_section(painter, QRect(0, row.top, width, row.height))
            elif row.number in chosen:
                bar = QRect(0, row.top, look.px(_BAR), row.height)
                painter.fillRect(
                    self._mirrored(QRect(0, row.top, width, row.height), bar), QColor(look.accent)
                )
        if below <= exposed.bottom():
            painter.fillRect(0, below, width, exposed.bottom() + 1 - below, QColor(look.surface))

    def _paint_section(self, painter: QPainter, place: QRect) -> None:
        look = theme()
        words = str(self._model.index(self._model.section_row(), NAME).data())
        painter.setPen(QColor(look.muted))
        room = place.adjusted(look.px(PADDING), 0, -look.px(PADDING), -1)
        self._write(painter, room, words, look.font(13, QFont.Weight.DemiBold))

    def _paint_names(self, painter: QPainter, rooms: list[_Room]) -> None:
        look = theme()
        side, box = look.px(_AVATAR), look.px(BOX)
        boxes = look.px(BOX + _GAP) if self._model.choosing else 0
        taken = boxes + side + look.px(_GAP)
        for room in rooms:
            whole = room.whole()
            if boxes:
                square = QRect(room.left, room.middle - box // 2, box, box)
                is_on = room.line.id in self._model.marked
                paint_box(painter, QRectF(self._mirrored(whole, square)), is_on=is_on)
            square = QRect(room.left + boxes, room.middle - side // 2, side, side)
            paint_avatar(painter, QRectF(self._mirrored(whole, square)), room.line.id, room.line.initials)
        font = look.font(_PLAIN, QFont.Weight.DemiBold)
        painter.setPen(QColor(look.text))
        for room in rooms:
            whole = room.whole()
            self._write(painter, self._mirrored(whole, whole.adjusted(taken, 0, 0, 0)), room.line.name, font)

    def _paint_phones(self, painter: QPainter, rooms: list[_Room]) -> None:
        look = theme()
        for room in rooms:
            phone = self._said(room.line.phone) or "—"
            painter.setPen(QColor(look.text if room.line.phone else look.muted))
            font = fitting_font(phone, room.width, _PLAIN, least=_SMALLEST_PHONE)
            self._write(painter, room.whole(), phone, font)

    def _paint_plain(
        self, painter: QPainter, cells: list[tuple[_Room, str]], *, at_end: bool = False
    ) -> None:
        font = theme().font()
        painter.setPen(QColor(theme().muted))
        for room, text in cells:
            self._write(painter, room.whole(), text or "—", font, at_end=at_end)

    def _paint_balances(self, painter: QPainter, rooms: list[_Room]) -> None:
        look = theme()
        at_end = not self._is_mirrored  # figures run from the left and stand at the right
        if self._model.masked:
            self._paint_plain(painter, [(room, MASK) for room in rooms], at_end=at_end)
            return
        for room in rooms:
            line, note = room.line, balance_note(room.line)
            amount = self._said(line.balance_text)
            if not note:
                painter.setPen(QColor(look.muted))
                whole = fitting_font(amount, room.width, _PLAIN)
                self._write(painter, room.whole(), amount, whole, at_end=at_end)
                continue
            painter.setPen(QColor(look.owed if line.balance > 0 else look.credit))
            middle = room.middle + 1
            upper = QRect(room.left, middle - look.px(19), room.width, look.px(20))
            lower = QRect(room.left, middle - look.px(1), room.width, look.px(18))
            heavy = fitting_font(amount, room.width, _PLAIN, QFont.Weight.Bold)
            self._write(painter, upper, amount, heavy, at_end=at_end)
            painter.setPen(QColor(look.muted))
            self._write(painter, lower, note, look.font(12), at_end=at_end)

    def _paint_tags(self, painter: QPainter, rooms: list[_Room]) -> None:
        """Paint as many chips of each line as fit, and how many more there are."""
        look = theme()
        gap, height = look.px(_CHIP_GAP), chip_height()
        for room in rooms:
            left, end, top = room.left, room.left + room.width, room.middle - height // 2
            for number, tag in enumerate(room.line.tags):
                rest = len(room.line.tags) - number
                keep = 0 if rest == 1 else gap + chip_width(f"+{rest - 1}")
                text, colours = tag_words(tag), look.chip(tag)
                width = chip_width(text)
                is_short = left + width + keep > end
                if is_short:
                    text, colours = f"+{rest}", look.chip("other")
                    width = min(chip_width(text), max(0, end - left))
                place = self._mirrored(room.whole(), QRect(left, top, width, height))
                paint_chip(painter, QRectF(place), text, colours)
                if is_short:
                    break
                left += width + gap

    def _mirrored(self, bounds: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self._direction, bounds, place) if self._is_mirrored else place

    def _write(self, painter: QPainter, room: QRect, text: str, font: QFont, *, at_end: bool = False) -> None:
        painter.setFont(font)
        placing = _placing(self._direction, at_end=at_end)
        shown = cut_to_fit(text, font, room.width())
        painter.drawText(room, placing, isolate_words(shown) if self._is_mirrored else shown)


@cache
def _placing(direction: Qt.LayoutDirection, *, at_end: bool) -> int:
    """Return where in its room a single line stands, as painters take it: worked out once, not for each cell."""
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    way = QStyle.visualAlignment(direction, side | Qt.AlignmentFlag.AlignVCenter)
    return int(way.value) | int(Qt.TextFlag.TextSingleLine.value)


def _paddings(column: int) -> tuple[int, int]:
    """Return what is kept free before and after a column's texts."""
    pad, half = theme().px(PADDING), theme().px(PADDING / 2)
    return pad if column == NAME else half, pad if column == COLUMNS - 1 else half
