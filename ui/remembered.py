"""What the window remembers of itself, in a small file in the shop's folder; never anything of customers."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from shopdesk.viewmodels.observable import Observable

FILE = "window.ini"
_YES, _NO = "yes", "no"


class Remembered:
    """Places, widths and choices of one shop's window."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """Return a remembered word."""
        return str(self._settings.value(name, default))

    def number(self, name: str, default: int) -> int:
        """Return a remembered whole number."""
        text = self.text(name, str(default))
        return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else default

    def bytes(self, name: str) -> QByteArray:
        """Return what Qt wrote of a window's place; empty before it ever did."""
        kept = self._settings.value(name)
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | int | QByteArray) -> None:
        """Remember a value."""
        self._settings.setValue(name, value)

    def keep_new(self, name: str, word: str) -> None:
        """Remember a word if another one, or none, was remembered: whatever is kept is written to the disk."""
        if self.text(name) != word:
            self.keep(name, word)

    def follow(self, name: str, choice: Observable[bool | None]) -> None:
        """Give a choice its remembered value, if it has one, and remember what it becomes."""
        kept = self.text(name)
        if kept:
            choice.value = kept == _YES
        choice.listen(lambda chosen: self.keep(name, _YES if chosen else _NO))

    def save(self) -> None:
        """Write everything to the file now."""
        self._settings.sync()
