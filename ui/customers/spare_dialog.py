"""A detail dialog made ahead, so that opening a customer only fills and shows it.

It was never shown anybody, and whoever it is given to is the only one: no trace of the last customer can stand in it.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget

from ui.customers.detail_dialog import DetailDialog
from ui.meanwhile import Meanwhile

_AFTER_MS = 500
"""How long after the last one was taken the next is begun: it must not stand in the way of what is opened."""


class SpareDialog(QObject):
    """Once told to `keep` one, it has one ready over ``window`` whenever nobody types for a moment."""

    def __init__(self, window: QWidget, make: Callable[[], DetailDialog]) -> None:
        super().__init__(window)
        self._window = window
        self._make = make
        self._ready: DetailDialog | None = None
        self._work: Meanwhile | None = None
        self._keeps = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self._begin)

    def keep(self) -> None:
        """Begin to keep one."""
        self._keeps = True
        self._later.start()

    def is_ready(self) -> bool:
        """Tell whether one is there, with nothing left to be done to it."""
        return self._ready is not None and self._work is None and not self._later.isActive()

    def take(self) -> DetailDialog:
        """Return the one that was made, as far as it came, or a new one; the next is made soon after."""
        dialog, self._ready = self._ready or self._make(), None
        self._leave_off()
        if self._keeps:
            self._later.start()
        return dialog

    def _begin(self) -> None:
        self._leave_off()
        if self._ready is None:
            self._work = Meanwhile(self._window, self._steps())
            self._work.over.connect(self._leave_off)

    def _leave_off(self) -> None:
        if self._work is not None:
            self._work.stop()
            self._work.deleteLater()
            self._work = None

    def _steps(self) -> Iterator[DetailDialog]:
        dialog = self._ready = self._make()
        yield dialog
        dialog.turn_to_account()
        yield dialog
        dialog.grab(QRect(0, 0, 1, 1))  # all of it is laid out for that
        yield dialog
        dialog.grab()  # and now it knows its letters
        yield dialog
