"""Reading the whole book out, page by page, with what is sealed opened."""

import json
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import BUNDLE_FIELDS
from shopdesk.domain.customer_export import ExportedPage
from shopdesk.errors import Damaged
from shopdesk.storage.bundles import BUNDLE
from shopdesk.storage.notes import NOTE
from shopdesk.storage.session import Condition, Session, read_many
from shopdesk.storage.vault import Vault

_PAGE = 4_000
_EMPTY = b"{}"
_ELSEWHERE = frozenset({"number", "address", "notes", "tags", *BUNDLE_FIELDS})
"""Columns of a list that do not stand in the customer's row, or not in the clear."""
_CALLED = {
    "phone": "landline",
    "location": "(SELECT name FROM location WHERE location.id = location_id)",
    "credit_limit_minor": "credit_limit",
    "debt_balance_minor": "debt_balance",
    "loyalty_points": "points",
    "loyalty_points_earned": "points_earned",
}
"""What columns of a list are called in the book, where that differs."""
_AHEAD = "SELECT sum(row_version) FROM customer NOT INDEXED WHERE id > ? AND id <= ?"
_KEPT: tuple[Condition, ...] = (("data_key IS NOT NULL", ()), ("merged_into IS NULL", ()))
"""Whom there is something to read of: not the erased, nor those who became part of somebody else."""


def count_customers(session: Session, conditions: Sequence[Condition]) -> int:
    """Return how many customers meet the conditions."""
    where, values = _where(conditions)
    # The archived alone can be erased or merged: an index counts the others, and no row of them is read.
    listed, archived = "archived_at IS NULL", f"archived_at IS NOT NULL AND {where}"
    counts = " + ".join(
        f"(SELECT count(*) FROM customer WHERE {part})"
        for part in ((where,) if conditions else (listed, archived))
    )
    return int(session.exec_driver_sql(f"SELECT {counts}", values).scalar_one())


def read_customers(
    session: Session, vault: Vault, conditions: Sequence[Condition], columns: Collection[str]
) -> Iterator[ExportedPage]:
    """Yield the customers that meet the conditions, with what some columns show, by id, some thousands at a time.

    The session is nobody else's until the last is read: while some customers are used, the pages of the next are
    decrypted.
    """
    where, values = _where(conditions)
    # A text of each row: a value of Python for each column would be made here only to be handed on.
    clear = tuple(name for name in columns if name not in _ELSEWHERE)
    row = f"json_array({', '.join(_CALLED.get(name, name) for name in clear)})"
    query = (
        f"SELECT customer.id, uuid, data_key, pii_enc, {row} FROM customer "
        f"WHERE {where} AND customer.id > ? ORDER BY customer.id LIMIT {_PAGE}"
    )
    opened = vault.opener(BUNDLE)
    last = 0
    with ThreadPoolExecutor(1, "reading ahead") as ahead:
        while page := read_many(session, query, (*values, last)):
            ids = [row[0] for row in page]
            last = ids[-1]
            whose = _among(ids) if conditions else _from_to(ids)
            tags = _gathered(session, "tag FROM customer_tag", whose, "position")
            notes = _gathered(session, "text_enc FROM note", whose, "written_at, id")
            # A single step, so that it needs nothing of Python meanwhile. Who is chosen may be anywhere.
            reading = None if conditions else ahead.submit(read_many, session, _AHEAD, (last, last + _PAGE))
            yield ExportedPage(
                ids,
                clear,
                [row[4] for row in page],
                [_EMPTY if sealed is None else opened(uuid, key, sealed) for _, uuid, key, sealed, _ in page],
                {one: _notes(vault, uuid, key, notes[one]) for one, uuid, key, _, _ in page if one in notes},
                tags,
            )
            if reading is not None:
                reading.result()


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[Any, ...]]:
    every = (*_KEPT, *conditions)
    return " AND ".join(text for text, _ in every), tuple(value for _, given in every for value in given)


def _among(ids: list[CustomerId]) -> Condition:
    return "customer_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)


def _from_to(ids: list[CustomerId]) -> Condition:
    """Return the condition that reads straight on, where everybody between is wanted."""
    return "customer_id BETWEEN ? AND ?", (ids[0], ids[-1])


def _gathered(session: Session, what: str, whose: Condition, order: str) -> dict[CustomerId, tuple[Any, ...]]:
    """Return of each customer that has any what belongs to them, in an order."""
    condition, values = whose
    found: dict[CustomerId, tuple[Any, ...]] = {}
    query = f"SELECT customer_id, {what} WHERE {condition} ORDER BY customer_id, {order}"
    for customer, value in read_many(session, query, values):
        found[customer] = (*found.get(customer, ()), value)
    return found


def _notes(vault: Vault, uuid: str, data_key: bytes, sealed: tuple[bytes, ...]) -> tuple[str, ...] | None:
    try:
        key = vault.open_data_key(uuid, data_key)
        return tuple(key.unseal_text(note, NOTE) for note in sealed)
    except Damaged:
        return None
