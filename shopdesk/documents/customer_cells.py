"""What stands in the cells of a list of customers, made column by column: row by row takes twice as long."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any

from shopdesk.documents.customer_sheet import Cell, Column, csv_text
from shopdesk.documents.spreadsheet_cell import UNREADABLE, join_notes, join_tags
from shopdesk.domain.account import customer_number
from shopdesk.domain.customer import BUNDLE_FIELDS, one_line_address
from shopdesk.domain.customer_export import ExportedPage

_MICROS = 1_000_000
_DAY = 24 * 60 * 60
_EPOCH = date(1970, 1, 1)
_MINUTES = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60))

_Read = Mapping[str, Sequence[Any]]
"""Customers field by field; under *bundle* stands what was sealed."""


def cells_of(customers: ExportedPage, columns: Iterable[str]) -> Iterable[tuple[Cell, ...]]:
    """Return the cells of each customer in these columns."""
    return zip(*_columns(customers, columns), strict=True)


def csv_of(customers: ExportedPage, *, columns: Iterable[str]) -> bytes:
    """Return customers as the rows of a CSV."""
    return csv_text(_columns(customers, columns))


def _columns(customers: ExportedPage, columns: Iterable[str]) -> list[Column]:
    # Taken apart all at once: one by one takes twice as long.
    rows = json.loads(f"[{','.join(customers.rows)}]")
    bundles = b",".join(b"null" if each is None else each for each in customers.bundles)
    read: _Read = {
        **dict(zip(customers.columns, zip(*rows, strict=True), strict=True)),
        "id": customers.ids,
        "bundle": json.loads(b"[%b]" % bundles),
        "notes": [customers.notes.get(one, ()) for one in customers.ids],
        "tags": [customers.tags.get(one, ()) for one in customers.ids],
    }
    return [_MADE[name](read) if name in _MADE else read[name] for name in columns]


def _numbers(read: _Read) -> Column:
    return [customer_number(customer) for customer in read["id"]]


def _addresses(read: _Read) -> Column:
    return [UNREADABLE if each is None else one_line_address(each) for each in read["bundle"]]


def _sealed(name: str, read: _Read) -> Column:
    return [UNREADABLE if each is None else each.get(name) for each in read["bundle"]]


def _notes(read: _Read) -> Column:
    return [UNREADABLE if notes is None else join_notes(notes) if notes else "" for notes in read["notes"]]


def _tags(read: _Read) -> Column:
    return [join_tags(tags) if tags else "" for tags in read["tags"]]


def _yes(name: str, read: _Read) -> Column:
    return ["yes" if flag else "no" for flag in read[name]]


def _limits(read: _Read) -> Column:
    return ["none" if limit is None else limit for limit in read["credit_limit_minor"]]


def _instants(name: str, read: _Read) -> Column:
    return [None if micros is None else _instant(micros) for micros in read[name]]


def _instant(micros: int) -> str:
    # A quarter of the time that formatting the instant takes, which counts for a million rows.
    days, second = divmod(micros // _MICROS, _DAY)
    minute, second = divmod(second, 60)
    return f"{_day(days)}T{_MINUTES[minute]}:{second:02d}Z"


@lru_cache(maxsize=1 << 12)
def _day(days: int) -> str:
    return str(_EPOCH + timedelta(days))


_MADE: dict[str, Callable[[_Read], Column]] = {
    "number": _numbers,
    "address": _addresses,
    **{name: partial(_sealed, name) for name in BUNDLE_FIELDS},
    "notes": _notes,
    "tags": _tags,
    "is_vip": partial(_yes, "is_vip"),
    "on_hold": partial(_yes, "on_hold"),
    "credit_limit_minor": _limits,
    "archived_at": partial(_instants, "archived_at"),
    "created_at": partial(_instants, "created_at"),
    "updated_at": partial(_instants, "updated_at"),
}
"""What makes the columns that do not stand in the book as they are written."""
