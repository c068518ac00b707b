"""Taking customers out as a list: announced in the journal first, then written page by page."""

import json
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from shopdesk.documents.customer_cells import cells_of, csv_of
from shopdesk.documents.customer_sheet import sheet
from shopdesk.domain.account import customer_number
from shopdesk.domain.customer_export import ExportedPage, ExportOrder, SheetKind
from shopdesk.domain.staff import Deed
from shopdesk.services.back_room import BackRoom
from shopdesk.services.desk import Desk
from shopdesk.services.segments import yardstick
from shopdesk.storage import customer_list, search
from shopdesk.storage.customer_export import count_customers, read_customers
from shopdesk.storage.session import Condition, Session

_MOST_FOUND = 10_000
_MANY = 20_000
"""Fewer are written sooner than another process starts."""

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
    order = export.order
    written = 0
    unreadable: list[str] = []

    def pages(session: Session) -> Generator[ExportedPage, None, None]:
        nonlocal written
        conditions = _conditions(desk, session, order)
        for page in read_customers(session, desk.book.vault, conditions, order.columns):
            if progress is not None:
                progress(written, max(export.total, written))
            yield page
            written += len(page.ids)
            unreadable.extend(map(customer_number, page.unreadable))

    with (
        desk.read(Deed.EXPORT) as session,
        sheet(order.kind, file, tuple(order.columns.values()), folder) as out,
        closing(pages(session)) as read,
    ):
        if order.kind is SheetKind.CSV:
            write = partial(csv_of, columns=tuple(order.columns))
            with BackRoom(write, export.total, _MANY) as room:
                for _, text in room.each(read):
                    file.write(text)
        else:
            for page in read:
                out.add(cells_of(page, order.columns))
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
