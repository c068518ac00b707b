"""Customer rows: writing a record, reading it back with its sealed bundle, and finding who else has a contact."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, text, update

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer, CustomerRecord, fold
from shopdesk.storage import tables
from shopdesk.storage.moments import from_micros, from_micros_or_none, to_micros
from shopdesk.storage.search import words_of
from shopdesk.storage.session import Session
from shopdesk.storage.vault import DataKey, Vault

BUNDLE = "bundle.1"

_PLAIN = (
    "first_name",
    "last_name",
    "email",
    "mobile",
    "birthday",
    "anniversary",
    "spouse_name",
    "spouse_birthday",
    "source",
    "communication_preference",
    "credit_limit",
)
_SELECT = text("SELECT * FROM customer WHERE id = :id")
_INSERT = insert(tables.customer)
_INSERT_TAG = insert(tables.customer_tag)


def insert_customer(
    session: Session, vault: Vault, record: CustomerRecord, *, now: datetime, country: str
) -> CustomerId:
    """Write a new customer with a data key of their own and return their id.

    ``record`` must have its terms and its *customer since*; ``country`` is where the shop is.
    """
    identity = uuid.uuid4().hex
    data_key = vault.new_data_key(identity)
    values = _values(session, record, vault.open_data_key(identity, data_key))
    micros = to_micros(now)
    values |= {
        "uuid": identity,
        "data_key": data_key,
        "search_text": "",
        "created_at": micros,
        "updated_at": micros,
    }
    inserted = session.execute(_INSERT, values).inserted_primary_key
    customer = CustomerId(int(inserted[0])) if inserted else CustomerId(0)
    session.execute(
        text("UPDATE customer SET search_text = :words WHERE id = :id"),
        {"id": customer, "words": words_of(record, customer, country)},
    )
    _write_tags(session, customer, record.tags)
    return customer


def update_customer(
    session: Session, vault: Vault, before: Customer, record: CustomerRecord, *, now: datetime, country: str
) -> None:
    """Write a changed record over the one that was read; raises nothing: the caller compared versions."""
    values = _values(session, record, open_key(session, vault, before.id))
    values |= {
        "search_text": words_of(record, before.id, country),
        "updated_at": to_micros(now),
        "row_version": before.row_version + 1,
    }
    session.execute(update(tables.customer).where(tables.customer.c.id == before.id), values)
    if record.tags != before.record.tags:
        session.execute(delete(tables.customer_tag).where(tables.customer_tag.c.customer_id == before.id))
        _write_tags(session, before.id, record.tags)


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
    row = session.execute(_SELECT, {"id": customer}).mappings().one_or_none()
    if row is None:
        return None
    bundle: dict[str, Any] = {}
    if row["pii_enc"] is not None:
        bundle = json.loads(vault.open_data_key(row["uuid"], row["data_key"]).unseal(row["pii_enc"], BUNDLE))
    record = CustomerRecord(
        **{name: row[name] for name in _PLAIN},
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
    """Tell whether there is such a customer, archived or not."""
    return session.exec_driver_sql("SELECT 1 FROM customer WHERE id = ?", (customer,)).fetchone() is not None


def open_key(session: Session, vault: Vault, customer: CustomerId) -> DataKey:
    """Open the data key of a customer."""
    row = session.exec_driver_sql("SELECT uuid, data_key FROM customer WHERE id = ?", (customer,)).one()
    return vault.open_data_key(row[0], row[1])


def holders_of_email(session: Session, email: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the email, ignoring case."""
    return _holders(session, "email_folded", email.casefold())


def holders_of_mobile(session: Session, mobile: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the mobile (E.164)."""
    return _holders(session, "mobile", mobile)


def holders_of_landline(session: Session, landline: str) -> list[tuple[CustomerId, str, bool]]:
    """Return id, full name and whether archived of everybody with the landline (E.164)."""
    return _holders(session, "landline", landline)


def read_tags(session: Session, customers: Iterable[CustomerId]) -> dict[CustomerId, tuple[str, ...]]:
    """Return the tags of each customer that has any, in the order they were given."""
    ids = tuple(customers)
    found: dict[CustomerId, tuple[str, ...]] = {}
    rows = session.exec_driver_sql(
        "SELECT customer_id, tag FROM customer_tag WHERE customer_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY customer_id, position",
        (json.dumps(ids),),
    )
    for customer, tag in rows:
        found[customer] = (*found.get(customer, ()), tag)
    return found


def list_tags(session: Session) -> tuple[str, ...]:
    """Return every tag in use, once each, by name."""
    rows = session.exec_driver_sql("SELECT min(tag) FROM customer_tag GROUP BY folded ORDER BY folded")
    return tuple(row[0] for row in rows)


def _values(session: Session, record: CustomerRecord, key: DataKey) -> dict[str, Any]:
    bundle = record.bundle()
    fields = asdict(record)
    return {name: fields[name] for name in _PLAIN} | {
        "full_name": record.full_name,
        "sort_name": fold(record.full_name),
        "email_folded": record.email.casefold() if record.email else None,
        "landline": record.phone,
        "pii_enc": key.seal(json.dumps(bundle, ensure_ascii=False).encode(), BUNDLE) if bundle else None,
        "customer_since_on": str(record.customer_since_on),
        "is_vip": int(record.is_vip),
        "location_id": _location_id(session, record.location),
        "payment_terms_days": record.payment_terms_days,
        "on_hold": int(record.on_hold),
    }


def _holders(session: Session, column: str, value: str) -> list[tuple[CustomerId, str, bool]]:
    rows = session.exec_driver_sql(
        f"SELECT id, full_name, archived_at IS NOT NULL FROM customer WHERE {column} = ? "
        "AND merged_into IS NULL ORDER BY archived_at IS NOT NULL, id",
        (value,),
    )
    return [(CustomerId(row[0]), row[1], bool(row[2])) for row in rows]


def _write_tags(session: Session, customer: CustomerId, tags: tuple[str, ...]) -> None:
    rows = [
        {"customer_id": customer, "folded": fold(tag), "tag": tag, "position": position}
        for position, tag in enumerate(tags)
    ]
    if rows:
        session.execute(_INSERT_TAG, rows)


def _location_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    row = session.exec_driver_sql("SELECT id FROM location WHERE name = ?", (name,)).fetchone()
    if row is not None:
        return int(row[0])
    inserted = session.execute(insert(tables.location), {"name": name}).inserted_primary_key
    return int(inserted[0]) if inserted else None


def _location_name(session: Session, location: int | None) -> str | None:
    if location is None:
        return None
    return str(session.exec_driver_sql("SELECT name FROM location WHERE id = ?", (location,)).scalar_one())
