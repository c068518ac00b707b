"""From the bytes of somebody else's CSV file to rows of cells: strict, in bounds, every row answered for."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from shopdesk.errors import InvalidValue

FILE_LIMIT = 64 * 1024 * 1024
ROWS_LIMIT = 200_000
COLUMNS_LIMIT = 300
CELL_LIMIT = 10_000
_RECORD_LINES = 200
_RECORD_LENGTH = 200_000
_SAMPLE_ROWS = 20
_SAMPLE_BYTES = 256 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WESTERN = "cp1252"
# What spreadsheets of the last decades wrote when they did not write Unicode. Without this list the guess
# wanders off to mainframe code pages on short files.
_LEGACY = (
    _WESTERN,
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp874",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "mac_roman",
)
_DATA = re.compile(r"[\d@]")
_UNDECODED = re.compile("[\ud800-\udfff]")


class ParsedRow(NamedTuple):
    """One row as it stands in the file; ``number`` counts from 1 for the header, as spreadsheets do.

    ``fault`` is None, or the reason why the row cannot be read: ``broken_quoting``, ``wrong_encoding``,
    ``nul``, ``too_long`` or ``too_many_cells``.
    """

    number: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A CSV file, opened: its header, and its rows without the empty ones as they are read.

    Reading on raises `InvalidValue` (field ``file``) with reason ``too_many_rows`` after the last that is allowed.
    """

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    rows: Iterator[ParsedRow]


def parse_csv(data: bytes) -> ParsedFile:
    """Read a CSV file of unknown encoding and delimiter; rows that cannot be read carry their fault.

    Raises `InvalidValue` (field ``file``) with reason ``empty``, ``too_large``, ``wrong_encoding`` or
    ``no_header`` when nothing at all can be made of it.
    """
    if len(data) > FILE_LIMIT:
        raise InvalidValue(field="file", reason="too_large")
    if not data.strip():
        raise InvalidValue(field="file", reason="empty")
    encoding, text = _decode(data)
    lines, delimiter, skipped = _announced_delimiter(_lines(text))
    delimiter = delimiter or _guess_delimiter(lines)
    header, records = _header(_records(lines, delimiter, skipped))
    if header is None or header.fault or len(header.cells) > COLUMNS_LIMIT:
        raise InvalidValue(field="file", reason="no_header")
    columns = _distinct(tuple(cell.strip() for cell in header.cells))
    return ParsedFile(encoding, delimiter, columns, _rows(records, len(columns)))


def _header(records: Iterator[ParsedRow]) -> tuple[ParsedRow | None, Iterator[ParsedRow]]:
    """Return the row of names and what follows it; a title that a spreadsheet has above its table is passed over."""
    filled = (row for row in records if _filled(row))
    header = next(filled, None)
    while header is not None and len(header.cells) > 1 and _filled(header) == 1:
        below = next(filled, None)
        if below is None or not _names_columns(below):
            return header, records if below is None else chain((below,), records)
        header = below
    return header, records


def _names_columns(row: ParsedRow) -> bool:
    """Tell whether a row names columns rather than somebody: several words, no number and no address."""
    return not row.fault and _filled(row) > 1 and _DATA.search("".join(row.cells)) is None


def _filled(row: ParsedRow) -> int:
    """Return how many cells of a row hold something."""
    return sum(bool(cell.strip()) for cell in row.cells)


def _rows(records: Iterator[ParsedRow], width: int) -> Iterator[ParsedRow]:
    filled = (row for row in records if row.fault or any(row.cells))
    for count, row in enumerate(filled):
        if count >= ROWS_LIMIT:
            raise InvalidValue(field="file", reason="too_many_rows")
        yield _bounded(row, width)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return encoding, data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InvalidValue(field="file", reason="wrong_encoding") from error
    text = data.decode("utf-8", "surrogateescape")
    lines = _lines(text)
    broken = sum(_UNDECODED.search(line) is not None for line in lines)
    # A few broken rows in a file that is Unicode elsewhere are answered for one by one; guessing another
    # encoding for the whole file would spoil every good name in it.
    if broken == 0 or broken < sum(not line.isascii() for line in lines) - broken:
        return "utf-8", text
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- large, and many a shop takes no list over

    guesses = list(from_bytes(data[:_SAMPLE_BYTES], cp_isolation=list(_LEGACY)))
    if not guesses:
        raise InvalidValue(field="file", reason="wrong_encoding")
    # Western and central European pages spell plain accents alike; where both fit, the western one was meant.
    best = next((guess for guess in guesses if guess.encoding == _WESTERN), guesses[0])
    if best.chaos > guesses[0].chaos or not all(mark.isascii() or mark.isalpha() for mark in str(best)):
        best = guesses[0]
    try:
        return best.encoding, data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise InvalidValue(field="file", reason="wrong_encoding") from error


