"""Nobody at the till: tells when nothing has been felt for a while, or when somebody says so with F12."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent
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
        self._app = app

    def start(self) -> None:
        """Begin to watch."""
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Rest."""
        self._app.removeEventFilter(self)
        self._timer.stop()

    def remaining_ms(self) -> int:
        """Return how long it is until nobody is there; -1 while it rests."""
        return self._timer.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew whenever something is felt."""
        del watched
        if not isinstance(event, QInputEvent):
            return False  # most of thousands a second: painting, timers, layouts
        # In a dialog the window's own keys do not reach; there F12 comes through as a plain key.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_F12
        ):
            QTimer.singleShot(0, self, self.idle.emit)
            return True
        if event.type() in _FELT:
            self._timer.start()
        return False
