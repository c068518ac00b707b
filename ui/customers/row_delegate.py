"""Paints the rows of the customer table: avatar and name, chips, the balance with its words."""

from functools import cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.formatting import isolate
from shopdesk.viewmodels.customer_line import CustomerLine
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


class RowDelegate(QStyledItemDelegate):
    """Paints whole cells; the row under the mouse and the current one are told by the table."""

    def __init__(self, model: CustomerTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a fixed height: no row asks its content."""
        del option, index
        return QSize(theme().px(80), theme().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground and what stands on it."""
        look = theme()
        line = self._model.line(index.row())
        place: QRect = option.rect
        painter.save()
        painter.setLayoutDirection(option.direction)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = look.surface
        if line is None:
            ground = look.sunken
        elif is_chosen:
            ground = look.accent_soft
        elif index.row() == self.hovered_row:
            ground = look.header
        painter.fillRect(place, QColor(ground))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), QColor(look.line))
        if line is None:
            self._paint_section(painter, option, place, str(index.data() or ""))
        else:
            if is_chosen and index.column() == NAME:
                bar = QRect(place.left(), place.top(), look.px(_BAR), place.height())
                painter.fillRect(_visual(option, place, bar), QColor(look.accent))
            room = _visual(option, place, _inside(place, index.column()))
            self._paint_cell(painter, option, room, line, index.column())
        painter.restore()

    def _paint_section(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, words: str
    ) -> None:
        look = theme()
        self._write(
            painter, option, _inside(place, NAME), words, look.font(13, QFont.Weight.DemiBold), look.muted
        )

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, line: CustomerLine, column: int
    ) -> None:
        look = theme()
        plain = look.font()
        if column == NAME:
            self._paint_name(painter, option, room, line)
        elif column == PHONE:
            phone = isolate(line.phone) if line.phone else "—"
            whole = fitting_font(phone, room.width(), _PLAIN, least=_SMALLEST_PHONE)
            self._write(painter, option, room, phone, whole, look.text if line.phone else look.muted)
        elif column == EMAIL:
            self._write(painter, option, room, line.email or "—", plain, look.muted)
        elif column == TAGS:
            _paint_tags(painter, option, room, line.tags)
        elif column == LOCATION:
            self._write(painter, option, room, line.location or "—", plain, look.muted)
        elif column == BALANCE:
            self._paint_balance(painter, option, room, line)
        elif column == UPDATED:
            self._write(painter, option, room, isolate(updated_words(line)), plain, look.muted, at_end=True)

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, line: CustomerLine
    ) -> None:
        look = theme()
        if self._model.choosing:
            box = QRect(room.left(), room.center().y() - look.px(BOX) // 2, look.px(BOX), look.px(BOX))
            paint_box(painter, QRectF(_visual(option, room, box)), is_on=line.id in self._model.marked)
            room = _visual(option, room, room.adjusted(look.px(BOX + _GAP), 0, 0, 0))
        side = look.px(_AVATAR)
        square = QRect(room.left(), room.center().y() - side // 2, side, side)
        paint_avatar(painter, QRectF(_visual(option, room, square)), line.id, line.initials)
        rest = room.adjusted(side + look.px(_GAP), 0, 0, 0)
        self._write(
            painter,
            option,
            _visual(option, room, rest),
            line.name,
            look.font(14, QFont.Weight.DemiBold),
            look.text,
        )

    def _paint_balance(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, line: CustomerLine
    ) -> None:
        look = theme()
        if self._model.masked:
            self._write(painter, option, room, MASK, look.font(), look.muted, at_end=True)
            return
        amount = isolate(line.balance_text)
        note = balance_note(line)
        if not note:
            whole = fitting_font(amount, room.width(), _PLAIN)
            self._write(painter, option, room, amount, whole, look.muted, at_end=True)
            return
        colour = look.owed if line.balance > 0 else look.credit
        middle = room.center().y() + 1
        upper = QRect(room.left(), middle - look.px(19), room.width(), look.px(20))
        lower = QRect(room.left(), middle - look.px(1), room.width(), look.px(18))
        whole = fitting_font(amount, upper.width(), 14, QFont.Weight.Bold)
        self._write(painter, option, upper, amount, whole, colour, at_end=True)
        self._write(painter, option, lower, note, look.font(12), look.muted, at_end=True)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        font: QFont,
        colour: str,
        *,
        at_end: bool = False,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = cut_to_fit(text, font, room.width())
        painter.drawText(room, _placing(option.direction, at_end=at_end), shown)


@cache
def _placing(direction: Qt.LayoutDirection, *, at_end: bool) -> int:
    """Return where in its room a single line stands, as painters take it: worked out once, not for each cell."""
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    way = QStyle.visualAlignment(direction, side | Qt.AlignmentFlag.AlignVCenter)
    return int(way.value) | int(Qt.TextFlag.TextSingleLine.value)


def _inside(place: QRect, column: int) -> QRect:
    pad = theme().px(PADDING)
    start = pad if column == NAME else theme().px(PADDING / 2)
    end = pad if column == COLUMNS - 1 else theme().px(PADDING / 2)
    return place.adjusted(start, 0, -end, -1)


def _visual(option: QStyleOptionViewItem, bounds: QRect, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, bounds, place)


def _paint_tags(painter: QPainter, option: QStyleOptionViewItem, room: QRect, tags: tuple[str, ...]) -> None:
    """Paint as many chips as fit, and how many more there are."""
    look = theme()
    left = room.left()
    gap, height = look.px(_CHIP_GAP), chip_height()
    top = room.center().y() - height // 2
    for number, tag in enumerate(tags):
        rest = len(tags) - number
        more = f"+{rest}"
        keep = 0 if rest == 1 else gap + chip_width(f"+{rest - 1}")
        width = chip_width(tag)
        if left + width + keep > room.right() + 1:
            width = min(chip_width(more), max(0, room.right() + 1 - left))
            place = _visual(option, room, QRect(left, top, width, height))
            paint_chip(painter, QRectF(place), more, look.chip("other"))
            return
        place = _visual(option, room, QRect(left, top, width, height))
        paint_chip(painter, QRectF(place), tag, look.chip(tag))
        left += width + gap
