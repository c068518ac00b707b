"""Note rows: sealed text under the customer's own key."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.folding import fold
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.note import FoundNote, Note, NoteId
from shopdesk.errors import Damaged
from shopdesk.storage.customers import key_or_none, open_key
from shopdesk.storage.finding import Finding, Proof, opened
from shopdesk.storage.merges import members_of, whose
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, insert_many, read_many
from shopdesk.storage.sight import about_seen
from shopdesk.storage.vault import DataKey, Vault

NOTE = "note"

Progress = Callable[[int, int], None]

_AT_ONCE = 1_000
_COLUMNS = "note.id, written_at, staff.name, text_enc, pinned, till_until_on"


def insert_note(
    session: Session,
    vault: Vault,
    customer: CustomerId,
    words: str,
    staff: StaffId,
    now: datetime,
    *,
    pinned: bool = False,
    till_until_on: date | None = None,
) -> None:
    """Write a sealed note on a customer."""
    row = _row(customer, open_key(session, vault, customer), words, staff, now)
    row["pinned"], row["till_until_on"] = int(pinned), None if till_until_on is None else str(till_until_on)
    insert_many(session, "note", [row])


def insert_notes(
    session: Session, given: Iterable[tuple[CustomerId, DataKey, str]], staff: StaffId, now: datetime
) -> None:
    """Write sealed notes, each on a customer whose key is open."""
    insert_many(session, "note", [_row(customer, key, words, staff, now) for customer, key, words in given])


def set_pinned(session: Session, customer: CustomerId, note: NoteId, *, pinned: bool) -> bool:
    """Pin a note of the customer or let it go; False when there is no such note."""
    belongs, values = whose(session, customer)
    found = session.exec_driver_sql(
        f"UPDATE note SET pinned = ? WHERE id = ? AND {belongs}", (int(pinned), note, *values)
    )
    return found.rowcount == 1


def show_at_till(session: Session, customer: CustomerId, note: NoteId, until_on: date | None) -> bool:
    """Show a note of the customer at the till until a day, None for no longer; False when there is no such note."""
    belongs, values = whose(session, customer)
    found = session.exec_driver_sql(
        f"UPDATE note SET till_until_on = ? WHERE id = ? AND {belongs}",
        (None if until_on is None else str(until_on), note, *values),
    )
    return found.rowcount == 1


def read_notes(session: Session, vault: Vault, customer: CustomerId) -> tuple[Note, ...]:
    """Return the notes on a person, the pinned ones first, then the newest; none of who was erased."""
    belongs, values = whose(session, customer)
    keys = {owner: key_or_none(session, vault, owner) for owner in members_of(session, customer)}
    rows = session.exec_driver_sql(
        f"SELECT {_COLUMNS}, customer_id FROM note "
        f"JOIN staff ON staff.id = staff_id WHERE {belongs} ORDER BY pinned DESC, written_at DESC, note.id DESC",
        values,
    )
    return tuple(_note(row, key) for row in rows if (key := keys[row[-1]]) is not None)


def search_notes(
    session: Session, vault: Vault, words: str, limit: int, progress: Progress | None = None
) -> list[FoundNote]:
    """Return the newest notes that hold all of the words, in whatever case and accents.

    Each is opened in memory for it and kept nowhere. ``progress`` is told notes done and in all, and may stop it by
    raising. Who was erased has none.
    """
    wanted = fold(words).split()
    total = session.exec_driver_sql("SELECT count(*) FROM note").scalar_one()
    found: list[FoundNote] = []
    done, last = 0, total and session.exec_driver_sql("SELECT max(id) + 1 FROM note").scalar_one()
    keys: dict[int, DataKey] = {}
    while len(found) < limit:
        page = read_many(
            session,
            f"SELECT {_COLUMNS}, customer.id, uuid, data_key, coalesce(merged_into, customer.id), "
            "(SELECT full_name FROM customer AS holder WHERE holder.id = coalesce(customer.merged_into, customer.id)) "
            "FROM note CROSS JOIN customer ON customer.id = customer_id JOIN staff ON staff.id = staff_id "
            f"WHERE note.id < ? AND data_key IS NOT NULL AND {about_seen(session, 'customer.id')} "
            f"ORDER BY note.id DESC LIMIT {_AT_ONCE}",
            (last,),
        )
        if not page:
            break
        if progress is not None:
            progress(done, total)
        done, last = done + len(page), page[-1][0]
        for *row, owner, uuid, sealed, holder, full_name in page:
            try:
                key = keys.get(owner) or keys.setdefault(owner, vault.open_data_key(uuid, sealed))
                note = _note((*row, owner), key)
            except Damaged:
                continue  # verifying names it
            text = fold(note.text)
            if all(word in text for word in wanted):
                found.append(FoundNote(CustomerId(holder), full_name, note))
    return found[:limit]


def _row(customer: CustomerId, key: DataKey, words: str, staff: StaffId, now: datetime) -> dict[str, Any]:
    return {
        "customer_id": customer,
        "text_enc": key.seal_text(words, NOTE),
        "pinned": 0,
        "till_until_on": None,
        "staff_id": staff,
        "written_at": to_micros(now),
    }


def _note(row: Any, key: DataKey) -> Note:
    note, at, name, sealed, pinned, until = row[:6]
    return Note(
        NoteId(note),
        from_micros(at),
        name,
        key.unseal_text(sealed, NOTE),
        bool(pinned),
        None if until is None else parse_date(until, "till_until_on"),
    )


def check_notes(proof: Proof) -> Finding:
    """Open every note whose customer was not erased; one that was moved to somebody else does not open."""
    return opened(
        proof,
        "note",
        "SELECT note.id, customer.id, uuid, data_key, text_enc FROM note JOIN customer ON customer.id = customer_id "
        "WHERE data_key IS NOT NULL ORDER BY customer.id",
        _look_into,
    )


def _look_into(key: DataKey, words: bytes) -> str:
    key.unseal_text(words, NOTE)
    return ""
