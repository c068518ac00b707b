"""A receipt printer that is none: it takes commands over the network or a serial line, and prints them as a picture."""

import os
import socket
import threading
import tty
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from PySide6.QtGui import QImage

WELL = {1: 0x16, 2: 0x12, 4: 0x12}
"""What a printer that can print answers to the three questions about its state."""
PAPER_OUT = {1: 0x1E, 2: 0x32, 4: 0x72}
COVER_OPEN = {1: 0x1E, 2: 0x16, 4: 0x12}
JUST_OFFLINE = {1: 0x1E, 2: 0x12, 4: 0x12}
_QUESTION = b"\x10\x04"


@dataclass
class Printed:
    """What came of commands: the papers that were cut off, and on which pins the drawer was opened."""

    papers: list[QImage] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)


def printed(commands: bytes) -> Printed:
    """Print as the printer would: every band of dots below the one before; fails at what it does not know."""
    done, rows, rest, wide = Printed(), list[bytes](), commands, 0
    while rest:
        if rest.startswith(b"\x1dv0\x00"):
            wide, high = (int.from_bytes(rest[place : place + 2], "little") for place in (4, 6))
            assert high <= 128, "no more than small printers keep"
            rows += [rest[8 + wide * y : 8 + wide * (y + 1)] for y in range(high)]
            assert len(rest) >= 8 + wide * high, "cut short"
            rest = rest[8 + wide * high :]
        elif rest.startswith(b"\x1bd\x04\x1dVB\x00"):
            done.papers.append(_picture(rows, wide))
            rows, rest = [], rest[7:]
        elif rest.startswith(b"\x1bp"):
            done.pins.append({0: "2", 1: "5"}[rest[2]])
            rest = rest[5:]
        elif rest.startswith(_QUESTION):
            rest = rest[3:]
        elif rest.startswith(b"\x1b@"):
            rest = rest[2:]
        else:
            assert rest[:1] == b"\0", f"no such command: {rest[:4]!r}"
            rest = rest[1:]
    assert not rows, "not cut off"
    return done


def same_dots(one: QImage, other: QImage) -> bool:
    """Tell whether two pictures are dark at the same places."""
    return _dark(one) == _dark(other)


class Roll:
    """Notes what it is sent and answers by ``state``; ``answers`` is how."""

    def __init__(self, state: dict[int, int] | None = None) -> None:
        self.state = WELL if state is None else state
        self.sent = b""
        self._asked = 0

    def take(self, data: bytes, answer: Callable[[bytes], object]) -> None:
        """Take some commands, and answer the questions among them."""
        self.sent += data
        while (place := self.sent.find(_QUESTION, self._asked)) >= 0 and len(self.sent) > place + 2:
            self._asked = place + 3
            kind = self.sent[place + 2]
            if kind in self.state:
                answer(bytes([self.state[kind]]))


class NetworkRoll(Roll):
    """A printer on the network of this computer; ``reads`` is off for one that hangs."""

    def __init__(self, state: dict[int, int] | None = None, *, reads: bool = True) -> None:
        super().__init__(state)
        self._reads = reads
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        self.place = f"127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._over = threading.Event()

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._over.set()
        with socket.create_connection(self._server.getsockname()):
            self._thread.join()
        self._server.close()

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                if self._over.is_set():
                    return
                if not self._reads:
                    self._over.wait()
                    return
                while data := connection.recv(65_536):
                    self.take(data, connection.sendall)


class SerialRoll(Roll):
    """A printer on a line that behaves as a serial one does."""

    def __init__(self, state: dict[int, int] | None = None) -> None:
        super().__init__(state)
        self._handle, self._other = os.openpty()
        tty.setraw(self._other)
        self.place = os.ttyname(self._other)
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening: with its last user the line breaks off."""
        os.close(self._other)
        self._thread.join()
        os.close(self._handle)

    def _serve(self) -> None:
        while True:
            try:
                data = os.read(self._handle, 65_536)
            except OSError:
                return
            self.take(data, lambda answer: os.write(self._handle, answer))


def _picture(rows: list[bytes], wide: int) -> QImage:
    image = QImage(wide * 8, len(rows), QImage.Format.Format_Grayscale8)
    for y, row in enumerate(rows):
        for x in range(wide * 8):
            dark = row[x // 8] >> (7 - x % 8) & 1
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image


def _dark(image: QImage) -> tuple[int, int, bytes]:
    width, step, dots = image.width(), image.bytesPerLine(), bytes(memoryview(image.constBits()))
    rows = (dots[start : start + width] for start in range(0, len(dots), step))
    return width, image.height(), bytes(dot < 128 for row in rows for dot in row)
