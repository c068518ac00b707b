"""What was owed to the shop over the last twelve months, as a line."""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import theme

_HEIGHT = 88
_STROKE = 2.0
_DOT = 3.5
_ROOM = 6


class DebtLine(QWidget):
    """Points are (day, minor units, what is said of it); the tool tip tells the one below the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[tuple[date, int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: tuple[tuple[date, int, str], ...]) -> None:
        """Show these points, oldest first."""
        self._points = points
        self.setAccessibleName(self.tr("Owed at the end of each month"))
        self.setAccessibleDescription(", ".join(said for _, _, said in points))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height in which a year can be read."""
        return QSize(theme().px(300), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Tell in a tool tip what was owed at the end of the month below the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._points:
            places = [abs(place.x() - event.pos().x()) for place in self._places()]
            QToolTip.showText(event.globalPos(), self._points[places.index(min(places))][2], self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the surface below it and a dot at its end."""
        del event
        if not self._points:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        line = QPainterPath(places[0])
        for place in places[1:]:
            line.lineTo(place)
        below = QPainterPath(line)
        below.lineTo(places[-1].x(), self.height())
        below.lineTo(places[0].x(), self.height())
        below.closeSubpath()
        painter.fillPath(below, QColor(look.accent_soft))
        painter.setPen(QPen(QColor(look.accent), _STROKE * look.scale / 100))
        painter.drawPath(line)
        painter.setBrush(QColor(look.accent))
        dot = _DOT * look.scale / 100
        painter.drawEllipse(QRectF(places[-1].x() - dot, places[-1].y() - dot, 2 * dot, 2 * dot))
        painter.end()

    def _places(self) -> list[QPointF]:
        """Return where each point lies: the floor is nothing owed."""
        room = theme().px(_ROOM)
        wide, high = self.width() - 2 * room, self.height() - 2 * room
        most = max(1, *(minor for _, minor, _ in self._points))
        step = wide / max(1, len(self._points) - 1)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        xs = [room + number * step for number in range(len(self._points))]
        if mirrored:
            xs = [self.width() - x for x in xs]
        return [
            QPointF(x, room + high * (1 - minor / most))
            for x, (_, minor, _) in zip(xs, self._points, strict=True)
        ]
