"""How old the debt of the whole book is, as five columns with their amounts above them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.viewmodels.account_picture import Bucket
from ui.theme import theme
from ui.widgets.fitting_font import fitting_font

_HEIGHT, _LEAST_HEIGHT = 150, 64
_LABEL, _AMOUNT = 20, 22
_GAP = 16
_CORNER = 5
_LEAST = 3
_FULL_SIZE = 14


class AgeColumns(QWidget):
    """The tallest column is the largest bucket; a screen reader hears every amount."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buckets: tuple[Bucket, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_buckets(self, buckets: tuple[Bucket, ...]) -> None:
        """Show these buckets, youngest first."""
        self._buckets = buckets
        said = ", ".join(f"{bucket.label} {bucket.amount}" for bucket in buckets)
        self.setAccessibleName(f"{self.tr('How old the debt is')}: {said}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height in which differences can be seen."""
        return QSize(theme().px(360), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which amounts can be read."""
        return QSize(theme().px(280), theme().px(_LEAST_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint columns, amounts above and names below."""
        del event
        if not self._buckets:
            return
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(1, *(bucket.minor for bucket in self._buckets))
        gap = look.px(_GAP)
        wide = self.width() // len(self._buckets) - gap
        floor = self.height() - look.px(_LABEL)
        room = floor - look.px(_AMOUNT)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number, (bucket, colour) in enumerate(zip(self._buckets, look.ages, strict=False)):
            place = len(self._buckets) - 1 - number if mirrored else number
            left = gap // 2 + place * (wide + gap)
            high = max(look.px(_LEAST), room * bucket.minor // most) if bucket.minor else 1
            _paint_column(
                painter, QRectF(left, floor - high, wide, high), colour if bucket.minor else look.line
            )
            above = QRect(left - gap // 2, floor - high - look.px(_AMOUNT), wide + gap, look.px(_AMOUNT - 2))
            heavy = fitting_font(bucket.amount, above.width(), _FULL_SIZE, QFont.Weight.Bold)
            _write(painter, above, bucket.amount, heavy, look.text)
            below = QRect(left - gap // 2, floor + look.px(3), wide + gap, look.px(_LABEL - 3))
            _write(painter, below, bucket.label, fitting_font(bucket.label, below.width(), 12), look.muted)
        painter.end()


def _paint_column(painter: QPainter, place: QRectF, colour: str) -> None:
    corner = min(theme().px(_CORNER), place.height())
    path = QPainterPath()
    path.addRoundedRect(place.adjusted(0, 0, 0, corner), corner, corner)
    foot = QPainterPath()
    foot.addRect(place)
    painter.fillPath(path.intersected(foot), QColor(colour))


def _write(painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
