"""One window for one shop: a second start brings the first window to the front and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 500


class FirstWindow(QObject):
    """Listens under a name made of the shop's folder; ``asked_for`` is told when another start knocked."""

    asked_for = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        named = f"{getpass.getuser()}\n{folder.resolve()}"
        self.name = f"shopdesk-{hashlib.sha256(named.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Be the first window; False when there is one, which has been asked to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if socket.waitForConnected(_ANSWER_MS):
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self.name)  # what a crash left behind
        self._server.listen(self.name)
        return True

    def release(self) -> None:
        """Let another start be the first."""
        self._server.close()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
        self.asked_for.emit()
