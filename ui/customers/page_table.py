"""The table of a page of the detail dialog: rows of one height, and columns that share the room."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.customers.lines_model import Column, LinesModel
from ui.customers.timeline_model import PERSON, SECOND_LINE, TONE
from ui.customers.two_line_cell import (
    ROW_HEIGHT,
    paint_figure,
    paint_ground,
    paint_lines,
    paint_person,
    paint_text,
)
from ui.theme import theme
from ui.widgets.buttons import FINGER

T = TypeVar("T")

_LEAST_COLUMN, _LEAST_SHARE = 60, 100
_GOOD_SHARE = 180
_PADDING = 34


def dress_table(table: QTableView, row_height: int) -> None:
    """Give a table the calm look of the dialog's pages: fixed rows, no grid, one row chosen at a time."""
    look = theme()
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(look.px(row_height))
    columns = table.horizontalHeader()
    columns.setFixedHeight(look.px(FINGER))
    columns.setHighlightSections(False)
    columns.setMinimumSectionSize(look.px(_LEAST_COLUMN))
    columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class PageTable(QTableView, Generic[T]):
    """Shows lines of one kind, as its columns say them."""

    end_near = Signal()
    """Somebody who looks at it is about to have seen all lines."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[T]],
        key: Callable[[T], object],
        *,
        row_height: int = ROW_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.giving_way: tuple[int, ...] = ()
        """Columns that are hidden, the first of them first, where there is no room for all."""
        self.good_share = _GOOD_SHARE
        """What they give way for, so that the others can be read, in pixels of the design."""
        self.lines: LinesModel[T] = LinesModel(columns, key, self)
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(self.lines.columns, row_height, self))
        self.setAccessibleName(name)
        dress_table(self, row_height)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._look_for_the_end)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _look_for_the_end(self, place: int) -> None:
        bar = self.verticalScrollBar()
        # A page that is out of sight is moved by its window alone, never by somebody who wants to see more.
        if self.isVisible() and bar.maximum() and place >= bar.maximum() - self.viewport().height():
            self.end_near.emit()

    def show_lines(self, lines: tuple[T, ...]) -> None:
        """Show these lines, at the same place in the list."""
        place = self.verticalScrollBar().value()
        row = self.currentIndex().row()
        self.lines.show_lines(lines)
        if 0 <= row < len(lines) and self.currentIndex().row() != row:
            self.setCurrentIndex(self.lines.index(row, 0))
        self.share_room()
        self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Give fixed columns their width, figures and days what the longest needs, and the others the rest.

        Where the others would have too little, figures and days have no more than they need.
        """
        look = theme()
        advance = QFontMetrics(look.font(weight=QFont.Weight.DemiBold)).horizontalAdvance
        widths: dict[int, int] = {}
        least: dict[int, int] = {}
        for place, column in enumerate(self.lines.columns):
            if self.isColumnHidden(place) and place not in self.giving_way:
                continue
            longest = self.lines.largest(column)
            needed = max(map(advance, (longest, *column.known))) + look.px(_PADDING)
            widths[place] = max(look.px(column.width), needed) if column.width else 0
            if column.width and (longest or column.known):
                least[place] = max(needed, advance(column.name) + look.px(_PADDING))
        room = self.viewport().width()
        for place in self.giving_way:
            if sum(width or look.px(self.good_share) for width in widths.values()) > room:
                del widths[place]
            if self.isColumnHidden(place) is (place in widths):
                self.setColumnHidden(place, place not in widths)
        sharing = list(widths.values()).count(0)
        if sum(widths.values()) + sharing * look.px(_LEAST_SHARE) > room:
            widths |= {place: least[place] for place in widths.keys() & least.keys()}
        left = max(0, room - sum(widths.values()))
        for place, width in widths.items():
            self.setColumnWidth(place, width or max(left // sharing, look.px(_LEAST_SHARE)))


class _Cells(QStyledItemDelegate):
    """Paints rows of one height, so that ten thousand of them cost no more than ten."""

    def __init__(self, columns: Sequence[Column[T]], row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = tuple(column.lines for column in columns)
        self._figures = tuple(column.size is not None for column in columns)
        self._row_height = row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the one height of all rows."""
        del option, index
        return QSize(theme().px(_LEAST_COLUMN), theme().px(self._row_height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the line below and the texts."""
        painter.save()
        inner = paint_ground(painter, option)
        first, second = str(index.data() or ""), str(index.data(SECOND_LINE) or "")
        tone = str(index.data(TONE) or "")
        column = index.column()
        if self._figures[column]:
            paint_figure(painter, inner, first, tone, bold=tone in {"credit", "owed", "strong"})
        elif self._lines[column] > 1:
            paint_text(painter, inner, first, self._lines[column])
        else:
            person = index.data(PERSON)
            is_person = isinstance(person, int)
            beside = paint_person(painter, inner, person, first) if is_person else inner
            paint_lines(painter, beside, (first, second), muted=tone == "muted", strong=is_person)
        painter.restore()
