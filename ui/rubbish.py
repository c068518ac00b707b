"""Values that hold each other in a circle are let go on the painting thread alone.

Python looks for them on whatever thread makes the next value: a dialog that a worker found there would be destroyed by
it, and Qt then waits for the painting thread for ever, or takes the program with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PATIENCE = 50_000
"""How many new values are waited for while the program starts; Python's own 700 suits programs with more rubbish."""
_FEW = 10_000
"""How many are waited for from then on: as many as some dialogs leave, with all that they held."""
_MANY = 20_000
"""So many are gone over within a frame."""
_LOOK_MS = 1_000


class Rubbish(QObject):
    """Looks now and then for as long as it lives; nobody else does meanwhile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stayed = 0
        gc.disable()
        self.destroyed.connect(gc.enable)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Let go what nobody can reach, once there is enough that is new.

        Where many values stay (modules, the window, a long list), they are set aside and not gone over again until as
        many have come to stay: each look is short, and no closed dialog is kept for the afternoon.
        """
        new, *_older = gc.get_count()
        if new <= _FEW:
            return
        self._stayed += new - gc.collect()
        if self._stayed > _MANY:
            if gc.get_freeze_count():
                gc.unfreeze()
                gc.collect()
            gc.freeze()
            self._stayed = 0
