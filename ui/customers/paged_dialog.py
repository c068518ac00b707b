"""A dialog about one customer with a strip of pages, each of which is made when it is first looked at.

It is made without knowing who that will be.
"""

from collections.abc import Callable
from enum import IntEnum, auto
from functools import cached_property, partial
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.follow_up import Origin
from shopdesk.domain.message import MessageId
from shopdesk.viewmodels.account import AccountViewModel
from shopdesk.viewmodels.adjust_points import AdjustPoints
from shopdesk.viewmodels.customer_pages import CustomerPages
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.row_deeds import RowDeed, righting_of
from ui.customers.follow_ups_page import FollowUpsPage
from ui.customers.history_page import HistoryPage
from ui.customers.loyalty_page import LoyaltyPage
from ui.customers.messages_page import MessagesPage
from ui.customers.notes_page import NotesPage
from ui.customers.page_tabs import PageTabs
from ui.customers.record_view import RecordView
from ui.customers.requests_page import RequestsPage
from ui.customers.sales_page import SalesPage
from ui.customers.store_credit_page import StoreCreditPage
from ui.customers.timeline_page import TimelinePage
from ui.dialogs import Dialogs
from ui.theme import set_role, theme
from ui.widgets.dialog import Dialog

_LEAST_PAGE = 320


Count = Callable[[CustomerPages], Observable[int | None]]
"""How much stands on a page."""


class _Place(IntEnum):
    """Where a page stands in the strip."""

    ACCOUNT = 0
    SALES = auto()
    CREDIT = auto()
    RECORD = auto()
    NOTES = auto()
    FOLLOW_UPS = auto()
    REQUESTS = auto()
    MESSAGES = auto()
    LOYALTY = auto()
    HISTORY = auto()


P = TypeVar(
    "P",
    bound=TimelinePage
    | SalesPage
    | StoreCreditPage
    | RecordView
    | NotesPage
    | FollowUpsPage
    | RequestsPage
    | MessagesPage
    | LoyaltyPage
    | HistoryPage,
)


