"""The Notes page of one customer: reading, adding and pinning notes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import NOTES_LIMIT
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.note import Note, NoteId
from shopdesk.errors import InvalidDate, InvalidValue, ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note, list_notes, pin_note, show_at_till
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class NotesPicture:
    """The notes, the pinned ones first, then the newest; ``at_till`` are those shown where money is taken."""

    text: ShopText
    notes: tuple[Note, ...]
    at_till: tuple[str, ...] = ()


class CustomerNotesViewModel:
    """``draft`` is what was typed and not added yet; ``chosen`` is the note that is read in full."""

    limit = NOTES_LIMIT

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        self._desk = desk
        self._runner = runner
        self.customer = customer
        self.picture: Observable[NotesPicture | None] = Observable(None)
        self.count: Observable[int | None] = Observable(None)
        self.chosen: Observable[Note | None] = Observable(None)
        self.draft: Observable[str] = Observable("")
        self.until: Observable[str] = Observable("")
        self.until_error: Observable[str] = Observable("")
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self._asked = 0

    def load(self) -> None:
        """Read the notes; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, customer = self._asked, self._desk, self.customer

        def done(notes: tuple[Note, ...]) -> None:
            if asked == self._asked:
                self._show(notes)

        self._runner.run(lambda: list_notes(desk, customer), done, self._refused)

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer):
            self.load()

    def write(self, text: str) -> None:
        """Take what is being typed."""
        self.draft.value = text
        self.error.value = ""

    def write_until(self, text: str) -> None:
        """Take the day until which it is to be shown at the till, as it is typed; empty for not at all."""
        self.until.value = text
        self.until_error.value = ""

    def is_dirty(self) -> bool:
        """Tell whether something was typed and not added."""
        return bool(self.draft.value.strip())

    def add(self) -> None:
        """Add what was typed; the new note is chosen."""
        desk, customer, text = self._desk, self.customer, self.draft.value
        try:
            until = self._read_until()
        except InvalidDate as error:
            self.until_error.value = self._text.say(error)
            return

        def done(notes: tuple[Note, ...]) -> None:
            self.draft.value = self.until.value = ""
            newest = max(notes, key=lambda note: note.id)
            self._written(notes, newest.id)

        self._deed(lambda: add_note(desk, customer, text, till_until_on=until), done)

    def choose(self, note: NoteId) -> None:
        """Read one note in full."""
        picture = self.picture.value
        if picture is not None:
            self.chosen.value = next((found for found in picture.notes if found.id == note), None)

    def toggle_pin(self) -> None:
        """Pin the chosen note to the top, or let it go."""
        note = self.chosen.value
        if note is not None:
            desk, customer, pinned = self._desk, self.customer, not note.pinned
            self._deed(
                lambda: pin_note(desk, customer, note.id, pinned=pinned),
                lambda notes: self._written(notes, note.id),
            )

    def stop_showing(self) -> None:
        """Show the chosen note no longer at the till."""
        note = self.chosen.value
        if note is not None:
            desk, customer = self._desk, self.customer
            self._deed(
                lambda: show_at_till(desk, customer, note.id, None),
                lambda notes: self._written(notes, note.id),
            )

    def is_at_till(self, note: Note) -> bool:
        """Tell whether a note is shown where money is taken."""
        return note.is_at_till(self._text.today)

    @property
    def _text(self) -> ShopText:
        return shop_text(self._desk)

    def _read_until(self) -> date | None:
        """Return the day that was typed, None for none; raises InvalidDate."""
        text = self._text
        day = typed_date(self.until.value, text.locale, "till_until_on", text.today, ahead=True)
        return parse_date(day, "till_until_on") if day else None

    def _deed(self, work: Callable[[], tuple[Note, ...]], done: Callable[[tuple[Note, ...]], None]) -> None:
        if not self.busy.value:
            self.busy.value = True
            self._runner.run(work, done, self._refused, Lane.WRITE)

    def _written(self, notes: tuple[Note, ...], chosen: NoteId) -> None:
        self.busy.value = False
        self.error.value = self.until_error.value = ""
        self._asked += 1
        self._show(notes)
        self.choose(chosen)

    def _show(self, notes: tuple[Note, ...]) -> None:
        at_till = tuple(" ".join(note.text.split()) for note in notes if self.is_at_till(note))
        self.picture.value = NotesPicture(self._text, notes, at_till)
        self.count.value = len(notes)
        before = self.chosen.value
        if notes:
            self.choose(notes[0].id if before is None else before.id)

    def _refused(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, InvalidValue) and error.parameters.get("reason") == "empty":
            self.error.value = tr("Write the note first.")
        elif isinstance(error, InvalidDate):
            self.until_error.value = self._text.say(error)
        else:
            self.error.value = self._text.say(error)
