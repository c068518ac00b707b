"""The ways to a receipt printer: a device, a serial line, the network, the system's queue, a file.

Each is opened for one receipt and closed after it. Whoever waits here waits on a thread of their own.
"""

import errno
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from shopdesk.domain.till_hardware import PrinterWay, RollPrinter, split_network_place
from shopdesk.errors import PrinterFailed

_PATIENCE_SECONDS = 5.0
"""How long a printer may take nothing before it is given up; a roll that is fed takes far less."""
_ANSWER_SECONDS = 0.5
_QUEUE_SECONDS = 20.0
_LOOK_AGAIN_SECONDS = 0.05
_AT_ONCE = 4_096
_REASONS = {
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EBUSY: "in_use",
    errno.ETIMEDOUT: "no_answer",
}
_KINDS = {PrinterWay.USB: ("usb/lp*",), PrinterWay.SERIAL: ("ttyUSB*", "ttyACM*", "ttyS0")}


class Port(Protocol):
    """A printer that is reached: it takes bytes, and may answer."""

    def write(self, data: bytes) -> None:
        """Hand everything over; raises PrinterFailed or OSError when it is not taken in time."""

    def ask(self, question: bytes) -> int | None:
        """Ask and return the one byte that comes back; None from a printer that says nothing."""

    def finish(self) -> None:
        """See that what was handed over is on its way before the port is closed."""


@contextmanager
def open_port(printer: RollPrinter) -> Iterator[Port]:
    """Open the way to a printer; raises PrinterFailed for whatever goes wrong while it is open."""
    try:
        with _OPENED[printer.way](printer) as port:
            yield port
    except OSError as error:
        usual = "no_file" if printer.way is PrinterWay.FILE else "not_there"
        raise PrinterFailed(reason=_REASONS.get(error.errno or 0, usual)) from error


def devices_found(way: PrinterWay) -> tuple[str, ...]:
    """Return the devices of this computer that a printer may be behind, in their order."""
    return tuple(sorted(str(path) for kind in _KINDS.get(way, ()) for path in Path("/dev").glob(kind)))


class _Device:
    """A character device of this computer that is never waited for longer than the patience lasts."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        given_up = time.monotonic() + _PATIENCE_SECONDS
        while left:
            if not select.select([], [self._handle], [], max(0.0, given_up - time.monotonic()))[1]:
                raise PrinterFailed(reason="no_answer")
            try:
                taken = os.write(self._handle, left[:_AT_ONCE])
            except BlockingIOError:
                taken = 0
            if taken:
                left = left[taken:]
                given_up = time.monotonic() + _PATIENCE_SECONDS

    def ask(self, question: bytes) -> int | None:
        self.write(question)
        try:
            if not select.select([self._handle], [], [], _ANSWER_SECONDS)[0]:
                return None
            answer = os.read(self._handle, 1)
        except OSError:  # a line that goes one way only
            return None
        return answer[0] if answer else None

    def finish(self) -> None:
        """Nothing is held back by a device."""


class _SerialLine(_Device):
    """A serial line, which the system feeds from a buffer of its own."""

    def finish(self) -> None:
        """Wait until the buffer is empty: closed before, the system would wait for half a minute."""
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 -- Windows has none
            import termios  # noqa: PLC0415 -- Windows has none

            before, given_up = -1, time.monotonic() + _PATIENCE_SECONDS
            while waiting := int.from_bytes(
                fcntl.ioctl(self._handle, termios.TIOCOUTQ, bytes(4)), sys.byteorder
            ):
                if waiting != before:
                    before, given_up = waiting, time.monotonic() + _PATIENCE_SECONDS
                elif time.monotonic() > given_up:
                    raise PrinterFailed(reason="no_answer")
                time.sleep(_LOOK_AGAIN_SECONDS)


class _Connection:
    """A printer on the network."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        self._connection.settimeout(_PATIENCE_SECONDS)
        while left:
            try:
                left = left[self._connection.send(left[:_AT_ONCE]) :]
            except TimeoutError as error:
                raise PrinterFailed(reason="no_answer") from error

    def ask(self, question: bytes) -> int | None:
        self.write(question)
        self._connection.settimeout(_ANSWER_SECONDS)
        try:
            answer = self._connection.recv(1)
        except TimeoutError:
            return None
        return answer[0] if answer else None

    def finish(self) -> None:
        """End our side and read on: closed with something unread, the connection would drop what is under way."""
        self._connection.shutdown(socket.SHUT_WR)
        self._connection.settimeout(_ANSWER_SECONDS)
        with suppress(TimeoutError, ConnectionError):
            while self._connection.recv(_AT_ONCE):
                pass


