"""The table of what lies on the counter: Enter or a tap opens a line, Delete or its cross takes it away."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from shopdesk.formatting import isolate_words
from shopdesk.viewmodels.checkout_words import CounterLine
from ui.checkout.lines_model import AMOUNT, ITEM, PRICE, QUANTITY, REMOVE, LinesModel
from ui.customers.page_table import dress_table
from ui.customers.two_line_cell import ROW_HEIGHT, paint_figure, paint_ground
from ui.icons import pixmap
from ui.theme import theme

_WIDTHS = {QUANTITY: 84, PRICE: 124, AMOUNT: 132, REMOVE: 52}
_NARROW = {AMOUNT: 108, REMOVE: 48}
_ROOMY = 560
_CROSS = 16
_SMALL = 12

Index = QModelIndex | QPersistentModelIndex


class LinesTable(QTableView):
    """``opened`` and ``removed`` tell the place of a line; ``stepped`` also by how much its quantity goes."""

    opened = Signal(int)
    removed = Signal(int)
    stepped = Signal(int, int)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(self.tr("Lines of the sale"))
        dress_table(self, ROW_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._tapped)

    def show_lines(self, lines: tuple[CounterLine, ...]) -> None:
        """Show these lines; a new one is brought into sight."""
        grew = len(lines) > self.lines.rowCount()
        self.lines.show_lines(lines)
        if grew:
            self.scrollToBottom()

    def enter(self) -> None:
        """Choose the first line and take the keyboard."""
        if self.lines.rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(self.lines.index(max(0, self.currentIndex().row()), ITEM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, remove, count up and down; leave upwards to the item box."""
        place = self.currentIndex().row()
        key = event.key()
        if place < 0:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(place)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(place)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self.stepped.emit(place, 1 if key == Qt.Key.Key_Plus else -1)
        elif key == Qt.Key.Key_Up and place == 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the text take what the figures leave."""
        super().resizeEvent(event)
        look = theme()
        room = self.viewport().width()
        widths = _WIDTHS if room >= look.px(_ROOMY) else _NARROW
        for column in (QUANTITY, PRICE):
            self.setColumnHidden(column, column not in widths)
        for column, width in widths.items():
            self.setColumnWidth(column, look.px(width))
        self.setColumnWidth(ITEM, room - sum(look.px(width) for width in widths.values()))

    def _tapped(self, index: QModelIndex) -> None:
        if index.column() == REMOVE:
            self.removed.emit(index.row())
        else:
            self.opened.emit(index.row())


class _Cells(QStyledItemDelegate):
    """Paints text, figures at their side, and the cross; where two columns are hidden they stand below the text."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        inner = paint_ground(painter, option)
        text = str(index.data() or "")
        column = index.column()
        if column == REMOVE:
            look = theme()
            state: QStyle.StateFlag = option.state
            live = bool(state & QStyle.StateFlag.State_MouseOver)
            side = look.px(_CROSS)
            middle = option.rect.center()
            cross = pixmap("x", look.owed if live else look.muted, side)
            painter.drawPixmap(QPoint(middle.x() - side // 2, middle.y() - side // 2), cross)
        elif column == ITEM:
            narrow = self._table.isColumnHidden(PRICE)
            _paint_item(painter, inner, text, _count(index) if narrow else "")
        else:
            paint_figure(painter, inner, text, "", bold=column == AMOUNT)
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(
                option.rect.left(), option.rect.top(), 2, option.rect.height(), QColor(theme().accent)
            )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del option, index
        return QSize(0, theme().px(ROW_HEIGHT))


def _count(index: Index) -> str:
    quantity, price = (index.model().index(index.row(), column).data() for column in (QUANTITY, PRICE))
    return f"{quantity} × {price}"


def _paint_item(painter: QPainter, inner: QRect, text: str, below: str) -> None:
    look = theme()
    font, small = look.font(weight=QFont.Weight.DemiBold), look.font(_SMALL)
    metrics = QFontMetrics(font)
    high = metrics.height() + (QFontMetrics(small).height() if below else 0)
    top = inner.top() + (inner.height() - high) // 2
    side = QStyle.visualAlignment(painter.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
    flags = int((side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value)
    flags |= int(Qt.TextFlag.TextDontClip.value)
    painter.setFont(font)
    painter.setPen(QColor(look.text))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(QRect(inner.left(), top, inner.width(), metrics.height()), flags, isolate_words(shown))
    if below:
        painter.setFont(small)
        painter.setPen(QColor(look.muted))
        place = QRect(inner.left(), top + metrics.height(), inner.width(), high - metrics.height())
        painter.drawText(place, flags, isolate_words(below))
