"""The operating system's lock and sleep, as a bus tells them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor
from pytestqt.qtbot import QtBot

from ui.system_lock import SystemLock, escaped

DAEMON = shutil.which("dbus-daemon")
LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
OURS, OTHERS = f"{MANAGER}/session/_32", f"{MANAGER}/session/_33"
SESSION = f"{LOGIND}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"

pytestmark = pytest.mark.skipif(DAEMON is None, reason="needs a bus of its own")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start a bus that nobody else is on."""
    words = (DAEMON or "", "--session", "--print-address", "--nofork", "--nopidfile")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def system(address: str) -> Iterator[QDBusConnection]:
    """Stand for logind on it."""
    bus = QDBusConnection.connectToBus(address, "logind")
    assert bus.registerService(LOGIND)
    yield bus
    bus.unregisterService(LOGIND)
    QDBusConnection.disconnectFromBus("logind")


class Inhibitors(QObject):
    """The part of logind that holds a sleep back for as long as who asked keeps the end of a pipe."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.asked: list[tuple[str, str]] = []
        self._kept: list[int] = []

    @Slot(str, str, str, str, QDBusMessage)
    def Inhibit(self, what: str, _who: str, _why: str, mode: str, call: QDBusMessage) -> None:  # noqa: N802  logind's
        """Answer with one end of a pipe, and keep the other."""
        self.asked.append((what, mode))
        ours, theirs = os.pipe()
        os.set_blocking(ours, False)
        self._kept.append(ours)
        call.setDelayedReply(True)
        answer = call.createReply()
        answer.setArguments([QDBusUnixFileDescriptor(theirs)])
        self._bus.send(answer)
        os.close(theirs)

    def waits(self) -> bool:
        """Tell whether a sleep waits for somebody."""
        return any(_is_held(end) for end in self._kept)

    def close(self) -> None:
        """Let go of every pipe."""
        for end in self._kept:
            os.close(end)


def _is_held(end: int) -> bool:
    try:
        os.read(end, 1)
    except BlockingIOError:
        return True
    return False


@pytest.fixture
def inhibitors(system: QDBusConnection) -> Iterator[Inhibitors]:
    inhibitors = Inhibitors(system)
    slots = QDBusConnection.RegisterOption.ExportAllSlots
    assert system.registerObject(MANAGER, f"{LOGIND}.Manager", inhibitors, slots)
    yield inhibitors
    system.unregisterObject(MANAGER)
    inhibitors.close()


@pytest.fixture
def lock(address: str, system: QDBusConnection) -> Iterator[SystemLock]:
    bus = QDBusConnection.connectToBus(address, "shopdesk")
    parent = QObject()
    lock = SystemLock(parent)
    lock.listen_to(bus, bus, "2")
    yield lock
    QDBusConnection.disconnectFromBus("shopdesk")


def tell(bus: QDBusConnection, path: str, interface: str, name: str, *arguments: Any) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(arguments))
    assert bus.send(message)


@pytest.mark.parametrize(
    ("path", "interface", "name", "arguments"),
    [
        (OURS, SESSION, "Lock", ()),
        (OURS, PROPERTIES, "PropertiesChanged", (SESSION, {"LockedHint": True}, ["Active"])),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", (True,)),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,)),
    ],
)
def test_a_locked_screen_is_told(
    lock: SystemLock,
    system: QDBusConnection,
    qtbot: QtBot,
    path: str,
    interface: str,
    name: str,
    arguments: tuple[Any, ...],
) -> None:
    with qtbot.waitSignal(lock.locked):
        tell(system, path, interface, name, *arguments)


def test_a_sleep_is_told_when_it_begins_and_another_session_is_nobodys_business(
    lock: SystemLock, system: QDBusConnection, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(lock.locked), qtbot.waitSignal(lock.sleeping):
        tell(system, OTHERS, SESSION, "Lock")
        tell(system, OURS, PROPERTIES, "PropertiesChanged", SESSION, {"LockedHint": False}, ["Active"])
        tell(system, "/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
        tell(system, MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", False)
        tell(system, MANAGER, f"{LOGIND}.Manager", "PrepareForSleep", True)


def test_a_sleep_waits_from_the_opening_of_a_shop_to_its_closing_each_time(
    lock: SystemLock, inhibitors: Inhibitors, qtbot: QtBot
) -> None:
    for _ in range(2):
        lock.hold_sleep()
        lock.hold_sleep()
        qtbot.waitUntil(inhibitors.waits)
        qtbot.waitUntil(lambda: lock._delay is not None)
        lock.let_sleep()
        qtbot.waitUntil(lambda: not inhibitors.waits())
    assert inhibitors.asked == [("sleep", "delay")] * 2


def test_a_shop_that_was_closed_before_the_answer_holds_no_sleep(
    lock: SystemLock, inhibitors: Inhibitors, qtbot: QtBot
) -> None:
    lock.hold_sleep()
    lock.let_sleep()
    qtbot.waitUntil(lambda: bool(inhibitors.asked))
    qtbot.waitUntil(lambda: not inhibitors.waits())
    assert lock._delay is None


def test_where_no_bus_is_nothing_is_heard_and_nothing_fails(qtbot: QtBot) -> None:
    nowhere = QDBusConnection("there is no such bus")
    lock = SystemLock()
    lock.listen_to(nowhere, nowhere, "")
    lock.hold_sleep()
    lock.let_sleep()
    with qtbot.assertNotEmitted(lock.locked):
        pass


@pytest.mark.parametrize(("name", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db")])
def test_a_session_is_written_as_logind_writes_it(name: str, path: str) -> None:
    assert escaped(name) == path
