"""The dialogs of the checkout, over the page that opens them."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.receipt import Receipt
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.checkout_words import WAY_WORDS
from shopdesk.viewmodels.customer_list import CustomerListViewModel
from shopdesk.viewmodels.parked_sales import ParkedSalesViewModel
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.tenders import Way
from shopdesk.viewmodels.till_hardware import TillHardware
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.checkout.amount_dialog import AmountDialog
from ui.checkout.customer_chooser import CustomerChooser
from ui.checkout.line_dialog import LineDialog
from ui.checkout.parked_dialog import ParkedDialog


class Counter(Protocol):
    """What the page asks of the window: the record, a new customer, paper, and who to choose from."""

    @property
    def prompter(self) -> Prompter:
        """Return who asks the person."""

    @property
    def hardware(self) -> TillHardware:
        """Return the printer and the drawer."""

    def open_customer(self, customer: CustomerId) -> None:
        """Open the record over the sale."""

    def new_customer_for(self, take: Callable[[CustomerId], None]) -> None:
        """Open the form of a new customer and pass on who was made."""

    def customers(self) -> CustomerListViewModel:
        """Return a list to choose from."""

    def undo_sale(self, reference: str, undone: Callable[[], None]) -> None:
        """Ask why a sale is undone, and tell when it is."""

    def print_receipt(self, receipt: Receipt, paper: str = "") -> None:
        """Print a receipt, on the shop's usual paper or another."""


class CheckoutDialogs(QObject):
    """Opens them over the ``page``, which has the focus again when they close."""

    def __init__(
        self, model: CheckoutViewModel, parked: ParkedSalesViewModel, counter: Counter, page: QWidget
    ) -> None:
        super().__init__(page)
        self.model = model
        self._parked = parked
        self._counter = counter
        self._page = page

    def open_line(self, place: int) -> None:
        """Change a line."""
        self._open(LineDialog(self.model, place, self._page.window()))

    def choose_customer(self) -> None:
        """Choose whom the sale is for."""
        chooser = CustomerChooser(self._counter.customers(), self._page.window())
        chooser.chosen.connect(lambda customer: self.model.choose_customer(CustomerId(customer)))
        chooser.new_asked_for.connect(lambda: self._counter.new_customer_for(self.model.choose_customer))
        self._open(chooser)

    def ask_discount(self) -> None:
        """Give a discount on the whole."""
        if not self.model.is_dirty():
            return
        self._open(
            AmountDialog(
                self.tr("Discount on the whole sale"),
                self.tr("An amount, or per cent such as 10%"),
                self.model.text,
                lambda _choice, typed: self.model.type_discount(typed),
                self._page.window(),
                extra="%",
            )
        )

    def ask_part(self, typed: str) -> None:
        """Pay part of it, another way than the rest."""
        if not self.model.is_dirty():
            return
        ways = [way for way in Way if self.model.can_pay_by(way)]
        dialog = AmountDialog(
            self.tr("Pay part of it"),
            self.tr("This part"),
            self.model.text,
            lambda way, amount: self.model.type_part(Way(way), amount),
            self._page.window(),
            choices=[(way.value, WAY_WORDS[way]) for way in ways],
        )
        dialog.amount.set_text(typed)
        self._open(dialog)

    def ask_some(self) -> None:
        """Pay just as much as the account does not take."""
        stopped = self.model.stopped.value
        if stopped is not None and stopped.pay_some is not None:
            self.ask_part(self.model.text.amount(stopped.pay_some))

    def ask_cash(self) -> None:
        """Enter the cash with a finger."""
        self._open(
            AmountDialog(
                self.tr("Cash given"),
                self.tr("What the customer hands over"),
                self.model.text,
                lambda _choice, typed: self.model.type_cash(typed),
                self._page.window(),
            )
        )

    def ask_owner(self) -> None:
        """Ask an owner to allow it."""
        dialog = OwnerPinDialog(self.model.approval(), self._counter.prompter, self._page.window())
        dialog.approved.connect(self.model.take_approval)
        self._open(dialog)

    def show_parked(self) -> None:
        """Take up a parked sale."""
        self._open(ParkedDialog(self._parked, self._page.window()))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self._page.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.open()
