"""Notes on customers: adding, pinning, showing them at the till, reading and searching them."""

from collections.abc import Callable
from datetime import date

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import NOTES_LIMIT
from shopdesk.domain.note import FoundNote, Note, NoteId
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidDate, InvalidValue, NotFound
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import customers, notes
from shopdesk.storage.session import Session

Progress = Callable[[int, int], None]

_MOST_FOUND = 200


def list_notes(desk: Desk, customer: CustomerId) -> tuple[Note, ...]:
    """Return the notes on a customer, the pinned ones first, then the newest; raises NotFound."""
    with desk.read() as session:
        _require_customer(session, customer)
        return notes.read_notes(session, desk.book.vault, customer)


def till_notes(desk: Desk, customer: CustomerId) -> tuple[Note, ...]:
    """Return what is to be said at the till about a customer today; raises NotFound."""
    return tuple(note for note in list_notes(desk, customer) if note.is_at_till(desk.today()))


def search_notes(desk: Desk, words: str, progress: Progress | None = None) -> tuple[FoundNote, ...]:
    """Return the newest notes that hold all of the words; raises InvalidValue, Forbidden.

    Every note is opened for it, so it is work for the long lane; ``progress`` may raise to stop it.
    """
    if not words.strip():
        raise InvalidValue(field="search", reason="empty")
    with desk.read(Deed.SEARCH_NOTES) as session:
        return tuple(notes.search_notes(session, desk.book.vault, words, _MOST_FOUND, progress))


def add_note(
    desk: Desk, customer: CustomerId, text: str, *, pinned: bool = False, till_until_on: date | None = None
) -> tuple[Note, ...]:
    """Write a note, shown at the till until a day if one is given, and return all of them.

    Raises InvalidValue for an empty or too long one, InvalidDate for a day that is over, NotFound.
    """
    if not text.strip():
        raise InvalidValue(field="note", reason="empty")
    with desk.work(Deed.ADD_NOTE) as work:
        _require_customer(work.session, customer)
        _refuse_past(work, till_until_on)
        insert_note(work, customer, text, pinned=pinned, till_until_on=till_until_on)
        return notes.read_notes(work.session, work.vault, customer)


def pin_note(desk: Desk, customer: CustomerId, note: NoteId, *, pinned: bool) -> tuple[Note, ...]:
    """Pin a note to the top, or let it go, and return all of them; raises NotFound."""
    with desk.work(Deed.ADD_NOTE) as work:
        if not notes.set_pinned(work.session, customer, note, pinned=pinned):
            raise NotFound(kind="note")
        work.enter(Deed.ADD_NOTE, customer_number(customer), {"note": note, "pinned": pinned})
        work.touched.add(customer)
        return notes.read_notes(work.session, work.vault, customer)


def show_at_till(desk: Desk, customer: CustomerId, note: NoteId, until_on: date | None) -> tuple[Note, ...]:
    """Show a note at the till until a day, None for no longer, and return all; raises NotFound, InvalidDate."""
    with desk.work(Deed.ADD_NOTE) as work:
        _refuse_past(work, until_on)
        if not notes.show_at_till(work.session, customer, note, until_on):
            raise NotFound(kind="note")
        said = "" if until_on is None else str(until_on)
        work.enter(Deed.ADD_NOTE, customer_number(customer), {"note": note, "till_until_on": said})
        work.touched.add(customer)
        return notes.read_notes(work.session, work.vault, customer)


def insert_note(
    work: Work, customer: CustomerId, text: str, *, pinned: bool = False, till_until_on: date | None = None
) -> None:
    """Write a note inside a unit of work; an empty one is none. Raises InvalidValue for a too long one."""
    words = text.strip()
    if not words:
        return
    if len(words) > NOTES_LIMIT:
        raise InvalidValue(field="notes", reason="too_long")
    notes.insert_note(
        work.session,
        work.vault,
        customer,
        words,
        work.staff.id,
        work.now,
        pinned=pinned,
        till_until_on=till_until_on,
    )
    work.enter(Deed.ADD_NOTE, customer_number(customer), {})
    work.touched.add(customer)


def _refuse_past(work: Work, day: date | None) -> None:
    if day is not None and day < work.today:
        raise InvalidDate(field="till_until_on", reason="day_over")


def _require_customer(session: Session, customer: CustomerId) -> None:
    if not customers.customer_exists(session, customer):
        raise NotFound(kind="customer", reference=customer_number(customer))
