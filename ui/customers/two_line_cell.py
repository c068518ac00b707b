"""Painting the texts of a table's cell: two lines, several, or a figure; mirrored where one reads from the right."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from shopdesk.formatting import initials, isolate_sum, isolate_words, unbroken
from ui.theme import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.fitting_font import cut_to_fit

ROW_HEIGHT = 54
_SIDE = 16
_SMALL = 12
_AVATAR, _AVATAR_GAP, _LEAST_NAME = 34, 12, 110
_MOST_LINES = 2
_AT_THE_RIGHT = int(
    (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute).value
) | int(Qt.TextFlag.TextSingleLine.value)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> QRect:
    """Paint the ground and the line below, and return the room for the text."""
    look = theme()
    box: QRect = option.rect
    state: QStyle.StateFlag = option.state
    painter.setLayoutDirection(option.direction)
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(look.accent_soft))
        if look.is_framed:
            painter.fillRect(box.left(), box.top(), box.width(), 2, QColor(look.accent))
            painter.fillRect(box.left(), box.bottom() - 2, box.width(), 2, QColor(look.accent))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(look.line))
    return box.adjusted(look.px(_SIDE), 0, -look.px(_SIDE), -1)


def paint_figure(painter: QPainter, inner: QRect, text: str, tone: str, *, bold: bool) -> None:
    """Paint an amount at the right, wherever words begin, so that decimals line up.

    ``tone`` is ``credit``, ``owed``, ``muted`` or empty.
    """
    look = theme()
    painter.setFont(look.font(weight=QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
    colours = {"credit": look.credit, "owed": look.owed, "muted": look.muted}
    painter.setPen(QColor(colours.get(tone, look.text)))
    painter.drawText(inner, _AT_THE_RIGHT, isolate_sum(text))


def paint_person(painter: QPainter, inner: QRect, person: int, name: str) -> QRect:
    """Paint a customer's initials where the name has room beside them, and return that room."""
    look = theme()
    side, gap = look.px(_AVATAR), look.px(_AVATAR_GAP)
    if inner.width() - side - gap < look.px(_LEAST_NAME):
        return inner
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = inner.right() + 1 - side if mirrored else inner.left()
    place = QRectF(left, inner.center().y() - side / 2 + 1, side, side)
    paint_avatar(painter, place, person, initials(name))
    taken = side + gap
    return inner.adjusted(0, 0, -taken, 0) if mirrored else inner.adjusted(taken, 0, 0, 0)


def paint_lines(
    painter: QPainter, inner: QRect, lines: tuple[str, str], *, muted: bool, strong: bool = False
) -> None:
    """Paint a line and, small below it, at most two more."""
    look = theme()
    font = look.font(weight=QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    small = look.font(_SMALL)
    metrics = QFontMetrics(font)
    below = _broken(lines[1], small, inner.width(), _MOST_LINES)
    step = QFontMetrics(small).height()
    height = metrics.height() + step * len(below)
    top = inner.top() + (inner.height() - height) // 2
    painter.setFont(font)
    painter.setPen(QColor(look.muted if muted else look.text))
    flags = _leading(painter)
    shown = cut_to_fit(lines[0], font, inner.width())
    painter.drawText(QRect(inner.left(), top, inner.width(), metrics.height()), flags, isolate_words(shown))
    painter.setFont(small)
    painter.setPen(QColor(look.muted))
    for number, line in enumerate(below):
        place = QRect(inner.left(), top + metrics.height() + number * step, inner.width(), step)
        painter.drawText(place, flags, isolate_words(line))


def paint_text(painter: QPainter, inner: QRect, text: str, most_lines: int) -> None:
    """Paint a text in as many lines as it needs and may have."""
    look = theme()
    font = look.font()
    step = QFontMetrics(font).height()
    lines = _broken(text, font, inner.width(), most_lines)
    top = inner.top() + (inner.height() - step * len(lines)) // 2
    painter.setFont(font)
    painter.setPen(QColor(look.text))
    flags = _leading(painter)
    for number, line in enumerate(lines):
        painter.drawText(
            QRect(inner.left(), top + number * step, inner.width(), step), flags, isolate_words(line)
        )


def _broken(text: str, font: QFont, width: int, most_lines: int) -> list[str]:
    """Return the text in so many lines at most, the last one cut off with dots if it must be."""
    metrics = QFontMetrics(font)
    lines: list[str] = []
    rest = unbroken(text.strip())
    while rest and len(lines) < most_lines:
        if len(lines) == most_lines - 1 or metrics.horizontalAdvance(rest) <= width:
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        cut = _first_line(rest, font, width)
        lines.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return lines


def _first_line(text: str, font: QFont, width: int) -> int:
    """Return how much of the text goes into a line, whole words if possible."""
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
    return max(1, cut)


def _leading(painter: QPainter) -> int:
    """Return the flags for the side where words begin, mirrored where the window reads from the right."""
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    flags = QStyle.visualAlignment(painter.layoutDirection(), side)
    return int(flags.value) | int(Qt.TextFlag.TextSingleLine.value)
