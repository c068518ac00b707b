"""The header of the timeline: an arrow at the date, as in the customer list, down for the newest first."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from ui.icons import pixmap
from ui.theme import theme

_ARROW, _PADDING, _GAP = 12, 16, 4


class TimelineHeader(QHeaderView):
    """Paints the arrow itself: the style's own points the other way than the list's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def arrow(self) -> str:
        """Return the drawing of the present order."""
        newest_first = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return "chevron-down" if newest_first else "chevron-up"

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        """Paint the name, and the arrow behind the one that orders."""
        painter.save()
        super().paintSection(painter, rect, logical_index)
        painter.restore()
        if logical_index != self.sortIndicatorSection():
            return
        look = theme()
        name = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal))
        words = QFontMetrics(look.font(13, QFont.Weight.DemiBold)).horizontalAdvance(name)
        side = look.px(_ARROW)
        left = rect.left() + look.px(_PADDING) + words + look.px(_GAP)
        spot = QRect(left, rect.center().y() - side // 2 + 1, side, side)
        corner = QStyle.visualRect(self.layoutDirection(), rect, spot).topLeft()
        painter.drawPixmap(corner, pixmap(self.arrow(), look.text, side))
