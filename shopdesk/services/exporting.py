"""Taking customers out as a list: announced in the journal first, then written page by page."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import IO

from shopdesk.documents.customer_sheet import Cell, sheet
from shopdesk.documents.spreadsheet_cell import UNREADABLE, join_notes, join_tags
from shopdesk.domain.account import customer_number
from shopdesk.domain.customer import BUNDLE_FIELDS, one_line_address
from shopdesk.domain.customer_export import ExportOrder
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.services.segments import yardstick
from shopdesk.storage import customer_list, search
from shopdesk.storage.customer_export import ExportedCustomer, count_customers, read_customers
from shopdesk.storage.session import Condition, Session

_MOST_FOUND = 10_000
_MICROS = 1_000_000
_DAY = 24 * 60 * 60
_EPOCH = date(1970, 1, 1)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Export:
    """An export that stands in the journal and may be written: what was ordered, and how many rows it has."""

    order: ExportOrder
    total: int


@dataclass(frozen=True, slots=True)
class ExportResult:
    """How many customers were written, and the numbers of those of whom something sealed did not open."""

    written: int
    unreadable: tuple[str, ...]


def count_export(desk: Desk, order: ExportOrder) -> int:
    """Return how many customers an export would hold."""
    with desk.read(Deed.EXPORT) as session:
        return count_customers(session, _conditions(desk, session, order))


def announce_export(desk: Desk, order: ExportOrder) -> Export:
    """Write in the journal that customers leave the book, before they do; raises Forbidden.

    A copy that is looked into keeps no journal of its own: the backup leaves as a whole whoever reads it.
    """
    if desk.book.copied_at is not None:
        return Export(order, count_export(desk, order))
    with desk.work(Deed.EXPORT) as work:
        total = count_customers(work.session, _conditions(desk, work.session, order))
        which = "chosen" if order.chosen else "all" if order.query is None else "filter"
        work.enter(
            Deed.EXPORT,
            "export",
            {"rows": total, "which": which, "every_field": order.every_field, "kind": order.kind.value},
        )
    return Export(order, total)


def write_export(
    desk: Desk, export: Export, file: IO[bytes], folder: Path, progress: Progress | None = None
) -> ExportResult:
    """Write an announced export into an open file.

    ``folder`` is where the file stands. ``progress`` is told rows done and rows in all, and may stop it by
    raising Cancelled. What does not open is never blank: its cells say so, and the result names whose they are.
    """
    written = 0
    unreadable: list[str] = []
    columns = export.order.columns
    cells_of = every_cell if export.order.every_field else _cells
    with (
        desk.read(Deed.EXPORT) as session,
        sheet(export.order.kind, file, tuple(columns.values()), folder) as out,
    ):
        conditions = _conditions(desk, session, export.order)
        for page in read_customers(
            session, desk.book.vault, conditions, every_field=export.order.every_field
        ):
            if progress is not None:
                progress(written, max(export.total, written))
            out.add(map(cells_of, page))
            written += len(page)
            unreadable += [customer_number(row.id) for row in page if row.bundle is None or row.notes is None]
        if progress is not None:
            progress(written, written)
    return ExportResult(written, tuple(unreadable))


def _conditions(desk: Desk, session: Session, order: ExportOrder) -> list[Condition]:
    if order.chosen:
        return [_among(order.chosen)]
    if order.query is None:
        return []
    filters = customer_list.conditions_of(session, order.query, yardstick(desk))
    if not order.query.search.strip():
        return filters
    hits = search.find(session, order.query.search, filters, _MOST_FOUND)
    return [_among(tuple(hit.customer for hit in hits))]


def _among(customers: tuple[int, ...]) -> Condition:
    return "customer.id IN (SELECT value FROM json_each(?))", (json.dumps(customers),)


def _cells(row: ExportedCustomer) -> tuple[Cell, ...]:
    return (
        customer_number(row.id),
        row.first_name or "",
        row.last_name or "",
        row.email or "",
        row.mobile or "",
        row.phone or "",
        UNREADABLE if row.bundle is None else one_line_address(row.bundle),
        _notes(row),
        join_tags(row.tags) if row.tags else "",
        _yes(row.is_vip),
        _instant(row.archived_at),
        _instant(row.created_at),
        _instant(row.updated_at),
    )


def every_cell(row: ExportedCustomer) -> tuple[Cell, ...]:
    """Return the cells of a customer under the headings of every column."""
    bundle = row.bundle
    return (
        customer_number(row.id),
        row.first_name or "",
        row.last_name or "",
        row.email or "",
        row.mobile or "",
        row.phone or "",
        *(UNREADABLE if bundle is None else bundle.get(name, "") for name in BUNDLE_FIELDS),
        row.birthday or "",
        row.anniversary or "",
        row.spouse_name or "",
        row.spouse_birthday or "",
        row.source or "",
        row.communication_preference or "",
        _notes(row),
        join_tags(row.tags) if row.tags else "",
        _yes(row.is_vip),
        row.customer_since_on,
        row.location or "",
        row.card_code or "",
        "none" if row.credit_limit is None else row.credit_limit,
        row.payment_terms_days,
        _yes(row.on_hold),
        row.debt_balance,
        row.points,
        row.points_earned,
        _instant(row.archived_at),
        _instant(row.created_at),
        _instant(row.updated_at),
    )


def _notes(row: ExportedCustomer) -> str:
    if not row.notes:  # of most there are none
        return UNREADABLE if row.notes is None else ""
    return join_notes(row.notes)


def _yes(flag: int) -> str:
    return "yes" if flag else "no"


@lru_cache(maxsize=1 << 8)  # most were changed last when they were made
def _instant(micros: int | None) -> str:
    if micros is None:
        return ""
    # Thrice as fast as formatting the instant, which counts for a million rows.
    days, second = divmod(micros // _MICROS, _DAY)
    minute, second = divmod(second, 60)
    return f"{_day(days)}T{minute // 60:02d}:{minute % 60:02d}:{second:02d}Z"


@lru_cache(maxsize=1 << 12)
def _day(days: int) -> str:
    return str(_EPOCH + timedelta(days))
