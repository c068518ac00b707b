"""A list of customers as a file that spreadsheets open: CSV or XLSX, written row by row in little memory."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Protocol

from shopdesk.documents.spreadsheet_cell import RISKY, guard
from shopdesk.documents.workbook import Cell, workbook
from shopdesk.domain.customer_export import SheetKind

__all__ = ["Cell", "Sheet", "sheet"]

_TITLE = "Customers"


class Sheet(Protocol):
    """Takes the rows of a list, one after the other."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""


@contextmanager
def sheet(kind: SheetKind, file: IO[bytes], columns: Sequence[str]) -> Iterator[Sheet]:
    """Open a list with its headings; it is whole in ``file`` when this is left without an error."""
    if kind is SheetKind.CSV:
        file.write(codecs.BOM_UTF8)
        yield _CsvSheet(file, columns)
        return
    with workbook(file, _TITLE, columns) as book:
        yield book


class _CsvSheet:
    def __init__(self, file: IO[bytes], columns: Sequence[str]) -> None:
        self._file = file
        self._write([columns])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows, each cell guarded against being taken for a formula."""
        self._write(
            [guard(cell) if isinstance(cell, str) and cell[:1] in RISKY else cell for cell in row]
            for row in rows
        )

    def _write(self, rows: Iterable[Sequence[Cell]]) -> None:
        # Encoded all at once: a file of text makes several calls for each row.
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._file.write(text.getvalue().encode())
