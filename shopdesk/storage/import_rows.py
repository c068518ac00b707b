"""What imports have taken over before, and who in the book a row may be about."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session, insert_many, read_many


class Contact(NamedTuple):
    """By what a row of a file may be recognised as somebody in the book; ``email`` is folded."""

    customer: CustomerId
    first_name: str | None
    last_name: str | None
    email: str | None
    mobile: str | None
    archived: int


def read_contacts(session: Session) -> list[Contact]:
    """Return everybody, by id; the archived ones say so."""
    rows = read_many(
        session,
        "SELECT id, first_name, last_name, email_folded, mobile, archived_at IS NOT NULL FROM customer "
        "WHERE merged_into IS NULL ORDER BY id",
        (),
    )
    return [Contact(CustomerId(row[0]), *row[1:]) for row in rows]


def read_digests(session: Session) -> dict[str, CustomerId]:
    """Return the digests of everything taken over before, and whom it went to."""
    rows = session.exec_driver_sql("SELECT digest, customer_id FROM import_row")
    return {row[0]: CustomerId(row[1]) for row in rows}


def write_digests(session: Session, digests: Iterable[tuple[str, CustomerId]], at: datetime) -> None:
    """Remember what was taken over, and for whom."""
    micros = to_micros(at)
    rows = [
        {"digest": digest, "customer_id": customer, "imported_at": micros} for digest, customer in digests
    ]
    insert_many(session, "import_row", rows)
