"""The rows on one page of a SQLite file, without its tree: what remains readable when the way to it is damaged.

The format stands in "Database File Format" of SQLite's documentation: leaf pages of tables, and both kinds of index
pages, in which tables WITHOUT ROWID lie.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from shopdesk.storage.cipher_pages import USABLE

_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_FILE_HEAD = 100
_LEAF_HEAD, _INNER_HEAD = 8, 12
_LEAST_STAYING = (USABLE - 12) * 32 // 255 - 23
_MOST_STAYING = {True: USABLE - 35, False: (USABLE - 12) * 64 // 255 - 23}
"""How many bytes of a row stay on its page, of a table and of an index."""
_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
_FLOAT, _ZERO, _BLOB = 7, 8, 12
_RESERVED = frozenset({10, 11})
_MORE = 0x80
_LONGEST_NUMBER = 9

Value = int | str | bytes | None
ReadPage = Callable[[int], bytes | None]


class CarvedRow(NamedTuple):
    """A row as it lies on its page; ``rowid`` is None for one of an index."""

    rowid: int | None
    values: tuple[Value, ...]


def carve(number: int, page: bytes, read: ReadPage) -> Iterator[CarvedRow]:
    """Yield the rows of a page; none where it holds something else. ``read`` finds what a long row runs over to."""
    head = _FILE_HEAD if number == 1 else 0
    kind = page[head]
    if kind not in {_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER}:
        return
    cells = int.from_bytes(page[head + 3 : head + 5], "big")
    begin = head + (_INNER_HEAD if kind == _INDEX_INNER else _LEAF_HEAD)
    for place in range(begin, min(begin + 2 * cells, USABLE - 1), 2):
        at = int.from_bytes(page[place : place + 2], "big") + (4 if kind == _INDEX_INNER else 0)
        row = _row(page, at, read, of_table=kind == _TABLE_LEAF)
        if row is not None:
            yield row


def _row(page: bytes, at: int, read: ReadPage, *, of_table: bool) -> CarvedRow | None:
    try:
        length, at = _number(page, at)
        rowid = None
        if of_table:
            rowid, at = _number(page, at)
        payload = _payload(page, at, length, read, of_table=of_table)
        return None if payload is None else CarvedRow(rowid, _values(payload))
    except (IndexError, ValueError):  # what runs past its page or is no text was no row
        return None


def _payload(page: bytes, at: int, length: int, read: ReadPage, *, of_table: bool) -> bytes | None:
    if length <= _MOST_STAYING[of_table]:
        return page[at : at + length]
    staying = _LEAST_STAYING + (length - _LEAST_STAYING) % (USABLE - 4)
    if staying > _MOST_STAYING[of_table]:
        staying = _LEAST_STAYING
    payload = page[at : at + staying]
    further = int.from_bytes(page[at + staying : at + staying + 4], "big")
    while len(payload) < length:
        more = read(further) if further else None
        if more is None:
            return None
        payload += more[4 : 4 + length - len(payload)]
        further = int.from_bytes(more[:4], "big")
    return payload


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _number(payload, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _number(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        width = _WIDTHS[kind] if kind < len(_WIDTHS) else (kind - _BLOB) // 2
        part = payload[end : end + width]
        if len(part) != width or kind == _FLOAT or kind in _RESERVED:
            raise ValueError("no row of ours")
        values.append(_value(kind, part))
        end += width
    return tuple(values)


def _value(kind: int, part: bytes) -> Value:
    if kind >= _BLOB:
        return part.decode() if kind % 2 else part
    if kind == 0:
        return None
    return kind - _ZERO if kind >= _ZERO else int.from_bytes(part, "big", signed=True)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for step in range(_LONGEST_NUMBER):
        byte = data[at + step]
        if step == _LONGEST_NUMBER - 1:
            number = number << 8 | byte
        else:
            number = number << 7 | byte & ~_MORE
            if byte < _MORE:
                break
    return (number - (1 << 64) if number >= 1 << 63 else number), at + step + 1
