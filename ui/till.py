"""The main window of whoever signed in, put together: pages, dialogs, keys, and the feed of changes."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.message import MessageId
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.reminder import ReminderKind
from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.account_models import AccountModels
from shopdesk.viewmodels.backups import BackupsViewModel
from shopdesk.viewmodels.customer_list import CustomerListViewModel
from shopdesk.viewmodels.enquiries import EnquiriesViewModel
from shopdesk.viewmodels.frame import frame_of
from shopdesk.viewmodels.help import Shown
from shopdesk.viewmodels.journal_trouble import cut_off_words, journal_trouble
from shopdesk.viewmodels.kpis import KpisViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.open_shop import Desk, OpenShop
from shopdesk.viewmodels.ports import Lane
from shopdesk.viewmodels.reminders import RemindersViewModel
from shopdesk.viewmodels.sales_history import SalesHistoryViewModel
from shopdesk.viewmodels.scanned_code import KnownCode, find_code
from shopdesk.viewmodels.selection import SelectionViewModel
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.undo_list import UndoList
from shopdesk.wording import Forms, forms, tr_count
from ui import shortcuts
from ui.demo_band import head_demo
from ui.dialog_opener import DialogOpener
from ui.remembered import Remembered
from ui.sales_history.page import SalesHistoryPage
from ui.scan_guard import ScanGuard
from ui.scanner import Answer, Scanner
from ui.start.front_door import FrontDoor
from ui.threads import Threads
from ui.watchman import Watchman
from ui.widgets.dialog import Dialog
from ui.window_ahead import BACK_OFFICE, CHECKOUT, CUSTOMERS, RECEIVABLES, REMINDERS, REQUESTS, SALES
from ui.work_aside import WorkAside

if TYPE_CHECKING:
    from ui.back_office.page import BackOfficePage
    from ui.checkout.page import CheckoutPage
    from ui.receivables.page import ReceivablesPage
    from ui.reminders.page import RemindersPage
    from ui.requests.page import RequestsPage

# Pages and dialogs that nobody sees at first are loaded when they are asked for, or while nobody waits.
# ruff: noqa: PLC0415

_OTHERS_MS = 2000
_KEEP_MS = 60_000


class ShopTill:
    """One person's main window over the open shop, until `release`."""

    def __init__(self, threads: Threads, shop: OpenShop, desk: Desk, door: FrontDoor) -> None:
        self.desk = desk
        self.window, self.customers = door.wardrobe.window_for(shop).take()
        self.window.head(frame_of(desk))
        self.window.stand_below(WorkAside(self.window.tell_of_work))
        self._threads = threads
        self._runner = threads.runner_for(self.window)
        self._prompter = door.make_prompter(self.window)
        self._stops: list[Callable[[], None]] = []
        self.undo_list = UndoList(desk, self._runner)
        models = AccountModels(desk, self._runner, self._prompter, self.undo_list, open_link=door.open_link)
        Remembered(shop.folder).follow("statement_lines", models.statement_lines)
        self.dialogs = DialogOpener(
            self.window, models, self._follow, self.window.tell, self.import_customers, self.sell_request
        )
        self._folder = str(shop.folder)
        self._door = door
        fill = self.window.fill_page
        fill(CHECKOUT, lambda: self.checkout)
        fill(REMINDERS, lambda: self.reminders)
        fill(REQUESTS, lambda: self.requests)
        fill(RECEIVABLES, lambda: self.receivables)
        fill(SALES, lambda: self.sales)
        fill(BACK_OFFICE, lambda: self.back_office)
        self.kpis = KpisViewModel(desk, self._runner)
        self._show_customers(Remembered(shop.folder))
        self.backups = self._backups()
        self.reminding = self._reminding()
        self.asking = self._asking()
        self.window.show_page(CUSTOMERS)
        shortcuts.bind("undo", self.window, self.undo_list.undo)
        self._stops.append(self.undo_list.notice.listen(self._say))
        self.window.lock_asked_for.connect(door.lock)
        self.window.close_day_asked_for.connect(self.close_day)
        self.window.may_close = self._may_close
        self.window.help_paper_asked_for.connect(self.print_help)
        head_demo(self.window, door, self._prompter)
        self._look = self._look_of_shop()
        self._stops.append(self._follow(lambda _changes: self._notice_look()))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            scanner = Scanner(app, self.window, self.read_code, lambda: desk.settings.scanner_habits)
            guard = ScanGuard(app, self.window, lambda: desk.settings.scanner_habits)
            self._stops += (scanner.leave, guard.leave)
        self._others = self._every(_OTHERS_MS, self.look_for_others)
        self._keep = self._every(_KEEP_MS, self.backups.keep)
        self._send_mail()
        self.watchman = Watchman(
            self.window, desk, self._runner, door, lambda: self.window.show_page(BACK_OFFICE)
        )
        self._stops.append(self.watchman.leave)
        trouble, cut_off = journal_trouble(desk), cut_off_words(desk)
        if trouble or cut_off:
            self.window.tell(trouble or cut_off, "warn" if trouble else "info")
        self.watchman.begin(self.customers.model.listing)

    def import_customers(self, desk: Desk | None = None) -> None:
        """Open the import of a list, for whoever acts at the desk."""
        from ui.importing.opening import open_customer_import

        open_customer_import(desk or self.desk, self._runner, self._prompter, self.window)

    def sell_request(self, enquiry: Enquiry) -> None:
        """Go to the checkout with whoever asks and what for; what lies on the counter is finished or parked first."""
        if self.checkout.model.is_dirty():
            said = self.window.tr("A sale lies on the counter: finish it or park it, then sell this.")
            to_counter = (self.window.tr("Go to the checkout"), lambda: self.window.show_page(CHECKOUT))
            self.window.tell(said, "warn", [to_counter])
            return
        self.checkout.model.take_content(ParkedContent((), enquiry.customer, enquiry=enquiry.id))
        self.window.show_page(CHECKOUT)

    def close_day(self) -> None:
        """Open the close of the day, or bring the one that is open to the front."""
        from shopdesk.viewmodels.close_day import CloseDayViewModel
        from ui.back_office.opening import open_close_of_day

        open_close_of_day(
            CloseDayViewModel(self.desk, self._runner, self._prompter),
            self._prompter,
            self.dialogs.printer,
            self._follow,
            self.watchman.file.look_at_everything,
            self.window,
        )

    def print_help(self, shown: Shown | None) -> None:
        """Print what the help shows, or the card for the till."""
        from ui.help.papers import print_help

        shop_name = self.desk.settings.shop_name
        print_help(shop_name, shown, self._runner, self.dialogs.printer, self.window.tell)

    def open_journal(self) -> None:
        """Open the journal: who did what."""
        from ui.back_office.opening import open_journal

        open_journal(self.desk, self._runner, self._prompter, self.dialogs.choose_customer, self.window)

    def read_code(self, code: str, answer: Answer) -> None:
        """Take a scanned code that the shop knows: to the counter on Checkout, to the search box elsewhere."""
        desk = self.desk

        def done(found: KnownCode | None) -> None:
            answer(found is not None)
            if found is None:
                return
            if self.window.shown_page() == CHECKOUT:
                self.checkout.scanned(found.code)
                return
            self.window.show_page(CUSTOMERS)
            self.customers.search.setText(found.code)
            if found.customer is not None:
                self.dialogs.open_customer(found.customer)

        self._runner.run(lambda: find_code(desk, code), done, lambda _error: answer(False))

    def restore(self, backup: str) -> None:
        """Open the restoring of a backup; of a file that is asked for when none is named."""
        from ui.back_office.opening import open_restoring

        open_restoring(self.desk, self._runner, self._prompter, backup, self.window)

    def _send_mail(self) -> None:
        """Let the shop send the mail that waits, at once and whenever there is more of it."""
        mail = self._door.mail
        if mail is not None:
            self._stops += [self._every(_KEEP_MS, mail.look).stop, self._follow(mail.on_changes)]
            mail.look()

    def take_over(self, old: object) -> None:
        """Begin where another window of the same person was left: its page, its search, what was typed."""
        if not isinstance(old, ShopTill):
            return
        if old.has_made(BACK_OFFICE):
            for name, text in old.back_office.settings.model.typed().items():
                self.back_office.settings.model.set_value(name, text)
        self.customers.search.setText(old.customers.search.text())
        if old.has_made(CHECKOUT):
            self.checkout.model.take_content(old.checkout.model.hand_over())
        self.window.show_page(old.window.shown_page())

    def release(self) -> None:
        """Close the dialogs and the window, and let the view-models go."""
        self._others.stop()
        self._keep.stop()
        for dialog in self.window.findChildren(Dialog):
            dialog.done(Dialog.DialogCode.Rejected)
        for stop in self._stops:
            stop()
        if self.has_made(CHECKOUT):
            self.checkout.parked.leave()
            self.checkout.unbind()
        self.customers.unbind()
        for page in (REMINDERS, REQUESTS, RECEIVABLES, SALES, BACK_OFFICE):
            if self.has_made(page):
                vars(self)[page].unbind()
        self.window.may_close = lambda: True
        self.window.close()
        self.window.deleteLater()

    def _may_close(self) -> bool:
        """Ask before a sale that is not saved goes with the window."""
        if not self.has_made(CHECKOUT) or not self.checkout.model.is_dirty():
            return True
        question = self.window.tr("A sale lies on the counter and is not saved. Close the window without it?")
        return self._prompter.confirm(question, self.window.tr("Close without it"))

    def has_made(self, page: str) -> bool:
        """Tell whether a page was needed yet."""
        return page in vars(self)

    def look_for_others(self) -> None:
        """Look whether another window wrote to the same file, bring what this one wrote to rest, and tidy a little.

        Whoever was disabled there is signed out here. Once damage was met, say so until somebody sees to it.
        """
        if not self.watchman.look():
            return
        self._runner.run(self.desk.notice_others, self._noticed, _ignore_refusal, Lane.READ)
        self._runner.run(self.desk.settle, _ignore, _ignore_refusal, Lane.WRITE)
        self._runner.run(self.desk.tidy, _ignore, _ignore_refusal, Lane.WRITE)

    def _noticed(self, others_wrote: bool) -> None:
        if others_wrote:
            self._runner.run(self.desk.is_over, self._end_if, _ignore_refusal, Lane.READ)

    def _end_if(self, over: bool) -> None:
        if over:
            self._door.lock()

    @cached_property
    def checkout(self) -> "CheckoutPage":
        """The counter; made when it is first shown, as is every page but the first."""
        from ui.page_making import make_checkout

        page = make_checkout(self.desk, self._runner, self._keep_following, self.dialogs)
        page.told.connect(self._tell_of_checkout)
        return page

    def _tell_of_checkout(self, notice: Notice) -> None:
        """Say it in the banner; what was cleared can be put back."""
        undo = (self.window.tr("Undo"), self.checkout.model.put_back)
        self.window.tell(notice.text, notice.role, [undo] if notice.can_undo else [])

    def _show_customers(self, remembered: Remembered) -> None:
        listing = CustomerListViewModel(self.desk, self._runner)
        self._stops += [self._follow(listing.on_changes), self._follow(self.kpis.on_changes)]
        selection = SelectionViewModel(self.desk, self._runner, self.undo_list)
        locale = self.desk.settings.locale
        self.customers.bind(listing, self.kpis, selection, self.dialogs, remembered, locale)
        self.customers.told.connect(self.window.tell)

    def _backups(self) -> BackupsViewModel:
        backups = BackupsViewModel(self.desk, self._runner)
        self._stops += [
            backups.safety.listen(lambda safety: self.window.tell_backup(safety.short if safety else "")),
            backups.trouble.listen(lambda text: self.window.tell(text, "danger") if text else None),
        ]
        backups.load()
        return backups

    def _reminding(self) -> RemindersViewModel:
        model = RemindersViewModel(self.desk, self._runner, self.undo_list)
        said = forms("{count} reminder overdue or for today", "{count} reminders overdue or for today")
        self._follow_badge(model, REMINDERS, said)
        self.customers.kpis.follow_ups.clicked.connect(self._show_follow_ups)
        model.load_badge()
        return model

    def _show_follow_ups(self) -> None:
        self.reminding.narrow(ReminderKind.FOLLOW_UP)
        self.window.show_page(REMINDERS)

    @cached_property
    def reminders(self) -> "RemindersPage":
        """What to see to."""
        from ui.reminders.page import RemindersPage

        return RemindersPage(self.reminding, self.dialogs)

    def _asking(self) -> EnquiriesViewModel:
        model = EnquiriesViewModel(self.desk, self._runner, self.undo_list)
        self._follow_badge(model, REQUESTS, forms("{count} open request", "{count} open requests"))
        self.customers.kpis.requests.clicked.connect(self._show_requests)
        model.load_badge()
        return model

    def _follow_badge(self, model: RemindersViewModel | EnquiriesViewModel, page: str, said: Forms) -> None:
        rail = self.window.rail
        self._stops.append(self._follow(model.on_changes))
        self._stops.append(
            model.badge.bind(lambda count: rail.set_badge(page, count, tr_count(*said, count, count=count)))
        )

    def _show_requests(self) -> None:
        self.asking.show_all_open()
        self.window.show_page(REQUESTS)

    @cached_property
    def requests(self) -> "RequestsPage":
        """What customers ask for."""
        from ui.requests.page import RequestsPage

        return RequestsPage(self.asking, self.dialogs, shop_text(self.desk))

    @cached_property
    def receivables(self) -> "ReceivablesPage":
        """What the whole book is owed."""
        from ui.page_making import make_receivables

        return make_receivables(self.desk, self._runner, self._prompter, self._keep_following, self.dialogs)

    @cached_property
    def sales(self) -> SalesHistoryPage:
        """Every sale of the shop."""
        model = SalesHistoryViewModel(self.desk, self._runner)
        self._keep_following(model.on_changes)
        return SalesHistoryPage(model, self.dialogs)

    @cached_property
    def back_office(self) -> "BackOfficePage":
        """Settings, staff, proof and backups."""
        from ui.page_making import make_back_office

        door = self._door
        page = make_back_office(
            self.desk, self._runner, self._prompter, self._keep_following, self.backups, self._folder
        )
        self._stops += [page.proof.model.work.stop, self.backups.work.stop]
        page.backups.restore_asked_for.connect(self.restore)
        page.days.open.clicked.connect(self.close_day)
        page.messages.asked_for.connect(lambda message: self.dialogs.show_message(MessageId(message)))
        page.messages.texts_asked_for.connect(self.dialogs.message_texts)
        page.journal.open.clicked.connect(self.open_journal)
        # Later: the button that asks for it goes with the window.
        page.file.close_shop.clicked.connect(lambda: QTimer.singleShot(0, door, door.close_shop))
        return page

    def _look_of_shop(self) -> tuple[str, int, str, bool]:
        settings = self.desk.settings
        return settings.theme, settings.text_scale, settings.spoken, settings.still

    def _notice_look(self) -> None:
        """Ask for a new window when the shop got a new look, here or in another window."""
        look = self._look_of_shop()
        if look != self._look:
            self._look = look
            self._door.look_changed()

    def _say(self, notice: Notice | None) -> None:
        if notice is not None:
            self.window.tell(notice.text, notice.role)

    def _every(self, milliseconds: int, look: Callable[[], None]) -> QTimer:
        timer = QTimer(self.window)
        timer.setInterval(milliseconds)
        timer.timeout.connect(look)
        timer.start()
        return timer

    def _follow(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        return self._threads.follow(self.desk.feed, self.window, listener)

    def _keep_following(self, listener: Callable[[Any], None]) -> None:
        """Follow the shop until this window is let go."""
        self._stops.append(self._follow(listener))


def _ignore(_: bool) -> None:
    """Do nothing: the feed has told everybody already."""


def _ignore_refusal(_: ShopDeskError) -> None:
    """Say nothing: whoever works next is told why the file cannot be read."""
