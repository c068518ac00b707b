"""What journals still hold of a damaged file: whole rows in those beside it, figures of entries in its own."""

from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection

from shopdesk.errors import Damaged
from shopdesk.storage.anchor import ENDING, values_of
from shopdesk.storage.anchor_file import AnchorFile, Seal
from shopdesk.storage.erasure import BLANKING
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.integrity import EVENTS, HOLDER
from shopdesk.storage.keys import RootKeys

_EVENT_TABLES = ("sale", "debt_payment", "account_adjustment")
_INSERT, _INSERT_MISSING = "INSERT INTO ", "INSERT OR IGNORE INTO "
_BEGINS = tuple(f"{_INSERT}{table} " for table in ("customer", *_EVENT_TABLES, "journal"))
"""Rows that name their own number: one that got it from the database would come once more."""
_ARCHIVING = "UPDATE customer SET archived_at = coalesce(archived_at, ?) WHERE id = ?"
"""Whoever is erased was archived before."""
_DROPS_TAGS = "DELETE FROM customer_tag WHERE customer_tag.customer_id = ?"
_CUSTOMERS, _TAGGED, _NOTES = (
    "SELECT id FROM customer",
    "SELECT customer_id FROM customer_tag",
    "SELECT text_enc FROM note",
)
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
    """Insert the customers, entries, tags and notes that the pages lack and a journal holds.

    Return how many customers and entries it told. They come as they were first entered, and whoever was erased since
    comes erased. Whoever comes back owes what the entries add up to; tags come to those who have none on the pages.
    What was left out when the shop went on without it stays out.
    """
    before = _read(session)
    known, tagged, notes = (_those(session, query) for query in (_CUSTOMERS, _TAGGED, _NOTES))
    for text, values in _writes(folder, keys):
        if text.startswith(_BEGINS):
            session.exec_driver_sql(text.replace(_INSERT, _INSERT_MISSING, 1), values_of(values))
        elif text == BLANKING:
            session.exec_driver_sql(_ARCHIVING, tuple(values[-2:]))
            session.exec_driver_sql(text, tuple(values))
        elif text.startswith(_DROPS_TAGS) and values[0] not in tagged:
            session.exec_driver_sql(text, tuple(values))
        elif text.startswith(f"{_INSERT}customer_tag "):
            _insert(session, text, values, "customer_id", tagged)
        elif text.startswith(f"{_INSERT}note "):
            _insert(session, text, values, "text_enc", notes)  # no two were ever sealed to the same bytes
    back = _those(session, _CUSTOMERS) - known
    sums = session.exec_driver_sql(f"SELECT {HOLDER}, sum(moved) FROM ({MOVED}) GROUP BY 1").fetchall()
    for customer, owed in sums:
        if customer in back:
            session.exec_driver_sql("UPDATE customer SET debt_balance = ? WHERE id = ?", (owed, customer))
    told: int = session.exec_driver_sql(f"SELECT count(*) FROM ({TOLD})").scalar_one()
    return _read(session) - before + told


def _those(session: Connection, query: str) -> set[object]:
    return {row[0] for row in session.exec_driver_sql(query)}


def _insert(session: Connection, text: str, values: list[object], column: str, known: set[object]) -> None:
    """Write the rows of a statement that wrote many, but those of which this column is known."""
    head = text.replace(_INSERT, _INSERT_MISSING, 1).partition(" VALUES ")[0]
    columns = head[head.index("(") + 1 : -1].split(", ")
    marks = ", ".join("?" * len(columns))
    flat = values_of(values)
    for begin in range(0, len(flat), len(columns)):
        row = flat[begin : begin + len(columns)]
        if row[columns.index(column)] not in known:
            session.exec_driver_sql(f"{head} VALUES ({marks})", row)


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
