"""The operating system's own lock and sleep, as Linux tells them over D-Bus: the shop closes with them.

Heard are logind (``Lock``, ``LockedHint``, ``PrepareForSleep``) and the screen savers of the desktops. Windows and
macOS tell it in other ways, which are not listened to: there a sleep shows in the clock (`ui.closing`).
"""

import os
import string
import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

_LOGIND = "org.freedesktop.login1"
_MANAGER = "/org/freedesktop/login1"
_SESSION = f"{_LOGIND}.Session"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")
_PLAIN = frozenset(string.ascii_letters + string.digits)


class SystemLock(QObject):
    """``locked`` when the screen is locked, ``sleeping`` when the computer is about to sleep."""

    locked = Signal()
    sleeping = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        self._delay: QDBusUnixFileDescriptor | None = None

    def listen(self) -> None:
        """Listen to this computer, where it can be listened to."""
        if sys.platform.startswith("linux"):
            self.listen_to(
                QDBusConnection.systemBus(),
                QDBusConnection.sessionBus(),
                os.environ.get("XDG_SESSION_ID", ""),
            )

    def listen_to(self, system: QDBusConnection, session: QDBusConnection, session_id: str) -> None:
        """Listen to logind on one bus and to screen savers on the other; without a session's name to all sessions."""
        if system.isConnected():
            self._system = system
            path = f"{_MANAGER}/session/{escaped(session_id)}" if session_id else ""
            system.connect(
                _LOGIND, _MANAGER, f"{_LOGIND}.Manager", "PrepareForSleep", self, _slot("_prepare(bool)")
            )
            system.connect(_LOGIND, path, _SESSION, "Lock", self, _slot("_lock()"))
            system.connect(
                _LOGIND,
                path,
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                self,
                _slot("_changed(QString,QVariantMap,QStringList)"),
            )
        if session.isConnected():
            for saver in _SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, _slot("_saver(bool)"))

    def hold_sleep(self) -> None:
        """Ask that a sleep waits until the shop is closed, and wait for no answer: where none comes it will not."""
        if self._system is None or self._asked is not None:
            return
        call = QDBusMessage.createMethodCall(_LOGIND, _MANAGER, f"{_LOGIND}.Manager", "Inhibit")
        call.setArguments(["sleep", "ShopDesk", "The shop is closed first", "delay"])
        self._asked = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        self._asked.finished.connect(self._answered)

    def let_sleep(self) -> None:
        """Let the computer sleep: nothing lies open any more."""
        self._asked = self._delay = None

    def _answered(self, asked: QDBusPendingCallWatcher) -> None:
        told = asked.reply().arguments()
        # An answer that comes after the shop was closed is let go.
        if asked is self._asked and told and isinstance(told[0], QDBusUnixFileDescriptor):
            self._delay = told[0]  # as long as it is kept
        asked.deleteLater()

    @Slot(bool)
    def _prepare(self, begins: bool) -> None:
        if begins:
            self.sleeping.emit()

    @Slot()
    def _lock(self) -> None:
        self.locked.emit()

    @Slot(bool)
    def _saver(self, is_active: bool) -> None:
        if is_active:
            self.locked.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def _changed(self, interface: str, values: dict[str, object], _others: list[str]) -> None:
        if interface == _SESSION and values.get("LockedHint") is True:
            self.locked.emit()


def _slot(signature: str) -> Any:
    """Return what PySide connects to: a text, although its stubs ask for bytes."""
    return SLOT(signature)


def escaped(name: str) -> str:
    """Return a session's name as logind writes it in a path: ``2`` is ``_32``."""
    return "".join(
        mark if mark in _PLAIN and (place or not mark.isdigit()) else f"_{ord(mark):02x}"
        for place, mark in enumerate(name)
    )
