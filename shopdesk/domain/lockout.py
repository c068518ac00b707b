"""How often in a row a PIN may be wrong, and how long the next try then waits."""

from datetime import timedelta

FREE_TRIES = 5
LAST_TRY = 15
"""After so many in a row no waiting helps: a new PIN must be set."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)


def wait_after(failures: int) -> timedelta | None:
    """Return how long to wait: 30 seconds after the last free try, doubled with each one more, up to 15 minutes."""
    if failures < FREE_TRIES:
        return None
    doublings = min(failures - FREE_TRIES, 10)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)


def tries_left(failures: int) -> int:
    """Return how many more may be wrong before the first wait."""
    return max(0, FREE_TRIES - failures)
