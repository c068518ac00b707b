"""What looks after the file and the clock while somebody is at the till, and says in the banner what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from shopdesk.viewmodels.clock_doubt import ClockDoubtViewModel
from shopdesk.viewmodels.customer_list import Listing
from shopdesk.viewmodels.file_watch import FileWatchViewModel
from shopdesk.viewmodels.journal_trouble import damage_words
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.ports import Runner
from ui.main_window import MainWindow
from ui.start.front_door import FrontDoor


class Watchman:
    """Stands beside one till until `leave`; ``show_proof`` leads to where every balance is proven."""

    def __init__(
        self, window: MainWindow, desk: Desk, runner: Runner, door: FrontDoor, show_proof: Callable[[], None]
    ) -> None:
        self._window = window
        self._desk = desk
        self._door = door
        self._show_proof = show_proof
        self.clock = ClockDoubtViewModel(desk, runner)
        self.file = FileWatchViewModel(desk, runner)
        self._stops = (
            self.clock.text.listen(lambda _text: self._tell_clock()),
            self.file.trouble.listen(self._tell_trouble),
        )

    def begin(self, listing: Observable[Listing]) -> None:
        """Look at the clock, and once the first page of the list is there at what changed since the newest backup.

        No page waits for what it finds, and beside it each page would take longer.
        """
        self.clock.look()

        def go_on(shown: Listing) -> None:
            if shown.is_settled:
                stop()
                self.file.look_at_what_changed()

        stop = listing.listen(go_on)
        go_on(listing.value)

    def look(self) -> bool:
        """Look at the clock, and whether damage was met; return whether the file can still be worked with."""
        damage = damage_words(self._desk)
        if damage:
            if not self._says(damage):
                self._window.tell(damage, "danger", [(self._window.tr("The way out…"), self._lead_out)])
            return False
        self.clock.look()
        if self.clock.text.value and self._window.banner.isHidden():
            self._tell_clock()
        return True

    def leave(self) -> None:
        """Look no more."""
        for stop in self._stops:
            stop()

    def _lead_out(self) -> None:
        # Later: the button that asks for it goes with the window.
        QTimer.singleShot(0, self._door, self._door.rescue)

    def _tell_clock(self) -> None:
        text = self.clock.text.value
        if text:
            self._window.tell(text, "warn", [(self._window.tr("The date is right"), self._confirm)])

    def _confirm(self) -> None:
        self.clock.confirm()
        self._window.banner.dismiss()

    def _tell_trouble(self, text: str) -> None:
        if text:
            self._window.tell(text, "danger", [(self._window.tr("To the proof"), self._show_proof)])

    def _says(self, text: str) -> bool:
        return not self._window.banner.isHidden() and self._window.banner.text() == text
