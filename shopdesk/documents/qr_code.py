"""QR codes, as stretches of dark modules that a page fills."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import segno

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


def qr_code(text: str) -> QrCode:
    """Return the code of a text in UTF-8, at level M and with the first mask: every reader reads every mask.

    Raises ValueError for a text that no code holds.
    """
    # Trying all eight masks takes most of the time of a code. UTF-8 because payment codes promise it (EPC069-12).
    drawn = segno.make(
        text or " ", error="m", mode="byte", encoding="utf-8", micro=False, boost_error=False, mask=0
    )
    rows = tuple(map(bytes, drawn.matrix))
    return QrCode(len(rows), rows)
