"""The card on how old a debt is: one bar, and the amounts by age."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from shopdesk.formatting import isolate
from shopdesk.viewmodels.account_picture import AgePicture, Bucket
from ui.theme import theme
from ui.widgets.cards import Card, Label
from ui.widgets.groove import Groove

_BAR = 12
_DOT = 9


class AgeingCard(Card):
    """Shows an `AgePicture`; the bar says in colour what the rows say in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self.body.addWidget(Label(self.tr("How old the debt is"), "label-strong"))
        self._bar = _AgeBar()
        self.body.addWidget(self._bar)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme().px(8))
        self._rows.setVerticalSpacing(theme().px(5))
        self._rows.setColumnStretch(1, 1)
        self.body.addLayout(self._rows)

    def show_ages(self, ages: AgePicture) -> None:
        """Show how much is how old."""
        self._bar.set_parts(ages.buckets)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, bucket in enumerate((*ages.buckets, *ages.extras)):
            colours = theme().ages
            if number < len(colours):
                self._rows.addWidget(_Dot(colours[number]), number, 0)
            self._rows.addWidget(Label(bucket.label, "small-text"), number, 1)
            amount = Label(_safe(bucket), "small-strong" if bucket.minor else "small")
            self._rows.addWidget(amount, number, 2, Qt.AlignmentFlag.AlignRight)
        said = ", ".join(f"{bucket.label} {bucket.amount}" for bucket in (*ages.buckets, *ages.extras))
        self.setAccessibleName(f"{self.tr('How old the debt is')}: {said}")


def _safe(bucket: Bucket) -> str:
    """Return the amount so that its minus sign stays in front, whichever way the window reads."""
    return isolate(bucket.amount) if bucket.minor < 0 else bucket.amount


class _AgeBar(Groove):
    """The parts of the debt as one bar, the youngest first."""

    def __init__(self) -> None:
        super().__init__(_BAR)
        self._parts: tuple[Bucket, ...] = ()

    def set_parts(self, parts: tuple[Bucket, ...]) -> None:
        """Show these parts."""
        self._parts = parts
        self.update()

    def fill(self, painter: QPainter) -> None:
        """Paint the parts in proportion; nothing owed is an empty groove."""
        whole = sum(part.minor for part in self._parts)
        left = 0.0
        for part, colour in zip(self._parts, theme().ages, strict=False):
            width = self.width() * part.minor / whole if whole else 0.0
            if part.minor:
                painter.fillRect(QRectF(left, 0, max(width, 2.0), self.height()), QColor(colour))
            left += width


class _Dot(QWidget):
    """The colour of one part."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        side = theme().px(_DOT)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a small square with soft corners."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        corner = theme().px(3)
        painter.drawRoundedRect(self.rect(), corner, corner)
        painter.end()
