"""The sending of waiting mail in the background: each is taken, handed to the server elsewhere, and written down."""

from contextlib import suppress

from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.mail_server import Answer, Handed, hand_over
from shopdesk.services.mailing import MailRound, Parcel, has_due_mail
from shopdesk.viewmodels.ports import Lane, Runner


class MailRoundViewModel:
    """Lives as long as the shop is open, whoever signs in; the writer is never kept waiting for the server."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._round = MailRound(desk)
        self._is_busy = False
        self._is_over = False
        self._taken: Parcel | None = None
        self._handed: Handed | None = None

    def on_changes(self, changes: Changes) -> None:
        """Look whether there is something to send after anything changed."""
        if changes.concern_anybody():
            self.look()

    def look(self) -> None:
        """Send what is due, unless that is being done."""
        if self._is_busy or self._is_over:
            return
        self._is_busy = True
        desk = self._desk
        self._runner.run(lambda: has_due_mail(desk), self._looked, self._rest)

    def finish(self) -> None:
        """Write down what the last mail came to, once the threads are still; for the end of the shop.

        One that was taken and never handed over waits again. What cannot be written down any more is found under way
        at the next opening, and may have been sent.
        """
        self._is_over = True
        with suppress(ShopDeskError):
            self._settle()
        self._round.end()

    def _looked(self, is_due: bool) -> None:
        if is_due and not self._is_over:
            self._runner.run(self._round.begin, self._begun, self._rest, Lane.WRITE)
        else:
            self._is_busy = False

    def _begun(self, is_ours: bool) -> None:
        if is_ours:
            self._take_next()
        else:
            self._is_busy = False

    def _take_next(self) -> None:
        if self._is_over:
            return
        self._runner.run(self._take, self._deliver, self._rest, Lane.WRITE)

    def _take(self) -> Parcel | None:
        # Kept by the writer itself: at the end of the shop nobody may be left to hear of it.
        self._taken = self._round.take()
        return self._taken

    def _deliver(self, parcel: Parcel | None) -> None:
        if parcel is None:
            self._stop()
        elif not self._is_over:
            self._runner.run(lambda: self._hand_over(parcel), self._delivered, self._rest, Lane.LONG)

    def _hand_over(self, parcel: Parcel) -> None:
        self._handed = hand_over(parcel.server, parcel.mail)

    def _delivered(self, _: None) -> None:
        if not self._is_over:
            self._runner.run(self._settle, lambda _settled: self._take_next(), self._rest, Lane.WRITE)

    def _settle(self) -> None:
        if self._taken is not None:
            self._round.settle(self._taken.message, self._handed or Handed(Answer.LATER))
        self._taken = self._handed = None

    def _stop(self) -> None:
        self._is_busy = False
        self._round.end()

    def _rest(self, _: ShopDeskError) -> None:
        """Say nothing and try at the next look: what could not be written down is told by whoever writes next."""
        self._taken = self._handed = None
        self._stop()
