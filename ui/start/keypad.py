"""The keypad of the sign-in, large enough for a finger, and the dots of the digits typed."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from shopdesk.wording import tr_count
from ui.theme import theme
from ui.widgets.keypad_key import KeypadKey

_GAP = 10
_DOT, _DOT_STEP = 14, 26


class Keypad(QWidget):
    """Ten digits, rub out, and OK."""

    digit = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Keypads run from left to right in every script.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme().px(_GAP))
        self.digits: dict[str, KeypadKey] = {}
        for place, figure in enumerate("123456789"):
            grid.addWidget(self._digit(figure), place // 3, place % 3)
        self.rub_out = KeypadKey("", icon="delete")
        self.rub_out.setAccessibleName(self.tr("Delete the last digit"))
        self.ok = KeypadKey(self.tr("OK"), kind="primary")
        grid.addWidget(self.rub_out, 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        grid.addWidget(self.ok, 3, 2)

    def _digit(self, figure: str) -> KeypadKey:
        key = KeypadKey(figure)
        key.clicked.connect(lambda: self.digit.emit(figure))
        self.digits[figure] = key
        return key


class PinDots(QWidget):
    """As many dots as digits were typed; a thin line while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def count(self) -> int:
        """Return how many dots there are."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show so many dots."""
        self._count = count
        self.setAccessibleName(tr_count("{count} digit typed", "{count} digits typed", count, count=count))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the longest PIN."""
        return QSize(theme().px(8 * _DOT_STEP), theme().px(_DOT + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots in the middle."""
        del event
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        if not self._count:
            half = QPointF(look.px(60), 0)
            painter.setPen(
                QPen(QColor(look.edge), look.px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            painter.drawLine(middle - half, middle + half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.text))
        for place in range(self._count):
            left = (place - (self._count - 1) / 2) * look.px(_DOT_STEP)
            painter.drawEllipse(middle + QPointF(left, 0), look.px(_DOT) / 2, look.px(_DOT) / 2)
        painter.end()
