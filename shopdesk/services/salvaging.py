"""Saving what can still be read of a damaged shop, where no backup brings it back: lists, and what they lack."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from shopdesk.documents.customer_cells import cells_of
from shopdesk.documents.customer_sheet import Cell, sheet
from shopdesk.documents.spreadsheet_cell import guard
from shopdesk.domain.account import customer_number
from shopdesk.domain.customer_export import EVERY_COLUMN, SheetKind
from shopdesk.domain.days import format_instant_utc
from shopdesk.errors import InvalidValue
from shopdesk.storage.customer_export import read_customers
from shopdesk.storage.folder import FOLDER_MODE, telling_full
from shopdesk.storage.integrity import HOLDER
from shopdesk.storage.moments import from_micros
from shopdesk.storage.salvage import Lost, Progress, salvaged
from shopdesk.storage.salvage_journal import MOVED, TOLD
from shopdesk.storage.session import Session, read_on
from shopdesk.storage.vault import Vault

CUSTOMERS, ENTRIES, LOST = "customers.csv", "entries.csv", "what could not be read.txt"
_OPENING = "opening balance minor"
_COLUMNS = (*EVERY_COLUMN.values(), _OPENING)
_BALANCE = tuple(EVERY_COLUMN).index("debt_balance_minor")
_ENTRY_COLUMNS = ("entry", "customer", "name", "kind", "at", "total minor", "moved minor")
_ENTRIES = (
    "SELECT printf('S-%05d', number), event.customer_id, full_name, 'sale', event.at, total, on_account, event.id "
    "FROM sale AS event LEFT JOIN customer ON customer.id = event.customer_id UNION ALL "
    "SELECT printf('P-%05d', number), event.customer_id, full_name, 'payment', event.at, amount, -amount, event.id "
    "FROM debt_payment AS event LEFT JOIN customer ON customer.id = event.customer_id UNION ALL "
    "SELECT printf('A-%05d', number), event.customer_id, full_name, event.kind, event.at, amount, amount, event.id "
    "FROM account_adjustment AS event LEFT JOIN customer ON customer.id = event.customer_id UNION ALL "
    "SELECT ref, event.customer_id, full_name, CASE deed WHEN 'sell' THEN 'sale' WHEN 'take_payment' THEN 'payment' "
    "ELSE 'adjustment' END, event.at, coalesce(total, amount), moved, event.id "
    f"FROM ({TOLD}) AS event LEFT JOIN customer ON customer.id = event.customer_id ORDER BY 8"
)
_NAMELESS = (
    f"SELECT holder, sum(moved) FROM (SELECT {HOLDER} AS holder, moved FROM ({MOVED})) "
    "WHERE holder NOT IN (SELECT id FROM customer) GROUP BY holder"
)


class Saved(NamedTuple):
    """Where the lists lie, how much is in them, and what is known to be lost."""

    folder: Path
    customers: int
    entries: int
    nameless: int
    """Customers whose record is lost and whose balance their entries still tell."""
    lost: Lost
    from_journals: int
    """How many of both the file's pages lacked and a journal told."""


def save_what_is_left(folder: Path, secret: str, into: Path, today: date, progress: Progress) -> Saved:
    """Write what can be read of a damaged shop into a new folder in ``into``; the shop is not touched.

    Two CSV files, of which the customers' is one that a new shop takes over with its balances, and a text that names
    what is missing. ``progress`` is told pages read and pages in all. Raises as `storage.salvage.salvaged` does, and
    InvalidValue (field: folder) where nothing can be written.
    """
    try:
        with (
            telling_full(),
            tempfile.TemporaryDirectory(dir=into, prefix=".shopdesk-", suffix=".partial") as work,
        ):
            shop, out = Path(work) / "shop", Path(work) / "out"
            for each in (shop, out):
                each.mkdir(mode=FOLDER_MODE)
            with salvaged(folder, secret, shop, progress) as left, left.database.read() as session:
                customers, nameless = _write_customers(session, Vault(left.keys), out)
                entries = _write_entries(session, out)
            target = _free(into / f"ShopDesk rescued {today}")
            saved = Saved(target, customers, entries, nameless, left.lost, left.from_journals)
            (out / LOST).write_text("\n".join(_what_is_lost(saved)) + "\n", encoding="utf-8")
            out.rename(target)
    except OSError as error:
        raise InvalidValue(field="folder", reason="cannot_be_written") from error
    return saved


def _write_customers(session: Session, vault: Vault, out: Path) -> tuple[int, int]:
    written, nameless = 0, session.exec_driver_sql(_NAMELESS).fetchall()
    with (out / CUSTOMERS).open("wb") as file, sheet(SheetKind.CSV, file, _COLUMNS, out) as rows:
        for page in read_customers(session, vault, (), EVERY_COLUMN):
            rows.add((*cells, cells[_BALANCE]) for cells in cells_of(page, EVERY_COLUMN))
            written += len(page.ids)
        rows.add(_lost_record(row[0], row[1]) for row in nameless)
    return written, len(nameless)


def _lost_record(customer: int, balance: int) -> Sequence[Cell]:
    """Return the cells of somebody of whom only entries are left."""
    number = customer_number(customer)
    known: dict[str, Cell] = {
        "number": number,
        "last_name": f"{number} (record lost)",
        "debt_balance_minor": balance,
    }
    return (*(known.get(name, "") for name in EVERY_COLUMN), balance)


def _write_entries(session: Session, out: Path) -> int:
    count = 0
    with (out / ENTRIES).open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_ENTRY_COLUMNS)
        for count, row in enumerate(read_on(session, _ENTRIES), 1):  # noqa: B007  how many there were
            rows.writerow(_entry(row))
    return count


def _entry(row: tuple[Any, ...]) -> tuple[Cell, ...]:
    number, customer, name, kind, at, total, moved, _ = row
    whose = "" if customer is None else customer_number(customer)
    return number, whose, guard(name or ""), kind, format_instant_utc(from_micros(at)), total, moved


def _what_is_lost(saved: Saved) -> Iterator[str]:
    lost = saved.lost
    yield f"Read: {saved.customers} customers and {saved.entries} entries."
    if saved.from_journals:
        yield f"Of these, {saved.from_journals} were read from the journals alone, as they were first entered."
    yield f"Damaged: {lost.damaged} of the {lost.pages} pages of the shop's file."
    parts = (
        ("Customers", "C-{:06d}", lost.customers),
        ("Sales", "S-{:05d}", lost.sales),
        ("Payments", "P-{:05d}", lost.payments),
        ("Adjustments", "A-{:05d}", lost.adjustments),
    )
    for words, form, numbers in parts:
        yield f"{words} that could not be read: {len(numbers)}"
        yield from (f"  {each}" for each in _spans(form, numbers))
    yield "What came after the highest number that was read is not known, and not counted here."
    yield ""
    yield "Every balance is the one that stood in the customer's record, whether or not all its entries were read."
    if saved.nameless:
        yield f"Of {saved.nameless} customers only entries are left: their balance is what those add up to."
    yield "To go on, set up a new shop and import customers.csv: the column “opening balance minor” brings the debts."


def _spans(form: str, numbers: Iterable[int]) -> Iterator[str]:
    """Yield numbers that follow one another as one span."""
    for _, found in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        span = [number for _, number in found]
        first, last = form.format(span[0]), form.format(span[-1])
        yield first if len(span) == 1 else f"{first} to {last} ({len(span)})"


def _free(wanted: Path) -> Path:
    number, found = 1, wanted
    while found.exists():
        number += 1
        found = wanted.with_name(f"{wanted.name} ({number})")
    return found
