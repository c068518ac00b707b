"""The look: colours by name from one TOML file a theme, the palette and the style sheet made of them."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from shopdesk.domain.settings import LARGEST_TEXT, SMALLEST_TEXT, THEMES
from shopdesk.paths import resource
from ui.fonts import BASE_PIXELS, window_font

LIGHT = THEMES[0]


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: colours as ``#RRGGBB``, whether soft grounds have a frame, and how large all is drawn, in percent."""

    name: str
    window: str
    surface: str
    sunken: str
    header: str
    line: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    owed: str
    owed_soft: str
    credit: str
    credit_soft: str
    warn: str
    warn_soft: str
    chips: tuple[tuple[str, str, str], ...]
    avatars: tuple[tuple[str, str], ...]
    ages: tuple[str, ...]
    is_framed: bool = False
    scale: int = 100

    @property
    def frame(self) -> str:
        """Return the border of soft grounds in the words of a style sheet."""
        return f"1px solid {self.edge}" if self.is_framed else "0"

    def chip(self, tag: str) -> tuple[str, str]:
        """Return background and text of a tag's chip; ``allergy`` has one of its own."""
        known = {name: (background, text) for name, background, text in self.chips}
        return known.get(tag, known["other"])

    def avatar(self, customer_id: int) -> tuple[str, str]:
        """Return background and text of the round with a person's initials."""
        return self.avatars[customer_id % len(self.avatars)]

    def px(self, pixels: float) -> int:
        """Return a length of the design at the present scale, in pixels; never 0."""
        return max(1, round(pixels * self.scale / 100))

    def font(self, pixels: float = BASE_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the window's font in a size of the design."""
        return window_font(self.px(pixels), weight)


@cache
def load_theme(name: str) -> Theme:
    """Read a theme's file."""
    read = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    return Theme(
        name=name,
        chips=tuple((tag, background, text) for tag, (background, text) in read["chips"].items()),
        avatars=tuple((background, text) for background, text in read["avatars"]["pairs"]),
        ages=tuple(read["ages"]["colours"]),
        is_framed=read["frames"]["soft_grounds"],
        **read["colours"],
    )


_applied: list[Theme] = []


def apply_theme(app: QApplication, name: str, scale_percent: int) -> Theme:
    """Dress the whole program: style, font, palette and style sheet; an unknown name is the light one."""
    scale = min(max(scale_percent, SMALLEST_TEXT), LARGEST_TEXT)
    applied = replace(load_theme(name if name in THEMES else LIGHT), scale=scale)
    if _applied == [applied] and app.styleSheet():
        return applied  # what everything wears already: to dress it anew takes a tenth of a start
    _applied[:] = [applied]
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(applied.font())
    app.setPalette(_palette(applied))
    app.setStyleSheet(style_sheet(applied))
    return applied


def theme() -> Theme:
    """Return the theme that was applied; the light one before any was."""
    if not _applied:
        _applied.append(load_theme(LIGHT))
    return _applied[0]


def set_role(widget: QWidget, role: str) -> None:
    """Give the widget a look of the style sheet by its role's name."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(
        Qt.WidgetAttribute.WA_WState_Polished
    ):  # what was never looked at is dressed when it is
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def style_sheet(look: Theme) -> str:
    """Fill the style sheet's names with colours and frames, and its lengths with scaled ones."""
    template = resource("themes", "window.qss").read_text(encoding="utf-8")
    coloured = re.sub(r"@([a-z_]+)", lambda found: cast("str", getattr(look, found[1])), template)
    return re.sub(r"\b(\d+)px\b", lambda found: f"{_scaled(look, int(found[1]))}px", coloured)


def _scaled(look: Theme, pixels: int) -> int:
    return pixels if pixels < 3 else look.px(pixels)  # noqa: PLR2004 -- hairlines stay hairlines


def _palette(look: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, look.window),
        (role.WindowText, look.text),
        (role.Base, look.surface),
        (role.AlternateBase, look.header),
        (role.Text, look.text),
        (role.Button, look.surface),
        (role.ButtonText, look.text),
        (role.BrightText, look.owed),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.Link, look.accent),
        (role.LinkVisited, look.accent),
        (role.ToolTipBase, look.text),
        (role.ToolTipText, look.window),
        (role.PlaceholderText, look.muted),
        (role.Accent, look.accent),
        (role.Light, look.surface),
        (role.Midlight, look.line),
        (role.Mid, look.line),
        (role.Dark, look.edge),
        (role.Shadow, look.edge),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.faint))
    return palette
