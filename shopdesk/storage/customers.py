"""Customer rows: writing a record, reading it back with its sealed bundle, and finding who else has a contact."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from sqlalchemy import delete, text, update

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer, CustomerRecord
from shopdesk.domain.folding import fold
from shopdesk.errors import InvalidValue
from shopdesk.storage import tables
from shopdesk.storage.bundles import BUNDLE
from shopdesk.storage.customer_columns import (
    AS_THEY_ARE,
    OF_RECORD,
    OF_WORDS,
    SELDOM_SAID,
    OpenDraft,
    Words,
    bundle_text,
    columns_of,
    draft_open,
    words_of,
)
from shopdesk.storage.locations import find_location, insert_location
from shopdesk.storage.merges import words_of_others
from shopdesk.storage.moments import from_micros, from_micros_or_none, to_micros
from shopdesk.storage.session import Session, insert_many, insert_rows, read_many, run
from shopdesk.storage.sight import is_seen, require_seen, seen
from shopdesk.storage.suburbs import count_suburbs, uncount_suburb
from shopdesk.storage.vault import DataKey, Vault

_COLUMNS = (
    *OF_RECORD,
    *OF_WORDS,
    "pii_enc",
    "id",
    "uuid",
    "data_key",
    "created_at",
    "updated_at",
    "location_id",
)
_SELDOM = frozenset({*SELDOM_SAID, "landline", "location_id"})
"""Where nobody has any of it, those columns need not be written."""
_OFTEN = tuple(name for name in _COLUMNS if name not in _SELDOM)
_often = itemgetter(*(place for place, name in enumerate(_COLUMNS) if name not in _SELDOM))
_seldom = itemgetter(*(place for place, name in enumerate(_COLUMNS) if name in _SELDOM))
_NOTHING = (None,) * len(_SELDOM)
_IDENTITY_BYTES = 16
_place = attrgetter("suburb", "state", "postcode")
# From each tag straight to the next: a large book has most of them a hundred thousand times.
_TAGS = (
    "WITH RECURSIVE used (folded) AS (SELECT min(folded) FROM customer_tag UNION ALL SELECT "
    "(SELECT min(folded) FROM customer_tag WHERE folded > used.folded) FROM used WHERE folded IS NOT NULL) "
    "SELECT (SELECT tag FROM customer_tag WHERE folded = used.folded ORDER BY customer_id LIMIT 1) FROM used "
    "WHERE folded IS NOT NULL ORDER BY folded"
)


class Draft(NamedTuple):
    """A new customer, sealed and ready to be written; ``row`` lacks the location, which the file knows."""

    customer: CustomerId
    key: DataKey
    record: CustomerRecord
    row: tuple[Any, ...]

    @property
    def terms(self) -> int:
        """Return after how many days they are to pay; a record that is drafted says it."""
        return self.record.payment_terms_days or 0


def insert_customer(
    session: Session, vault: Vault, record: CustomerRecord, *, now: datetime, country: str
) -> CustomerId:
    """Write a new customer with a data key of their own and return their id.

    ``record`` must have its terms and its *customer since*; ``country`` is where the shop is.
    """
    customer = next_customer(session)
    drafted = draft_open(record, customer, country)
    insert_drafts(session, [seal_draft(vault, customer, record, drafted, now)])
    return customer


def next_customer(session: Session) -> CustomerId:
    """Return the id of the next new customer; whoever holds the lock to write may count on from it."""
    last = session.exec_driver_sql("SELECT coalesce(max(id), 0) FROM customer").scalar_one()
    return CustomerId(last + 1)


def seal_draft(
    vault: Vault, customer: CustomerId, record: CustomerRecord, drafted: OpenDraft, now: datetime
) -> Draft:
    """Give a new customer a data key of their own and seal with it; the file is not looked into."""
    identity = os.urandom(_IDENTITY_BYTES).hex()
    data_key, key = vault.make_data_key(identity)
    columns, text_of_bundle = drafted
    bundle = key.seal_text(text_of_bundle, BUNDLE) if text_of_bundle else None
    micros = to_micros(now)
    row = (*columns, bundle, customer, identity, data_key, micros, micros, None)
    return Draft(customer, key, record, row)


def insert_drafts(session: Session, drafts: Sequence[Draft]) -> None:
    """Write new customers, with their tags and their suburbs."""
    rows = [
        draft.row
        if draft.record.location is None
        else (*draft.row[:-1], _location_id(session, draft.record.location))
        for draft in drafts
    ]
    if any(_seldom(row) != _NOTHING for row in rows):
        insert_rows(session, "customer", _COLUMNS, rows)
    else:
        insert_rows(session, "customer", _OFTEN, [_often(row) for row in rows])
    _write_tags(session, ((draft.customer, draft.record.tags) for draft in drafts))
    count_suburbs(session, (draft.record for draft in drafts))


def update_customer(
    session: Session, vault: Vault, before: Customer, record: CustomerRecord, *, now: datetime, country: str
) -> None:
    """Write a changed record over the one that was read; raises nothing: the caller compared versions."""
    bundle = bundle_text(record)
    key = open_key(session, vault, before.id)
    values = dict(zip(OF_RECORD, columns_of(record), strict=True))
    values |= _words_of_group(session, record, before.id, country)
    values |= {
        "pii_enc": key.seal_text(bundle, BUNDLE) if bundle else None,
        "location_id": _location_id(session, record.location),
        "updated_at": to_micros(now),
        "row_version": before.row_version + 1,
    }
    session.execute(update(tables.customer).where(tables.customer.c.id == before.id), values)
    if _place(record) != _place(before.record):
        uncount_suburb(session, before.record)
        count_suburbs(session, (record,))
    if record.tags != before.record.tags:
        session.execute(delete(tables.customer_tag).where(tables.customer_tag.c.customer_id == before.id))
        _write_tags(session, ((before.id, record.tags),))


def write_words(session: Session, record: CustomerRecord, customer: CustomerId, country: str) -> None:
    """Let a customer be found by their own words and those of whoever is merged into them now."""
    session.execute(
        text("UPDATE customer SET search_text = :search_text, name_words = :name_words WHERE id = :id"),
        {"id": customer, **_words_of_group(session, record, customer, country)},
    )


def set_archived(session: Session, customer: CustomerId, archived_at: datetime | None, now: datetime) -> None:
    """Hide a customer from the list, or bring them back."""
    session.execute(
        text(
            "UPDATE customer SET archived_at = :archived_at, updated_at = :now, row_version = row_version + 1 "
            "WHERE id = :id"
        ),
        {
            "id": customer,
            "now": to_micros(now),
            "archived_at": None if archived_at is None else to_micros(archived_at),
        },
    )


def read_customer(session: Session, vault: Vault, customer: CustomerId) -> Customer | None:
    """Return a customer with the bundle opened, or None; raises Damaged when the bundle does not open."""
    cursor = run(session, "SELECT * FROM customer WHERE id = ?", (customer,))
    values = cursor.fetchone()
    if values is None:
        return None
    row = dict(zip((column[0] for column in cursor.description), values, strict=True))
    bundle: dict[str, Any] = {}
    if row["pii_enc"] is not None:
        bundle = json.loads(vault.open_data_key(row["uuid"], row["data_key"]).unseal(row["pii_enc"], BUNDLE))
    record = CustomerRecord(
        **{name: row[name] for name in AS_THEY_ARE},
        **bundle,
        phone=row["landline"],
        tags=read_tags(session, [customer]).get(customer, ()),
        customer_since_on=date.fromisoformat(row["customer_since_on"]),
        location=_location_name(session, row["location_id"]),
        payment_terms_days=row["payment_terms_days"],
        on_hold=bool(row["on_hold"]),
    )
    return Customer(
        id=customer,
        record=record,
        debt_balance=row["debt_balance"],
        points=row["points"],
        points_earned=row["points_earned"],
        created_at=from_micros(row["created_at"]),
        updated_at=from_micros(row["updated_at"]),
        archived_at=from_micros_or_none(row["archived_at"]),
        row_version=row["row_version"],
    )


def customer_exists(session: Session, customer: CustomerId) -> bool:
    """Tell whether there is such a customer, archived or not, that may be seen."""
    found = session.exec_driver_sql("SELECT 1 FROM customer WHERE id = ?", (customer,)).fetchone()
    return found is not None and is_seen(session, customer)


def open_key(session: Session, vault: Vault, customer: CustomerId) -> DataKey:
    """Open the data key of a customer; raises InvalidValue (reason: erased) when it was destroyed."""
    key = key_or_none(session, vault, customer)
    if key is None:
        raise InvalidValue(field="customer", reason="erased")
    return key


def key_or_none(session: Session, vault: Vault, customer: CustomerId) -> DataKey | None:
    """Open the data key of a customer; None for one that was erased. Raises NotFound for one that may not be seen."""
    require_seen(session, customer)
    row = run(session, "SELECT uuid, data_key FROM customer WHERE id = ?", (customer,)).fetchone()
    return None if row[1] is None else vault.open_data_key(row[0], row[1])


def key_for(
    session: Session, vault: Vault, customer: CustomerId | None, uuid: str
) -> tuple[bytes | None, DataKey]:
    """Return the key that seals a row: the customer's, or for nobody's one of its own, sealed as the row keeps it.

    Raises what `open_key` raises.
    """
    return vault.make_data_key(uuid) if customer is None else (None, open_key(session, vault, customer))


def holders_of_email(session: Session, email: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the email, ignoring case."""
    return _holders(session, "email_folded", email.casefold())


