"""The Requests page: what customers ask for, from new to booked, and what it became; shows an `EnquiriesViewModel`."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryStage, EnquiryStatus
from shopdesk.domain.message import MessageKind
from shopdesk.viewmodels.enquiries import EnquiriesPicture, EnquiriesViewModel, EnquiryFilters
from shopdesk.viewmodels.enquiry_words import KIND_WORDS, EnquiryLine, known_of
from shopdesk.viewmodels.follow_up_form import start_of_request
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.shop_text import ShopText
from ui import shortcuts
from ui.customers.search_box import SearchBox
from ui.dialogs import Dialogs
from ui.requests.request_row import RequestRow
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Title
from ui.widgets.filter_tools import fill_menu
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.grouped_rows import GroupedRows
from ui.widgets.watched_page import WatchedPage

_SEARCH_WIDTH = 240


class RequestsPage(WatchedPage):
    """Reads only while it is looked at."""

    place = shortcuts.REQUESTS

    def __init__(
        self, model: EnquiriesViewModel, dialogs: Dialogs, text: ShopText, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, parent)
        self.model = model
        self._dialogs = dialogs
        self._text = text
        self.banner = Banner()
        self.new = Button(self.tr("New request…"), icon="plus", key=shortcuts.shown("new_request")).entering()
        self.bring_in = Button(self.tr("Bring in…"), icon="upload").entering()
        self.tabs = {stage: Button("…") for stage in EnquiryStage}
        self.kinds = Button("", icon="list")
        self.whose = Button("", icon="users")
        self.search = SearchBox()
        self.list: GroupedRows[RequestRow] = GroupedRows()
        self._lay_out()
        self._offer()
        self._connect()
        self.follow(
            model.filters.bind(self._show_filters),
            model.picture.bind(self._show),
            model.notice.listen(self._tell),
        )

    def enter(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        look = theme()
        whole = self.column()
        self.search.setFixedWidth(look.px(_SEARCH_WIDTH))
        self.search.setPlaceholderText(self.tr("Words, name, phone or email"))
        self.search.setAccessibleName(self.tr("Search requests"))
        head = QHBoxLayout()
        head.addWidget(Title(self.tr("Requests")), 1)
        head.addWidget(self.bring_in)
        head.addSpacing(look.px(8))
        head.addWidget(self.new)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        tools = QWidget()
        flow = FlowLayout(tools, spacing=look.px(8))
        for widget in (*self.tabs.values(), self.kinds, self.whose, self.search):
            flow.addWidget(widget)
        whole.addWidget(tools)
        whole.addWidget(self.list, 1)

    def _offer(self) -> None:
        model = self.model
        every: list[tuple[str, Callable[[], object]]] = [(self.tr("Everything"), partial(model.narrow, None))]
        fill_menu(
            self.kinds, every + [(words, partial(model.narrow, kind)) for kind, words in KIND_WORDS.items()]
        )
        fill_menu(
            self.whose,
            [
                (self.tr("Everyone"), partial(model.show_mine, mine=False)),
                (self.tr("Mine"), partial(model.show_mine, mine=True)),
            ],
        )

    def _connect(self) -> None:
        model = self.model
        self.new.clicked.connect(lambda _checked: self._dialogs.new_request())
        self.bring_in.clicked.connect(lambda _checked: self._dialogs.import_requests())
        self.list.more.clicked.connect(model.show_more)
        self.search.paused.connect(lambda: model.search(self.search.text()))
        self.search.entered.connect(lambda: model.search(self.search.text()))
        self.search.went_down.connect(self.list.enter)
        for stage, tab in self.tabs.items():
            tab.setCheckable(True)
            tab.clicked.connect(partial(model.show_stage, stage))
        shortcuts.bind("new_request", self, self.new.click)

    def _show_filters(self, filters: EnquiryFilters) -> None:
        for stage, tab in self.tabs.items():
            tab.setChecked(stage is filters.stage)
        self.kinds.set_text(self.tr("Everything") if filters.kind is None else KIND_WORDS[filters.kind])
        self.whose.set_text(self.tr("Mine") if filters.mine else self.tr("Everyone"))
        if not filters.words and self.search.text().strip():
            self.search.clear()

    def _show(self, picture: EnquiriesPicture | None) -> None:
        if picture is None:
            return
        for stage, words in picture.tabs:
            self.tabs[stage].set_text(words)
        self.list.foot.setText(picture.foot)
        self.list.more.setVisible(bool(picture.more))
        groups = [(group.heading, [self._row(line) for line in group.lines]) for group in picture.groups]
        self.list.show_groups(groups, picture.nothing)

    def _row(self, line: EnquiryLine) -> RequestRow:
        row, dialogs, enquiry = RequestRow(line), self._dialogs, line.enquiry
        row.moved.connect(partial(self._move, line))
        row.sold.connect(partial(self._sell, line))
        row.followed_up.connect(partial(self._follow_up, line))
        row.read.connect(partial(dialogs.read_request, enquiry))
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

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            actions = [(self.tr("Undo"), self.model.undo)] if notice.can_undo else []
            self.banner.tell(notice.text, notice.role, actions)
