"""Note rows: sealed text under the customer's own key."""

from collections.abc import Iterable
from datetime import datetime

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.note import Note, NoteId
from shopdesk.storage.customers import key_or_none, open_key
from shopdesk.storage.merges import members_of, whose
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, insert_many
from shopdesk.storage.vault import DataKey, Vault

NOTE = "note"


def insert_note(
    session: Session, vault: Vault, customer: CustomerId, words: str, staff: StaffId, now: datetime
) -> None:
    """Write a sealed note on a customer."""
    insert_notes(session, [(customer, open_key(session, vault, customer), words)], staff, now)


def insert_notes(
    session: Session, given: Iterable[tuple[CustomerId, DataKey, str]], staff: StaffId, now: datetime
) -> None:
    """Write sealed notes, each on a customer whose key is open."""
    rows = [
        {
            "customer_id": customer,
            "text_enc": key.seal_text(words, NOTE),
            "pinned": 0,
            "staff_id": staff,
            "written_at": to_micros(now),
        }
        for customer, key, words in given
    ]
    insert_many(session, "note", rows)


def set_pinned(session: Session, customer: CustomerId, note: NoteId, *, pinned: bool) -> bool:
    """Pin a note of the customer or let it go; False when there is no such note."""
    belongs, values = whose(session, customer)
    found = session.exec_driver_sql(
        f"UPDATE note SET pinned = ? WHERE id = ? AND {belongs}", (int(pinned), note, *values)
    )
    return found.rowcount == 1


def read_notes(session: Session, vault: Vault, customer: CustomerId) -> tuple[Note, ...]:
    """Return the notes on a person, the pinned ones first, then the newest; none of who was erased."""
    belongs, values = whose(session, customer)
    keys = {owner: key_or_none(session, vault, owner) for owner in members_of(session, customer)}
    rows = session.exec_driver_sql(
        "SELECT note.id, written_at, name, text_enc, pinned, customer_id FROM note "
        f"JOIN staff ON staff.id = staff_id WHERE {belongs} ORDER BY pinned DESC, written_at DESC, note.id DESC",
        values,
    )
    return tuple(
        Note(NoteId(note), from_micros(at), name, key.unseal_text(sealed, NOTE), bool(pinned))
        for note, at, name, sealed, pinned, owner in rows
        if (key := keys[owner]) is not None
    )
