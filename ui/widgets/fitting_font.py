"""The largest font in which a text is whole: money is never cut."""

from PySide6.QtGui import QFont, QFontMetrics

from ui.theme import theme


def fitting_font(
    text: str, room: int, size: int, weight: QFont.Weight = QFont.Weight.Normal, least: int = 8
) -> QFont:
    """Return the window's font in at most ``size`` of the design, smaller where the text is wider than the room."""
    look = theme()
    fonts = (look.font(each, weight) for each in range(size, least, -1))
    # Less than the room: what is wider by a part of a pixel, which an advance leaves out, is cut off by Qt.
    fitting = (font for font in fonts if QFontMetrics(font).horizontalAdvance(text) < room)
    return next(fitting, look.font(least, weight))
