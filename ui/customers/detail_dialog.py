"""The detail dialog of one customer: who it is, how the account stands, what happened, the record.

Shows a customer's `CustomerPages` and follows them until it is closed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.follow_up import Origin
from shopdesk.domain.message import MessageId, MessageKind
from shopdesk.viewmodels.account import AccountPicture
from shopdesk.viewmodels.account_righting import AdjustAccount, TransferDebt
from shopdesk.viewmodels.adjust_points import AdjustPoints
from shopdesk.viewmodels.customer_pages import CustomerPages
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.parting import EraseCustomer, UndoMerge
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.promise_to_pay import PromiseToPay
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.row_deeds import RowDeed, righting_of
from ui.customers.follow_ups_page import FollowUpsPage
from ui.customers.hero import HeroHead
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
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.dialog import Dialog

_SIZE = (1120, 840)
_LEAST_PAGE = 320


class DetailDialog(Dialog):
    """Opens the other dialogs through ``dialogs``; ``print_receipt`` prints what a notice offers, or ``elsewhere``."""

    help_topic = "customer"

    def __init__(
        self,
        pages: CustomerPages,
        dialogs: Dialogs,
        print_receipt: Callable[..., None],
        prompter: Prompter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Customer"), parent, prompter)
        self.pages = pages
        self.model = model = pages.account
        self._dialogs = dialogs
        self._print_receipt = print_receipt
        look = theme()
        self.take_size(*_SIZE)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._hero = HeroHead()
        self._banner = Banner()
        self._banner.closed.connect(model.dismiss_notice)
        self._banner_room = QWidget()
        room = QVBoxLayout(self._banner_room)
        room.setContentsMargins(look.px(24), look.px(12), look.px(24), 0)
        room.addWidget(self._banner)
        self.timeline = TimelinePage(model)
        self.sales = SalesPage(pages.sales, pages.text)
        self.credit = StoreCreditPage(pages.credit, pages.text)
        self.record = RecordView(model)
        self.notes = NotesPage(pages.notes, pages.text)
        self.follow_ups = FollowUpsPage(pages.follow_ups, pages.text)
        self.requests = RequestsPage(pages.requests, pages.text)
        self.messages = MessagesPage(pages.messages, pages.text)
        self.loyalty = LoyaltyPage(pages.points, pages.text)
        self.history = HistoryPage(pages.history, pages.text)
        self.body.addWidget(self._hero)
        self.body.addWidget(self._tab_strip())
        self.body.addWidget(self._banner_room)
        self.body.addWidget(self._pages, 1)
        self._add_buttons()
        self._add_keys()
        self._unbind = (
            model.picture.bind(self._show_picture),
            model.notice.bind(self._show_notice),
            pages.notes.picture.bind(lambda notes: self._hero.show_notes(notes.at_till if notes else ())),
            model.busy.bind(lambda _busy: self._allow()),
        )
        pages.load()
        self._fold()
        self.timeline.table.setFocus()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        for page in (
            self.timeline,
            self.sales,
            self.credit,
            self.record,
            self.notes,
            self.follow_ups,
            self.requests,
            self.messages,
            self.loyalty,
            self.history,
        ):
            page.unbind()
        super().done(result)

    def is_dirty(self) -> bool:
        """Tell whether a note was typed and not added."""
        return self.pages.notes.is_dirty()

    def tell(self, notice: Notice) -> None:
        """Say what was done to this customer's account."""
        self.model.notice.value = notice

    def banner_text(self) -> str:
        """Return what the banner says; nothing while it is hidden."""
        return "" if self._banner.isHidden() else self._banner.text()

    def _tab_strip(self) -> QFrame:
        look = theme()
        frame = QFrame()
        set_role(frame, "head")
        row = QHBoxLayout(frame)
        row.setContentsMargins(look.px(24), 0, look.px(24), 0)
        self.tabs = PageTabs()
        self.tabs.setAccessibleName(self.tr("Pages"))
        self._pages = QStackedWidget()
        self._pages.setMinimumSize(look.px(_LEAST_PAGE), look.px(_LEAST_PAGE) // 2)
        pages: tuple[tuple[str, QWidget, Observable[int | None] | None], ...] = (
            (self.tr("Account"), self.timeline, None),
            (self.tr("Sales"), self.sales, self.pages.sales.count),
            (self.tr("Store credit"), self.credit, self.pages.credit.count),
            (self.tr("Record"), self.record, None),
            (self.tr("Notes"), self.notes, self.pages.notes.count),
            (self.tr("Follow-ups"), self.follow_ups, self.pages.follow_ups.count),
            (self.tr("Requests"), self.requests, self.pages.requests.count),
            (self.tr("Messages"), self.messages, self.pages.messages.count),
            (self.tr("Loyalty"), self.loyalty, self.pages.points.count),
            (self.tr("History"), self.history, self.pages.history.count),
        )
        for name, page, count in pages:
            place = self.tabs.add_page(name)
            self._pages.addWidget(page)
            if count is not None:
                count.bind(partial(self._show_count, place))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        row.addWidget(self.tabs, 1)
        return frame

    def _show_count(self, place: int, count: int | None) -> None:
        self.tabs.show_count(place, self.pages.text.count(count) if count else "")

    def open_page(self, page: QWidget) -> None:
        """Turn to one of the pages."""
        self.tabs.setCurrentIndex(self._pages.indexOf(page))

    def _add_buttons(self) -> None:
        self.payment = Button(self.tr("Take payment"), kind="primary", key="F4").entering()
        self.sale = Button(self.tr("Put on account"), key="F5", folds_to="plus").entering()
        self.statement = Button(self.tr("Statement…"), key="Ctrl P", folds_to="file-text")
        self.write = Button(self.tr("Message…"), folds_to="mail").entering()
        self.edit = Button(self.tr("Edit"), folds_to="pencil").entering()
        self.archive = Button(self.tr("Archive"), folds_to="archive").entering()
        self.adjust = Button(self.tr("Adjust"), folds_to="scale").entering()
        menu = QMenu(self.adjust)
        for text, deed in (
            (self.tr("Adjust the account…"), AdjustAccount(self.model.customer)),
            (self.tr("Transfer debt…"), TransferDebt(self.model.customer)),
        ):
            menu.addAction(text).triggered.connect(partial(self._put_right, deed))
        self.adjust.setMenu(menu)
        self.more = Button(self.tr("More"), icon="ellipsis")
        more = QMenu(self.more)
        more.setToolTipsVisible(True)
        self.why = more.addAction(self.tr("Why this balance?"))
        self.promise = more.addAction(self.tr("Promise to pay…"))
        self.label = more.addAction(self.tr("Card label…"))
        self.merge = more.addAction(self.tr("Merge with…"))
        self.unmerge = more.addAction(self.tr("Undo a merging…"))
        self.erase = more.addAction(self.tr("Erase…"))
        self.more.setMenu(more)
        for button in (self.payment, self.sale, self.statement, self.write, self.adjust):
            button.set_tall(44)
            self.add_left(button)
        for button in (self.edit, self.archive, self.more):
            button.set_tall(44)
            self.add_right(button)
        customer = self.model.customer
        self.payment.clicked.connect(lambda: self._dialogs.take_payment(customer))
        for page in (self.timeline, self.sales):
            page.deed_asked.connect(self._put_entry_right)
        self.sales.save_asked.connect(lambda: self._dialogs.save_sales(customer))
        self.sale.clicked.connect(lambda: self._dialogs.put_on_account(customer))
        self.statement.clicked.connect(lambda: self._dialogs.statement(customer))
        self.write.clicked.connect(self._write)
        self.messages.asked_for.connect(self._open_message)
        self.edit.clicked.connect(lambda: self._dialogs.edit_customer(customer))
        self.archive.clicked.connect(self._archive_or_restore)
        self.label.triggered.connect(lambda: self._dialogs.card_labels((customer,)))
        for asked in (self.why.triggered, self.timeline.why_asked):
            asked.connect(lambda *_: self._dialogs.why_balance(customer))
        self.follow_ups.asked_for.connect(
            lambda wanted: self._dialogs.follow_up(wanted, FollowUpStart(customer))
        )
        self.follow_ups.call_told.connect(self._follow_call_up)
        self.requests.asked_for.connect(self._open_request)
        self.loyalty.adjusting_asked.connect(partial(self._put_right, AdjustPoints(customer)))
        self.promise.triggered.connect(partial(self._put_right, PromiseToPay(customer)))
        self.merge.triggered.connect(lambda: self._dialogs.merge(customer))
        self.unmerge.triggered.connect(partial(self._put_right, UndoMerge(customer)))
        self.erase.triggered.connect(partial(self._put_right, EraseCustomer(customer)))

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the buttons where there is no room for all their words."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        groups = (
            (self.adjust, self.edit, self.archive, self.more),
            (self.write,),
            (self.statement,),
            (self.sale,),
        )
        sides = self.footer.contentsMargins()
        gaps = self.footer.spacing() * self.footer.count()
        taken = sides.left() + sides.right() + gaps + self.payment.whole_width()
        fold_to_fit(groups, self.width() - taken)

    def _write(self) -> None:
        """Write a message: whoever owes is reminded of it."""
        picture = self.model.picture.value
        owes = picture is not None and picture.hero.stands == "owed"
        self._dialogs.message(self.model.customer, MessageKind.DEBT if owes else MessageKind.FREE)

    def _open_message(self, message: MessageId | None) -> None:
        if message is None:
            self._dialogs.message(self.model.customer)
        else:
            self._dialogs.show_message(message)

    def _put_right(self, deed: Righting, _checked: bool = False) -> None:
        self._dialogs.put_right(self.model.customer, deed)

    def _put_entry_right(self, deed: str, reference: str) -> None:
        if deed == RowDeed.UNDO:
            self._dialogs.undo_event(self.model.customer, reference)
        else:
            self._put_right(righting_of(RowDeed(deed), reference))

    def _add_keys(self) -> None:
        for key, button in (
            ("F4", self.payment),
            ("F5", self.sale),
            ("Ctrl+P", self.statement),
            ("Ctrl+E", self.edit),
        ):
            QShortcut(QKeySequence(key), self, button.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.model.undo)

    def _archive_or_restore(self) -> None:
        picture = self.model.picture.value
        if picture is not None and picture.hero.archived:
            self.model.restore()
        else:
            self.model.archive()

    def _show_picture(self, picture: AccountPicture | None) -> None:
        self._allow()
        if picture is None:
            return
        hero = picture.hero
        self.setWindowTitle(self.tr("{0} — customer {1}").format(hero.name, hero.number))
        self._hero.show_hero(hero)
        self.write.set_text(self.tr("Send reminder…") if hero.stands == "owed" else self.tr("Message…"))
        self.archive.set_text(self.tr("Restore") if hero.archived else self.tr("Archive"))
        self._fold()

    def _allow(self) -> None:
        """Allow what can be done now; the rest says why not."""
        picture = self.model.picture.value
        loading = self.tr("The account is being read.")
        if picture is None:
            for button in (
                self.payment,
                self.sale,
                self.statement,
                self.write,
                self.adjust,
                self.edit,
                self.archive,
                self.more,
            ):
                button.set_allowed(allowed=False, why_not=loading)
            return
        archived = picture.hero.archived
        why = self.tr("Archived: restore the customer first.")
        self.payment.set_allowed(not archived, why)
        self.sale.set_allowed(not archived, why)
        self.adjust.set_allowed(not archived, why)
        self.statement.set_allowed(allowed=True)
        self.write.set_allowed(not archived, why)
        self.edit.set_allowed(allowed=True)
        refusal = "" if archived else picture.why_not_archive
        self.archive.set_allowed(not refusal and not self.model.busy.value, refusal)
        self.more.set_allowed(allowed=True)
        self.promise.setEnabled(not archived)
        self.merge.setEnabled(not archived)
        self.unmerge.setEnabled(picture.can_unmerge)
        self.erase.setEnabled(picture.can_erase)

    def _show_notice(self, notice: Notice | None) -> None:
        self._banner_room.setVisible(notice is not None)
        if notice is None:
            if not self._banner.isHidden():
                self._banner.dismiss()
            return
        actions: list[tuple[str, Callable[[], None]]] = []
        receipt = notice.receipt
        if receipt is not None:
            actions.append((self.tr("Print receipt"), lambda: self._print_receipt(receipt)))
        other = notice.other_receipt
        if other is not None:
            name = self.tr("For {0}").format(other.customer_name)
            actions.append((name, lambda: self._print_receipt(other)))
        if notice.can_undo:
            actions.append((self.tr("Undo"), self.model.undo))
        if notice.undo is not None:
            actions.append((self.tr("Undo"), partial(self._dialogs.undo_event, *notice.undo)))
        unprinted = notice.unprinted
        if unprinted is not None:
            actions.append((self.tr("Print again"), lambda: self._print_receipt(unprinted)))
            another = partial(self._print_receipt, unprinted, elsewhere=True)
            actions.append((self.tr("Another printer…"), another))
        self._banner.tell(notice.text, notice.role, actions)
