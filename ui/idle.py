"""Nobody at the till: tells when nothing has been felt for a while, or when somebody says so with F12.

It listens at the windows, which feel keys and fingers before anything in them does: who listens to the whole program is
called for each of the thousands of events of every dialog that opens.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

IDLE_MS = 3 * 60 * 1000
_FELT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class IdleWatch(QObject):
    """Started when somebody signs in; ``idle`` is told once, and then it rests."""

    idle = Signal()

    def __init__(self, app: QApplication, after_ms: int = IDLE_MS) -> None:
        super().__init__(app)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_ms)
        self._timer.timeout.connect(self.stop)
        self._timer.timeout.connect(self.idle)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._listen_everywhere)
        app.focusWindowChanged.connect(self._listen_everywhere)

    def start(self) -> None:
        """Begin to watch."""
        self._timer.start()
        self._listen_everywhere()

    def stop(self) -> None:
        """Rest."""
        self._timer.stop()
        self._look.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def remaining_ms(self) -> int:
        """Return how long it is until nobody is there; -1 while it rests."""
        return self._timer.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew whenever something is felt."""
        del watched
        kind = event.type()
        # In a dialog the window's own keys do not reach; there F12 comes through as a plain key.
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12:
            QTimer.singleShot(0, self, self.idle.emit)
            return True
        if kind in _FELT:
            self._timer.start()
            self._look.start()  # it may open a menu, which is a window and takes no focus from the others
        return False

    def _listen_everywhere(self) -> None:
        """Listen at the windows that came; at the others this changes nothing."""
        if self._timer.isActive():
            for window in QGuiApplication.topLevelWindows():
                window.installEventFilter(self)
