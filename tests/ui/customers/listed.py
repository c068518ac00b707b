"""The Customers page in a window over a real shop, with dialogs that only say they were asked for."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.domain.message import MessageId, MessageKind
from shopdesk.domain.message_template import Template
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.customer_list import CustomerListViewModel, Filters
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.frame import frame_of
from shopdesk.viewmodels.kpis import KpisViewModel
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.selection import SelectionViewModel
from shopdesk.viewmodels.undo_list import UndoList
from tests.ports import InlineRunner
from ui.dress import dress_of
from ui.remembered import Remembered
from ui.window_ahead import CUSTOMERS, WindowAhead


class AskedDialogs:
    """Implements ``ui.dialogs.Dialogs``; ``asked`` holds what was asked for, and for whom."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def open_customer(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("open", customer))

    def new_customer(self) -> None:
        """Remember."""
        self.asked.append(("new", 0))

    def edit_customer(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("edit", customer))

    def take_payment(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("payment", customer))

    def put_on_account(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("sale", customer))

    def statement(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("statement", customer))

    def why_balance(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("why", customer))

    def undo_event(self, customer: CustomerId, reference: str) -> None:
        """Remember."""
        self.asked.append((f"undo {reference}", customer))

    def put_right(self, customer: CustomerId | None, deed: Righting) -> None:
        """Remember."""
        self.asked.append((deed.title, customer or 0))

    def open_sale(self, reference: str) -> None:
        """Remember."""
        self.asked.append((f"sale {reference}", 0))

    def save_sales(self, customer: CustomerId) -> None:
        """Remember."""
        self.asked.append(("save sales", customer))

    def choose_customer(self, take: Callable[[int], None]) -> None:
        """Remember."""
        del take
        self.asked.append(("choose", 0))

    def new_customer_like(self, start: Mapping[str, str], take: Callable[[CustomerId], None]) -> None:
        """Remember."""
        del take
        self.asked.append((f"new like {' '.join(start.values())}", 0))

    def follow_up(self, follow_up: FollowUpId | None = None, start: FollowUpStart | None = None) -> None:
        """Remember."""
        begins = start or FollowUpStart()
        self.asked.append((f"follow-up {follow_up or begins.title}", begins.customer or 0))

    def new_request(self, customer: CustomerId | None = None) -> None:
        """Remember."""
        self.asked.append(("new request", customer or 0))

    def read_request(self, enquiry: Enquiry) -> None:
        """Remember."""
        self.asked.append(("read request", enquiry.id))

    def book_request(self, enquiry: Enquiry) -> None:
        """Remember."""
        self.asked.append(("book request", enquiry.id))

    def sell_request(self, enquiry: Enquiry) -> None:
        """Remember."""
        self.asked.append(("sell request", enquiry.id))

    def message(
        self,
        customer: CustomerId,
        kind: MessageKind = MessageKind.FREE,
        request_text: str = "",
        words: Template | None = None,
    ) -> None:
        """Remember."""
        del words
        self.asked.append((f"message {kind.value} {request_text}".strip(), customer))

    def show_message(self, message: MessageId) -> None:
        """Remember."""
        self.asked.append(("show message", message))

    def forget_request(self, enquiry: Enquiry) -> None:
        """Remember."""
        self.asked.append(("forget request", enquiry.id))

    def message_many(self, start: BatchStart) -> None:
        """Remember."""
        what = "greet" if start.greetings else start.kind.value
        self.asked.append((f"message many {what}", len(start.customers)))

    def message_texts(self) -> None:
        """Remember."""
        self.asked.append(("texts", 0))

    def merge(self, customer: CustomerId, other: CustomerId | None = None) -> None:
        """Remember."""
        self.asked.append((f"merge {other or ''}", customer))

    def search_notes(self) -> None:
        """Remember."""
        self.asked.append(("notes", 0))

    def segments(self) -> None:
        """Remember."""
        self.asked.append(("segments", 0))

    def twins(self) -> None:
        """Remember."""
        self.asked.append(("twins", 0))

    def statements(self, customers: tuple[CustomerId, ...] = ()) -> None:
        """Remember."""
        self.asked.append(("statements", len(customers)))

    def import_customers(self) -> None:
        """Remember."""
        self.asked.append(("import", 0))

    def import_requests(self) -> None:
        """Remember."""
        self.asked.append(("import requests", 0))

    def card_labels(self, customers: tuple[CustomerId, ...]) -> None:
        """Remember."""
        self.asked.append(("labels", len(customers)))

    def export_customers(self, filters: Filters, search: str, chosen: tuple[CustomerId, ...]) -> None:
        """Remember."""
        self.asked.append((f"export {filters.segment or 'all'} {search}", len(chosen)))


class Listed:
    """``window`` shows ``page``; ``dialogs.asked`` tells what would have been opened."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path, *, page: int = 200) -> None:
        self.dialogs = AskedDialogs()
        self.remembered = Remembered(folder)
        self.window, self.page = WindowAhead(folder, dress_of(desk.settings, folder)).take()
        self.window.head(frame_of(desk))
        qtbot.addWidget(self.window)
        model = CustomerListViewModel(desk, InlineRunner(), page)
        kpis = KpisViewModel(desk, InlineRunner())
        self.undo_list = UndoList(desk, InlineRunner())
        self.selection = SelectionViewModel(desk, InlineRunner(), self.undo_list)
        self.page.bind(model, kpis, self.selection, self.dialogs, self.remembered, "en_AU")
        self.page.told.connect(self.window.tell)
        self.window.show_page(CUSTOMERS)
        desk.feed.subscribe(model.on_changes)
        desk.feed.subscribe(kpis.on_changes)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        QTest.keyClicks(self.window.focusWidget(), text)

    def press(self, key: Qt.Key) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.window.focusWidget(), key)

    def names(self) -> list[str]:
        """Return the first column as it is shown."""
        lines = self.page.table.lines
        return [str(lines.index(row, 0).data()) for row in range(lines.rowCount())]