def _lines(text: str) -> list[str]:
    """Return the lines with their ends, parted where CSV parts them and nowhere else."""
    return list(io.StringIO(text, newline=""))


def _announced_delimiter(lines: list[str]) -> tuple[list[str], str | None, int]:
    """Take off the line ``sep=;`` that some spreadsheets write first."""
    match = re.fullmatch(r"\"?sep=([,;\t|])\"?", lines[0].strip("\r\n")) if lines else None
    return (lines[1:], match[1], 1) if match else (lines, None, 0)


def _guess_delimiter(lines: list[str]) -> str:
    """Return the delimiter under which the first rows agree best on how many cells a row has."""
    first = lines[: _SAMPLE_ROWS * _RECORD_LINES]

    def score(delimiter: str) -> tuple[int, int]:
        rows = islice(_records(list(first), delimiter, 0), _SAMPLE_ROWS)
        widths = [len(row.cells) for row in rows if any(row.cells)]
        width = widths[0] if widths else 1
        return (widths.count(width), width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=score)


class _Source:
    """Hands lines to the parser and stops a record that swallows the rest of the file."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.position = 0
        self._begun = 0
        self._length = 0

    def begin(self, position: int) -> None:
        """Start a record at a line; those of the one before are let go, because many rows are kept of what is read."""
        for passed in range(self._begun, min(position, self.position)):
            self._lines[passed] = ""
        self.position = self._begun = position
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.position >= len(self._lines):
            raise StopIteration
        line = self._lines[self.position]
        self.position += 1
        self._length += len(line)
        if self.position - self._begun > _RECORD_LINES or self._length > _RECORD_LENGTH:
            raise csv.Error
        return line


def _records(lines: list[str], delimiter: str, skipped: int) -> Iterator[ParsedRow]:
    """Yield every record; after one that is broken, go on with the line after its first."""
    source = _Source(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    number = skipped
    while source.position < len(lines):
        number += 1
        begun = source.position
        source.begin(begun)
        try:
            cells = tuple(next(reader))
        except csv.Error:
            line = lines[begun].rstrip("\r\n")
            too_long = len(line) > _RECORD_LENGTH
            source.begin(begun + 1)
            yield ParsedRow(number, (line[:CELL_LIMIT],), "too_long" if too_long else "broken_quoting")
        else:
            yield ParsedRow(number, cells)


def _bounded(row: ParsedRow, width: int) -> ParsedRow:
    """Return the row filled up to the header's width, or as it is with its fault."""
    fault = row.fault or _fault(row.cells, width)
    if fault:
        # All of it is kept, so that nothing is missing from the rows that are handed back.
        cells = tuple(_UNDECODED.sub("\ufffd", cell).replace("\0", "") for cell in row.cells)
        return ParsedRow(row.number, cells, fault)
    return ParsedRow(row.number, (row.cells + ("",) * width)[:width])


def _fault(cells: tuple[str, ...], width: int) -> str | None:
    joined = "".join(cells)
    if "\0" in joined:
        return "nul"
    if len(joined) > CELL_LIMIT and any(len(cell) > CELL_LIMIT for cell in cells):
        return "too_long"
    if _UNDECODED.search(joined):
        return "wrong_encoding"
    if any(cell.strip() for cell in cells[width:]):
        return "too_many_cells"
    return None


def _distinct(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the columns, repeated ones numbered: Phone, Phone (2)."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column} ({seen[column]})")
    return tuple(names)
