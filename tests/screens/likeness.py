"""What is kept of a picture, and how two are compared: the mean colours of its cells, and where they differ.

A cell is so small that one figure less changes its mean by several times what a pixel of noise does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

CELL = 16
"""How many pixels of the picture a cell is wide and high."""
TOLERANCE = 6
"""By how much of 255 the mean of a cell may differ unnoticed: one pixel from black to white is 1."""
_CHANNELS = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """The mean red, green and blue of each cell, row by row; ``width`` and ``height`` in pixels of the picture."""

    width: int
    height: int
    cells: bytes

    @property
    def columns(self) -> int:
        """Return how many cells stand in a row."""
        return -(-self.width // CELL)


@dataclass(frozen=True, slots=True)
class Patch:
    """Cells beside each other that differ: their place in pixels, and by how much of a hundred at the most."""

    place: QRect
    percent: int


def likeness(picture: QImage) -> Likeness:
    """Return what is kept of a picture."""
    columns, rows = -(-picture.width() // CELL), -(-picture.height() // CELL)
    whole = picture.convertToFormat(QImage.Format.Format_RGB888)
    if (columns * CELL, rows * CELL) != (picture.width(), picture.height()):
        whole = whole.copy(0, 0, columns * CELL, rows * CELL)
    small = whole.scaled(
        columns, rows, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    bits, line = bytes(small.constBits()), small.bytesPerLine()
    cells = b"".join(bits[line * row : line * row + columns * _CHANNELS] for row in range(rows))
    return Likeness(picture.width(), picture.height(), cells)


def patches(before: Likeness, now: Likeness, tolerance: int = TOLERANCE) -> tuple[Patch, ...]:
    """Return where two likenesses of one size differ by more than the tolerance, the largest patch first."""
    columns = now.columns
    far = dict(_far_cells(before, now, tolerance))
    found: list[Patch] = []
    while far:
        first, most = far.popitem()
        place, front = _place(first, columns), [first]
        while front:
            cell = front.pop()
            for beside in _beside(cell, columns):
                if beside in far:
                    most = max(most, far.pop(beside))
                    place = place.united(_place(beside, columns))
                    front.append(beside)
        seen = place.intersected(QRect(0, 0, now.width, now.height))
        found.append(Patch(seen, round(most * 100 / 255)))
    return tuple(sorted(found, key=lambda patch: -patch.place.width() * patch.place.height()))


def _far_cells(before: Likeness, now: Likeness, tolerance: int) -> Iterator[tuple[int, int]]:
    """Yield each cell that differs too much, and by how much of 255."""
    if before.cells == now.cells:
        return
    for cell in range(len(now.cells) // _CHANNELS):
        here = slice(cell * _CHANNELS, (cell + 1) * _CHANNELS)
        if before.cells[here] == now.cells[here]:
            continue
        off = max(abs(one - other) for one, other in zip(before.cells[here], now.cells[here], strict=True))
        if off > tolerance:
            yield cell, off


def _place(cell: int, columns: int) -> QRect:
    return QRect(cell % columns * CELL, cell // columns * CELL, CELL, CELL)


def _beside(cell: int, columns: int) -> tuple[int, ...]:
    """Return the cells around one; beyond the edge of a row stands the next one's other end, which harms nothing."""
    return tuple(cell + down + right for down in (-columns, 0, columns) for right in (-1, 0, 1))
