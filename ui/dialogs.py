"""The dialogs that a page may ask for, without knowing how they are made."""

from collections.abc import Callable, Mapping
from typing import Protocol

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.domain.message import MessageId, MessageKind
from shopdesk.domain.message_template import Template
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.putting_right import Righting


class Dialogs(Protocol):
    """Opens dialogs over the window; each returns at once."""

    def open_customer(self, customer: CustomerId) -> None:
        """Open a customer's detail dialog."""

    def new_customer(self) -> None:
        """Open the form for a new customer."""

    def edit_customer(self, customer: CustomerId) -> None:
        """Open the form of a customer."""

    def take_payment(self, customer: CustomerId) -> None:
        """Open the dialog that takes a payment."""

    def put_on_account(self, customer: CustomerId) -> None:
        """Open the dialog that puts a sale on account."""

    def statement(self, customer: CustomerId) -> None:
        """Open a statement as a draft."""

    def why_balance(self, customer: CustomerId) -> None:
        """Open the proof of a balance, from the first event on."""

    def statements(self, customers: tuple[CustomerId, ...] = ()) -> None:
        """Open the statements for many: for the chosen ones, or for all who owe."""

    def undo_event(self, customer: CustomerId, reference: str) -> None:
        """Ask why, and take an event of a customer back."""

    def put_right(self, customer: CustomerId | None, deed: Righting) -> None:
        """Open the dialog of a deed that puts something right on one customer's account, or on many for None."""

    def open_sale(self, reference: str) -> None:
        """Open a sale with its lines."""

    def save_sales(self, customer: CustomerId) -> None:
        """Save the sales and the timeline of a customer whose detail dialog is open."""

    def choose_customer(self, take: Callable[[int], None]) -> None:
        """Let a customer be chosen, and pass on who it is."""

    def new_customer_like(self, start: Mapping[str, str], take: Callable[[CustomerId], None]) -> None:
        """Open the form for a new customer of whom something is known, and pass on who was made."""

    def follow_up(self, follow_up: FollowUpId | None = None, start: FollowUpStart | None = None) -> None:
        """Open the form of a follow-up, or a new one, with what led to it."""

    def new_request(self, customer: CustomerId | None = None) -> None:
        """Open the form of a new request, of a customer if one is named."""

    def read_request(self, enquiry: Enquiry) -> None:
        """Show a request with all that was said."""

    def book_request(self, enquiry: Enquiry) -> None:
        """Ask for which day a request is booked."""

    def forget_request(self, enquiry: Enquiry) -> None:
        """Ask, and destroy what a request of nobody says; with an owner's PIN where it needs one."""

    def sell_request(self, enquiry: Enquiry) -> None:
        """Go to the checkout with whoever asks, and with what for."""

    def message(
        self,
        customer: CustomerId,
        kind: MessageKind = MessageKind.FREE,
        request_text: str = "",
        words: Template | None = None,
    ) -> None:
        """Open the dialog that writes a message to a customer; ``request_text`` is what is ready for them.

        Free text begins with ``words``.
        """

    def show_message(self, message: MessageId) -> None:
        """Open a message that was kept."""

    def message_many(self, start: BatchStart) -> None:
        """Open the messages to many: those that were marked, a segment, or the greetings of these days."""

    def message_texts(self) -> None:
        """Open the texts of messages."""

    def merge(self, customer: CustomerId, other: CustomerId | None = None) -> None:
        """Open the dialog that merges a customer with another one, who may have to be found first."""

    def search_notes(self) -> None:
        """Open the search in all notes."""

    def segments(self) -> None:
        """Open the owner's segments."""

    def twins(self) -> None:
        """Open the list of records that may be one person."""

    def import_customers(self) -> None:
        """Open the import of a list of customers."""

    def import_requests(self) -> None:
        """Open the import of the requests that a form of the web shop saved."""

    def card_labels(self, customers: tuple[CustomerId, ...]) -> None:
        """Open the card labels of one customer, or of the chosen ones and of everybody."""

    def export_customers(self, filters: Filters, search: str, chosen: tuple[CustomerId, ...]) -> None:
        """Open the export: of everybody, of what the list is narrowed to, or of the chosen ones."""
