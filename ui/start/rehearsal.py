"""While somebody types the secret: what the window consists of is drawn once where nobody sees it.

What is drawn for the first time reads icons, sets letters and learns Qt's own words; after that, painting only paints.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_BETWEEN_MS = 5
_PAUSE_MS = 200
"""How long no key was pressed before it goes on: a step takes about as long as a frame."""


class Rehearsal(QObject):
    """Draws one piece after the other while ``window`` is seen and nobody types; ``over`` when that has an end."""

    over = Signal()

    def __init__(self, window: QWidget, pieces: Sequence[Callable[[], QWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._pieces = list(pieces)
        self._made: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_BETWEEN_MS)
        self._app = QApplication.instance()
        if self._app is not None:
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait while somebody types."""
        del watched
        if isinstance(event, QKeyEvent):
            self._timer.start(_PAUSE_MS)
        return False

    def _go_on(self) -> None:
        """Make a piece, or draw the one that was made."""
        if self._made is not None:
            self._made.grab()
            self._made.deleteLater()
            self._made = None
        elif self._pieces and self._window.isVisible():
            self._made = self._pieces.pop(0)()
        else:
            self._end()
            return
        self._timer.start(_BETWEEN_MS)

    def _end(self) -> None:
        if self._app is not None:
            self._app.removeEventFilter(self)
        self.over.emit()
