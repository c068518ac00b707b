"""Makes the view-models of one customer's dialogs for whoever acts at the desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry, EnquiryId
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.domain.message import MessageId, MessageKind
from shopdesk.domain.message_template import Template
from shopdesk.domain.segment import OwnSegment
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.forgetting import forget_enquiry
from shopdesk.viewmodels.account import AccountViewModel
from shopdesk.viewmodels.booking import BookingViewModel
from shopdesk.viewmodels.card_labels import CardLabelsViewModel
from shopdesk.viewmodels.closing_runner import ClosingRunner
from shopdesk.viewmodels.customer_enquiries import CustomerEnquiriesViewModel
from shopdesk.viewmodels.customer_follow_ups import CustomerFollowUpsViewModel
from shopdesk.viewmodels.customer_form import CustomerFormViewModel
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.customer_messages import CustomerMessagesViewModel
from shopdesk.viewmodels.customer_notes import CustomerNotesViewModel
from shopdesk.viewmodels.customer_pages import CustomerPages
from shopdesk.viewmodels.customer_points import CustomerPointsViewModel
from shopdesk.viewmodels.customer_sales import CustomerSalesViewModel
from shopdesk.viewmodels.enquiry_form import EnquiryFormViewModel
from shopdesk.viewmodels.export_customers import ExportCustomersViewModel
from shopdesk.viewmodels.follow_up_form import FollowUpStart, FollowUpViewModel
from shopdesk.viewmodels.merge import MergeViewModel
from shopdesk.viewmodels.message_batch import BatchStart, MessageBatchViewModel
from shopdesk.viewmodels.message_form import MessageViewModel, OpenLink
from shopdesk.viewmodels.message_texts import MessageTextsViewModel
from shopdesk.viewmodels.note_search import NoteSearchViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.payment import PaymentViewModel
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.putting_right import PuttingRightViewModel, Righting
from shopdesk.viewmodels.record_history import RecordHistoryViewModel
from shopdesk.viewmodels.sale_on_account import SaleViewModel
from shopdesk.viewmodels.segment_form import SegmentFormViewModel
from shopdesk.viewmodels.segment_list import SegmentListViewModel
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.shown_message import ShownMessageViewModel
from shopdesk.viewmodels.sold_sale import SoldSaleViewModel
from shopdesk.viewmodels.statement_batch import StatementBatchViewModel
from shopdesk.viewmodels.statement_preview import StatementPreviewViewModel
from shopdesk.viewmodels.store_credit import StoreCreditViewModel
from shopdesk.viewmodels.twins import TwinsViewModel
from shopdesk.viewmodels.undo_list import UndoList
from shopdesk.viewmodels.why_balance import WhyBalanceViewModel
from shopdesk.wording import tr

Follow = Callable[[Callable[[Changes], None]], Callable[[], None]]
"""Calls a listener at every change, on the thread that paints; returns what ends that."""


@dataclass
class AccountModels:
    """``desk`` is changed when somebody else signs in; dialogs that are open keep theirs.

    ``statement_lines`` is whether statements were last asked to say what was sold; None for the shop's setting.
    """

    desk: Desk
    runner: Runner
    prompter: Prompter
    undo_list: UndoList | None = None
    statement_lines: Observable[bool | None] = field(default_factory=lambda: Observable(None))
    open_link: OpenLink = field(default=lambda _link: False)

    def pages(self, customer: CustomerId) -> CustomerPages:
        """Return what the detail dialog shows; what is done on a page is said where the account says it."""
        desk, runner = self.desk, ClosingRunner(self.runner)
        account = AccountViewModel(desk, runner, customer, self.undo_list)

        def tell(notice: Notice) -> None:
            account.notice.value = notice

        return CustomerPages(
            shop_text(desk),
            account,
            CustomerSalesViewModel(desk, runner, self.prompter, customer, tell),
            StoreCreditViewModel(runner, account),
            CustomerNotesViewModel(desk, runner, customer),
            CustomerFollowUpsViewModel(desk, runner, customer),
            CustomerEnquiriesViewModel(desk, runner, customer),
            CustomerMessagesViewModel(desk, runner, customer),
            CustomerPointsViewModel(desk, runner, customer),
            RecordHistoryViewModel(desk, runner, customer),
            runner,
        )

    def payment(self, customer: CustomerId) -> PaymentViewModel:
        """Return a payment to take."""
        return PaymentViewModel(self.desk, self.runner, customer)

    def sale(self, customer: CustomerId) -> SaleViewModel:
        """Return a sale to put on account."""
        return SaleViewModel(self.desk, self.runner, customer)

    def putting_right(self, deed: Righting) -> PuttingRightViewModel:
        """Return something to put right."""
        return PuttingRightViewModel(self.desk, self.runner, deed)

    def card_labels(self, customers: tuple[CustomerId, ...]) -> CardLabelsViewModel:
        """Return the card labels of one customer, or of the chosen ones and everybody."""
        return CardLabelsViewModel(self.desk, self.runner, customers, offer_all=len(customers) != 1)

    def sold(self, reference: str) -> SoldSaleViewModel:
        """Return a sale to look at."""
        return SoldSaleViewModel(self.desk, self.runner, reference)

    def follow_up(self, follow_up: FollowUpId | None, start: FollowUpStart | None) -> FollowUpViewModel:
        """Return the form of a follow-up, or of a new one."""
        return FollowUpViewModel(self.desk, self.runner, start, follow_up)

    def request(self, customer: CustomerId | None) -> EnquiryFormViewModel:
        """Return the form of a new request."""
        return EnquiryFormViewModel(self.desk, self.runner, customer)

    def booking(self, enquiry: Enquiry) -> BookingViewModel:
        """Return the booking of a request."""
        return BookingViewModel(self.desk, self.runner, enquiry)

    def message(
        self, customer: CustomerId, kind: MessageKind, request_text: str, words: Template | None
    ) -> MessageViewModel:
        """Return a message to write."""
        return MessageViewModel(self.desk, self.runner, self.open_link, customer, kind, request_text, words)

    def shown_message(self, message: MessageId) -> ShownMessageViewModel:
        """Return a message to look at."""
        return ShownMessageViewModel(self.desk, self.runner, message)

    def message_batch(self, start: BatchStart) -> MessageBatchViewModel:
        """Return messages to many."""
        return MessageBatchViewModel(self.desk, self.runner, start)

    def forget_request(self, enquiry: EnquiryId, tell: Callable[[Notice], None]) -> None:
        """Destroy what a request of nobody says, and tell what came of it."""
        desk, text = self.desk, shop_text(self.desk)
        self.runner.run(
            lambda: forget_enquiry(desk, enquiry),
            lambda _: tell(Notice(tr("The request is forgotten."))),
            lambda error: tell(Notice(text.say(error), "danger")),
            Lane.WRITE,
        )

    def message_texts(self) -> MessageTextsViewModel:
        """Return the texts of messages to write."""
        return MessageTextsViewModel(self.desk, self.runner)

    def merge(self, customer: CustomerId, other: CustomerId | None = None) -> MergeViewModel:
        """Return two customers to merge."""
        undo_list = self.undo_list if self.desk.staff.approver is None else None
        return MergeViewModel(self.desk, self.runner, customer, other, undo_list)

    def twins(self) -> TwinsViewModel:
        """Return the records that may be one person."""
        return TwinsViewModel(self.desk, self.runner)

    def note_search(self) -> NoteSearchViewModel:
        """Return a search in all notes."""
        return NoteSearchViewModel(self.desk, self.runner)

    def segments(self) -> SegmentListViewModel:
        """Return the owner's segments."""
        return SegmentListViewModel(self.desk, self.runner)

    def segment(self, segment: OwnSegment | None) -> SegmentFormViewModel:
        """Return a segment to draw, or a new one."""
        return SegmentFormViewModel(self.desk, self.runner, segment)

    def form(
        self, customer: CustomerId | None = None, start: Mapping[str, str] | None = None
    ) -> CustomerFormViewModel:
        """Return the form of a customer, or of a new one of whom something is known to ``start`` with."""
        return CustomerFormViewModel(self.desk, self.runner, self.prompter, customer, start)

    def statement(self, customer: CustomerId) -> StatementPreviewViewModel:
        """Return a statement to look at."""
        return StatementPreviewViewModel(
            self.desk, self.runner, self.prompter, customer, self.statement_lines
        )

    def why_balance(self, customer: CustomerId) -> WhyBalanceViewModel:
        """Return why an account stands where it stands."""
        return WhyBalanceViewModel(self.desk, self.runner, self.prompter, customer)

    def statement_batch(self, customers: tuple[CustomerId, ...]) -> StatementBatchViewModel:
        """Return statements for many."""
        return StatementBatchViewModel(self.desk, self.runner, self.prompter, customers, self.statement_lines)

    def export(
        self, filters: Filters, search: str, chosen: tuple[CustomerId, ...]
    ) -> ExportCustomersViewModel:
        """Return an export to order."""
        return ExportCustomersViewModel(self.desk, self.runner, filters, search, chosen)

    @property
    def text(self) -> ShopText:
        """Return the shop's own hand."""
        return shop_text(self.desk)

    def say(self, error: ShopDeskError) -> str:
        """Return the sentence for an error."""
        return shop_text(self.desk).say(error)
