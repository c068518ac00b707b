"""The bundled fonts: Inter for the window, Noto Sans and its family for every other script."""

import tomllib
from functools import cache, lru_cache
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase

from shopdesk.paths import resource

BASE_PIXELS = 14
"""10.5 pt at 96 dots to the inch: what body text is set in at a scale of 100 %."""


@cache
def load_fonts() -> tuple[str, ...]:
    """Load every bundled font once and return the families, the window's own first."""
    listed: list[dict[str, Any]] = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))[
        "family"
    ]
    for family in listed:
        for file in family["files"]:
            QFontDatabase.addApplicationFont(str(resource("fonts", file)))
    return tuple(str(family["name"]) for family in listed)


@lru_cache(maxsize=128)
def window_font(pixels: int = BASE_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's font with figures of equal width; it is everybody's, so nobody changes it."""
    font = QFont(list(load_fonts()))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
