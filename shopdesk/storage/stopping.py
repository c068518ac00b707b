"""Breaking off what copies for long: whoever waits for the end is asked between the pieces whether to go on."""

from collections.abc import Callable
from typing import Protocol

from shopdesk.errors import Cancelled

IsStopped = Callable[[], bool]
"""Asked often, on the thread that works."""


class Readable(Protocol):
    """What a part is read from; it may compare what it gives."""

    def read(self, length: int = ..., /) -> bytes:
        """Return the next bytes, none at the end."""


class Stoppable:
    """Reads on until it should stop, and raises Cancelled then."""

    def __init__(self, part: Readable, is_stopped: IsStopped) -> None:
        self._part = part
        self._is_stopped = is_stopped

    def read(self, length: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        go_on(self._is_stopped)
        return self._part.read(length)


def go_on(is_stopped: IsStopped) -> None:
    """Raise Cancelled once it should stop."""
    if is_stopped():
        raise Cancelled


def never() -> bool:
    """Let it go on to its end."""
    return False
