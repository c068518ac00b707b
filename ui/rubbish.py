"""Values that hold each other in a circle are let go on the painting thread alone.

Python looks for them on whatever thread makes the next value: a dialog that a worker found there would be destroyed by
it, and Qt then waits for the painting thread for ever, or takes the program with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PATIENCE = 50_000
"""How many new values are waited for; Python's own 700 suits programs with more rubbish."""
_LOOK_MS = 1_000
_OLDER_AFTER = 10
"""After so many looks at the new values, those that were left over are looked at too."""


class Rubbish(QObject):
    """Looks now and then for as long as it lives; nobody else does meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Let go what nobody can reach, once there is enough that is new."""
        new, young, older = gc.get_count()
        if new > PATIENCE:
            gc.collect(2 if older > _OLDER_AFTER else 1 if young > _OLDER_AFTER else 0)
