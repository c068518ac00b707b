"""A value that tells when it changes: what widgets bind to."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Observable(Generic[T]):
    """Holds one value; setting a different one calls every listener with it."""

    def __init__(self, value: T) -> None:
        self._value = value
        self._listeners: list[Callable[[T], None]] = []

    @property
    def value(self) -> T:
        """The present value."""
        return self._value

    @value.setter
    def value(self, value: T) -> None:
        if value == self._value:
            return
        self._value = value
        for listener in tuple(self._listeners):
            listener(value)

    def bind(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call the listener now and at every change; returns what ends that."""
        unbind = self.listen(listener)
        listener(self._value)
        return unbind

    def listen(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call the listener at every change from now on; returns what ends that."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop
