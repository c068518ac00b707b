"""Choosing whom the sale is for: by name, phone or card, or somebody new made on the spot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.customer_list import CustomerListViewModel, Listing, State
from ui.customers.search_box import SearchBox
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog
from ui.widgets.row_list import Row, RowList

_MOST = 30


class CustomerChooser(Dialog):
    """Shows a `CustomerListViewModel`; ``chosen`` tells the id, ``new_asked_for`` what was typed."""

    help_topic = "search"
    chosen = Signal(int)
    new_asked_for = Signal()

    def __init__(self, model: CustomerListViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Choose the customer"), parent)
        self.model = model
        self.search = SearchBox()
        self.search.setPlaceholderText(self.tr("Name, phone, email or card"))
        self.rows = RowList(self.tr("Customers found"))
        self.says = Label("", "muted").wrap()
        self.new = Button(self.tr("New customer"), icon="user-plus")
        self.cancel = Button(self.tr("Cancel"))
        self._found: tuple[CustomerLine, ...] = ()
        look = theme()
        self.body.setSpacing(look.px(10))
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.says)
        self.body.addWidget(self.rows, 1)
        for button in (self.new, self.cancel):
            button.set_tall(44)
        self.add_left(self.new)
        self.add_right(self.cancel)
        self.take_size(560, 600)
        self.search.typed.connect(model.set_search)
        self.search.paused.connect(model.ask_whole_book)
        self.search.went_down.connect(self.rows.enter)
        self.search.entered.connect(lambda: self._choose(0))
        self.rows.left_upwards.connect(lambda: self.search.setFocus(Qt.FocusReason.OtherFocusReason))
        self.rows.chosen.connect(self._choose)
        self.new.clicked.connect(self._make)
        self.cancel.clicked.connect(self.reject)
        self._stop = model.listing.bind(self._show)
        model.start()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        self._stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the search."""
        super().showEvent(event)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, listing: Listing) -> None:
        self._found = (*listing.near, *listing.far)[:_MOST]
        self.rows.show_rows([_row(line) for line in self._found])
        self.says.setText(listing.problem or self._words(listing.state))
        self.says.setVisible(bool(self.says.text()))

    def _words(self, state: State) -> str:
        if state in {State.LOADING, State.LOOKING_FURTHER}:
            return self.tr("Looking…")
        return "" if self._found else self.tr("Nobody is called so: make a new customer.")

    def _choose(self, place: int) -> None:
        if place < len(self._found):
            customer = self._found[place].id
            self.accept()
            self.chosen.emit(customer)

    def _make(self) -> None:
        self.accept()
        self.new_asked_for.emit()


def _row(line: CustomerLine) -> Row:
    detail = " · ".join(part for part in (line.phone, line.email) if part)
    tone = "owed" if line.balance > 0 else "credit" if line.balance < 0 else ""
    return Row(line.name, detail or "—", line.balance_text if line.balance else "", tone)
