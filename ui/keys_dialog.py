"""The page of keys: what can be done without a mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import shortcuts
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Heading, Label, Title
from ui.widgets.dialog import Dialog
from ui.widgets.scrolling import scrolling

_SIZE = (880, 700)


class KeysDialog(Dialog):
    """Shows the table of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keys"), parent)
        look = theme()
        self.body.addWidget(Title(self.tr("Keys")))
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, look.px(12), 0)
        columns.setSpacing(look.px(40))
        checkout = (self.tr("Checkout"), (shortcuts.CHECKOUT,))
        customers = (
            self.tr("Customers"),
            (shortcuts.CUSTOMERS, shortcuts.TABLE, shortcuts.NOTES),
        )
        requests = (self.tr("Requests"), (shortcuts.REQUESTS,))
        everywhere = (self.tr("Everywhere"), (shortcuts.WINDOW,))
        for groups in ((checkout, requests), (customers, everywhere)):
            column = QVBoxLayout()
            column.setSpacing(look.px(10))
            for title, places in groups:
                column.addWidget(Heading(title))
                column.addLayout(self._group(places))
            column.addStretch(1)
            columns.addLayout(column)
        area = scrolling(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.body.addWidget(area, 1)
        self.take_size(*_SIZE)
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        self.add_right(close)

    def _group(self, places: tuple[str, ...]) -> QGridLayout:
        look = theme()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(8))
        for row, key in enumerate(key for key in shortcuts.table() if key.place in places):
            grid.addWidget(Label(shortcuts.shown(key.name), "key"), row, 0)
            grid.addWidget(Label(key.does), row, 1)
        grid.setColumnStretch(1, 1)
        return grid
