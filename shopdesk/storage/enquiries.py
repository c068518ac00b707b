"""Enquiry rows: words and contact are sealed under the customer's key, or under one of its own for nobody."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, EventId, EventKind, StaffId, reference
from shopdesk.domain.enquiry import (
    Enquiry,
    EnquiryId,
    EnquiryKind,
    EnquiryList,
    EnquiryOrder,
    EnquiryQuery,
    EnquiryStage,
    EnquiryStatus,
    about,
)
from shopdesk.domain.follow_up import FollowUpId
from shopdesk.storage import tables
from shopdesk.storage.customers import key_for, open_key
from shopdesk.storage.merges import whose
from shopdesk.storage.moments import from_micros, from_micros_or_none, to_micros
from shopdesk.storage.session import Session, read_many
from shopdesk.storage.sight import about_seen, is_limited, seen
from shopdesk.storage.vault import DataKey, Vault

SEARCHED = 2000
"""How many of the requests that have ended a search opens, the newest first: each is sealed for itself."""

COUNTED = 1000
"""How many that have ended are counted for whoever does not see every customer: each one is looked up."""

CONTEXT = "enquiry"
_INSERT = insert(tables.enquiry).returning(tables.enquiry.c.id)
_SELECT = (
    "SELECT enquiry.id, kind, status, text_enc, holder.id, coalesce(holder.full_name, ''), booked_on, "
    "follow_up_id, sale.number, maker.name, enquiry.created_at, ended_at, coalesce(doer.name, ''), "
    "form_digest IS NOT NULL, coalesce(own.uuid, enquiry.uuid), coalesce(own.data_key, enquiry.data_key) "
    "FROM enquiry "
    "JOIN staff AS maker ON maker.id = enquiry.staff_id LEFT JOIN sale ON sale.id = enquiry.sale_id "
    "LEFT JOIN staff AS doer ON doer.id = enquiry.for_staff_id "
    "LEFT JOIN customer AS own ON own.id = enquiry.customer_id "
    "LEFT JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id)"
)
_OPEN = "status IN ('new', 'contacted', 'booked')"
_OLDEST_FIRST = "enquiry.created_at, enquiry.id"
_ALONG_THE_WAY = (
    "CASE status WHEN 'new' THEN 1 WHEN 'contacted' THEN 2 ELSE 3 END, "
    f"CASE status WHEN 'booked' THEN booked_on ELSE '' END, {_OLDEST_FIRST}"
)
_NEWEST_END_FIRST = "ended_at DESC, enquiry.id DESC"
_OPEN_THEN_NEWEST = "ended_at IS NOT NULL, enquiry.created_at DESC, enquiry.id DESC"
_STAGES = {
    EnquiryStage.OPEN: _OPEN,
    EnquiryStage.NEW: f"{_OPEN} AND status = 'new'",
    EnquiryStage.CONTACTED: f"{_OPEN} AND status = 'contacted'",
    EnquiryStage.BOOKED: f"{_OPEN} AND status = 'booked'",
    # The words of whoever was erased are gone.
    EnquiryStage.ENDED: "ended_at IS NOT NULL AND text_enc <> x''",
}


def insert_enquiry(
    session: Session,
    vault: Vault,
    order: EnquiryOrder,
    staff: StaffId,
    now: datetime,
    form_digest: str | None = None,
) -> EnquiryId:
    """Write a new enquiry and return its id; one from a form is nobody's until somebody takes it up."""
    uuid = uuid4().hex
    own, key = key_for(session, vault, order.customer, uuid)
    words = json.dumps([order.text, order.name, order.email, order.phone], ensure_ascii=False)
    done = session.execute(
        _INSERT,
        {
            "uuid": uuid,
            "data_key": own,
            "customer_id": order.customer,
            "kind": order.kind.value,
            "status": EnquiryStatus.NEW.value,
            "text_enc": key.seal_text(words, CONTEXT),
            "booked_on": None if order.booked_on is None else str(order.booked_on),
            "form_digest": form_digest,
            "for_staff_id": staff if form_digest is None else None,
            "staff_id": staff,
            "created_at": to_micros(now),
        },
    )
    return EnquiryId(done.scalar_one())


