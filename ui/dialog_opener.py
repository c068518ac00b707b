"""Opens the dialogs of customers and accounts over the window, and passes on what they did."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.domain.message import MessageId, MessageKind
from shopdesk.domain.message_template import Template
from shopdesk.domain.receipt import Receipt
from shopdesk.domain.staff import Deed
from shopdesk.viewmodels.account_models import AccountModels, Follow
from shopdesk.viewmodels.customer_list import CustomerListViewModel
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.row_deeds import RowDeed, righting_of
from shopdesk.viewmodels.sale_righting import UndoSale
from shopdesk.viewmodels.till_hardware import TillHardware
from shopdesk.viewmodels.undo_event import UndoEvent
from ui.account.payment_dialog import PaymentDialog
from ui.account.righting_dialog import RightingDialog
from ui.account.sale_dialog import SaleDialog
from ui.account.why_dialog import WhyDialog
from ui.book_dialogs import BookDialogs
from ui.checkout.customer_chooser import CustomerChooser
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.customers.spare_dialog import SpareDialog
from ui.dialogs import Dialogs
from ui.messages.message_dialog import MessageDialog
from ui.messages.shown_dialog import ShownMessageDialog
from ui.messages.texts_dialog import TextsDialog
from ui.printing import PaperPrinter
from ui.reminders.follow_up_dialog import FollowUpDialog
from ui.requests.book_dialog import BookDialog
from ui.requests.request_dialog import RequestDialog
from ui.requests.request_reader import RequestReader
from ui.sales_history.sold_dialog import SoldDialog
from ui.statements.preview_dialog import StatementDialog

Actions = Sequence[tuple[str, Callable[[], None]]]


class DialogOpener(BookDialogs):
    """Implements ``ui.dialogs.Dialogs``.

    ``banner`` is the window's (text, role, actions); what is done while a customer's detail dialog is open
    is said there instead. ``follow`` subscribes to the feed on the thread that paints.
    """

    def __init__(
        self,
        window: QWidget,
        models: AccountModels,
        follow: Follow,
        banner: Callable[[str, str, Actions], None],
        import_customers: Callable[[Desk], None],
        sell_request: Callable[[Enquiry], None],
    ) -> None:
        super().__init__(window, models, follow, import_customers)
        self._banner = banner
        self._sell_request = sell_request
        self.hardware = TillHardware(models.desk, models.runner)
        self.printer = PaperPrinter(
            models.runner, models.prompter, self.tell, models.say, self.hardware, window
        )
        self.spare = SpareDialog(window, partial(self._detail_over, window))

    def open_customer(self, customer: CustomerId) -> None:
        """Open the detail dialog, or bring the one that is open to the front."""
        found = self._details.get(customer)
        if found is not None:
            found.raise_()
            found.activateWindow()
            return
        pages = self.models.pages(customer)
        pages.load()  # it is read while the dialog is made
        dialog = self._detail_over(self._top()) if self._details else self.spare.take()
        dialog.show_customer(pages, self._print_for(customer))
        self._details[customer] = dialog
        dialog.finished.connect(lambda _result: self._details.pop(customer, None))
        self._open(dialog, self._follow(pages.on_changes))

    def _detail_over(self, below: QWidget) -> DetailDialog:
        return DetailDialog(self, self.models.prompter, below)

    def whole(self) -> Dialogs:
        """Return this one, which opens every dialog."""
        return self

    @property
    def prompter(self) -> Prompter:
        """Return who asks the person."""
        return self.models.prompter

    def customers(self) -> CustomerListViewModel:
        """Return a list of customers to choose from."""
        return CustomerListViewModel(self.models.desk, self.models.runner)

    def print_pdf(self, pdf: bytes, title: str) -> None:
        """Print a paper."""
        self.printer.print_pdf(pdf, title)

    def undo_sale(self, reference: str, undone: Callable[[], None]) -> None:
        """Ask why a sale is undone, and tell when it is."""
        model = self.models.putting_right(UndoSale(reference))
        dialog = RightingDialog(model, self.models.prompter, self.choose_customer, self._top())
        dialog.posted.connect(self.tell)
        dialog.posted.connect(lambda _notice: undone())
        self._open(dialog, lambda: None)

    def print_receipt(self, receipt: Receipt, paper: str = "") -> None:
        """Print a receipt on the shop's usual paper, or on the one named."""
        self.printer.print_receipt(replace(receipt, paper=paper) if paper else receipt)

    def new_customer_for(self, take: Callable[[CustomerId], None]) -> None:
        """Open the form for a new customer and pass on who was made."""
        self._open_form(None, take)

    def new_customer_like(self, start: Mapping[str, str], take: Callable[[CustomerId], None]) -> None:
        """Open the form for a new customer of whom something is known, and pass on who was made."""
        self._open_form(None, take, start)

    def new_customer(self) -> None:
        """Open the form for a new customer; the saved one is opened afterwards."""
        self._open_form(None)

    def edit_customer(self, customer: CustomerId) -> None:
        """Open the form of a customer."""
        self._open_form(customer)

    def take_payment(self, customer: CustomerId) -> None:
        """Open the dialog that takes a payment."""
        model = self.models.payment(customer)
        dialog = PaymentDialog(model, self.models.prompter, self._top())
        dialog.posted.connect(lambda notice, prints: self._posted(customer, notice, prints=prints))
        self._open(dialog, self._follow(model.on_changes))

    def put_on_account(self, customer: CustomerId) -> None:
        """Open the dialog that puts a sale on account."""
        model = self.models.sale(customer)
        dialog = SaleDialog(model, self.models.prompter, self._top())
        dialog.posted.connect(lambda notice, prints: self._posted(customer, notice, prints=prints))
        self._open(dialog, self._follow(model.on_changes))

    def statement(self, customer: CustomerId) -> None:
        """Open the statement as a draft."""
        model = self.models.statement(customer)
        dialog = StatementDialog(model, self._print_pdf_for(customer), self._top())
        self._open(dialog, self._follow(model.on_changes))

    def why_balance(self, customer: CustomerId) -> None:
        """Open the proof of a balance, from the first event on."""
        model = self.models.why_balance(customer)
        dialog = WhyDialog(model, self._print_pdf_for(customer), self._top())
        self._open(dialog, self._follow(model.on_changes))

    def undo_event(self, customer: CustomerId, reference: str) -> None:
        """Ask why, and take the event back."""
        self.put_right(customer, UndoEvent(reference))

    def put_right(self, customer: CustomerId | None, deed: Righting) -> None:
        """Open the dialog of a deed that puts something right."""
        dialog = RightingDialog(
            self.models.putting_right(deed), self.models.prompter, self.choose_customer, self._top()
        )
        dialog.posted.connect(lambda notice: self._tell_about(customer, notice))
        self._open(dialog, lambda: None)

    def open_sale(self, reference: str) -> None:
        """Open a sale with its lines; what is put right there is said in the window's banner."""
        model = self.models.sold(reference)
        dialog = SoldDialog(model, self._top())
        dialog.deed_asked.connect(
            lambda deed: self._right_sale(dialog, righting_of(RowDeed(deed), reference))
        )
        dialog.customer_asked_for.connect(lambda customer: self.open_customer(CustomerId(customer)))
        dialog.receipt_asked.connect(self.print_receipt)
        self._open(dialog, self._follow(model.on_changes))

    def save_sales(self, customer: CustomerId) -> None:
        """Let a customer's sales and timeline be saved as a file."""
        sales = self._details[customer].pages.sales
        self._with_owner(Deed.EXPORT, lambda models: sales.save_csv(models.desk))

    def choose_customer(self, take: Callable[[int], None]) -> None:
        """Let a customer be chosen among those there are."""
        model = self.customers()
        dialog = CustomerChooser(model, self._top())
        dialog.new.hide()
        dialog.chosen.connect(take)
        self._open(dialog, self._follow(model.on_changes))

    def follow_up(self, follow_up: FollowUpId | None = None, start: FollowUpStart | None = None) -> None:
        """Open the form of a follow-up."""
        model = self.models.follow_up(follow_up, start)
        dialog = FollowUpDialog(model, self.models.prompter, self.choose_customer, self._top())
        customer = None if start is None else start.customer
        dialog.saved.connect(lambda notice: self._tell_about(customer, notice))
        self._open(dialog, lambda: None)

    def new_request(self, customer: CustomerId | None = None) -> None:
        """Open the form of a new request."""
        model = self.models.request(customer)
        dialog = RequestDialog(model, self.models.prompter, self.choose_customer, self._top())
        dialog.saved.connect(lambda notice: self._tell_about(customer, notice))
        self._open(dialog, lambda: None)

    def read_request(self, enquiry: Enquiry) -> None:
        """Show a request with all that was said."""
        self._open(RequestReader(enquiry, self.models.text, self._top()), lambda: None)

    def book_request(self, enquiry: Enquiry) -> None:
        """Ask for which day a request is booked."""
        dialog = BookDialog(self.models.booking(enquiry), self.models.prompter, self._top())
        dialog.saved.connect(self.tell)
        self._open(dialog, lambda: None)

    def sell_request(self, enquiry: Enquiry) -> None:
        """Go to the checkout with whoever asks."""
        self._sell_request(enquiry)

    def message(
        self,
        customer: CustomerId,
        kind: MessageKind = MessageKind.FREE,
        request_text: str = "",
        words: Template | None = None,
    ) -> None:
        """Open the dialog that writes a message."""
        model = self.models.message(customer, kind, request_text, words)
        dialog = MessageDialog(model, self.models.prompter, self._top())
        dialog.finished_with.connect(lambda notice: self._tell_about(customer, notice))
        self._open(dialog, lambda: None)

    def show_message(self, message: MessageId) -> None:
        """Open a message that was kept."""
        self._open(ShownMessageDialog(self.models.shown_message(message), self._top()), lambda: None)

    def message_texts(self) -> None:
        """Open the texts of messages."""
        self._open(TextsDialog(self.models.message_texts(), self.models.prompter, self._top()), lambda: None)

    def tell(self, notice: Notice) -> None:
        """Say in the window's banner what was done."""
        receipt = notice.receipt
        actions: list[tuple[str, Callable[[], None]]] = []
        if receipt is not None:
            actions.append((self.tr("Print receipt"), lambda: self.printer.print_receipt(receipt)))
        other = notice.other_receipt
        if other is not None:
            name = self.tr("For {0}").format(other.customer_name)
            actions.append((name, lambda: self.printer.print_receipt(other)))
        if notice.undo is not None:
            actions.append((self.tr("Undo"), partial(self.undo_event, *notice.undo)))
        unprinted = notice.unprinted
        if unprinted is not None:
            actions.append((self.tr("Print again"), lambda: self.printer.print_receipt(unprinted)))
            actions.append((self.tr("Another printer…"), lambda: self.printer.print_elsewhere(unprinted)))
        self._banner(notice.text, notice.role, actions)
        self.printer.open_drawer_for(notice)

    def _open_form(
        self,
        customer: CustomerId | None,
        take: Callable[[CustomerId], None] | None = None,
        start: Mapping[str, str] | None = None,
    ) -> None:
        dialog = CustomerForm(self.models.form(customer, start), self.models.prompter, self._top())
        if customer is None:
            made_known = take or self.open_customer
            dialog.saved.connect(lambda made: made_known(CustomerId(made)), _QUEUED)
        dialog.holder_asked_for.connect(lambda holder: self.open_customer(CustomerId(holder)))
        self._open(dialog, lambda: None)

    def _right_sale(self, over: QWidget, deed: Righting) -> None:
        dialog = RightingDialog(
            self.models.putting_right(deed), self.models.prompter, self.choose_customer, over
        )
        dialog.posted.connect(self.tell)
        self._open(dialog, lambda: None)

    def _posted(self, customer: CustomerId, notice: Notice, *, prints: bool) -> None:
        self._tell_about(customer, notice)
        if prints and notice.receipt is not None:
            self._print_for(customer)(notice.receipt)

    def _tell_about(self, customer: CustomerId | None, notice: Notice) -> None:
        detail = None if customer is None else self._details.get(customer)
        if detail is None:
            self.tell(notice)
        else:
            detail.tell(notice)
            self.printer.open_drawer_for(notice, detail.tell)

    def _print_for(self, customer: CustomerId) -> Callable[..., None]:
        def print_it(receipt: Receipt, *, elsewhere: bool = False) -> None:
            way = self.printer.print_elsewhere if elsewhere else self.printer.print_receipt
            way(receipt, lambda notice: self._tell_about(customer, notice))

        return print_it

    def _print_pdf_for(self, customer: CustomerId) -> Callable[[bytes, str], None]:
        """Print, and say what came of it on the dialog that shows the paper while it lies over the customer's."""

        def told(notice: Notice) -> None:
            above = QApplication.activeModalWidget()
            if isinstance(above, StatementDialog | WhyDialog):
                above.tell(notice)
            else:
                self._tell_about(customer, notice)

        return lambda pdf, title: self.printer.print_pdf(pdf, title, told)


_QUEUED = Qt.ConnectionType.QueuedConnection
