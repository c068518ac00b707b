"""The screens as they were accepted last: their likenesses in one file, and what is said of those that differ."""

import lzma
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter, QPen

from tests.screens.likeness import TOLERANCE, Likeness, Patch, patches

ACCEPTED = Path(__file__).with_name("accepted.xz")
_HEAD = struct.Struct("<HHHI")
_MOST_PATCHES = 3
_MARK = "#D0006F"
_RESTLESS = re.compile(r"set-up-3-key|copy-unlock|restore|journal|4k-back_office")
"""Screens with letters that are drawn by lot each time: a key, a seal, the folder the shops are drawn in."""
_ROUGHLY = 48


def read_accepted(file: Path = ACCEPTED) -> dict[str, Likeness]:
    """Read the likenesses by the names of their screens; none where nothing was accepted yet."""
    if not file.exists():
        return {}
    packed = lzma.decompress(file.read_bytes())
    found: dict[str, Likeness] = {}
    at = 0
    while at < len(packed):
        letters, width, height, size = _HEAD.unpack_from(packed, at)
        at += _HEAD.size
        name = packed[at : at + letters].decode()
        at += letters
        found[name] = Likeness(width, height, packed[at : at + size])
        at += size
    return found


def write_accepted(screens: Mapping[str, Likeness], file: Path = ACCEPTED) -> None:
    """Keep these likenesses; the same screens make the same file."""
    packed = bytearray()
    for name, kept in sorted(screens.items()):
        packed += _HEAD.pack(len(name.encode()), kept.width, kept.height, len(kept.cells))
        packed += name.encode() + kept.cells
    file.write_bytes(lzma.compress(bytes(packed), preset=9 | lzma.PRESET_EXTREME))


def compare(
    before: Mapping[str, Likeness], now: Mapping[str, Likeness]
) -> Iterator[tuple[str, str, tuple[Patch, ...]]]:
    """Yield the name of each screen that is not as it was, what is different in a sentence, and where."""
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield name, "is no longer drawn", ()
        elif name not in before:
            yield name, "is new", ()
        else:
            old, new = before[name], now[name]
            if (old.width, old.height) != (new.width, new.height):
                yield name, f"was {old.width}×{old.height}, is {new.width}×{new.height}", ()
            elif found := patches(old, new, _ROUGHLY if _RESTLESS.match(name) else TOLERANCE):
                yield name, _said(found), found


def mark(picture: QImage, found: tuple[Patch, ...]) -> QImage:
    """Return the picture with a frame around each place that differs."""
    marked = picture.copy()
    painter = QPainter(marked)
    painter.setPen(QPen(QColor(_MARK), 2))
    for patch in found:
        painter.drawRect(patch.place)
    painter.end()
    return marked


def _said(found: tuple[Patch, ...]) -> str:
    places = [
        f"{patch.place.width()}×{patch.place.height()} at {patch.place.x()},{patch.place.y()} by {patch.percent} %"
        for patch in found[:_MOST_PATCHES]
    ]
    more = len(found) - len(places)
    return "; ".join(places) + (f"; {more} more places" if more else "")
