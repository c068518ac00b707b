"""Note rows: sealed text under the customer's own key."""

from datetime import datetime

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.note import Note, NoteId
from shopdesk.storage import tables
from shopdesk.storage.customers import open_key
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

NOTE = "note"
_INSERT = insert(tables.note)


def insert_note(
    session: Session, vault: Vault, customer: CustomerId, words: str, staff: StaffId, now: datetime
) -> None:
    """Write a sealed note on a customer."""
    session.execute(
        _INSERT,
        {
            "customer_id": customer,
            "text_enc": open_key(session, vault, customer).seal_text(words, NOTE),
            "pinned": 0,
            "staff_id": staff,
            "written_at": to_micros(now),
        },
    )


def set_pinned(session: Session, customer: CustomerId, note: NoteId, *, pinned: bool) -> bool:
    """Pin a note of the customer or let it go; False when there is no such note."""
    found = session.exec_driver_sql(
        "UPDATE note SET pinned = ? WHERE id = ? AND customer_id = ?", (int(pinned), note, customer)
    )
    return found.rowcount == 1


def read_notes(session: Session, vault: Vault, customer: CustomerId) -> tuple[Note, ...]:
    """Return the notes on a customer, the pinned ones first, then the newest."""
    key = open_key(session, vault, customer)
    rows = session.exec_driver_sql(
        "SELECT note.id, written_at, name, text_enc, pinned FROM note JOIN staff ON staff.id = staff_id "
        "WHERE customer_id = ? ORDER BY pinned DESC, written_at DESC, note.id DESC",
        (customer,),
    )
    return tuple(
        Note(NoteId(note), from_micros(at), name, key.unseal_text(sealed, NOTE), bool(pinned))
        for note, at, name, sealed, pinned in rows
    )
