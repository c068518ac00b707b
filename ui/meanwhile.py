"""What is made ahead while nobody types, in steps of about a frame."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_BETWEEN_MS = 5
_PAUSE_MS = 200
"""How long no key was pressed before it goes on."""


class Meanwhile(QObject):
    """Takes one step after the other while ``window`` is seen and nobody types; ``over`` when that has an end."""

    over = Signal()

    def __init__(self, window: QWidget, steps: Iterator[object]) -> None:
        super().__init__(window)
        self._window = window
        self._steps = steps
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

    def stop(self) -> None:
        """Take no further step."""
        self._timer.stop()
        if self._app is not None:
            self._app.removeEventFilter(self)

    def _go_on(self) -> None:
        if self._window.isVisible() and next(self._steps, self) is not self:
            self._timer.start(_BETWEEN_MS)
        else:
            self.stop()
            self.over.emit()
