"""Texts and the room they have: the largest font in which one is whole, and what of it is shown in a given font."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from shopdesk.formatting import ISOLATES
from ui.fonts import window_font
from ui.theme import theme

_ASCII = 128
_SPARE = 2
"""Letters that are set side by side may take as many pixels more than each takes alone."""


def fitting_font(
    text: str, room: int, size: int, weight: QFont.Weight = QFont.Weight.Normal, least: int = 8
) -> QFont:
    """Return the window's font in at most ``size`` of the design, smaller where the text is wider than the room."""
    look = theme()
    fonts = (look.font(each, weight) for each in range(size, least, -1))
    # Less than the room: what is wider by a part of a pixel, which an advance leaves out, is cut off by Qt.
    fitting = (
        font
        for font in fonts
        if _surely_fits(text, font, room) or QFontMetrics(font).horizontalAdvance(text) < room
    )
    return next(fitting, look.font(least, weight))


def cut_to_fit(text: str, font: QFont, room: int) -> str:
    """Return the text, with dots for its end where it is wider than the room."""
    if _surely_fits(text, font, room):
        return text
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)


def _surely_fits(text: str, font: QFont, room: int) -> bool:
    """Tell by its letters alone that a text has room: to set it takes ten times as long, and most have."""
    bare = text.strip(ISOLATES)
    if not bare.isascii():
        return False
    widths = _widths(font.pixelSize(), font.weight())
    return sum(map(widths.__getitem__, bare.encode("ascii"))) + _SPARE < room


@lru_cache(maxsize=64)
def _widths(pixels: int, weight: QFont.Weight) -> tuple[float, ...]:
    """Return how wide each letter of ASCII is in the window's font."""
    metrics = QFontMetricsF(window_font(pixels, weight))
    return tuple(metrics.horizontalAdvance(chr(code)) for code in range(_ASCII))