def known_forms(session: Session, digests: Collection[str]) -> set[str]:
    """Return which rows of a form's file were taken over before, also from somebody who was erased since."""
    rows = read_many(
        session,
        "SELECT form_digest FROM enquiry WHERE form_digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return {row[0] for row in rows}


def write_step(
    session: Session,
    enquiry: EnquiryId,
    status: EnquiryStatus,
    booked_on: date | None,
    staff: StaffId,
    now: datetime,
) -> None:
    """Write how far an enquiry is, for which day it is booked, and who took it there."""
    session.exec_driver_sql(
        "UPDATE enquiry SET status = ?, booked_on = ?, for_staff_id = ?, ended_at = ? WHERE id = ?",
        (
            status.value,
            None if booked_on is None else str(booked_on),
            staff,
            None if status.is_open else to_micros(now),
            enquiry,
        ),
    )


def write_conversion(
    session: Session,
    enquiry: EnquiryId,
    follow_up: FollowUpId | None,
    sale: EventId | None,
    staff: StaffId,
    now: datetime,
) -> None:
    """Write what an enquiry became, a follow-up or a sale, and who made that of it."""
    session.exec_driver_sql(
        "UPDATE enquiry SET status = 'converted', ended_at = ?, follow_up_id = ?, sale_id = ?, for_staff_id = ? "
        "WHERE id = ?",
        (to_micros(now), follow_up, sale, staff, enquiry),
    )


def give_enquiry(session: Session, vault: Vault, enquiry: EnquiryId, customer: CustomerId) -> None:
    """Make an enquiry a customer's: its words go over to their key, and a key of its own is destroyed."""
    sealed, owner, uuid, own = session.exec_driver_sql(
        "SELECT text_enc, customer_id, uuid, data_key FROM enquiry WHERE id = ?", (enquiry,)
    ).one()
    key = open_key(session, vault, owner) if own is None else vault.open_data_key(uuid, own)
    words = open_key(session, vault, customer).seal_text(key.unseal_text(sealed, CONTEXT), CONTEXT)
    session.exec_driver_sql(
        "UPDATE enquiry SET customer_id = ?, data_key = NULL, text_enc = ? WHERE id = ?",
        (customer, words, enquiry),
    )


def forget_enquiry(session: Session, vault: Vault, enquiry: EnquiryId, staff: StaffId, now: datetime) -> None:
    """Blank an enquiry of nobody and the follow-up it became: their keys are replaced, which destroys them.

    One that is open ends as cancelled.
    """
    for table, words, condition in (
        ("follow_up", "title_enc", "id = (SELECT follow_up_id FROM enquiry WHERE id = ?)"),
        ("enquiry", "text_enc", "id = ?"),
    ):
        rows = session.exec_driver_sql(
            f"SELECT id, uuid FROM {table} WHERE {condition} AND customer_id IS NULL", (enquiry,)
        ).all()
        for number, uuid in rows:
            session.exec_driver_sql(
                f"UPDATE {table} SET {words} = x'', data_key = ?, for_staff_id = ?, "
                "status = iif(ended_at IS NULL, 'cancelled', status), ended_at = coalesce(ended_at, ?) "
                "WHERE id = ?",
                (vault.new_data_key(uuid), staff, to_micros(now), number),
            )


def find_enquiry(session: Session, vault: Vault, enquiry: EnquiryId) -> Enquiry | None:
    """Return one enquiry, None where there is none."""
    return next(_read(session, vault, "enquiry.id = ?", (enquiry,), _OLDEST_FIRST), None)


def read_open(session: Session, vault: Vault) -> tuple[Enquiry, ...]:
    """Return what is still asked for, the oldest first."""
    return tuple(_read(session, vault, _OPEN, (), _OLDEST_FIRST))


def read_of_customer(session: Session, vault: Vault, customer: CustomerId) -> tuple[Enquiry, ...]:
    """Return a person's requests, the open ones first, then the newest first."""
    belongs, values = whose(session, customer, "enquiry.customer_id")
    return tuple(_read(session, vault, belongs, values, _OPEN_THEN_NEWEST))


def search_enquiries(session: Session, vault: Vault, query: EnquiryQuery) -> EnquiryList:
    """Return the first requests that a query finds: open ones step by step, ended ones the newest first."""
    has_ended = query.stage is EnquiryStage.ENDED
    order = _NEWEST_END_FIRST if has_ended else _ALONG_THE_WAY
    narrowed, values = _narrowed(query)
    counts = _counts(session, narrowed, values)
    condition, total = f"{_STAGES[query.stage]}{narrowed}", counts[query.stage]
    ended_more = is_limited(session) and counts[EnquiryStage.ENDED] == COUNTED
    if not query.words.strip():
        found = tuple(_read(session, vault, condition, values, order, query.limit))
        return EnquiryList(found, total, counts, ended_more=ended_more)
    opened = _read(session, vault, condition, values, order, SEARCHED if has_ended else -1)
    matching = list(filter(about(query.words), opened))
    whole = not has_ended or total <= SEARCHED
    return EnquiryList(tuple(islice(matching, query.limit)), len(matching), counts, whole, ended_more)


def _narrowed(query: EnquiryQuery) -> tuple[str, tuple[Any, ...]]:
    """Return what a kind and a person narrow it to, as further conditions with their values."""
    wanted = {"kind": query.kind, "for_staff_id": query.mine}
    asked = {name: value for name, value in wanted.items() if value is not None}
    return "".join(f" AND enquiry.{name} = ?" for name in asked), tuple(asked.values())


def _counts(session: Session, narrowed: str, values: tuple[Any, ...]) -> dict[EnquiryStage, int]:
    seen_ones = about_seen(session, "enquiry.customer_id")
    counted = session.exec_driver_sql(
        f"SELECT status, count(*) FROM enquiry WHERE {_OPEN}{narrowed} AND {seen_ones} GROUP BY status",
        values,
    )
    steps = {row[0]: int(row[1]) for row in counted}
    most = COUNTED if is_limited(session) else -1
    ended = session.exec_driver_sql(
        f"SELECT count(*) FROM (SELECT 1 FROM enquiry WHERE {_STAGES[EnquiryStage.ENDED]}{narrowed} "
        f"AND {seen_ones} LIMIT ?)",
        (*values, most),
    ).scalar_one()
    stages = (EnquiryStage.NEW, EnquiryStage.CONTACTED, EnquiryStage.BOOKED)
    one_by_one = {stage: steps.get(stage.value, 0) for stage in stages}
    return {EnquiryStage.OPEN: sum(one_by_one.values()), **one_by_one, EnquiryStage.ENDED: int(ended)}


def _read(
    session: Session, vault: Vault, condition: str, values: Sequence[Any], order: str, limit: int = -1
) -> Iterator[Enquiry]:
    query = f"{_SELECT} WHERE {condition} AND {seen(session, 'holder')} ORDER BY {order} LIMIT ?"
    rows = read_many(session, query, (*values, limit))
    keys: dict[str, DataKey] = {}
    for row in rows:
        uuid, sealed_key = row[14:]
        if sealed_key is None or not row[3]:
            continue  # erased, or forgotten
        if uuid not in keys:
            keys[uuid] = vault.open_data_key(uuid, sealed_key)
        yield _enquiry(row, json.loads(keys[uuid].unseal_text(row[3], CONTEXT)))


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
        row[12],
        bool(row[13]),
    )