class _File:
    """A file, which says nothing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> None:
        self._file.write(data)

    def ask(self, question: bytes) -> int | None:
        del question
        return None

    def finish(self) -> None:
        self._file.flush()


class _Queue:
    """A queue of the system, which takes a receipt as a whole and keeps it until the printer is ready."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._data = b""

    def write(self, data: bytes) -> None:
        self._data += data

    def ask(self, question: bytes) -> int | None:
        del question
        return None

    def finish(self) -> None:
        """Hand it to ``lp``, past the filters that would print commands as text."""
        command = ["lp", "-d", self._name, "-o", "raw", "-"]
        try:
            subprocess.run(  # noqa: S603 -- no shell reads the queue's name
                command, input=self._data, capture_output=True, timeout=_QUEUE_SECONDS, check=True
            )
        except subprocess.TimeoutExpired as error:
            raise PrinterFailed(reason="no_answer") from error
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            raise PrinterFailed(reason="no_queue") from error


@contextmanager
def _usb(printer: RollPrinter) -> Iterator[Port]:
    """Open ``/dev/usb/lp0`` or its like."""
    with _handle_of(printer.place) as handle:
        yield _Device(handle)


@contextmanager
def _serial(printer: RollPrinter) -> Iterator[Port]:
    """Open a serial line with eight bits, no parity and one stop bit, that the printer may hold up."""
    if sys.platform == "win32":  # the speed is what the system has set for the line (``mode COM3``)
        with Path(rf"\\.\{printer.place}").open("wb", buffering=0) as file:
            yield _File(file)
        return
    import termios  # noqa: PLC0415 -- Windows has none

    with _handle_of(printer.place) as handle:
        try:
            modes = termios.tcgetattr(handle)
            speed = getattr(termios, f"B{printer.speed}")
            modes[:6] = [termios.IXON, 0, termios.CS8 | termios.CREAD | termios.CLOCAL, 0, speed, speed]
            termios.tcsetattr(handle, termios.TCSANOW, modes)
        except termios.error as error:
            raise PrinterFailed(reason="not_there") from error
        try:
            yield _SerialLine(handle)
        except PrinterFailed:
            termios.tcflush(handle, termios.TCIOFLUSH)
            raise


@contextmanager
def _handle_of(place: str) -> Iterator[int]:
    handle = os.open(place, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _network(printer: RollPrinter) -> Iterator[Port]:
    try:
        connection = socket.create_connection(split_network_place(printer.place), _PATIENCE_SECONDS)
    except TimeoutError as error:
        raise PrinterFailed(reason="not_there") from error
    with closing(connection):
        yield _Connection(connection)


@contextmanager
def _file(printer: RollPrinter) -> Iterator[Port]:
    """Open a file, which grows by each receipt."""
    with Path(printer.place).open("ab") as file:
        yield _File(file)


@contextmanager
def _queue(printer: RollPrinter) -> Iterator[Port]:
    """Take a queue of CUPS."""
    yield _Queue(printer.place)


_HAS_DEVICES = sys.platform != "win32"
"""Windows has shared printers instead of devices and queues, which are opened like files."""

_OPENED: dict[PrinterWay, Callable[[RollPrinter], AbstractContextManager[Port]]] = {
    PrinterWay.USB: _usb if _HAS_DEVICES else _file,
    PrinterWay.SERIAL: _serial,
    PrinterWay.NETWORK: _network,
    PrinterWay.FILE: _file,
    PrinterWay.QUEUE: _queue if _HAS_DEVICES else _file,
}
