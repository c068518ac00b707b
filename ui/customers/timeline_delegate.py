"""Paints a cell of the timeline: two lines of text, figures in bold and coloured by what they mean."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shopdesk.formatting import isolate
from ui.customers.timeline_model import SECOND_LINE, TONE, Column
from ui.theme import theme

ROW_HEIGHT = 54
_SIDE = 16
_SMALL = 12
_MOST_LINES = 2


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
        look = theme()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setLayoutDirection(option.direction)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(look.accent_soft))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(look.line))
        inner = box.adjusted(look.px(_SIDE), 0, -look.px(_SIDE), -1)
        column = Column(index.column())
        first, second = str(index.data() or ""), str(index.data(SECOND_LINE) or "")
        if column >= Column.CHARGED:
            _paint_figure(painter, inner, first, column, str(index.data(TONE) or ""))
        else:
            _paint_lines(painter, inner, (first, second), muted=column is Column.DATE)
        painter.restore()


def _paint_figure(painter: QPainter, inner: QRect, text: str, column: Column, tone: str) -> None:
    look = theme()
    bold = tone or column is Column.BALANCE
    painter.setFont(look.font(weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
    painter.setPen(QColor(look.credit if tone == "credit" else look.text))
    painter.drawText(inner, _aligned(painter, Qt.AlignmentFlag.AlignRight), isolate(text))


def _paint_lines(painter: QPainter, inner: QRect, lines: tuple[str, str], *, muted: bool) -> None:
    look = theme()
    font, small = look.font(), look.font(_SMALL)
    metrics = QFontMetrics(font)
    below = _broken(lines[1], small, inner.width())
    step = QFontMetrics(small).height()
    height = metrics.height() + step * len(below)
    top = inner.top() + (inner.height() - height) // 2
    painter.setFont(font)
    painter.setPen(QColor(look.muted if muted else look.text))
    flags = _aligned(painter, Qt.AlignmentFlag.AlignLeft)
    shown = metrics.elidedText(lines[0], Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(QRect(inner.left(), top, inner.width(), metrics.height()), flags, shown)
    painter.setFont(small)
    painter.setPen(QColor(look.muted))
    for number, line in enumerate(below):
        place = QRect(inner.left(), top + metrics.height() + number * step, inner.width(), step)
        painter.drawText(place, flags, line)


def _broken(text: str, font: QFont, width: int) -> list[str]:
    """Return the text in at most two lines, the second cut off with dots if it must be."""
    if not text:
        return []
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    line.setPosition(QPointF(0, 0))
    cut = line.textStart() + line.textLength()
    layout.endLayout()
    rest = metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, width)
    return [text[:cut].strip(), rest][:_MOST_LINES]


def _aligned(painter: QPainter, side: Qt.AlignmentFlag) -> int:
    """Return the flags for one side, mirrored where the window reads from the right."""
    flags = QStyle.visualAlignment(painter.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter)
    return int(flags.value) | int(Qt.TextFlag.TextSingleLine.value)
