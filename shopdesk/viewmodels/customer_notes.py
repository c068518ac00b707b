"""The Notes page of one customer: reading, adding and pinning notes."""

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import NOTES_LIMIT
from shopdesk.domain.note import Note, NoteId
from shopdesk.errors import InvalidValue, ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note, list_notes, pin_note
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text


@dataclass(frozen=True, slots=True)
class NotesPicture:
    """The notes, the pinned ones first, then the newest."""

    text: ShopText
    notes: tuple[Note, ...]


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

    def is_dirty(self) -> bool:
        """Tell whether something was typed and not added."""
        return bool(self.draft.value.strip())

    def add(self) -> None:
        """Add what was typed; the new note is chosen."""
        desk, customer, text = self._desk, self.customer, self.draft.value

        def done(notes: tuple[Note, ...]) -> None:
            self.draft.value = ""
            newest = max(notes, key=lambda note: note.id)
            self._written(notes, newest.id)

        self._deed(lambda: add_note(desk, customer, text), done)

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

    def _deed(self, work: Callable[[], tuple[Note, ...]], done: Callable[[tuple[Note, ...]], None]) -> None:
        if not self.busy.value:
            self.busy.value = True
            self._runner.run(work, done, self._refused, Lane.WRITE)

    def _written(self, notes: tuple[Note, ...], chosen: NoteId) -> None:
        self.busy.value = False
        self.error.value = ""
        self._asked += 1
        self._show(notes)
        self.choose(chosen)

    def _show(self, notes: tuple[Note, ...]) -> None:
        self.picture.value = NotesPicture(shop_text(self._desk), notes)
        self.count.value = len(notes)
        before = self.chosen.value
        if notes:
            self.choose(notes[0].id if before is None else before.id)

    def _refused(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, InvalidValue) and error.parameters.get("reason") == "empty":
            self.error.value = "Write the note first."
        else:
            self.error.value = shop_text(self._desk).say(error)
