"""Follow-up rows: what is to be done is sealed under the customer's key, or under one of its own for nobody."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.follow_up import FollowUp, FollowUpId, FollowUpOrder, FollowUpStatus, Origin, Priority
from shopdesk.storage import tables
from shopdesk.storage.customers import key_for, open_key
from shopdesk.storage.merges import whose
from shopdesk.storage.moments import from_micros, from_micros_or_none, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import seen
from shopdesk.storage.vault import DataKey, Vault

CONTEXT = "follow-up"
_INSERT = insert(tables.follow_up).returning(tables.follow_up.c.id)
_SELECT = (
    "SELECT follow_up.id, title_enc, due_on, priority, status, holder.id, coalesce(holder.full_name, ''), "
    "for_staff_id, coalesce(doer.name, ''), maker.name, follow_up.created_at, ended_at, "
    "origin, coalesce((SELECT enquiry.id FROM enquiry WHERE enquiry.follow_up_id = follow_up.id), 0), "
    "coalesce(own.uuid, follow_up.uuid), coalesce(own.data_key, follow_up.data_key) FROM follow_up "
    "JOIN staff AS maker ON maker.id = staff_id LEFT JOIN staff AS doer ON doer.id = for_staff_id "
    "LEFT JOIN customer AS own ON own.id = follow_up.customer_id "
    "LEFT JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id)"
)
OPEN = "follow_up.status IN ('to_do', 'in_progress')"


def insert_follow_up(
    session: Session, vault: Vault, order: FollowUpOrder, staff: StaffId, now: datetime
) -> FollowUpId:
    """Write a follow-up and return its id."""
    uuid = uuid4().hex
    own, key = key_for(session, vault, order.customer, uuid)
    done = session.execute(
        _INSERT,
        {
            "uuid": uuid,
            "data_key": own,
            "customer_id": order.customer,
            "title_enc": key.seal_text(order.title, CONTEXT),
            "due_on": str(order.due_on),
            "priority": order.priority.value,
            "status": FollowUpStatus.TO_DO.value,
            "origin": order.origin.value,
            "for_staff_id": order.who,
            "staff_id": staff,
            "created_at": to_micros(now),
        },
    )
    return FollowUpId(done.scalar_one())


def update_follow_up(session: Session, vault: Vault, follow_up: FollowUpId, order: FollowUpOrder) -> None:
    """Write what is to be done anew; whom it is for stays."""
    customer, uuid, own = session.exec_driver_sql(
        "SELECT customer_id, uuid, data_key FROM follow_up WHERE id = ?", (follow_up,)
    ).one()
    key = open_key(session, vault, customer) if own is None else vault.open_data_key(uuid, own)
    session.exec_driver_sql(
        "UPDATE follow_up SET title_enc = ?, due_on = ?, priority = ?, for_staff_id = ? WHERE id = ?",
        (
            key.seal_text(order.title, CONTEXT),
            str(order.due_on),
            order.priority.value,
            order.who,
            follow_up,
        ),
    )


def give_follow_up(session: Session, vault: Vault, follow_up: FollowUpId, customer: CustomerId) -> None:
    """Make a follow-up of nobody a customer's: its words go over to their key, and its own key is destroyed."""
    title, uuid, own = session.exec_driver_sql(
        "SELECT title_enc, uuid, data_key FROM follow_up WHERE id = ?", (follow_up,)
    ).one()
    if own is not None:
        words = vault.open_data_key(uuid, own).unseal_text(title, CONTEXT)
        sealed = open_key(session, vault, customer).seal_text(words, CONTEXT)
        session.exec_driver_sql(
            "UPDATE follow_up SET customer_id = ?, data_key = NULL, title_enc = ? WHERE id = ?",
            (customer, sealed, follow_up),
        )


def write_status(session: Session, follow_up: FollowUpId, status: FollowUpStatus, now: datetime) -> None:
    """Write how far a follow-up is."""
    session.exec_driver_sql(
        "UPDATE follow_up SET status = ?, ended_at = ? WHERE id = ?",
        (status.value, None if status.is_open else to_micros(now), follow_up),
    )


def find_follow_up(session: Session, vault: Vault, follow_up: FollowUpId) -> FollowUp | None:
    """Return one follow-up, None where there is none."""
    found = _read(session, vault, "follow_up.id = ?", (follow_up,))
    return found[0] if found else None


def read_open(
    session: Session, vault: Vault, until: date, who: StaffId | None = None, limit: int | None = None
) -> tuple[FollowUp, ...]:
    """Return what is to be done up to a day, the first due first: by anybody, or by one person and whoever has time."""
    if who is None:
        return _read(session, vault, f"{OPEN} AND due_on <= ?", (str(until),), limit)
    theirs = f"{OPEN} AND due_on <= ? AND (for_staff_id IS NULL OR for_staff_id = ?)"
    return _read(session, vault, theirs, (str(until), who), limit)


def read_of_customer(session: Session, vault: Vault, customer: CustomerId) -> tuple[FollowUp, ...]:
    """Return a person's follow-ups, the open ones first, then by day."""
    belongs, values = whose(session, customer, "follow_up.customer_id")
    found = _read(session, vault, belongs, values)
    return tuple(sorted(found, key=lambda each: (not each.status.is_open, each.due_on, each.id)))


def _read(
    session: Session, vault: Vault, condition: str, values: Sequence[Any], limit: int | None = None
) -> tuple[FollowUp, ...]:
    rows = session.exec_driver_sql(
        f"{_SELECT} WHERE {condition} AND {seen(session, 'holder')} ORDER BY due_on, follow_up.id LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    keys: dict[str, DataKey] = {}
    found = []
    for row in rows:
        uuid, sealed_key = row[14:]
        if sealed_key is None or not row[1]:
            continue  # erased, or forgotten
        if uuid not in keys:
            keys[uuid] = vault.open_data_key(uuid, sealed_key)
        found.append(_follow_up(tuple(row), keys[uuid].unseal_text(row[1], CONTEXT)))
    return tuple(found)


def _follow_up(row: tuple[Any, ...], title: str) -> FollowUp:
    return FollowUp(
        FollowUpId(row[0]),
        title,
        date.fromisoformat(row[2]),
        Priority(row[3]),
        FollowUpStatus(row[4]),
        None if row[5] is None else CustomerId(row[5]),
        row[6],
        None if row[7] is None else StaffId(row[7]),
        row[8],
        row[9],
        from_micros(row[10]),
        from_micros_or_none(row[11]),
        Origin(row[12]),
        row[13],
    )
