"""A gate that readers pass side by side, and that one thread may close for a while: then it is alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReaderGate:
    """Whoever waits to be alone keeps no reader out, so that one who reads within reading never waits for itself."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._alone: int | None = None

    @property
    def is_mine(self) -> bool:
        """Whether this thread is the one that is alone."""
        return self._alone == threading.get_ident()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Pass beside others; waits while somebody is alone."""
        if self.is_mine:
            yield
            return
        with self._changed:
            self._changed.wait_for(lambda: self._alone is None)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Close the gate once nobody is inside."""
        with self._changed:
            self._changed.wait_for(lambda: self._alone is None and self._readers == 0)
            self._alone = threading.get_ident()
        try:
            yield
        finally:
            with self._changed:
                self._alone = None
                self._changed.notify_all()
