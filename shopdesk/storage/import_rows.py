"""What imports have taken over before, and who in the book a row may be about."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session, insert_rows, read_many

_WITH = (
    "SELECT id, first_name, last_name, email_folded, mobile, upper(card_code), "
    "archived_at IS NOT NULL FROM customer "
    "WHERE merged_into IS NULL AND {} IN (SELECT value FROM json_each(?))"
)


class Contact(NamedTuple):
    """By what a row of a file may be recognised as somebody in the book; ``email`` is folded, ``card`` in capitals."""

    customer: CustomerId
    first_name: str | None
    last_name: str | None
    email: str | None
    mobile: str | None
    card: str | None
    archived: int


def read_contacts(
    session: Session,
    emails: Collection[str],
    mobiles: Collection[str],
    cards: Collection[str],
    customers: Collection[CustomerId],
) -> list[Contact]:
    """Return who has one of the emails (folded), mobiles, cards or ids, by id; the archived ones say so."""
    wanted = (("email_folded", emails), ("mobile", mobiles), ("card_code", cards), ("id", customers))
    rows: set[tuple[Any, ...]] = set()
    for column, values in wanted:
        if values:
            rows.update(read_many(session, _WITH.format(column), (json.dumps(list(values)),)))
    return [Contact(CustomerId(row[0]), *row[1:]) for row in sorted(rows)]


def read_digests(session: Session, digests: Collection[str]) -> dict[str, CustomerId]:
    """Return which of the digests were taken over before, and whom it went to."""
    rows = read_many(
        session,
        "SELECT digest, customer_id FROM import_row WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {row[0]: CustomerId(row[1]) for row in rows}


def write_digests(session: Session, digests: Iterable[tuple[str, CustomerId]], at: datetime) -> None:
    """Remember what was taken over, and for whom."""
    micros = to_micros(at)
    rows = [(digest, customer, micros) for digest, customer in digests]
    insert_rows(session, "import_row", ("digest", "customer_id", "imported_at"), rows)
