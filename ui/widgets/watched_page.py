"""A page of the window whose view-model reads only while somebody looks at it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import theme


class Watched(Protocol):
    """A view-model that follows the shop while it is watched."""

    def watch(self, *, watched: bool) -> None:
        """Begin or stop to follow."""


class WatchedPage(QWidget):
    """Bind with `follow`; `unbind` lets the view-model go."""

    def __init__(self, watched: Watched, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watched = watched
        self._stops: tuple[Callable[[], None], ...] = ()

    def column(self) -> QVBoxLayout:
        """Return the column in which the parts of the page stand."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        return column

    def follow(self, *stops: Callable[[], None]) -> None:
        """Keep what stops following the view-model."""
        self._stops += stops

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._stops:
            stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the shop while somebody looks."""
        super().showEvent(event)
        self._watched.watch(watched=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing for nobody."""
        super().hideEvent(event)
        self._watched.watch(watched=False)
