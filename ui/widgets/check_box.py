"""A check box whose tick is drawn in the theme's colour."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from ui.icons import pixmap
from ui.theme import theme

_TICK = 14
_FINGER = 44


class CheckBox(QCheckBox):
    """Shows by a tick as well as by colour that it is on; high enough for a finger."""

    def sizeHint(self) -> QSize:
        """Return the size of the words, and never less than a finger's height."""
        return super().sizeHint().expandedTo(QSize(0, theme().px(_FINGER)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and its words, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        look = theme()
        side = look.px(_TICK)
        painter = QPainter(self)
        painter.drawPixmap(
            box.center() - QPoint(side // 2 - 1, side // 2 - 1), pixmap("check", look.on_accent, side)
        )
        painter.end()
