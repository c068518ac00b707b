"""What an import would do with each row of somebody else's file, before anything is written."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from shopdesk.documents.spreadsheet_cell import guard
from shopdesk.errors import InvalidValue, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.import_dates import DayRead


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Judged(Protocol):
    """A row with its verdict: ``column`` is where it is wrong, ``error`` why; ``cells`` are kept of rejected rows."""

    @property
    def number(self) -> int:
        """Its place in the file, as spreadsheets count."""

    @property
    def verdict(self) -> Verdict:
        """What becomes of it."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells as they came."""

    @property
    def column(self) -> str | None:
        """The column that is wrong."""

    @property
    def error(self) -> ShopDeskError | None:
        """Why it is refused."""


R = TypeVar("R", bound=Judged)


@dataclass(frozen=True, slots=True)
class Plan(Generic[R]):
    """What an import would do; ``mapping`` is column to field, rows are numbered as spreadsheets do."""

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    preview: tuple[tuple[str, ...], ...]
    """The cells of the first rows."""
    rows: tuple[R, ...]
    in_doubt: tuple[DayRead, ...] = ()
    """A day of each column that could be read in two ways."""

    @property
    def rejected(self) -> tuple[R, ...]:
        """Return the rows that cannot be taken over."""
        return tuple(row for row in self.rows if row.verdict is Verdict.REJECTED)

    @property
    def created(self) -> int:
        """Return how many rows are new."""
        return self._count(Verdict.NEW)

    @property
    def updated(self) -> int:
        """Return how many rows change what is there."""
        return self._count(Verdict.UPDATE)

    @property
    def unchanged(self) -> int:
        """Return how many rows say nothing new."""
        return self._count(Verdict.UNCHANGED)

    def _count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportResult(Generic[R]):
    """What an import did, in rows."""

    created: int
    updated: int
    unchanged: int
    rejected: tuple[R, ...]


def check_mapped(plan: Plan[R]) -> None:
    """Raise InvalidValue (field: file) while no column of the file is taken for a field."""
    if not plan.mapping:
        raise InvalidValue(field="file", reason="no_known_column")


def rejected_csv(plan: Plan[R]) -> bytes:
    """Return the rejected rows as they came, with a further column that says why (UTF-8 with a mark).

    Cells beyond the columns of the file stand after it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=plan.delimiter)
    writer.writerow((*plan.columns, "reason"))
    for row in plan.rejected:
        width = len(plan.columns)
        cells = tuple(map(guard, row.cells)) + ("",) * (width - len(row.cells))
        reason = "" if row.error is None else sentence(row.error)
        why = f"{row.column}: {reason}" if row.column else reason
        writer.writerow((*cells[:width], why, *cells[width:]))
    return out.getvalue().encode("utf-8-sig")
