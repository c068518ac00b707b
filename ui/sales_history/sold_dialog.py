"""One sale: its lines, how it was paid, what became of it, and what can be done; shows a `SoldSaleViewModel`."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.row_deeds import WORDS, RowDeed
from shopdesk.viewmodels.sold_sale import SoldPicture, SoldSaleViewModel
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label, Rule
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.scrolling import scrolling

_OFFERED = (RowDeed.CORRECT, RowDeed.REFUND, RowDeed.UNDO_SALE)
_SIZE = (640, 500)


class SoldDialog(Dialog):
    """Signals tell a `RowDeed`, the receipt that is to be printed again, and whose account is to be opened."""

    help_topic = "put_right"
    deed_asked = Signal(str)
    receipt_asked = Signal(object)
    customer_asked_for = Signal(int)

    def __init__(self, model: SoldSaleViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sale {0}").format(model.reference), parent)
        self.model = model
        look = theme()
        self.take_size(*_SIZE)
        self.banner = Banner(can_close=False)
        self.heading = Heading()
        self.whom = ElidedLabel("", "strong")
        self.detail = ElidedLabel("", "muted")
        self.state = Label("", "label").wrap()
        self._inside = QWidget()
        self._column = QVBoxLayout()
        self._column.addWidget(self._inside)
        holder = QWidget()
        holder.setLayout(self._column)
        self._column.setContentsMargins(0, 0, look.px(4), 0)
        self.body.setSpacing(look.px(6))
        self.body.addWidget(self.banner)
        self.body.addSpacing(look.px(6))
        for part in (self.heading, self.whom, self.detail, self.state):
            self.body.addWidget(part)
        self.body.addSpacing(look.px(6))
        self.body.addWidget(scrolling(holder), 1)
        self.customer = Button(self.tr("Open customer"), icon="user")
        self.receipt = Button(self.tr("Print receipt"), icon="printer")
        self.deeds = {deed: Button(WORDS[deed]).entering() for deed in _OFFERED}
        self.close_button = Button(self.tr("Close"))
        self.add_left(self.customer)
        self.add_left(self.receipt)
        for button in (*self.deeds.values(), self.close_button):
            self.add_right(button)
        for deed, button in self.deeds.items():
            button.clicked.connect(partial(self.deed_asked.emit, deed.value))
        self.customer.clicked.connect(self._open_customer)
        self.receipt.clicked.connect(self._print_receipt)
        self.close_button.clicked.connect(self.reject)
        self._unbind = (
            model.picture.bind(self._show),
            model.trouble.listen(lambda said: self.banner.tell(said, "danger")),
        )
        model.load()
        self.close_button.setFocus()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def _open_customer(self) -> None:
        picture = self.model.picture.value
        if picture is not None and picture.customer is not None:
            self.accept()
            self.customer_asked_for.emit(picture.customer)

    def _print_receipt(self) -> None:
        picture = self.model.picture.value
        if picture is not None:
            self.receipt_asked.emit(picture.receipt)

    def _show(self, picture: SoldPicture | None) -> None:
        reading = self.tr("The sale is being read.")
        offered = {} if picture is None else dict(picture.deeds)
        for deed, button in self.deeds.items():
            gone = self.tr("All of it was refunded.") if picture is not None else reading
            why = self.tr("Only the owner does this.") if deed in offered else gone
            button.set_allowed(offered.get(deed, False), why)
        has_account = picture is not None and picture.customer is not None
        nobody = self.tr("It was sold to nobody by name.") if picture is not None else reading
        self.customer.set_allowed(has_account, nobody)
        self.receipt.set_allowed(picture is not None, reading)
        if picture is None:
            return
        self.heading.setText(picture.heading)
        self.whom.setText(picture.whom)
        self.detail.setText(picture.detail)
        self.state.setText(picture.state)
        if picture.doubt:
            self.banner.tell(self.tr("Worth a look: {0}.").format(picture.doubt), "warn")
        else:
            self.banner.dismiss()
        self._show_lines(picture)

    def _show_lines(self, picture: SoldPicture) -> None:
        card = Card(role="sunken", padding=16)
        grid = QGridLayout()
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(0, 1)
        card.body.addLayout(grid)
        for text, amount, given_back in picture.lines:
            said = self.tr("{0} · given back").format(text) if given_back else text
            _add(grid, Label(said, "muted" if given_back else "").wrap(), Label(amount))
        if picture.lines:
            grid.addWidget(Rule(), grid.rowCount(), 0, 1, 2)
        for words, amount in picture.sums:
            _add(grid, Label(words), Label(amount, "strong"))
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self._column.replaceWidget(self._inside, whole)
        self._inside.deleteLater()
        self._inside = whole


def _add(grid: QGridLayout, words: QWidget, amount: QWidget) -> None:
    row = grid.rowCount()
    grid.addWidget(words, row, 0)
    grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