class PagedDialog(Dialog):
    """``strip`` and ``stack`` are put where they belong; the pages open the other dialogs through ``dialogs``.

    A page that nobody looks at costs nothing; what stands on it is counted all the same.
    """

    pages: CustomerPages
    """Whom it shows, from `show_pages` on."""

    def __init__(self, dialogs: Dialogs, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Customer"), parent, prompter)
        self._dialogs = dialogs
        self._stops: list[Callable[[], None]] = []
        look = theme()
        self.strip = QFrame(self)
        set_role(self.strip, "head")
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(look.px(24), 0, look.px(24), 0)
        self.tabs = PageTabs(self.strip)
        self.tabs.setAccessibleName(self.tr("Pages"))
        row.addWidget(self.tabs, 1)
        self.stack = QStackedWidget(self)
        self.stack.setMinimumSize(look.px(_LEAST_PAGE), look.px(_LEAST_PAGE) // 2)
        self._turned: dict[int, Callable[[], QWidget]] = {}
        self._counts: dict[int, Count] = {}
        for place, (name, page, count) in enumerate(self._strip()):
            self.tabs.add_page(name)
            self.stack.addWidget(QWidget(self.stack))
            self._turned[place] = page
            if count is not None:
                self._counts[place] = count
        self.tabs.currentChanged.connect(self._turn)

    @property
    def model(self) -> AccountViewModel:
        """Return the account of whom it shows."""
        return self.pages.account

    def turn_to_account(self) -> None:
        """Make the page that is looked at first."""
        self._turn(_Place.ACCOUNT)

    def show_pages(self, pages: CustomerPages) -> None:
        """Show somebody; it is not shown anybody else afterwards."""
        self.pages = pages
        for place, count in self._counts.items():
            self.follow(count(pages).bind(partial(self._show_count, place)))
        self.turn_to_account()
        self.timeline.show_account(pages.account)

    def done(self, result: int) -> None:
        """Close and stop following the view-models."""
        for stop in self._stops:
            stop()
        super().done(result)

    def follow(self, *stops: Callable[[], None]) -> None:
        """Keep what stops following a view-model."""
        self._stops += stops

    def open_page(self, page: QWidget) -> None:
        """Turn to one of the pages."""
        self.tabs.setCurrentIndex(self.stack.indexOf(page))

    def put_right(self, deed: Righting, _checked: bool = False) -> None:
        """Ask how something of this customer's is to be put right."""
        self._dialogs.put_right(self.model.customer, deed)

    @cached_property
    def timeline(self) -> TimelinePage:
        """Make the page of the account."""
        page = TimelinePage(self.stack)  # most of what is on it would be dressed twice otherwise
        page.deed_asked.connect(self._put_entry_right)
        page.why_asked.connect(lambda *_: self._dialogs.why_balance(self.model.customer))
        return self._placed(_Place.ACCOUNT, page)

    @cached_property
    def sales(self) -> SalesPage:
        """Make the page of all sales."""
        page = SalesPage(self.pages.sales, self.pages.text)
        page.deed_asked.connect(self._put_entry_right)
        page.save_asked.connect(lambda: self._dialogs.save_sales(self.model.customer))
        return self._placed(_Place.SALES, page)

    @cached_property
    def credit(self) -> StoreCreditPage:
        """Make the page of the store credit."""
        return self._placed(_Place.CREDIT, StoreCreditPage(self.pages.credit, self.pages.text))

    @cached_property
    def record(self) -> RecordView:
        """Make the page of the record."""
        return self._placed(_Place.RECORD, RecordView(self.model))

    @cached_property
    def notes(self) -> NotesPage:
        """Make the page of the notes."""
        return self._placed(_Place.NOTES, NotesPage(self.pages.notes, self.pages.text))

    @cached_property
    def follow_ups(self) -> FollowUpsPage:
        """Make the page of the follow-ups."""
        page = FollowUpsPage(self.pages.follow_ups, self.pages.text)
        page.asked_for.connect(
            lambda wanted: self._dialogs.follow_up(wanted, FollowUpStart(self.model.customer))
        )
        page.call_told.connect(self._follow_call_up)
        return self._placed(_Place.FOLLOW_UPS, page)

    @cached_property
    def requests(self) -> RequestsPage:
        """Make the page of the requests."""
        page = RequestsPage(self.pages.requests, self.pages.text)
        page.asked_for.connect(self._open_request)
        return self._placed(_Place.REQUESTS, page)

    @cached_property
    def messages(self) -> MessagesPage:
        """Make the page of the messages."""
        page = MessagesPage(self.pages.messages, self.pages.text)
        page.asked_for.connect(self._open_message)
        return self._placed(_Place.MESSAGES, page)

    @cached_property
    def loyalty(self) -> LoyaltyPage:
        """Make the page of the points."""
        page = LoyaltyPage(self.pages.points, self.pages.text)
        page.adjusting_asked.connect(partial(self.put_right, AdjustPoints(self.model.customer)))
        return self._placed(_Place.LOYALTY, page)

    @cached_property
    def history(self) -> HistoryPage:
        """Make the page of what was changed."""
        return self._placed(_Place.HISTORY, HistoryPage(self.pages.history, self.pages.text))

    def _strip(self) -> tuple[tuple[str, Callable[[], QWidget], Count | None], ...]:
        """Return the name of each page, what gives it, and how much stands on it."""
        return (
            (self.tr("Account"), lambda: self.timeline, None),
            (self.tr("Sales"), lambda: self.sales, lambda pages: pages.sales.count),
            (self.tr("Store credit"), lambda: self.credit, lambda pages: pages.credit.count),
            (self.tr("Record"), lambda: self.record, None),
            (self.tr("Notes"), lambda: self.notes, lambda pages: pages.notes.count),
            (self.tr("Follow-ups"), lambda: self.follow_ups, lambda pages: pages.follow_ups.count),
            (self.tr("Requests"), lambda: self.requests, lambda pages: pages.requests.count),
            (self.tr("Messages"), lambda: self.messages, lambda pages: pages.messages.count),
            (self.tr("Loyalty"), lambda: self.loyalty, lambda pages: pages.points.count),
            (self.tr("History"), lambda: self.history, lambda pages: pages.history.count),
        )

    def _turn(self, place: int) -> None:
        self.stack.setCurrentWidget(self._turned[place]())

    def _placed(self, place: _Place, page: P) -> P:
        """Put a page where its place was kept; Tab comes to it after the strip, as if it had always stood there."""
        shown = self.stack.currentIndex()
        kept = self.stack.widget(place)
        if kept is not None:
            self.stack.removeWidget(kept)
            kept.deleteLater()
        self.stack.insertWidget(place, page)
        self.stack.setCurrentIndex(shown)
        # The buttons below are put behind the page, instead of the page before them: its own controls must stay in
        # their order, as a field stands before the line that takes the focus for it, and leads back there otherwise.
        items = (self.footer.itemAt(index) for index in range(self.footer.count()))
        below = [each for item in items if item is not None and (each := item.widget()) is not None]
        reached = [each for each in page.findChildren(QWidget) if _is_reached(each)]
        for before, each in pairwise((*reached[-1:], *below)):
            self.setTabOrder(before, each)
        self.follow(page.unbind)
        return page

    def _show_count(self, place: int, count: int | None) -> None:
        self.tabs.show_count(place, self.pages.text.count(count) if count else "")

    def _put_entry_right(self, deed: str, reference: str) -> None:
        if deed == RowDeed.UNDO:
            self._dialogs.undo_event(self.model.customer, reference)
        else:
            self.put_right(righting_of(RowDeed(deed), reference))

    def _follow_call_up(self) -> None:
        """Write down what came of a telephone call."""
        picture = self.model.picture.value
        name = "" if picture is None else picture.hero.name
        start = FollowUpStart(self.model.customer, self.tr("Ring {0} back").format(name), origin=Origin.CALL)
        self._dialogs.follow_up(start=start)

    def _open_request(self, enquiry: Enquiry | None) -> None:
        if enquiry is None:
            self._dialogs.new_request(self.model.customer)
        else:
            self._dialogs.read_request(enquiry)

    def _open_message(self, message: MessageId | None) -> None:
        if message is None:
            self._dialogs.message(self.model.customer)
        else:
            self._dialogs.show_message(message)


def _is_reached(widget: QWidget) -> bool:
    """Tell whether Tab stops there. Walking Qt's own chain instead takes menus along that Python then lets go."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
