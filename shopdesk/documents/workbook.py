"""A workbook (XLSX) of any length, written row by row: texts and numbers in their cells, never a formula."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, Any

Cell = str | int

_ROWS_OF_A_SHEET = 1_048_576
_LONGEST_CELL = 32_767
_CUT = "… [cut: the whole of it is in the CSV file]"
_WIDTH = 18
_LEVEL = 1
"""What is packed is mostly the same few words again: packing it harder takes thrice the time for a fifth of it."""
_ROWS = "</sheetData>"
_SIZE = re.compile("<dimension [^>]*/>")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_UNWRITABLE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_BARE = re.compile("[^&<>_\x00-\x20\ufffe\uffff]+(?: [^&<>_\x00-\x20\ufffe\uffff]+)*")
"""What stands in XML as it is."""


@contextmanager
def workbook(file: IO[bytes], title: str, headings: Sequence[str]) -> Iterator["Workbook"]:
    """Open a workbook with its headings; it is whole in ``file`` when this is left without an error."""
    book = Workbook(file, title, headings)
    try:
        book.begin_sheet()
        yield book
        book.finish()
    finally:
        book.let_go()


class Workbook:
    """Takes rows and packs them into a file while the next are made; a sheet that is full is followed by another.

    A library knows what a workbook is made of; the rows, which are nearly all of it, are written here, in a fifth of
    its time and without a file beside it.
    """

    def __init__(self, file: IO[bytes], title: str, headings: Sequence[str]) -> None:
        self._file = _LettingGo(file)
        self._title = title
        self._headings = headings
        self._letters = tuple(map(_letters, range(len(headings))))
        self._packer = ThreadPoolExecutor(1, "packing")
        self._packing: Future[Any] | None = None
        self._book = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._parts: dict[str, bytes] = {}
        self._page: IO[bytes] = io.BytesIO()  # until the first sheet begins
        self._sheets = 0
        self._row = 0

    def begin_sheet(self) -> None:
        """Write the headings of the next sheet."""
        self._sheets += 1
        titles = (self._title, *(f"{self._title} {number}" for number in range(2, self._sheets + 1)))
        self._parts = _empty_book(titles, self._headings)
        *before, name = (f"xl/worksheets/sheet{number}.xml" for number in range(1, self._sheets + 1))
        for written in before:
            del self._parts[written]
        begins, rows, ends = self._parts.pop(name).decode().partition(_ROWS)
        self._ends = rows + ends
        self._page = self._book.open(name, "w", force_zip64=True)
        # The size is that of the headings alone, and may be left out.
        self._write(_SIZE.sub("", begins))
        self._row = 1

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows."""
        written: list[str] = []
        for row in rows:
            if self._row >= _ROWS_OF_A_SHEET:
                self._write("".join(written))
                written.clear()
                self._end_sheet()
                self.begin_sheet()
            self._row += 1
            written.append(self._written(row))
        self._write("".join(written))

    def finish(self) -> None:
        """Write what is left once all rows are there."""
        self._end_sheet()
        for name, part in self._parts.items():
            self._book.writestr(name, part)
        self._book.close()

    def let_go(self) -> None:
        """Close everything; of a workbook that is not finished, nothing more is written."""
        self._packer.shutdown(wait=True)
        self._file.is_let_go = True
        self._page.close()
        self._book.close()

    def _written(self, row: Sequence[Cell]) -> str:
        number = self._row
        cells = [
            f'<c r="{letters}{number}"><v>{cell}</v></c>'
            if isinstance(cell, int)
            else f'<c r="{letters}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            if _BARE.fullmatch(cell) and len(cell) <= _LONGEST_CELL
            else f'<c r="{letters}{number}" t="inlineStr"><is>{_escaped(cell)}</is></c>'
            for letters, cell in zip(self._letters, row, strict=True)
            if cell != ""
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'

    def _end_sheet(self) -> None:
        self._write(self._ends)
        self._settle()
        self._page.close()

    def _write(self, text: str) -> None:
        """Have a text packed, once the one before it is; raises what packing that one raised."""
        self._settle()
        self._packing = self._packer.submit(self._page.write, text.encode())

    def _settle(self) -> None:
        packing, self._packing = self._packing, None
        if packing is not None:
            packing.result()


class _LettingGo:
    """The file as the packer sees it; once it is let go, what is still to be closed is written nowhere."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.is_let_go = False

    def write(self, content: Any) -> int:
        """Write on."""
        return len(content) if self.is_let_go else self._file.write(content)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return offset if self.is_let_go else self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return 0 if self.is_let_go else self._file.tell()

    def flush(self) -> None:
        """Leave it to whoever closes the file."""

    def close(self) -> None:
        """Leave it to whoever opened it."""


def _empty_book(titles: Sequence[str], headings: Sequence[str]) -> dict[str, bytes]:
    """Return the parts of a workbook by their names: sheets that hold their headings alone."""
    # Imported here: nothing else needs it, and it would be waited for at every start.
    from xlsxwriter import Workbook as Blank  # noqa: PLC0415

    file = io.BytesIO()
    with Blank(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for title in titles:
            page = book.add_worksheet(title)
            page.freeze_panes(1, 0)
            page.set_column(0, len(headings) - 1, _WIDTH)
            page.write_row(0, 0, headings, bold)
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _letters(place: int) -> str:
    """Return a column as spreadsheets call it: A, B, … Z, AA."""
    before, here = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + here)


def _escaped(cell: str) -> str:
    """Return a text of any kind and length as XML."""
    text = cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - len(_CUT)] + _CUT
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    text = _UNWRITABLE.sub(_coded, _LIKE_UNWRITABLE.sub("_x005F_", text))
    return f"<t{kept}>{text.translate(_MARKUP)}</t>"


def _coded(mark: re.Match[str]) -> str:
    """Return a mark that XML cannot hold as spreadsheets write it."""
    return f"_x{ord(mark[0]):04X}_"
