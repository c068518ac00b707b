"""What the program wears for a shop, and the shop's window, made ahead in what the shop wore last."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from shopdesk.wording import wording
from ui.dress import dress_of, last_dress, remember_dress
from ui.languages import speak_in

if TYPE_CHECKING:
    from shopdesk.viewmodels.open_shop import OpenShop
    from ui.window_ahead import WindowAhead

# ruff: noqa: PLC0415  the window made ahead brings the customers' page along, which the first page does not wait for


class Wardrobe:
    """Dresses the program; ``locale`` is the computer's own, for shops that never wore anything here."""

    def __init__(self, app: QApplication, locale: str) -> None:
        self._app = app
        self._locale = locale
        self._ahead: WindowAhead | None = None

    def figures_of(self, folder: Path) -> str:
        """Return the locale in which the shop of a folder wrote its figures last."""
        return last_dress(folder, self._locale).figures

    def speak(self, language: str) -> None:
        """Speak a language, with the computer's figures: no shop has said any yet."""
        speak_in(self._app, wording(language), self._locale)

    def wear_last(self, folder: Path) -> None:
        """Put on what the shop of a folder wore last; where none ever was, what the computer asks for."""
        last_dress(folder, self._locale).wear(self._app)

    def wear(self, shop: "OpenShop") -> None:
        """Put on what an open shop wears; what was made ahead in another dress goes first, or it were dressed too."""
        dress = dress_of(shop.desk.settings, shop.folder)
        if self._ahead is not None and self._ahead.dress != dress:
            self.drop()
        dress.wear(self._app)
        remember_dress(shop.desk.settings, shop.folder)

    def prepare(self, folder: Path) -> Iterator[None]:
        """Make the window of the shop of a folder, a step at a time; nothing of the shop is in it."""
        from ui.window_ahead import WindowAhead

        self.drop()
        self._ahead = WindowAhead(folder, last_dress(folder, self._locale))
        yield from self._ahead.steps()

    def window_for(self, shop: "OpenShop") -> "WindowAhead":
        """Return the window that was made ahead, if it is for this shop in what it wears now, else one to be made."""
        from ui.window_ahead import WindowAhead

        folder, is_copy = shop.folder, shop.desk.book.copied_at is not None
        dress = dress_of(shop.desk.settings, folder)
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.suits(folder, dress, is_copy=is_copy):
            return ahead
        if ahead is not None:
            ahead.drop()
        return WindowAhead(folder, dress, is_copy=is_copy)

    def drop(self) -> None:
        """Let the window go that was made ahead and that nobody took."""
        if self._ahead is not None:
            self._ahead.drop()
            self._ahead = None
