"""Chips in one line; what does not fit is counted on a last one, but the first is always there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopdesk.wording import in_a_row
from ui.theme import theme
from ui.widgets.chip import Chip, chip_height, chip_width

_GAP = 6


class ChipRow(QWidget):
    """Shows (text, role) pairs as chips from the start of the line, and ``+2`` for two without room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._more = Chip("", "plain", self)
        self._more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show these chips instead of the present ones."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(text, role, self) for text, role in chips]
        self.setVisible(bool(self._chips))
        self.setAccessibleName(in_a_row(text for text, _ in chips))
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """Return the room that all of them take."""
        gap = theme().px(_GAP)
        return QSize(sum(chip.sizeHint().width() + gap for chip in self._chips), chip_height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a part of the first chip and the count of the others: the row gives way."""
        if not self._chips:
            return QSize(0, chip_height())
        return QSize(
            self._chips[0].minimumSizeHint().width() + self._kept(len(self._chips) - 1), chip_height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find out again what fits."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap, left = theme().px(_GAP), 0
        room = self.width()
        hidden = 0
        for number, chip in enumerate(self._chips):
            size = chip.sizeHint()
            kept = self._kept(len(self._chips) - number - 1)
            if number == 0 and room - kept >= chip.minimumSizeHint().width():
                # What comes first matters most, an allergy above all: it is rather cut off than counted.
                size.setWidth(min(size.width(), room - kept))
            if hidden or left + size.width() + kept > room:
                hidden += 1
                chip.hide()
                continue
            self._put(chip, left, size)
            left += size.width() + gap
        self._more.setVisible(hidden > 0)
        if hidden:
            self._more.set_text(f"+{hidden}")
            self._more.setToolTip(in_a_row(chip.text() for chip in self._chips[-hidden:]))
            self._put(self._more, left, self._more.sizeHint())

    def _kept(self, others: int) -> int:
        """Return the room that is kept for the count of the chips after one."""
        return theme().px(_GAP) + chip_width(f"+{others}") if others else 0

    def _put(self, chip: Chip, left: int, size: QSize) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        chip.setGeometry(
            self.width() - left - size.width() if mirrored else left, 0, size.width(), size.height()
        )
        chip.show()