def holders_of_mobile(session: Session, mobile: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the mobile (E.164)."""
    return _holders(session, "mobile", mobile)


def holders_of_landline(session: Session, landline: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the landline (E.164)."""
    return _holders(session, "landline", landline)


def first_holder_of_email(session: Session, emails: Iterable[str]) -> tuple[CustomerId, str] | None:
    """Return id and full name of the first customer, not archived, who has one of the emails, ignoring case."""
    return _first_holder(session, "email_folded", [email.casefold() for email in emails])


def first_holder_of_mobile(session: Session, mobiles: Iterable[str]) -> tuple[CustomerId, str] | None:
    """Return id and full name of the first customer, not archived, who has one of the mobiles (E.164)."""
    return _first_holder(session, "mobile", list(mobiles))


def holders_of_card(session: Session, code: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the card, ignoring case."""
    return _holders(session, "card_code", code)


def found_by_card(session: Session, code: str) -> list[CustomerId]:
    """Return whom a card finds, the likeliest first: whoever has it, then who took up somebody that had it."""
    rows = session.exec_driver_sql(
        "SELECT coalesce(merged_into, id) FROM customer WHERE card_code = ? "
        "ORDER BY merged_into IS NOT NULL, archived_at IS NOT NULL, id",
        (code,),
    )
    return [CustomerId(row[0]) for row in rows]


def read_cards(session: Session, whose: Sequence[CustomerId]) -> list[tuple[int, str, str | None]]:
    """Return id, full name and card of these customers that may be seen, or of all that are not archived, by name."""
    among = "id IN (SELECT value FROM json_each(?))" if whose else "archived_at IS NULL"
    query = (
        f"SELECT id, full_name, card_code FROM customer WHERE {among} AND {seen(session)} "
        "AND data_key IS NOT NULL AND merged_into IS NULL ORDER BY sort_name, id"
    )
    rows = read_many(session, query, (json.dumps(list(whose)),) if whose else ())
    return [(customer, name, card) for customer, name, card in rows]


def first_holder_of_card(session: Session, codes: Iterable[str]) -> tuple[CustomerId, str] | None:
    """Return id and full name of the first customer, not archived, who has one of the cards, ignoring case."""
    return _first_holder(session, "card_code", list(codes))


def read_tags(session: Session, customers: Iterable[CustomerId]) -> dict[CustomerId, tuple[str, ...]]:
    """Return the tags of each customer that has any, in the order they were given."""
    ids = tuple(customers)
    found: dict[CustomerId, tuple[str, ...]] = {}
    rows = read_many(
        session,
        "SELECT customer_id, tag FROM customer_tag WHERE customer_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY customer_id, position",
        (json.dumps(ids),),
    )
    for customer, tag in rows:
        found[customer] = (*found.get(customer, ()), tag)
    return found


def list_tags(session: Session) -> tuple[str, ...]:
    """Return every tag in use, once each, by name, as whoever is longest in the book has it."""
    return tuple(row[0] for row in session.exec_driver_sql(_TAGS))


def list_sources(session: Session) -> tuple[str, ...]:
    """Return every source in use, the most used first."""
    rows = session.exec_driver_sql(
        "SELECT source FROM customer WHERE source IS NOT NULL GROUP BY source ORDER BY count(*) DESC, source"
    )
    return tuple(row[0] for row in rows)


def _words_of_group(
    session: Session, record: CustomerRecord, customer: CustomerId, country: str
) -> dict[str, str]:
    words = words_of(record, customer, country)
    for marked, of_name in words_of_others(session, customer):
        words = Words(words.marked + marked, (*words.of_name, *json.loads(of_name)))
    return words.columns()


def _holders(session: Session, column: str, value: str) -> list[tuple[CustomerId, str, bool]]:
    rows = session.exec_driver_sql(
        f"SELECT id, full_name, archived_at IS NOT NULL FROM customer WHERE {column} = ? "
        "AND merged_into IS NULL ORDER BY archived_at IS NOT NULL, id",
        (value,),
    )
    return [(CustomerId(row[0]), row[1], bool(row[2])) for row in rows]


def _first_holder(session: Session, column: str, values: list[str]) -> tuple[CustomerId, str] | None:
    row = session.exec_driver_sql(
        f"SELECT id, full_name FROM customer WHERE {column} IN (SELECT value FROM json_each(?)) "
        "AND archived_at IS NULL AND merged_into IS NULL ORDER BY id LIMIT 1",
        (json.dumps(values),),
    ).fetchone()
    return None if row is None else (CustomerId(row[0]), row[1])


def _write_tags(session: Session, given: Iterable[tuple[CustomerId, tuple[str, ...]]]) -> None:
    rows = [
        {"customer_id": customer, "folded": fold(tag), "tag": tag, "position": position}
        for customer, tags in given
        for position, tag in enumerate(tags)
    ]
    insert_many(session, "customer_tag", rows)


def _location_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    return (find_location(session, name) or insert_location(session, name)).id


def _location_name(session: Session, location: int | None) -> str | None:
    if location is None:
        return None
    return str(run(session, "SELECT name FROM location WHERE id = ?", (location,)).fetchone()[0])
