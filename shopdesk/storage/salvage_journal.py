"""What journals still hold of a damaged file: whole rows in those beside it, figures of entries in its own."""

from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection

from shopdesk.errors import Damaged
from shopdesk.storage.anchor import ENDING, values_of
from shopdesk.storage.anchor_file import AnchorFile, Seal
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.integrity import EVENTS, HOLDER
from shopdesk.storage.keys import RootKeys

_EVENT_TABLES = ("sale", "debt_payment", "account_adjustment")
_INSERT = "INSERT INTO "
_BEGINS = tuple(f"{_INSERT}{table} " for table in ("customer", *_EVENT_TABLES, "journal"))
"""Rows that name their own number: one that got it from the database would come once more."""
_NUMBER = "CAST(substr(json_extract(content, '$.ref'), 3) AS INTEGER)"
TOLD = (
    "SELECT json_extract(content, '$.event') AS id, deed, json_extract(content, '$.ref') AS ref, "
    f"{_NUMBER} AS number, CASE WHEN subject <> '' THEN CAST(substr(subject, 3) AS INTEGER) END AS customer_id, "
    "json_extract(content, '$.at') AS at, json_extract(content, '$.amount') AS amount, "
    "json_extract(content, '$.total') AS total, CASE deed WHEN 'sell' THEN json_extract(content, '$.on_account') "
    "WHEN 'take_payment' THEN -json_extract(content, '$.amount') ELSE json_extract(content, '$.amount') END AS moved "
    "FROM journal WHERE deed IN ('sell', 'take_payment', 'adjust') AND json_extract(content, '$.event') NOT IN "
    f"({' UNION ALL '.join(f'SELECT id FROM {table}' for table in _EVENT_TABLES)})"
)
"""Events of which only the row of the journal is left: what, whose, when and how much."""
MOVED = f"{EVENTS} UNION ALL SELECT customer_id, moved FROM ({TOLD}) WHERE moved <> 0"


def bring_rows(session: Connection, folder: ShopFolder, keys: RootKeys) -> int:
    """Insert the customers and entries that the pages lack and a journal holds; return how many it told.

    They come as they were first entered, without tags and notes. Whoever comes back so owes what the entries add up to.
    What was left out when the shop went on without it stays out.
    """
    before = _read(session)
    known = {row[0] for row in session.exec_driver_sql("SELECT id FROM customer")}
    for text, values in _writes(folder, keys):
        if text.startswith(_BEGINS):
            session.exec_driver_sql(text.replace(_INSERT, "INSERT OR IGNORE INTO ", 1), values_of(values))
    back = {row[0] for row in session.exec_driver_sql("SELECT id FROM customer")} - known
    sums = session.exec_driver_sql(f"SELECT {HOLDER}, sum(moved) FROM ({MOVED}) GROUP BY 1").fetchall()
    for customer, owed in sums:
        if customer in back:
            session.exec_driver_sql("UPDATE customer SET debt_balance = ? WHERE id = ?", (owed, customer))
    told: int = session.exec_driver_sql(f"SELECT count(*) FROM ({TOLD})").scalar_one()
    return _read(session) - before + told


def _read(session: Connection) -> int:
    counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in ("customer", *_EVENT_TABLES))
    return int(session.exec_driver_sql(f"SELECT {counts}").scalar_one())


def _writes(folder: ShopFolder, keys: RootKeys) -> Iterator[tuple[str, list[object]]]:
    """Yield what was written, each file until the next begins: what it holds beyond that was left out."""
    paths = [path for path in (*sorted(folder.backups.glob(f"*{ENDING}")), folder.journal) if path.is_file()]
    begun = [(path, *found) for path in paths if (found := _beginning(path)) is not None]
    ours = [(path, position) for path, lineage, position in begun if lineage == begun[-1][1]]
    for (path, _), following in zip_longest(ours, ours[1:]):
        with (
            suppress(Damaged),
            closing(AnchorFile(path)) as file,
        ):  # what stands before the damage still counts
            for frame in file.frames():
                if following is None or frame.position <= following[1]:
                    yield from Seal(keys.anchor_key).open(file.header, frame)["writes"]


def _beginning(path: Path) -> tuple[str, int] | None:
    """Return a journal's lineage and the position at which it begins, None for one that cannot be read."""
    with suppress(Damaged), closing(AnchorFile(path)) as file:
        first = file.first()
        return None if first is None else (file.header.lineage, first.position)
    return None
