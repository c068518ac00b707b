"""Notes on customers: adding, pinning and reading them."""

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import NOTES_LIMIT
from shopdesk.domain.note import Note, NoteId
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import customers, notes
from shopdesk.storage.session import Session


def list_notes(desk: Desk, customer: CustomerId) -> tuple[Note, ...]:
    """Return the notes on a customer, the pinned ones first, then the newest; raises NotFound."""
    with desk.read() as session:
        _require_customer(session, customer)
        return notes.read_notes(session, desk.book.vault, customer)


def add_note(desk: Desk, customer: CustomerId, text: str) -> tuple[Note, ...]:
    """Write a note and return all of them; raises InvalidValue for an empty or too long one, NotFound."""
    if not text.strip():
        raise InvalidValue(field="note", reason="empty")
    with desk.work(Deed.ADD_NOTE) as work:
        _require_customer(work.session, customer)
        insert_note(work, customer, text)
        return notes.read_notes(work.session, work.vault, customer)


def pin_note(desk: Desk, customer: CustomerId, note: NoteId, *, pinned: bool) -> tuple[Note, ...]:
    """Pin a note to the top, or let it go, and return all of them; raises NotFound."""
    with desk.work(Deed.ADD_NOTE) as work:
        if not notes.set_pinned(work.session, customer, note, pinned=pinned):
            raise NotFound(kind="note")
        work.enter(Deed.ADD_NOTE, customer_number(customer), {"note": note, "pinned": pinned})
        work.touched.add(customer)
        return notes.read_notes(work.session, work.vault, customer)


def insert_note(work: Work, customer: CustomerId, text: str) -> None:
    """Write a note inside a unit of work; an empty one is none. Raises InvalidValue for a too long one."""
    words = text.strip()
    if not words:
        return
    if len(words) > NOTES_LIMIT:
        raise InvalidValue(field="notes", reason="too_long")
    notes.insert_note(work.session, work.vault, customer, words, work.staff.id, work.now)
    work.enter(Deed.ADD_NOTE, customer_number(customer), {})
    work.touched.add(customer)


def _require_customer(session: Session, customer: CustomerId) -> None:
    if not customers.customer_exists(session, customer):
        raise NotFound(kind="customer", reference=customer_number(customer))
