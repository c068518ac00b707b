"""Paints a cell of the timeline: two lines of text, figures in bold and coloured by what they mean."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.customers.timeline_model import SECOND_LINE, TONE, Column
from ui.customers.two_line_cell import ROW_HEIGHT, paint_figure, paint_ground, paint_lines
from ui.theme import theme


class TimelineDelegate(QStyledItemDelegate):
    """Paints rows of one height, so that ten thousand of them cost no more than ten."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the one height of all rows."""
        del option, index
        return QSize(theme().px(80), theme().px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the ground, the line below and the text."""
        painter.save()
        inner = paint_ground(painter, option)
        column = Column(index.column())
        first, second = str(index.data() or ""), str(index.data(SECOND_LINE) or "")
        if column >= Column.CHARGED:
            tone = str(index.data(TONE) or "")
            paint_figure(painter, inner, first, tone, bold=bool(tone) or column is Column.BALANCE)
        else:
            paint_lines(painter, inner, (first, second), muted=column is Column.DATE)
        painter.restore()
