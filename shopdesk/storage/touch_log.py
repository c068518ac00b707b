"""Whose record or account each stretch of the journal touched, as far as this process wrote it."""

import threading
from collections import deque
from typing import NamedTuple

from shopdesk.domain.account import CustomerId

_REMEMBERED = 256
_MOST = 1_000
"""Touched at once by more than this, the whole book is sooner looked over anew."""


class _Stretch(NamedTuple):
    before: int
    after: int
    customers: frozenset[CustomerId] | None


class TouchLog:
    """Tells whom to look at again; what another process wrote leaves a gap, and then it is everybody."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stretches: deque[_Stretch] = deque(maxlen=_REMEMBERED)

    def note(self, before: int, after: int, customers: frozenset[CustomerId] | None) -> None:
        """Note whom the rows after ``before`` touched, up to and with ``after``; None for everybody."""
        if before != after:
            with self._lock:
                self._stretches.append(_Stretch(before, after, customers))

    def between(self, before: int, after: int) -> frozenset[CustomerId] | None:
        """Return who was touched by the rows after ``before``, up to and with ``after``; None where anybody may be."""
        touched: set[CustomerId] = set()
        with self._lock:
            for stretch in self._stretches:
                if stretch.before == before and stretch.customers is not None:
                    before = stretch.after
                    touched |= stretch.customers
        return frozenset(touched) if before == after and len(touched) <= _MOST else None
