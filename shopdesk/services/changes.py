"""What a deed touched, and the one feed that tells every screen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId


@dataclass(frozen=True, slots=True)
class Changes:
    """The customers whose record or account changed; ``everything`` for settings, imports, other windows.

    ``parked`` when a sale was set aside or taken up again; none of them when a sale to nobody was posted.
    """

    customers: frozenset[CustomerId] = frozenset()
    everything: bool = False
    parked: bool = False

    def concern_anybody(self) -> bool:
        """Tell whether a screen that shows many customers should look again."""
        return self.everything or bool(self.customers)

    def concern(self, customer: CustomerId) -> bool:
        """Tell whether a screen that shows this customer should look again."""
        return self.everything or customer in self.customers


Listener = Callable[[Changes], None]


class ChangeFeed:
    """Calls its listeners after every commit, on the thread that wrote."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener from now on; returns what ends that."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def stop() -> None:
            with self._lock:
                self._listeners = tuple(kept for kept in self._listeners if kept is not listener)

        return stop

    def publish(self, changes: Changes) -> None:
        """Tell everybody."""
        for listener in self._listeners:
            listener(changes)
