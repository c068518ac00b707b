"""How the windows are dressed: theme, size of text, language and figures; of an open shop, and as it was last time.

What a shop wore last stands beside it in the open, so that the page that asks for its secret looks like the shop.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from shopdesk.domain.settings import Settings
from shopdesk.wording import wording
from ui.languages import speak_in
from ui.motion import rest
from ui.remembered import Remembered
from ui.theme import apply_theme, theme

_LANGUAGE, _FIGURES, _STILL = "language", "figures", "still"
_THEME, _SHOP_SCALE, _SCALE, _SCALE_OF = "theme", "shop_scale", "scale", "scale_of"


@dataclass(frozen=True, slots=True)
class Dress:
    """What windows that are made from now on wear; ``scale`` in per cent."""

    theme: str
    scale: int
    language: str
    figures: str
    still: bool

    def wear(self, app: QApplication) -> None:
        """Put it on."""
        apply_theme(app, self.theme, self.scale)
        rest(app, still=self.still)
        speak_in(app, wording(self.language), self.figures)


def dress_of(settings: Settings, folder: Path) -> Dress:
    """Return what an open shop wears on this computer."""
    scale = _scale_here(Remembered(folder), settings.text_scale)
    return Dress(settings.theme, scale, settings.spoken, settings.locale, settings.still)


def last_dress(folder: Path, locale: str) -> Dress:
    """Return what a shop that is not open wore last, else what the computer asks for, with the computer's locale."""
    last = Remembered(folder)
    return Dress(
        last.text(_THEME) or theme_asked_for(),
        _scale_here(last, shop_scale(last)),
        last.text(_LANGUAGE, locale),
        last.text(_FIGURES, locale),
        bool(last.number(_STILL, 0)),
    )


def remember_dress(settings: Settings, folder: Path) -> None:
    """Keep what an open shop wears for the next time."""
    kept = Remembered(folder)
    kept.keep_new(_THEME, settings.theme)
    kept.keep_new(_SHOP_SCALE, str(settings.text_scale))
    kept.keep_new(_LANGUAGE, settings.spoken)
    kept.keep_new(_FIGURES, settings.locale)
    kept.keep_new(_STILL, str(int(settings.still)))


def shop_scale(remembered: Remembered) -> int:
    """Return the size of text that is the shop's own; what is worn where none is known."""
    return remembered.number(_SHOP_SCALE, theme().scale)


def keep_scale(remembered: Remembered, scale: int) -> None:
    """Keep a size that was chosen by key, for as long as the shop's own does not change."""
    remembered.keep(_SCALE, scale)
    remembered.keep(_SCALE_OF, shop_scale(remembered))


def _scale_here(remembered: Remembered, of_shop: int) -> int:
    """Return the size that was chosen here by key, as long as the shop's own has not changed since."""
    return remembered.number(_SCALE, of_shop) if remembered.number(_SCALE_OF, 0) == of_shop else of_shop


def theme_asked_for() -> str:
    """Return the theme that the system asks for; what is worn where it says nothing."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    asked = {Qt.ColorScheme.Dark: "dark", Qt.ColorScheme.Light: "light"}
    return asked.get(hints.colorScheme(), theme().name)
