"""What is to be said about the chosen customer where money is taken, until somebody has read it."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.note import Note
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.notes import till_notes
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import shop_text


@dataclass(frozen=True, slots=True)
class TillNote:
    """A note as it is read out: what it says, and who wrote it when."""

    text: str
    signed: str


class TillNotes:
    """``notes`` is empty where there is nothing to say, and once it was dismissed for this sale."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._customer: CustomerId | None = None
        self._is_dismissed = False
        self.notes: Observable[tuple[TillNote, ...]] = Observable(())

    def follow(self, customer: CustomerId | None) -> None:
        """Tell of this customer from now on, of nobody for None; the same one again changes nothing."""
        if customer == self._customer:
            return
        self._customer, self._is_dismissed = customer, False
        self.notes.value = ()
        self._look()

    def dismiss(self) -> None:
        """Say no more of it until another customer is followed."""
        self._is_dismissed = True
        self.notes.value = ()

    def on_changes(self, changes: Changes) -> None:
        """Look again when the customer was touched."""
        if self._customer is not None and changes.concern(self._customer):
            self._look()

    def _look(self) -> None:
        desk, customer = self._desk, self._customer
        if customer is None or self._is_dismissed:
            return

        def done(found: tuple[TillNote, ...]) -> None:
            if customer == self._customer and not self._is_dismissed:
                self.notes.value = found

        def gone(_error: ShopDeskError) -> None:
            """Say nothing: who shows the customer says why they cannot be read."""

        self._runner.run(lambda: _told(desk, till_notes(desk, customer)), done, gone)


def _told(desk: Desk, notes: tuple[Note, ...]) -> tuple[TillNote, ...]:
    text = shop_text(desk)
    return tuple(TillNote(note.text, f"{note.staff}, {text.day(text.local_day(note.at))}") for note in notes)
