"""The open sales of an account with a box to tick beside each: which a payment settles first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.viewmodels.payment import OpenSale
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.check_box import CheckBox

_ROW = 44
_MOST_ROWS = 5
_AT_ONCE = 100


class SalesChooser(QWidget):
    """Emits the references in the order they are listed; none ticked means the oldest first.

    Some hundred are listed at a time, once it is seen: an account may have thousands that are open.
    """

    chosen = Signal(list)
    listed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(Label(self.tr("Settle these first; the rest goes to the oldest"), "label"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        column.addWidget(self._area)
        self.more = Button(self.tr("Show more"))
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        column.addWidget(self.more)
        self._sales: Sequence[OpenSale] = ()
        self._ticked: frozenset[str] = frozenset()
        self._shown = 0
        self.boxes: dict[str, CheckBox] = {}

    def show_sales(self, sales: Sequence[OpenSale], ticked: Sequence[str]) -> None:
        """List these sales, some of them ticked."""
        self._sales, self._ticked = sales, frozenset(ticked)
        last = max((place for place, sale in enumerate(sales) if sale.reference in ticked), default=-1)
        self._shown = max(_AT_ONCE, last + 1)
        if self.isVisible():
            self._list()

    def showEvent(self, event: QShowEvent) -> None:
        """List them."""
        super().showEvent(event)
        self._list()

    def _show_more(self) -> None:
        at = len(self.boxes)
        self._ticked = frozenset(self._chosen())
        self._shown += _AT_ONCE
        self._list()
        list(self.boxes.values())[at].setFocus()

    def _list(self) -> None:
        look, sales = theme(), self._sales[: self._shown]
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look.px(12), 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self.boxes = {}
        for number, sale in enumerate(sales):
            box = CheckBox(f"{sale.reference} · {sale.when}")
            box.setChecked(sale.reference in self._ticked)
            box.setAccessibleName(f"{sale.reference}, {sale.when}, {sale.due}, {sale.open_amount}")
            box.toggled.connect(lambda _on: self.chosen.emit(self._chosen()))
            self.boxes[sale.reference] = box
            late = "owed" if sale.is_late else "muted"
            grid.addWidget(box, number, 0)
            grid.addWidget(Label(sale.due, late), number, 1)
            grid.addWidget(Label(sale.open_amount, "strong"), number, 2, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(len(sales), 1)
        self._area.setWidget(inside)
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._area.setFixedHeight(look.px(_ROW) * min(max(len(sales), 1), _MOST_ROWS))
        self.more.setVisible(len(sales) < len(self._sales))
        for box in list(self.boxes.values())[:1]:
            self.setFocusProxy(box)
        self.listed.emit()

    def _chosen(self) -> list[str]:
        return [reference for reference, box in self.boxes.items() if box.isChecked()]
