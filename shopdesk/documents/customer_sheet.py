"""A list of customers as a file that spreadsheets open: CSV or XLSX, written row by row in little memory."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Protocol

from shopdesk.documents.spreadsheet_cell import RISKY, guard
from shopdesk.domain.customer_export import SheetKind

Cell = str | int | None
"""None and nothing are the same."""
Column = Sequence[Cell]

_ROWS_OF_A_SHEET = 1_048_576
_LONGEST_CELL = 32_767
_CUT = "… [cut: the whole of it is in the CSV file]"
_WIDTH = 18
_SHEET = "Customers"


class Sheet(Protocol):
    """Takes the rows of a list, one after the other."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""


@contextmanager
def sheet(kind: SheetKind, file: IO[bytes], columns: Sequence[str], folder: Path) -> Iterator[Sheet]:
    """Open a list with its headings; it is whole in ``file`` when this is left without an error.

    What is needed beside the file meanwhile stands in ``folder``, for its owner's eyes only.
    """
    if kind is SheetKind.CSV:
        file.write(codecs.BOM_UTF8)
        yield _CsvSheet(file, columns)
        return
    # Imported here: nothing else needs it, and it would be waited for at every start.
    from xlsxwriter import Workbook  # noqa: PLC0415
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    with TemporaryDirectory(dir=folder, prefix=".shopdesk-", suffix=".part") as beside:
        packed = _Packed(file)
        book = Workbook(packed, {"constant_memory": True, "tmpdir": beside})
        book.use_zip64()
        pages = _XlsxSheet(book, columns)
        try:
            yield pages
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the OSError that it wraps: a full disk
        finally:
            pages.let_go()
            packed.done = True


class _Packed:
    """The file as the packer sees it; what failed to pack tries once more when it is thrown away, for nothing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.done = False

    def write(self, content: Any) -> int:
        """Write on."""
        return len(content) if self.done else self._file.write(content)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return offset if self.done else self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return 0 if self.done else self._file.tell()

    def flush(self) -> None:
        """Leave it to whoever closes the file."""


class _CsvSheet:
    def __init__(self, file: IO[bytes], columns: Sequence[str]) -> None:
        self._file = file
        self._file.write(_written([columns]))

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows, each cell guarded against being taken for a formula."""
        self._file.write(csv_text(zip(*rows, strict=True)))


def csv_text(columns: Iterable[Column]) -> bytes:
    """Return columns as the rows of a CSV, each cell guarded against being taken for a formula."""
    return _written(zip(*map(_guarded, columns), strict=True))


def _guarded(column: Column) -> Column:
    begin = {cell[:1] for cell in column if isinstance(cell, str)}
    if RISKY.isdisjoint(begin):  # as most are
        return column
    return [guard(cell) if isinstance(cell, str) else cell for cell in column]


def _written(rows: Iterable[Sequence[Cell]]) -> bytes:
    # Encoded all at once: a file of text makes several calls for each row.
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


class _XlsxSheet:
    """Cells are written as texts or numbers, so that there is nothing to guard against."""

    def __init__(self, book: Any, columns: Sequence[str]) -> None:
        self._book = book
        self._columns = columns
        self._bold = book.add_format({"bold": True})
        self._sheets = 0
        self._begin_sheet()

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows; a sheet that is full is followed by another."""
        for row in rows:
            if self._row >= _ROWS_OF_A_SHEET:
                self._begin_sheet()
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    self._page.write_number(self._row, column, cell)
                elif cell:
                    self._page.write_string(self._row, column, _fitting(cell))
            self._row += 1

    def let_go(self) -> None:
        """Close the files that an unfinished list was kept in."""
        for page in self._book.worksheets():
            page.row_data_fh.close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._page = self._book.add_worksheet(_SHEET if self._sheets == 1 else f"{_SHEET} {self._sheets}")
        self._page.freeze_panes(1, 0)
        self._page.set_column(0, len(self._columns) - 1, _WIDTH)
        for place, heading in enumerate(self._columns):
            self._page.write_string(0, place, heading, self._bold)
        self._row = 1


def _fitting(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - len(_CUT)] + _CUT
