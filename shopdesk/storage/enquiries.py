"""Enquiry rows: words and contact are sealed under the customer's key, or under one of its own for nobody."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, EventId, EventKind, StaffId, reference
from shopdesk.domain.enquiry import Enquiry, EnquiryId, EnquiryKind, EnquiryOrder, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.storage import tables
from shopdesk.storage.customers import key_or_none, open_key
from shopdesk.storage.moments import from_micros, from_micros_or_none, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import seen
from shopdesk.storage.vault import Vault

_CONTEXT = "enquiry"
_INSERT = insert(tables.enquiry).returning(tables.enquiry.c.id)
_SELECT = (
    "SELECT enquiry.id, kind, status, text_enc, holder.id, coalesce(holder.full_name, ''), booked_on, "
    "follow_up_id, sale.number, maker.name, enquiry.created_at, ended_at, "
    "enquiry.customer_id, enquiry.uuid, enquiry.data_key FROM enquiry "
    "JOIN staff AS maker ON maker.id = enquiry.staff_id LEFT JOIN sale ON sale.id = enquiry.sale_id "
    "LEFT JOIN customer AS own ON own.id = enquiry.customer_id "
    "LEFT JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id)"
)
_OPEN = "status IN ('new', 'contacted', 'booked')"


def insert_enquiry(
    session: Session, vault: Vault, order: EnquiryOrder, staff: StaffId, now: datetime
) -> EnquiryId:
    """Write a new enquiry and return its id."""
    uuid = uuid4().hex
    own: bytes | None = None
    if order.customer is None:
        own, key = vault.make_data_key(uuid)
    else:
        key = open_key(session, vault, order.customer)
    words = json.dumps([order.text, order.name, order.email, order.phone], ensure_ascii=False)
    done = session.execute(
        _INSERT,
        {
            "uuid": uuid,
            "data_key": own,
            "customer_id": order.customer,
            "kind": order.kind.value,
            "status": EnquiryStatus.NEW.value,
            "text_enc": key.seal_text(words, _CONTEXT),
            "staff_id": staff,
            "created_at": to_micros(now),
        },
    )
    return EnquiryId(done.scalar_one())


def write_step(
    session: Session, enquiry: EnquiryId, status: EnquiryStatus, booked_on: date | None, now: datetime
) -> None:
    """Write how far an enquiry is, and for which day it is booked."""
    session.exec_driver_sql(
        "UPDATE enquiry SET status = ?, booked_on = ?, ended_at = ? WHERE id = ?",
        (
            status.value,
            None if booked_on is None else str(booked_on),
            None if status.is_open else to_micros(now),
            enquiry,
        ),
    )


def write_conversion(
    session: Session, enquiry: EnquiryId, follow_up: FollowUpId | None, sale: EventId | None, now: datetime
) -> None:
    """Write what an enquiry became: a follow-up or a sale."""
    session.exec_driver_sql(
        "UPDATE enquiry SET status = 'converted', ended_at = ?, follow_up_id = ?, sale_id = ? WHERE id = ?",
        (to_micros(now), follow_up, sale, enquiry),
    )


def find_enquiry(session: Session, vault: Vault, enquiry: EnquiryId) -> Enquiry | None:
    """Return one enquiry, None where there is none."""
    found = _read(session, vault, "enquiry.id = ?", (enquiry,))
    return found[0] if found else None


def read_open(session: Session, vault: Vault) -> tuple[Enquiry, ...]:
    """Return what is still asked for, the oldest first."""
    return _read(session, vault, _OPEN, ())


def _read(session: Session, vault: Vault, condition: str, values: Sequence[Any]) -> tuple[Enquiry, ...]:
    rows = session.exec_driver_sql(
        f"{_SELECT} WHERE {condition} AND {seen(session, 'holder')} ORDER BY enquiry.created_at, enquiry.id",
        tuple(values),
    ).all()
    found = []
    for row in rows:
        owner, uuid, own = row[12:]
        key = key_or_none(session, vault, owner) if own is None else vault.open_data_key(uuid, own)
        if key is not None:
            found.append(_enquiry(tuple(row), json.loads(key.unseal_text(row[3], _CONTEXT))))
    return tuple(found)


def _enquiry(row: tuple[Any, ...], words: list[str]) -> Enquiry:
    text, name, email, phone = words
    return Enquiry(
        EnquiryId(row[0]),
        EnquiryKind(row[1]),
        EnquiryStatus(row[2]),
        text,
        name,
        email,
        phone,
        None if row[4] is None else CustomerId(row[4]),
        row[5],
        None if row[6] is None else date.fromisoformat(row[6]),
        None if row[7] is None else FollowUpId(row[7]),
        None if row[8] is None else reference(EventKind.SALE, row[8]),
        row[9],
        from_micros(row[10]),
        from_micros_or_none(row[11]),
    )
