"""Message rows: text, address and the mail server's answer are sealed under the customer's key."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.message import (
    REACHED_NOBODY,
    DebtLevel,
    Message,
    MessageId,
    MessageKind,
    MessageOrder,
    MessageOutcome,
    MessageWay,
    Wishes,
)
from shopdesk.storage import tables
from shopdesk.storage.customers import key_or_none, open_key
from shopdesk.storage.finding import Finding, Proof, opened
from shopdesk.storage.merges import members_of, whose
from shopdesk.storage.moments import from_micros, from_micros_or_none, to_micros
from shopdesk.storage.session import Session, read_number
from shopdesk.storage.sight import seen
from shopdesk.storage.vault import DataKey, Vault

_CONTEXT = "message"
_INSERT = insert(tables.message).returning(tables.message.c.id)
_SELECT = (
    "SELECT message.id, message.uuid, holder.id, holder.full_name, message.kind, level, way, content_enc, "
    "statement_id, outcome, tries, due_at, answer_enc, staff.name, made_at, ended_at, message.customer_id "
    "FROM message JOIN staff ON staff.id = staff_id "
    "JOIN customer AS own ON own.id = message.customer_id "
    "JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id)"
)
_UNSETTLED = "outcome IN ('queued', 'sending', 'unknown')"
"""Written as the index of these few has it, so that it is used."""
_NOBODY = ", ".join(f"'{outcome.value}'" for outcome in REACHED_NOBODY)


def insert_message(
    session: Session,
    vault: Vault,
    order: MessageOrder,
    address: str,
    level: DebtLevel | None,
    staff: StaffId,
    now: datetime,
    due_at: datetime | None,
) -> MessageId:
    """Write a message before it goes: opened in another program, or waiting for the mail server if ``due_at``."""
    key = open_key(session, vault, order.customer)
    content = json.dumps([address, order.subject, order.text], ensure_ascii=False)
    outcome = MessageOutcome.OPENED if due_at is None else MessageOutcome.QUEUED
    done = session.execute(
        _INSERT,
        {
            "uuid": uuid4().hex,
            "customer_id": order.customer,
            "kind": order.kind.value,
            "level": None if level is None else level.value,
            "way": order.way.value,
            "content_enc": key.seal_text(content, _CONTEXT),
            "statement_id": order.statement,
            "outcome": outcome.value,
            "tries": 0,
            "due_at": None if due_at is None else to_micros(due_at),
            "staff_id": staff,
            "made_at": to_micros(now),
        },
    )
    return MessageId(done.scalar_one())


def write_outcome(
    session: Session,
    vault: Vault,
    message: Message,
    outcome: MessageOutcome,
    now: datetime,
    *,
    due_at: datetime | None = None,
    answer: str = "",
    tried: bool = False,
) -> None:
    """Write what became of a message; ``tried`` counts one more try, ``due_at`` is when the next one is."""
    owner = session.exec_driver_sql(
        "SELECT customer_id FROM message WHERE id = ?", (message.id,)
    ).scalar_one()
    key = key_or_none(session, vault, owner)
    session.exec_driver_sql(
        "UPDATE message SET outcome = ?, ended_at = ?, tries = tries + ?, due_at = coalesce(?, due_at), "
        "answer_enc = ? WHERE id = ?",
        (
            outcome.value,
            None if outcome.is_open else to_micros(now),
            int(tried),
            None if due_at is None else to_micros(due_at),
            key.seal_text(answer, _CONTEXT) if answer and key is not None else None,
            message.id,
        ),
    )


def find_message(session: Session, vault: Vault, message: MessageId) -> Message | None:
    """Return one message, None where there is none."""
    return next(_read(session, vault, "message.id = ?", (message,)), None)


def read_newest(session: Session, vault: Vault, limit: int) -> tuple[Message, ...]:
    """Return the newest messages to anybody."""
    return tuple(_read(session, vault, "1", (), limit=limit))


def read_of_customer(
    session: Session, vault: Vault, customer: CustomerId, limit: int = -1
) -> tuple[Message, ...]:
    """Return the messages to a person, the newest first."""
    belongs, values = whose(session, customer, "message.customer_id")
    return tuple(_read(session, vault, belongs, values, limit=limit))


def count_of_customer(session: Session, customer: CustomerId) -> int:
    """Return how many messages to a person there are; those of whoever was erased are gone."""
    belongs, values = whose(session, customer, "message.customer_id")
    counted = (
        "SELECT count(*) FROM message JOIN customer AS own ON own.id = message.customer_id "
        "LEFT JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id) "
        f"WHERE own.data_key IS NOT NULL AND {belongs} AND {seen(session, 'holder')}"
    )
    return read_number(session, counted, values)


def read_unsettled(session: Session, vault: Vault) -> tuple[Message, ...]:
    """Return the mail that waits, is under way, or may have been sent, the first due first."""
    return tuple(_read(session, vault, _UNSETTLED, (), order="due_at, message.id"))


def next_due(session: Session, vault: Vault, now: datetime) -> Message | None:
    """Return the mail that has waited longest of what is due."""
    condition = f"{_UNSETTLED} AND outcome = 'queued' AND due_at <= ?"
    found = _read(session, vault, condition, (to_micros(now),), order="due_at, message.id", limit=1)
    return next(found, None)


def read_under_way(session: Session, vault: Vault) -> tuple[Message, ...]:
    """Return the mail that was handed to the server and of which nothing was heard."""
    return tuple(_read(session, vault, f"{_UNSETTLED} AND outcome = 'sending'", ()))


def is_anything_due(session: Session, now: datetime) -> bool:
    """Tell whether mail is due, or was left under way."""
    found = session.exec_driver_sql(
        f"SELECT 1 FROM message WHERE {_UNSETTLED} AND "
        "(outcome = 'sending' OR (outcome = 'queued' AND due_at <= ?)) LIMIT 1",
        (to_micros(now),),
    )
    return found.fetchone() is not None


def last_sent(
    session: Session, customers: Sequence[CustomerId], since: datetime
) -> dict[CustomerId, dict[MessageKind, datetime]]:
    """Return when each person was last sent each kind since an instant, of what may have reached them."""
    found: dict[CustomerId, dict[MessageKind, datetime]] = {}
    rows = session.exec_driver_sql(
        "SELECT coalesce(own.merged_into, own.id), kind, max(made_at) FROM customer AS own "
        "JOIN message ON message.customer_id = own.id "
        "WHERE (own.id IN (SELECT value FROM json_each(?1)) OR own.merged_into IN (SELECT value FROM json_each(?1))) "
        f"AND made_at >= ?2 AND outcome NOT IN ({_NOBODY}) GROUP BY 1, 2",
        (json.dumps(list(customers)), to_micros(since)),
    )
    for holder, kind, at in rows:
        found.setdefault(CustomerId(holder), {})[MessageKind(kind)] = from_micros(at)
    return found


def read_wishes(session: Session, customers: Sequence[CustomerId]) -> dict[CustomerId, Wishes]:
    """Return what these people do not want, of those who said so."""
    rows = session.exec_driver_sql(
        "SELECT coalesce(own.merged_into, own.id), max(no_messages), max(do_not_chase) FROM customer AS own "
        "JOIN message_wish ON message_wish.customer_id = own.id "
        "WHERE own.id IN (SELECT value FROM json_each(?1)) OR own.merged_into IN (SELECT value FROM json_each(?1)) "
        "GROUP BY 1",
        (json.dumps(list(customers)),),
    )
    return {CustomerId(row[0]): Wishes(bool(row[1]), bool(row[2])) for row in rows}


def write_wishes(session: Session, customer: CustomerId, wishes: Wishes) -> None:
    """Write what a person does not want, for all who were merged into them."""
    members = members_of(session, customer)
    session.exec_driver_sql(
        "DELETE FROM message_wish WHERE customer_id IN (SELECT value FROM json_each(?))",
        (json.dumps(members),),
    )
    if wishes != Wishes():
        session.exec_driver_sql(
            "INSERT INTO message_wish (customer_id, no_messages, do_not_chase) VALUES (?, ?, ?)",
            (members[0], int(wishes.no_messages), int(wishes.do_not_chase)),
        )


def cancel_waiting(session: Session, customers: Iterable[CustomerId], now: datetime) -> None:
    """Send nothing more to people who are erased."""
    session.exec_driver_sql(
        "UPDATE message SET outcome = 'cancelled', ended_at = ? WHERE outcome = 'queued' "
        "AND customer_id IN (SELECT value FROM json_each(?))",
        (to_micros(now), json.dumps(list(customers))),
    )


def check_messages(proof: Proof) -> Finding:
    """Open every sealed message whose customer was not erased."""
    return opened(
        proof,
        "message",
        "SELECT message.id, customer.id, customer.uuid, data_key, content_enc, answer_enc FROM message "
        "JOIN customer ON customer.id = customer_id WHERE data_key IS NOT NULL ORDER BY customer.id",
        _look_into,
    )


def _look_into(key: DataKey, content: bytes, answer: bytes | None) -> str:
    address, subject, text = json.loads(key.unseal_text(content, _CONTEXT))
    if answer is not None:
        key.unseal_text(answer, _CONTEXT)
    return "" if address and isinstance(subject + text, str) else "was sent nowhere"


def _read(
    session: Session,
    vault: Vault,
    condition: str,
    values: Sequence[Any],
    *,
    order: str = "message.id DESC",
    limit: int = -1,
) -> Iterator[Message]:
    rows = session.exec_driver_sql(
        f"{_SELECT} WHERE {condition} AND {seen(session, 'holder')} ORDER BY {order} LIMIT ?",
        (*values, limit),
    ).all()
    keys: dict[int, DataKey | None] = {}
    for row in rows:
        owner = row[16]
        if owner not in keys:
            keys[owner] = key_or_none(session, vault, CustomerId(owner))
        key = keys[owner]
        if key is not None:
            yield _message(tuple(row), key)


def _message(row: tuple[Any, ...], key: DataKey) -> Message:
    address, subject, text = json.loads(key.unseal_text(row[7], _CONTEXT))
    return Message(
        MessageId(row[0]),
        row[1],
        CustomerId(row[2]),
        row[3],
        MessageKind(row[4]),
        None if row[5] is None else DebtLevel(row[5]),
        MessageWay(row[6]),
        address,
        subject,
        text,
        row[8],
        MessageOutcome(row[9]),
        row[10],
        from_micros_or_none(row[11]),
        "" if row[12] is None else key.unseal_text(row[12], _CONTEXT),
        row[13],
        from_micros(row[14]),
        from_micros_or_none(row[15]),
    )
