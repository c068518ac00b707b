"""The Requests page: what customers ask for, from new to booked, and what it became; shows an `EnquiriesViewModel`."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryStage, EnquiryStatus
from shopdesk.domain.message import MessageKind
from shopdesk.viewmodels.enquiries import EnquiriesViewModel, EnquiryFilters
from shopdesk.viewmodels.enquiry_words import KIND_WORDS, EnquiryLine, known_of
from shopdesk.viewmodels.follow_up_form import start_of_request
from shopdesk.viewmodels.shop_text import ShopText
from ui import shortcuts
from ui.customers.search_box import SearchBox
from ui.dialogs import Dialogs
from ui.requests.request_row import RequestRow
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.work_page import WorkPage

_SEARCH_WIDTH, _LOW_SEARCH_WIDTH = 240, 190


class RequestsPage(WorkPage[EnquiryLine, EnquiryStage, RequestRow]):
    """Every request leads to its next step, to its customer, and to what it became."""

    help_topic = "requests"
    place = shortcuts.REQUESTS

    def __init__(
        self, model: EnquiriesViewModel, dialogs: Dialogs, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, EnquiryStage, KIND_WORDS, parent)
        self.model = model
        self._dialogs = dialogs
        self._text = text
        self.new = Button(self.tr("New request…"), icon="plus", key=shortcuts.shown("new_request")).entering()
        self.bring_in = Button(self.tr("Bring in…"), icon="upload").entering()
        self.search = SearchBox()
        self.search.setPlaceholderText(self.tr("Words, name, phone or email"))
        self.search.setAccessibleName(self.tr("Search requests"))
        self.lay_out(self.tr("Requests"), (self.bring_in, self.new), (self.search,))
        self.new.clicked.connect(lambda _checked: dialogs.new_request())
        self.bring_in.clicked.connect(lambda _checked: dialogs.import_requests())
        self.search.paused.connect(lambda: model.search(self.search.text()))
        self.search.entered.connect(lambda: model.search(self.search.text()))
        self.search.went_down.connect(self.list.enter)
        shortcuts.bind("new_request", self, self.new.click)
        self.begin(model.show_stage)
        self.follow(model.filters.bind(self._show_words))

    def enter(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the search share a line with the filters where the page is low."""
        self.search.setFixedWidth(theme().px(_LOW_SEARCH_WIDTH if self.is_low() else _SEARCH_WIDTH))
        super().resizeEvent(event)

    def _tab_of(self, filters: EnquiryFilters) -> EnquiryStage:
        return filters.stage

    def _show_words(self, filters: EnquiryFilters) -> None:
        """Empty the search box when its words were given up elsewhere."""
        if not filters.words and self.search.text().strip():
            self.search.clear()

    def _row(self, line: EnquiryLine) -> RequestRow:
        row, dialogs, enquiry = RequestRow(line), self._dialogs, line.enquiry
        row.moved.connect(partial(self._move, line))
        row.sold.connect(partial(self._sell, line))
        row.followed_up.connect(partial(self._follow_up, line))
        row.read.connect(partial(dialogs.read_request, enquiry))
        row.forgotten.connect(partial(dialogs.forget_request, enquiry))
        row.customer_chosen.connect(partial(dialogs.choose_customer, partial(self._give, line)))
        row.customer_added.connect(
            partial(dialogs.new_customer_like, known_of(enquiry, self._text), partial(self._give, line))
        )
        if enquiry.customer is not None:
            row.customer_opened.connect(partial(dialogs.open_customer, enquiry.customer))
            ready = partial(dialogs.message, enquiry.customer, MessageKind.REQUEST_READY, enquiry.text)
            row.written.connect(ready)
        return row

    def _move(self, line: EnquiryLine, step: EnquiryStatus) -> None:
        if step is EnquiryStatus.BOOKED:
            self._dialogs.book_request(line.enquiry)
        else:
            self.model.move(line, step)

    def _sell(self, line: EnquiryLine) -> None:
        """Go to the checkout, or open the sale that it became."""
        if line.enquiry.sale is None:
            self._dialogs.sell_request(line.enquiry)
        else:
            self._dialogs.open_sale(line.enquiry.sale)

    def _follow_up(self, line: EnquiryLine) -> None:
        """Write a follow-up down, or open the one that it became."""
        if line.enquiry.follow_up is None:
            self._dialogs.follow_up(start=start_of_request(line.enquiry))
        else:
            self._dialogs.follow_up(line.enquiry.follow_up)

    def _give(self, line: EnquiryLine, customer: int) -> None:
        self.model.give(line, CustomerId(customer))
