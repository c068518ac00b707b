"""The way in: set-up or unlocking, signing in, the till, and back to signing in when it locks."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from shopdesk.errors import Damaged
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.demo import DemoViewModel
from shopdesk.viewmodels.ports import Prompter, Runner
from shopdesk.viewmodels.unlock import Trouble, UnlockViewModel, trouble_of
from ui.closing import ClosingWatch
from ui.idle import IdleWatch
from ui.looking import look_into
from ui.outside import open_outside
from ui.prompter import QuestionDialog, WindowPrompter
from ui.start.closing_page import back_up_in_sight, tell_of_closing
from ui.start.demo_page import DemoPage
from ui.start.main_window_port import Till
from ui.start.place import Demo, Place
from ui.start.start_window import StartWindow
from ui.start.unlock_page import UnlockPage
from ui.start.wardrobe import Wardrobe
from ui.system_lock import SystemLock
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from shopdesk.viewmodels.first_run import Finished, FirstRunViewModel
    from shopdesk.viewmodels.mail_round import MailRoundViewModel
    from shopdesk.viewmodels.open_shop import Desk, OpenShop

# ruff: noqa: PLC0415  what later pages need, storage among it, is loaded while somebody types the secret

MakeTill = Callable[["OpenShop", "Desk", "FrontDoor"], Till]


class FrontDoor(QObject):
    """Holds the open shop and shows one window at a time."""

    def __init__(
        self,
        app: QApplication,
        runner: Runner,
        computer: Computer,
        make_till: MakeTill,
        demo: Demo,
        prompter: Callable[[QWidget], Prompter] = WindowPrompter,
        look: Callable[[str], bool] = look_into,
        open_link: Callable[[str], bool] = open_outside,
    ) -> None:
        super().__init__(app)
        self._app = app
        self.runner = runner
        self._computer = computer
        self._make_till = make_till
        self._demo = demo
        self._look_into = look
        self.open_link = open_link
        self.mail: MailRoundViewModel | None = None
        self._begins_with_import = False
        self._hidden: list[Dialog] = []
        self._place: Place | None = None
        self.own_place: Place | None = None
        self.shop: OpenShop | None = None
        self.till: Till | None = None
        self.start = StartWindow()
        self.make_prompter = prompter
        self.prompter = prompter(self.start)
        self.start.closed.connect(self._leave)
        self.idle = IdleWatch(app)
        self.idle.idle.connect(self.lock)
        self.closing = ClosingWatch(app)
        self.closing.slept.connect(self.close_shop)
        self.closing.over.connect(self._time_is_over)
        self._system: SystemLock | None = None
        self.wait_for_work: Callable[[], None] = lambda: None
        """Waits for the threads that still use the open shop."""
        self.rehearse: Callable[[], None] = lambda: None
        """Begins to make what comes after the secret, while it is typed."""
        self.wardrobe = Wardrobe(app, computer.locale)

    def enter(self, place: Place) -> None:
        """Show the set-up where there is no shop yet, else ask for its secret."""
        self._place = self.own_place = place
        if place.exists():
            self._unlock(place)
        else:
            self.wardrobe.wear_last(place.folder)
            self._set_up(place)
        self.start.show()

    def enter_demo(self, *, anew: bool = False) -> None:
        """Open the demo shop with the owner signed in; make it if it is not there, outdated, or to be new."""
        if not anew and self._demo.place.exists() and not self._demo.is_outdated():
            self._open_demo()
        else:
            model = DemoViewModel(self._demo.make, self.runner)
            model.ready.listen(lambda _ready: self._open_demo())
            page = DemoPage(model)
            self.start.show_page(page, page.unbind)
            model.make()
        if self.till is None:
            self.start.show()

    @property
    def is_demo(self) -> bool:
        """Tell whether the demo shop is open."""
        return self._place is self._demo.place

    def leave_demo(self, *, anew: bool) -> None:
        """Leave the demo shop that is open, for a new one in its place or for the shop of this computer."""
        own = self.own_place
        if anew:
            self._back_to(lambda _demo: self.enter_demo(anew=True), backing_up=False)
        elif own is not None:
            self._back_to(lambda _demo: self.enter(own), backing_up=False)

    @property
    def last_figures(self) -> str:
        """The locale in which the shop of this place wrote its figures last, else the computer's."""
        return self._computer.locale if self._place is None else self.wardrobe.figures_of(self._place.folder)

    def prepare(self) -> Iterator[None]:
        """Make the window of the shop whose secret is asked for, a step at a time; nothing of the shop is in it."""
        place = self._place
        if place is None or place.is_copy or self.shop is not None or not place.exists():
            return
        yield from self.wardrobe.prepare(place.folder)

    def lock(self) -> None:
        """Hide everything and ask who is there; the shop stays open."""
        if self.till is None or not self.till.window.isVisible():
            return
        if self._place is not None and self._place.is_copy:
            self.close_shop()  # no PIN can be judged in a copy: a wrong one could not be counted
            return
        self.idle.stop()
        window = self.till.window
        shown = [each for each in self._app.topLevelWidgets() if each.isVisible() and each is not window]
        # A question that is hidden is answered with no; it does not come back.
        self._hidden = [
            each for each in shown if isinstance(each, Dialog) and not isinstance(each, QuestionDialog)
        ]
        self._ask_who(prefer=self.till.desk)
        self.start.setGeometry(window.geometry())
        self.start.show()
        for each in (*shown, window):
            each.hide()

    def look_changed(self) -> None:
        """Dress the program anew, and make the main window again in the new dress."""
        QTimer.singleShot(0, self, self._redress)

    def to_front(self) -> None:
        """Bring whichever window is shown to the front."""
        window = self.start if self.start.isVisible() or self.till is None else self.till.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def listen_to(self, system: SystemLock) -> None:
        """Close the shop when the operating system locks or sleeps."""
        self._system = system
        system.locked.connect(self.close_shop)
        system.sleeping.connect(self._close_for_sleep)

    def close_shop(self, *, backing_up: bool = True) -> None:
        """Forget the keys, and ask for the secret again; what was typed and not saved is lost."""
        self._back_to(self._unlock, backing_up=backing_up)

    def rescue(self) -> None:
        """Close a shop whose file was found damaged while it was open, and lead out of it."""
        self._back_to(lambda place: self._rescue(place, trouble_of(Damaged(what="database"))))

    def _back_to(self, page: Callable[[Place], None], *, backing_up: bool = True) -> None:
        """Close the shop, and show a page of the way in where its window stood."""
        place = self._place
        if self.shop is None or place is None:
            return
        self.close(backing_up=backing_up)
        page(place)
        self.start.show()

    def close(self, *, backing_up: bool = True) -> None:
        """Let everything go, back up what was entered since the last time, and forget the keys."""
        self.idle.stop()
        self.closing.stop()
        self._hidden = []
        self.wardrobe.drop()
        self.start.drop_page()
        shop, self.shop = self.shop, None  # whoever asks meanwhile finds it closed
        self.start.setGeometry((self.start if self.till is None else self.till.window).geometry())
        if shop is not None and backing_up:
            tell_of_closing(self.start, shop.desk)
        if self.till is not None:
            self.till.release()
            self.till = None
        self.wait_for_work()
        if self.mail is not None:
            self.mail.finish()
            self.mail = None
        if shop is not None:
            if backing_up:
                back_up_in_sight(shop.desk)
            shop.close()
        if self._system is not None:
            self._system.let_sleep()

    def _close_for_sleep(self) -> None:
        # The system waits for some seconds and no longer; the backup is made when somebody is back.
        self.close_shop(backing_up=False)

    def _set_up(self, place: Place, begun: "FirstRunViewModel | None" = None, language: str = "") -> None:
        from shopdesk.viewmodels.first_run import FirstRunViewModel
        from ui.start.wizard import Wizard

        if language:
            self.wardrobe.speak(language)
        model = FirstRunViewModel(place.maker(), self.runner, self._computer, date.today)
        model.finished.listen(self._set_up_done)
        if begun is not None:
            model.begin_as(begun)
        page = Wizard(model, self.runner, self.prompter)
        # Later: the page that asks for it goes with its words.
        page.language_chosen.connect(
            lambda code: QTimer.singleShot(0, self, lambda: self._set_up(place, model, code))
        )
        page.cancelled.connect(self.start.close)
        page.backup_asked_for.connect(lambda: self._move_in(place))
        self.start.show_page(page, lambda: model.cancel() if model.finished.value is None else None)

    def _move_in(self, place: Place) -> None:
        """Bring a shop from a backup to a place where there is none, and open it with the secret just typed."""
        from ui.start.later_pages import moving_page

        page = moving_page(place, self.runner, self.prompter, self._computer)
        page.back_asked_for.connect(lambda: self._set_up(place))
        page.model.moved_in.listen(lambda secret: self._unlock(place, secret))
        self.start.show_page(page, page.unbind)

    def _set_up_done(self, finished: "Finished | None") -> None:
        from shopdesk.viewmodels.first_run import Beginning

        if finished is None:
            return
        self._begins_with_import = finished.beginning is Beginning.IMPORT
        if finished.beginning is Beginning.DEMO:
            if finished.shop is not None:
                finished.shop.close()
            self.enter_demo()
        elif finished.shop is not None:
            self._opened(finished.shop)
            self._signed_in(finished.shop.desk)  # the owner has just typed the passphrase and the PIN

    def _unlock(self, place: Place, secret: str = "") -> None:
        """Ask for the secret, or open with one that was just typed; in what the shop wore last."""
        self.wardrobe.wear_last(place.folder)
        model = UnlockViewModel(place.open, self.runner, place.till)
        model.opened.listen(self._ask_who_in)
        page = UnlockPage(model, str(place.folder), is_copy=place.is_copy)
        page.look_asked_for.connect(self._look_into_backup)
        if not place.is_copy:
            model.trouble.listen(lambda trouble: self._rescue(place, trouble))
        self.start.show_page(page)
        if secret:
            model.try_secret(secret)
        else:
            self.rehearse()

    def _open_demo(self) -> None:
        self._place = self._demo.place
        model = UnlockViewModel(self._demo.place.open, self.runner)
        page = UnlockPage(model, str(self._demo.place.folder))
        self.start.show_page(page)
        model.opened.listen(self._demo_opened)
        page.secret.set_text(self._demo.passphrase)
        model.try_secret(self._demo.passphrase)

    def _demo_opened(self, shop: "OpenShop | None") -> None:
        if shop is not None:
            self._opened(shop)
            self._settle_missing(shop, lambda: self._signed_in(shop.desk))

    def _rescue(self, place: Place, trouble: Trouble | None) -> None:
        """Lead out of a trouble that no secret helps against."""
        if trouble is None or not trouble.can_be_rescued:
            return
        from ui.start.rescue_page import rescue_page

        page = rescue_page(place, trouble, self.runner, self.prompter, self._computer, self._look_into)
        page.again_asked_for.connect(lambda: self._unlock(place))
        page.model.in_place.listen(lambda _in_place: self._unlock(place))
        self.start.show_page(page, page.unbind)
        page.model.look()

    def _look_into_backup(self) -> None:
        from shopdesk.viewmodels.rescue import BACKUP_FILES

        path = self.prompter.open_path(self.start.tr("Choose a backup"), BACKUP_FILES)
        if path:
            self._look_into(path)

    def _ask_who_in(self, shop: "OpenShop | None") -> None:
        if shop is not None and shop.desk.book.copied_at is not None:
            self._opened(shop)
            self._signed_in(shop.desk)  # whoever has the passphrase is the owner
        elif shop is not None:
            self._opened(shop)
            self._settle_missing(shop, lambda: self._ask_who(prefer=None))

    def _settle_missing(self, shop: "OpenShop", go_on: Callable[[], None]) -> None:
        """Go on, but first ask what is to become of entries that an older file lacks."""
        from ui.start.later_pages import missing_page

        page = missing_page(shop.desk, self.runner, self.prompter, go_on)
        if page is None:
            go_on()
        else:
            self.start.show_page(page, page.unbind)

    def _time_is_over(self) -> None:
        """Close the shop once nobody is at the till."""
        if self.till is None or not self.till.window.isVisible():
            self.close_shop()

    def _opened(self, shop: "OpenShop") -> None:
        self.shop = shop
        if self._system is not None:
            self._system.hold_sleep()
        if shop.desk.book.copied_at is None:
            from shopdesk.viewmodels.mail_round import MailRoundViewModel

            # It is the shop's and nobody's window: what is under way goes on while somebody else signs in.
            self.mail = MailRoundViewModel(shop.desk, self.runner)
        self.closing.start(lambda: shop.desk.settings.close_after_minutes)
        self.wardrobe.wear(shop)
        self.start.setWindowTitle(f"ShopDesk — {shop.desk.settings.shop_name}")

    def _ask_who(self, prefer: "Desk | None") -> None:
        from ui.start.later_pages import sign_in_page

        if self.shop is None:
            return
        page = sign_in_page(self.shop.desk, self.runner, self._prove, self._signed_in)
        self.start.show_page(page, page.unbind)
        page.model.load(None if prefer is None else prefer.staff.id)

    def _prove(self, secret: str) -> None:
        """Raise WrongSecret unless this opens the shop; on a working thread."""
        if self._place is not None:
            self._place.open(secret).close()

    def _signed_in(self, desk: "Desk | None") -> None:
        if desk is None or self.shop is None:
            return
        till = self._till_for(self.shop, desk)
        till.window.show()
        for each in filter(isValid, self._hidden):
            each.show()
        self._hidden = []
        self.start.hide()
        self.start.drop_page()
        till.window.activateWindow()
        self.idle.start()
        if self._begins_with_import:
            self._begins_with_import = False
            till.import_customers()

    def _till_for(self, shop: "OpenShop", desk: "Desk") -> Till:
        """Return the till of whoever signs in; dialogs of somebody else are not shown to them."""
        if self.till is not None:
            if self.till.desk.staff.id == desk.staff.id:
                return self.till
            self.till.release()
        self._hidden = []
        self.wardrobe.wear(shop)
        self.till = self._make_till(shop, desk, self)
        return self.till

    def _redress(self) -> None:
        if self.shop is None or self.till is None:
            return
        old = self.till
        self.wardrobe.wear(self.shop)
        shown, geometry = old.window.isVisible(), old.window.geometry()
        self.till = self._make_till(self.shop, old.desk, self)
        self.till.take_over(old)
        self.till.window.setGeometry(geometry)
        if shown:
            self.till.window.show()
        old.release()

    def _leave(self) -> None:
        """End the program when its one visible window is closed."""
        if self.till is None or not self.till.window.isVisible():
            self._app.quit()
