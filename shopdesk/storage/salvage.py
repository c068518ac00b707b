"""What can still be read of a damaged file, row by row, carried into a fresh file under the same keys."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from shopdesk.domain.folding import fold
from shopdesk.domain.settings import Settings
from shopdesk.errors import Damaged, NotAShop
from shopdesk.storage import keyfile, schema, tables
from shopdesk.storage.carving import CarvedRow, Value, carve
from shopdesk.storage.cipher_pages import LOCK_PAGE, CipherPages
from shopdesk.storage.database import Database
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.salvage_journal import TOLD, bring_rows

_ROWS_OF = ("customer", "note", "location", "staff", "sale", "debt_payment", "account_adjustment", "journal")
_SETTINGS = frozenset(field.name for field in fields(Settings))
_COUNTERS = frozenset({"sale", "payment", "adjustment"})
_EVERY = 200
"""After how many pages somebody is told, and may stop it."""
_TYPES: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes}

Progress = Callable[[int, int], None]
Shape = tuple[tuple[type, bool], ...]


class Lost(NamedTuple):
    """What is known to be lost: pages, and the numbers of customers and entries that are nowhere to be found."""

    pages: int
    damaged: int
    customers: tuple[int, ...]
    sales: tuple[int, ...]
    payments: tuple[int, ...]
    adjustments: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was lost."""
        return not any(self[1:])


class Salvaged(NamedTuple):
    """A file with what could be read, to be read from; it is no shop to go on working in."""

    database: Database
    keys: RootKeys
    lost: Lost
    from_journals: int
    """How many customers and entries are not in the file's pages, and are told by a journal."""


@contextmanager
def salvaged(folder: Path, secret: str, work: Path, progress: Progress) -> Iterator[Salvaged]:
    """Carry every row that can be read into an encrypted file in ``work``; nothing in ``folder`` is changed.

    ``progress`` is told pages read and pages in all. Raises WrongSecret, NotAShop without key file or database,
    Damaged when both key files are, or when no page at all can be read; DiskFull.
    """
    damaged, place = ShopFolder(folder), ShopFolder(work)
    if not damaged.database.is_file():
        raise NotAShop(path=str(folder))
    for source, target in ((damaged.keys, place.keys), (damaged.keys_copy, place.keys_copy)):
        if source.is_file():
            shutil.copyfile(source, target)  # opening a key file mends it
    opened = keyfile.open_keys(place, secret)
    keys, pages = _pages(damaged.database, opened)
    database = Database.create(place, keys)
    try:
        schema.bring_up_to_date(database)
        with database.maintenance() as session:
            unreadable = _fill(session, pages, progress)
            from_journals = bring_rows(session, damaged, keys)
            session.commit()
        with database.read() as session:
            lost = _lost(session, pages.total, unreadable)
        yield Salvaged(database, keys, lost, from_journals)
    finally:
        database.close()


def _pages(path: Path, opened: keyfile.Opened) -> tuple[RootKeys, CipherPages]:
    """Return the pages under the keys that open any of them: a rekey may have been cut off."""
    for keys in (opened.keys, opened.coming):
        if keys is not None:
            pages = CipherPages(path, keys)
            if any(pages.page(number) is not None for number in range(1, pages.total + 1)):
                return keys, pages
    raise Damaged(what="database")


def _fill(session: Connection, pages: CipherPages, progress: Progress) -> int:
    """Write every row of every page that can be read; return how many pages cannot."""
    shapes = {name: _shape(session, name) for name in _ROWS_OF}
    for (name,) in session.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        session.exec_driver_sql(f"DROP TRIGGER {name}")  # what they remember of other tables may be lost
    session.exec_driver_sql("DELETE FROM counter")
    unreadable = 0
    for number in range(1, pages.total + 1):
        if number % _EVERY == 1:
            progress(number - 1, pages.total)
        page = pages.page(number)
        if page is None:
            unreadable += number != LOCK_PAGE
            continue
        for name, rows in _sorted(carve(number, page, pages.page), shapes).items():
            columns = tables.metadata.tables[name].columns
            marks = ", ".join("?" * len(columns))
            session.exec_driver_sql(f"INSERT OR IGNORE INTO {name} VALUES ({marks})", rows)
    progress(pages.total, pages.total)
    return unreadable


def _sorted(rows: Iterable[CarvedRow], shapes: dict[str, Shape]) -> dict[str, list[tuple[Value, ...]]]:
    """Return the rows of a page by the table that they have the shape of; there is no tree to tell."""
    found: dict[str, list[tuple[Value, ...]]] = {}
    for row in rows:
        name, values = _named(row, shapes)
        if name:
            found.setdefault(name, []).append(values)
    return found


def _named(row: CarvedRow, shapes: dict[str, Shape]) -> tuple[str, tuple[Value, ...]]:
    values = row.values
    if row.rowid is not None:
        values = (row.rowid, *values[1:])  # a key that is the row's own number is not stored twice
        return next((name for name, shape in shapes.items() if _fits(values, shape)), ""), values
    match values:
        case (str(key), str()) if key in _SETTINGS:
            return "setting", values
        case (str(key), int()) if key in _COUNTERS:
            return "counter", values
        case (int(), str(folded), str(tag), int()) if folded == fold(tag):
            return "customer_tag", values
    return "", values


def _fits(values: tuple[Value, ...], shape: Shape) -> bool:
    return len(values) == len(shape) and all(
        (value is None and may_be_null) or isinstance(value, kind)
        for value, (kind, may_be_null) in zip(values, shape, strict=True)
    )


def _shape(session: Connection, table: str) -> Shape:
    rows: Any = session.exec_driver_sql(f"PRAGMA table_info({table})")
    return tuple((_TYPES[kind], not (required or key)) for _, _, kind, required, _, key in rows)


def _lost(session: Connection, pages: int, damaged: int) -> Lost:
    def gaps(query: str, highest: str) -> tuple[int, ...]:
        there = {row[0] for row in session.exec_driver_sql(query)}
        last = session.exec_driver_sql(highest).scalar_one()
        return tuple(number for number in range(1, (last or 0) + 1) if number not in there)

    def entries(table: str, counter: str, deed: str) -> tuple[int, ...]:
        return gaps(
            f"SELECT number FROM {table} UNION SELECT number FROM ({TOLD}) WHERE deed = '{deed}'",
            f"SELECT max(coalesce((SELECT max(number) FROM {table}), 0), "
            f"coalesce((SELECT value FROM counter WHERE name = '{counter}'), 0))",
        )

    known = " UNION ALL ".join(
        f"SELECT max({'id' if table == 'customer' else 'customer_id'}) AS id FROM {table}"
        for table in ("customer", "note", "sale", "debt_payment", "account_adjustment")
    )
    return Lost(
        pages,
        damaged,
        gaps("SELECT id FROM customer", f"SELECT max(id) FROM ({known})"),
        entries("sale", "sale", "sell"),
        entries("debt_payment", "payment", "take_payment"),
        entries("account_adjustment", "adjustment", "adjust"),
    )
