"""The customer table: columns that give way gracefully, rows that open with one click or Enter."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Sort
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.customer_list import Listing
from ui.customers.row_painter import ROW, SECTION, RowPainter
from ui.customers.table_header import TableHeader
from ui.customers.table_model import (
    BALANCE,
    COLUMNS,
    EMAIL,
    LOCATION,
    NAME,
    PHONE,
    TAGS,
    UPDATED,
    CustomerTableModel,
)
from ui.theme import theme

DEFAULT_WIDTHS = {PHONE: 162, EMAIL: 210, TAGS: 170, LOCATION: 120, BALANCE: 130, UPDATED: 120}
_LEAST_NAME = 210
_LEAST = {LOCATION: 90, TAGS: 96, EMAIL: 140, PHONE: 130, BALANCE: 112, UPDATED: 112}
_SHARE_OF_NAME, _WHOLE = 45, 100


class CustomerTable(QTableView):
    """``opened`` names the customer to open, ``sort_asked_for`` the order that a click on a column means."""

    opened = Signal(int)
    sort_asked_for = Signal(Sort)
    went_up = Signal()
    widths_changed = Signal()
    marked = Signal(list)
    """Customers to mark too; ``turned`` names one to mark or no longer."""
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = CustomerTableModel(self)
        self.header = TableHeader(self)
        self.widths = dict(DEFAULT_WIDTHS)
        self.hidden: frozenset[int] = frozenset()
        self.has_locations = False
        """Whether there are any to be told apart; without, their column stands nowhere."""
        self._anchor = 0
        self._is_fitting = False
        self._section = -1
        self._rows = RowPainter(self, self.lines)
        self.setHorizontalHeader(self.header)
        self.setModel(self.lines)
        # Every pixel is painted: so what scrolls is moved, and only the rows that come into sight are painted anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Customers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        self.header.setMinimumSectionSize(theme().px(60))
        self.header.sectionClicked.connect(self._ask_sort)
        self.header.sectionResized.connect(self._take_width)
        self.clicked.connect(self._open_index)
        self._size_rows()

    def show_listing(self, listing: Listing) -> None:
        """Show other lines; whoever was chosen stays so, and the first match of a search is."""
        chosen, top = self.chosen(), self.verticalScrollBar().value()
        self._rows.hovered_row = -1
        if not self.lines.set_lines(listing.near, listing.far):
            row = -1 if chosen is None else self.lines.row_of(chosen)
            if row < 0 and listing.search:
                row = 0 if self.lines.line(0) else 1
            elif row >= 0:
                self.verticalScrollBar().setValue(top)
            if self.lines.line(row) is not None:
                self._choose(row)
        self._place_section()

    def chosen(self) -> CustomerId | None:
        """Return the customer whose row is chosen."""
        index = self.currentIndex()
        line = self.lines.line(index.row()) if index.isValid() else None
        return line.id if line is not None else None

    def choose(self, customer: CustomerId) -> bool:
        """Choose a customer's row; False where they are not shown."""
        row = self.lines.row_of(customer)
        if row >= 0:
            self._choose(row)
        return row >= 0

    def enter(self) -> None:
        """Take the focus, on the first row if none was chosen."""
        if self.chosen() is None and self.lines.rowCount():
            self._choose(0 if self.lines.line(0) else 1)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_chosen(self) -> None:
        """Open the chosen customer."""
        customer = self.chosen()
        if customer is not None:
            self.opened.emit(customer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; leave upwards from the first row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_chosen()
        elif event.key() == Qt.Key.Key_Space and self.chosen() is not None:
            self._turn(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.mark_all()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.went_up.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are to be seen anew."""
        painter = QPainter(self.viewport())
        self._rows.paint(painter, event.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns share the new width."""
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Take new heights and widths when the scale changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "lines"):
            self._size_rows()
            self.fit_columns()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def fit_columns(self) -> None:
        """Share the width out: the location gives way first, then tags, email, update and phone.

        The name takes what is left.
        """
        look = theme()
        room = self.viewport().width()
        hidden = self.hidden if self.has_locations else self.hidden | {LOCATION}
        widths = {column: 0 if column in hidden else look.px(width) for column, width in self.widths.items()}
        least_name = look.px(_LEAST_NAME)
        for column in (LOCATION, TAGS, EMAIL):
            short = sum(widths.values()) + least_name - room
            if short > 0 and widths[column]:
                slimmer = widths[column] - short
                widths[column] = slimmer if slimmer >= look.px(_LEAST[column]) else 0
        for column in (UPDATED, PHONE, BALANCE):
            short = sum(widths.values()) + least_name - room
            if short > 0 and widths[column]:
                widths[column] = max(look.px(_LEAST[column]), widths[column] - short)
        for column in (UPDATED, PHONE):
            if sum(widths.values()) + least_name > room:
                widths[column] = 0
        rest = max(0, room - sum(widths.values()) - least_name)
        if widths[TAGS]:
            widths[TAGS] += rest * (_WHOLE - _SHARE_OF_NAME) // _WHOLE
        widths[NAME] = room - sum(widths.values())
        self._is_fitting = True
        for column in range(COLUMNS):
            self.setColumnHidden(column, widths[column] <= 0)
            if widths[column] > 0:
                self.setColumnWidth(column, widths[column])
        self._is_fitting = False

    def _size_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme().px(SECTION))
        rows.setDefaultSectionSize(theme().px(ROW))
        self._place_section()

    def _place_section(self) -> None:
        """Set the heading apart; the row where it stood before is as high again as any."""
        self.clearSpans()
        before, row = self._section, self.lines.section_row()
        self._section = row
        if 0 <= before < self.lines.rowCount():
            self.setRowHeight(before, theme().px(ROW))
        if row >= 0:
            self.setSpan(row, 0, 1, COLUMNS)
            self.setRowHeight(row, theme().px(SECTION))

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self.lines.index(row, NAME))

    def _hover(self, row: int) -> None:
        for each in {row, self._rows.hovered_row} if row != self._rows.hovered_row else ():
            self.viewport().update(
                0, self.rowViewportPosition(each), self.viewport().width(), self.rowHeight(each)
            )
        self._rows.hovered_row = row
        over_line = self.lines.line(row) is not None
        shape = Qt.CursorShape.PointingHandCursor if over_line else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _open_index(self, index: QModelIndex) -> None:
        """Open with a click; with Ctrl, Shift or the boxes shown, mark instead."""
        line = self.lines.line(index.row())
        if line is None:
            return
        keys = QGuiApplication.keyboardModifiers()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            self.marked.emit([each.id for each in self.lines.lines_between(self._anchor, index.row())])
        elif keys & Qt.KeyboardModifier.ControlModifier or self.lines.choosing:
            self._turn(index.row())
        else:
            self.opened.emit(line.id)

    def mark_all(self) -> None:
        """Mark everybody who is shown."""
        self.marked.emit([line.id for line in self.lines.lines_between(0, self.lines.rowCount())])

    def chosen_lines(self) -> list[CustomerLine]:
        """Return the lines that are marked and shown, or else the chosen one."""
        lines = self.lines.lines_between(0, self.lines.rowCount())
        marked = [line for line in lines if line.id in self.lines.marked]
        chosen = self.lines.line(self.currentIndex().row())
        return marked or ([] if chosen is None else [chosen])

    def _turn(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None:
            self._anchor = row
            self.turned.emit(line.id)

    def _ask_sort(self, column: int) -> None:
        sort = self.header.next_sort(column)
        if sort is not None:
            self.sort_asked_for.emit(sort)

    def _take_width(self, column: int, _old: int, new: int) -> None:
        """Keep what a person dragged, and let the other columns make room for it."""
        if self._is_fitting or column == NAME or new <= 0:
            return
        self.widths[column] = round(new * 100 / theme().scale)
        self.widths_changed.emit()
