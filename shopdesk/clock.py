"""The one place that reads the computer's clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests bring their own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def running(self) -> timedelta:
        """Return how long the computer has been running, which nobody can set."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def running(self) -> timedelta:
        """Return how long the computer has been running, asleep too where the system tells that."""
        asleep_too = getattr(time, "CLOCK_BOOTTIME", None)
        return timedelta(seconds=time.monotonic() if asleep_too is None else time.clock_gettime(asleep_too))
