"""The account's building stones: event kinds, references, charges and credits."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from shopdesk.errors import NotFound

CustomerId = NewType("CustomerId", int)
EventId = NewType("EventId", int)
"""The sequence of an event: one row of numbers for sales, payments and adjustments together."""
StaffId = NewType("StaffId", int)


class EventKind(StrEnum):
    """What can move a balance."""

    SALE = "sale"
    PAYMENT = "payment"
    ADJUSTMENT = "adjustment"


_NUMBER = re.compile(r"C-[0-9]{1,12}", re.IGNORECASE | re.ASCII)
_PREFIXES = {EventKind.SALE: "S", EventKind.PAYMENT: "P", EventKind.ADJUSTMENT: "A"}


def reference(kind: EventKind, number: int) -> str:
    """Write an event's number as people read it: ``S-01402``."""
    return f"{_PREFIXES[kind]}-{number:05d}"


def parse_reference(text: str) -> tuple[EventKind, int]:
    """Read ``S-01402`` in any case and with any number of zeros; raises `NotFound`."""
    match = re.fullmatch(r"([SPA])-?0*([0-9]{1,12})", text.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        raise NotFound(kind="event", reference=text)
    kind = next(kind for kind, prefix in _PREFIXES.items() if prefix == match[1].upper())
    return kind, int(match[2])


def customer_number(customer_id: int) -> str:
    """Write a customer's number: ``C-000412``."""
    return f"C-{customer_id:06d}"


def is_customer_number(code: str) -> bool:
    """Tell whether a code is written as customers' numbers are, in full: ``C-000412``."""
    return _NUMBER.fullmatch(code) is not None


def parse_customer_number(text: str) -> CustomerId:
    """Read ``C-000412`` or ``412``; raises `NotFound`."""
    match = re.fullmatch(r"(?:C-?)?0*([0-9]{1,12})", text.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        raise NotFound(kind="customer", reference=text)
    return CustomerId(int(match[1]))


class Charge(NamedTuple):
    """An event that raised the balance, and what is still open on it (minor units)."""

    event: EventId
    reference: str
    at: datetime
    due_on: date
    amount: int
    outstanding: int
    settled_at: datetime | None = None
    disputed: bool = False


class Credit(NamedTuple):
    """An event that lowered the balance, and what of it waits for a charge (minor units)."""

    event: EventId
    at: datetime
    amount: int
    unallocated: int
