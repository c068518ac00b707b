"""The parked sales, to take one up again."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.parked_sales import ParkedRow, ParkedSalesViewModel
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog
from ui.widgets.row_list import Row, RowList


class ParkedDialog(Dialog):
    """Shows the rows of a `ParkedSalesViewModel`."""

    help_topic = "checkout"

    def __init__(self, model: ParkedSalesViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Parked sales"), parent)
        self.model = model
        self.rows = RowList(self.tr("Parked sales"))
        self.says = Label(self.tr("Nothing is parked: F8 parks the sale at hand."), "muted").wrap()
        self.cancel = Button(self.tr("Close"))
        self.cancel.set_tall(44)
        self.body.addWidget(Label(self.tr("Parked sales"), "heading"))
        self.body.addWidget(self.says)
        self.body.addWidget(self.rows, 1)
        self.add_right(self.cancel)
        self.take_size(560, 480)
        self.cancel.clicked.connect(self.reject)
        self.rows.chosen.connect(self._resume)
        self._stop = model.rows.bind(self._show)
        model.load()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        self._stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus on the newest."""
        super().showEvent(event)
        self.rows.enter()

    def _show(self, rows: tuple[ParkedRow, ...]) -> None:
        self.rows.show_rows([Row(row.whose, f"{row.items} · {row.when}", row.total) for row in rows])
        self.says.setVisible(not rows)
        if self.isVisible():
            self.rows.enter()

    def _resume(self, place: int) -> None:
        parked = self.model.rows.value[place].id
        self.accept()
        self.model.resume(parked)
