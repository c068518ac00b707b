"""QR codes: what codes of a size have in common comes from segno once, so that a paper pays for its own bits only."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

import segno

_BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
_CHECKS = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
    *(26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28),
)
"""Of each version from 1 to 40 at level M: its blocks, and the check bytes of each (ISO/IEC 18004:2015, table 9)."""
_BYTES, _BYTES_BITS = 0b0100, 4
_LONG_COUNT_FROM = 10
_PAD = b"\xec\x11"
_POLYNOMIAL = 0x11D
_DARK = re.compile(rb"\x01+")


class QrCode(NamedTuple):
    """A code as a square of so many modules a side; ``rows`` hold 1 for each dark one."""

    side: int
    rows: tuple[bytes, ...]

    def stretches(self) -> Iterator[tuple[int, int, int]]:
        """Yield row, first column and length of each stretch of dark modules."""
        for number, row in enumerate(self.rows):
            for found in _DARK.finditer(row):
                start, end = found.span()
                yield number, start, end - start


class _Frame(NamedTuple):
    """What every code of a version has in common, ``places`` being where its bits go, in their order."""

    side: int
    modules: bytes
    places: tuple[int, ...]

    @property
    def codewords(self) -> int:
        return len(self.places) // 8


def qr_code(text: str) -> QrCode:
    """Return the code of a text in UTF-8, at level M and with the first mask: every reader reads every mask.

    Raises ValueError for a text that no code holds.
    """
    content = text.encode()
    version = next((v for v in range(1, len(_BLOCKS) + 1) if _bits(content, v) <= 8 * _room(v)), None)
    if version is None:
        raise ValueError("longer than a code can be")
    frame = _frame(version)
    modules = bytearray(frame.modules)
    message = _with_checks(_data(content, version), version)
    for place, bit in zip(frame.places, f"{int.from_bytes(message):0{8 * len(message)}b}", strict=False):
        if bit == "1":
            modules[place] ^= 1
    side = frame.side
    return QrCode(side, tuple(bytes(modules[start : start + side]) for start in range(0, len(modules), side)))


def _bits(content: bytes, version: int) -> int:
    return _BYTES_BITS + _count_bits(version) + 8 * len(content)


def _count_bits(version: int) -> int:
    return 16 if version >= _LONG_COUNT_FROM else 8


def _room(version: int) -> int:
    """Return how many bytes of data a code of a version holds."""
    return _frame(version).codewords - _BLOCKS[version - 1] * _CHECKS[version - 1]


def _data(content: bytes, version: int) -> bytes:
    """Return the content with its head and what fills the room up."""
    count = _count_bits(version)
    head = _BYTES << count | len(content)
    room = _room(version)
    # The four bits behind the content end it; where they make its last byte whole they are never missing.
    packed = (head << 8 * len(content) | int.from_bytes(content)) << 4
    data = packed.to_bytes((_BYTES_BITS + count) // 8 + len(content) + 1)
    return (data + _PAD * room)[:room]


def _with_checks(data: bytes, version: int) -> bytes:
    """Return the data in the order in which it is laid, with the check bytes of its blocks behind it."""
    blocks, checks = _BLOCKS[version - 1], _CHECKS[version - 1]
    short, longer = divmod(len(data), blocks)
    parts, start = [], 0
    for number in range(blocks):
        end = start + short + (number >= blocks - longer)
        parts.append(data[start:end])
        start = end
    columns = (*zip_longest(*parts), *zip(*(_checks_of(part, checks) for part in parts), strict=True))
    return bytes(byte for column in columns for byte in column if byte is not None)


def _checks_of(data: bytes, checks: int) -> bytes:
    """Return the remainder of the data by the generator of so many check bytes (Reed and Solomon)."""
    multiples, rest, top = _multiples(checks), 0, 8 * (checks - 1)
    whole = (1 << 8 * checks) - 1
    for byte in data:
        rest = (rest << 8 & whole) ^ multiples[byte ^ rest >> top]
    return rest.to_bytes(checks)


@lru_cache
def _multiples(checks: int) -> tuple[int, ...]:
    """Return each byte times the generator without its first coefficient, as one number."""
    powers = [1]
    while len(powers) < 255:  # noqa: PLR2004 - the field has so many elements beside zero
        doubled = powers[-1] << 1
        powers.append(doubled ^ _POLYNOMIAL if doubled > 0xFF else doubled)  # noqa: PLR2004 - beyond a byte
    places = {power: place for place, power in enumerate(powers)}

    def product(one: int, other: int) -> int:
        return powers[(places[one] + places[other]) % 255] if one and other else 0

    generator = [1]
    for root in powers[:checks]:
        shifted = [*generator, 0]
        lowered = [0, *(product(each, root) for each in generator)]
        generator = [one ^ other for one, other in zip(shifted, lowered, strict=True)]
    return tuple(int.from_bytes(bytes(product(byte, each) for each in generator[1:])) for byte in range(256))


@lru_cache
def _frame(version: int) -> _Frame:
    """Return the frame of a version, its bits being what the mask makes of nothing."""
    drawn = segno.make("-", version=version, error="m", mode="byte", micro=False, boost_error=False, mask=0)
    side = len(drawn.matrix)
    places = tuple(row * side + column for row, column in _laid(version, side))
    modules = bytearray(b"".join(map(bytes, drawn.matrix)))
    for place in places:
        row, column = divmod(place, side)
        modules[place] = (row + column) % 2 == 0
    return _Frame(side, bytes(modules), places)


def _laid(version: int, side: int) -> Iterator[tuple[int, int]]:
    """Yield row and column of the bits: up and down through pairs of columns, from the right."""
    taken = _taken(version, side)
    upward = True
    for right in (*range(side - 1, 6, -2), 5, 3, 1):
        for row in range(side - 1, -1, -1) if upward else range(side):
            for column in (right, right - 1):
                if (row, column) not in taken:
                    yield row, column
        upward = not upward


def _taken(version: int, side: int) -> set[tuple[int, int]]:
    """Return row and column of every module that holds no bit of the content."""
    far = side - 8
    spots = {(row, column) for row in range(9) for column in (*range(9), *range(far, side))}
    spots |= {(column, row) for row, column in spots}
    spots |= {spot for along in range(side) for spot in ((6, along), (along, 6))}
    centres = _centres(version, side)
    last = side - 7
    for row in centres:
        for column in centres:
            if (row, column) not in {(6, 6), (6, last), (last, 6)}:
                spots |= {(row + down, column + right) for down in range(-2, 3) for right in range(-2, 3)}
    if version >= 7:  # noqa: PLR2004 - from there on a code says its version
        told = {(row, column) for row in range(6) for column in range(far - 3, far)}
        spots |= told | {(column, row) for row, column in told}
    return spots


def _centres(version: int, side: int) -> list[int]:
    """Return the rows, which are the columns too, of the centres of the alignment patterns."""
    if version == 1:
        return []
    many = version // 7 + 2
    step = (version * 8 + many * 3 + 5) // (many * 4 - 4) * 2
    return [6, *(side - 7 - place * step for place in range(many - 1))]
