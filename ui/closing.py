"""When the shop should close by itself: the computer slept, or it has been open for as long as the owner allows."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_TICK_MS = 20_000
_ASLEEP_SECONDS = 120
_MINUTE = 60


class ClosingWatch(QObject):
    """Started when a shop is opened; ``slept`` after a sleep, ``over`` at every look once its time is over."""

    slept = Signal()
    over = Signal()

    def __init__(self, app: QGuiApplication, now: Callable[[], float] = time.time) -> None:
        super().__init__(app)
        self._now = now
        self._minutes: Callable[[], int] = lambda: 0
        self._opened = self._looked = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)
        app.applicationStateChanged.connect(self._state_changed)

    def start(self, minutes: Callable[[], int]) -> None:
        """Begin to watch; ``minutes`` tells how long the shop may stay open, and may change."""
        self._minutes = minutes
        self._opened = self._looked = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Rest."""
        self._timer.stop()

    def look(self) -> None:
        """Look at the clock: a gap that no tick fell into was a sleep."""
        now = self._now()
        gap, self._looked = now - self._looked, now
        if gap > _ASLEEP_SECONDS:
            self.slept.emit()
        elif now - self._opened > self._minutes() * _MINUTE:
            self.over.emit()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self._timer.isActive():
            self.slept.emit()
