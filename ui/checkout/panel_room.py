"""How much of the counter's width the panel with the figures takes."""

from ui.theme import theme

LEAST_PANEL = 297
"""Below this the buttons of the panel leave their keys out (pixels of the design, as all of these)."""
_PANEL, _NARROW_PANEL, _TIGHTEST_PANEL, _ROOMY = 400, 340, 220, 960
_LEAST_LINES = 190
"""What the lines take to show an amount beside some of a name, however few their buttons need."""
_GAP = 8


def is_roomy(width: int) -> bool:
    """Tell whether a page so many pixels wide has room for everything."""
    return width >= theme().px(_ROOMY)


def panel_width(width: int, lines: int) -> int:
    """Return the panel's width on such a page, beside lines that need so much of it at the least; all in pixels."""
    look = theme()
    if is_roomy(width):
        return look.px(_PANEL)
    panel = max(look.px(LEAST_PANEL), min(look.px(_NARROW_PANEL), width * 11 // 20))
    least = max(lines, look.px(_LEAST_LINES))
    return min(panel, max(look.px(_TIGHTEST_PANEL), width - least - look.px(_GAP)))
