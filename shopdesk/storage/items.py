"""The items that were sold so far, remembered from the lines of the sales."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from shopdesk.domain.folding import fold
from shopdesk.domain.item import Item
from shopdesk.domain.sale import SaleLine
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session

_COLUMNS = "text, barcode, price, tax_rate, times_sold"
_LEARN = text(
    "INSERT INTO item (folded, text, barcode, price, tax_rate, times_sold, last_sold_at) "
    "VALUES (:folded, :text, :barcode, :price, :tax_rate, 1, :at) ON CONFLICT (folded) DO UPDATE SET "
    "text = excluded.text, barcode = coalesce(excluded.barcode, barcode), price = excluded.price, "
    "tax_rate = excluded.tax_rate, times_sold = times_sold + 1, last_sold_at = excluded.last_sold_at"
)


def learn_items(session: Session, lines: Iterable[SaleLine], at: datetime) -> None:
    """Remember what was sold, each item as it was sold last; a barcode belongs to one item only."""
    for line in lines:
        folded = fold(line.text.strip())
        if line.barcode is not None:
            session.exec_driver_sql(
                "UPDATE item SET barcode = NULL WHERE barcode = ? AND folded <> ?", (line.barcode, folded)
            )
        session.execute(
            _LEARN,
            {
                "folded": folded,
                "text": line.text.strip(),
                "barcode": line.barcode,
                "price": line.price,
                "tax_rate": str(line.tax_rate),
                "at": to_micros(at),
            },
        )


def find_barcode(session: Session, barcode: str) -> Item | None:
    """Return the item with a barcode, or None."""
    row = session.exec_driver_sql(f"SELECT {_COLUMNS} FROM item WHERE barcode = ?", (barcode,)).fetchone()
    return None if row is None else _item(row)


def find_items(session: Session, words: str, limit: int) -> tuple[Item, ...]:
    """Return the items in whose text every word begins a word, the most sold first; all of them without words."""
    tests = [f" {word}" for word in fold(words).split()]
    matching = " AND ".join("instr(' ' || folded, ?) > 0" for _ in tests) or "1"
    rows = session.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM item WHERE {matching} ORDER BY times_sold DESC, last_sold_at DESC LIMIT ?",
        (*tests, limit),
    )
    return tuple(_item(row) for row in rows)


def _item(row: Sequence[Any]) -> Item:
    return Item(row[0], row[1], row[2], Decimal(row[3]), row[4])
