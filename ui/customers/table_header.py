"""The header of the customer table: names of columns, an arrow at the one that orders the list."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from shopdesk.domain.customer_list import Sort
from ui.customers.row_painter import PADDING
from ui.customers.table_model import (
    BALANCE,
    COLUMNS,
    EMAIL,
    LOCATION,
    NAME,
    PHONE,
    TAGS,
    UPDATED,
    column_names,
)
from ui.icons import pixmap
from ui.theme import theme
from ui.widgets.buttons import FINGER

_ARROW = 12
SORTS: dict[int, tuple[Sort, ...]] = {
    NAME: (Sort.NAME, Sort.NAME_DESC),
    PHONE: (Sort.PHONE, Sort.PHONE_DESC),
    EMAIL: (Sort.EMAIL, Sort.EMAIL_DESC),
    TAGS: (Sort.TAG, Sort.TAG_DESC),
    LOCATION: (Sort.LOCATION, Sort.LOCATION_DESC),
    BALANCE: (Sort.DEBT, Sort.LEAST_DEBT),
    UPDATED: (Sort.UPDATED, Sort.LEAST_UPDATED),
}
"""The orders that a click on a column goes through."""
_UPWARDS = frozenset(
    {Sort.NAME, Sort.LEAST_UPDATED, Sort.LEAST_DEBT, Sort.PHONE, Sort.EMAIL, Sort.TAG, Sort.LOCATION}
)


class TableHeader(QHeaderView):
    """A click on a column orders the list by it, a second one the other way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sort = Sort.DEBT
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Columns"))

    def show_sort(self, sort: Sort) -> None:
        """Put the arrow at the column that orders the list."""
        self._sort = sort
        self.viewport().update()

    def next_sort(self, column: int) -> Sort | None:
        """Return the order that a click on a column asks for, None where it orders nothing."""
        sorts = SORTS.get(column)
        if sorts is None:
            return None
        place = sorts.index(self._sort) + 1 if self._sort in sorts else 0
        return sorts[place % len(sorts)]

    def sizeHint(self) -> QSize:
        """Return the height of the header."""
        return QSize(super().sizeHint().width(), theme().px(FINGER))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand where a click orders the list."""
        super().mouseMoveEvent(event)
        if self.cursor().shape() in {Qt.CursorShape.ArrowCursor, Qt.CursorShape.PointingHandCursor}:
            column = self.logicalIndexAt(event.position().toPoint())
            hand = Qt.CursorShape.PointingHandCursor if column in SORTS else Qt.CursorShape.ArrowCursor
            self.setCursor(hand)

    def event(self, event: QEvent) -> bool:
        """Take new room when the scale changes."""
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()
        return super().event(event)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the name and the arrow."""
        look = theme()
        painter.save()
        painter.fillRect(rect, QColor(look.header))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
        start = look.px(PADDING if logical_index == NAME else PADDING / 2)
        end = look.px(PADDING if logical_index == COLUMNS - 1 else PADDING / 2)
        room = QStyle.visualRect(self.layoutDirection(), rect, rect.adjusted(start, 0, -end, -1))
        font = look.font(13, QFont.Weight.DemiBold)
        orders = self._sort in SORTS.get(logical_index, ())
        name = column_names()[logical_index]
        words = min(QFontMetrics(font).horizontalAdvance(name), room.width())
        arrow = look.px(_ARROW) + look.px(4) if orders else 0
        is_figure = (
            logical_index == BALANCE and not self.isRightToLeft()
        )  # figures stand at the right, as in the rows
        at_end = is_figure or logical_index == UPDATED
        left = room.right() + 1 - words - arrow if at_end else room.left()
        painter.setFont(font)
        painter.setPen(QColor(look.text if orders else look.muted))
        place = QStyle.visualRect(
            self.layoutDirection(), room, QRect(left, room.top(), words + 1, room.height())
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter.value), name)
        if orders:
            side = look.px(_ARROW)
            up = self._sort in _UPWARDS
            spot = QRect(left + words + look.px(4), room.center().y() - side // 2 + 1, side, side)
            corner: QPoint = QStyle.visualRect(self.layoutDirection(), room, spot).topLeft()
            painter.drawPixmap(corner, pixmap("chevron-up" if up else "chevron-down", look.text, side))
        painter.restore()
