"""Reading the whole book out, page by page, with what is sealed opened."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from shopdesk.domain.customer_export import ExportedCustomer
from shopdesk.errors import Damaged
from shopdesk.storage.bundles import BUNDLE
from shopdesk.storage.customers import read_tags
from shopdesk.storage.notes import NOTE
from shopdesk.storage.session import Condition, Session, read_many
from shopdesk.storage.vault import DataKey, Vault

_PAGE = 4_000
_KEYS = "id, uuid, data_key, pii_enc, first_name, last_name, email, mobile, landline, "
_COLUMNS = (
    f"{_KEYS}birthday, anniversary, spouse_name, spouse_birthday, source, communication_preference, is_vip, "
    "customer_since_on, (SELECT name FROM location WHERE location.id = location_id), card_code, credit_limit, "
    "payment_terms_days, on_hold, debt_balance, points, points_earned, archived_at, created_at, updated_at"
)
_USUAL = f"{_KEYS}{'NULL, ' * 6}is_vip, {'NULL, ' * 9}archived_at, created_at, updated_at"
"""The same, where what few lists show need not be looked for in each row."""
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
    session: Session, vault: Vault, conditions: Sequence[Condition], *, every_field: bool = True
) -> Iterator[list[ExportedCustomer]]:
    """Yield the customers that meet the conditions by id, some thousands at a time.

    Without ``every_field`` only those that the usual columns show are read; the others are None. The session is
    nobody else's until the last is read: while some customers are used, the pages of the next are decrypted.
    """
    where, values = _where(conditions)
    columns = _COLUMNS if every_field else _USUAL
    query = (
        f"SELECT {columns} FROM customer WHERE {where} AND customer.id > ? ORDER BY customer.id LIMIT {_PAGE}"
    )
    last = 0
    with ThreadPoolExecutor(1, "reading ahead") as ahead:
        while page := read_many(session, query, (*values, last)):
            ids = [row[0] for row in page]
            last = ids[-1]
            tags = read_tags(session, ids)
            notes = _read_notes(session, ids)
            # A single step, so that it needs nothing of Python meanwhile. Who is chosen may be anywhere.
            reading = None if conditions else ahead.submit(read_many, session, _AHEAD, (last, last + _PAGE))
            yield [_opened(vault, row, notes.get(row[0], ()), tags.get(row[0], ())) for row in page]
            if reading is not None:
                reading.result()


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[Any, ...]]:
    every = (*_KEPT, *conditions)
    return " AND ".join(text for text, _ in every), tuple(value for _, given in every for value in given)


def _read_notes(session: Session, ids: list[int]) -> dict[int, tuple[bytes, ...]]:
    """Return the sealed notes of each customer that has any, the oldest first."""
    found: dict[int, tuple[bytes, ...]] = {}
    rows = read_many(
        session,
        "SELECT customer_id, text_enc FROM note WHERE customer_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY customer_id, written_at, id",
        (json.dumps(ids),),
    )
    for customer, sealed in rows:
        found[customer] = (*found.get(customer, ()), sealed)
    return found


def _opened(
    vault: Vault, row: tuple[Any, ...], sealed_notes: tuple[bytes, ...], tags: tuple[str, ...]
) -> ExportedCustomer:
    bundle: str | None = ""
    notes: tuple[str, ...] | None = ()
    if row[2] is not None and (row[3] is not None or sealed_notes):  # without a key: erased
        try:
            key = vault.open_data_key(row[1], row[2])
        except Damaged:
            bundle = None if row[3] is not None else bundle
            notes = None if sealed_notes else notes
        else:
            bundle = bundle if row[3] is None else _bundle(key, row[3])
            notes = _notes(key, sealed_notes) if sealed_notes else notes
    return ExportedCustomer._make((row[0], *row[4:], bundle, notes, tags))


def _bundle(key: DataKey, sealed: bytes) -> str | None:
    try:
        return key.unseal_text(sealed, BUNDLE)
    except Damaged:
        return None


def _notes(key: DataKey, sealed: tuple[bytes, ...]) -> tuple[str, ...] | None:
    try:
        return tuple(key.unseal_text(note, NOTE) for note in sealed)
    except Damaged:
        return None
