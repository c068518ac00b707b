"""What the exit status of a run says."""

from shopdesk.errors import (
    Cancelled,
    Damaged,
    LockedOut,
    NewerFormat,
    NotAShop,
    NotFound,
    Refused,
    ShopDeskError,
    UsageError,
    WrongSecret,
)

DONE = 0
BUG = 1
FOUND_PROBLEMS = 7

_STATUS: tuple[tuple[type[ShopDeskError], int], ...] = (
    (UsageError, 2),
    (Refused, 3),
    (WrongSecret, 4),
    (LockedOut, 4),
    (NotFound, 5),
    (NotAShop, 6),
    (Damaged, 6),
    (NewerFormat, 6),
    (Cancelled, 130),
)


def exit_status(error: ShopDeskError) -> int:
    """Return the status with which the program ends on an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), BUG)
