"""Money received against an account."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, EventId


class Method(StrEnum):
    """How money changed hands."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    OTHER = "other"


class Payment(NamedTuple):
    """One payment as it stands in the book; ``amount`` in minor units, above zero."""

    event: EventId
    number: int
    customer: CustomerId
    amount: int
    method: Method
    at: datetime
    entered_at: datetime
    note: str | None
    staff: str


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """What the person at the till asks for: take this much, this way, for these charges first.

    ``directed`` pairs references of charges (``S-01402``) with minor units; the rest goes to the oldest
    open charge. ``at`` is None for now; only the owner sets it in the past.
    """

    customer: CustomerId
    amount: int
    method: Method = Method.CASH
    note: str | None = None
    directed: tuple[tuple[str, int], ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a credit does to one charge: ``amount`` of it is settled, ``left`` stays open."""

    reference: str
    at: datetime
    amount: int
    left: int


@dataclass(frozen=True, slots=True)
class PaymentTaken:
    """What taking (or planning) a payment does to the account (minor units); ``code`` stands on the receipt.

    ``points_earned`` came with what it settled, ``points`` are held then; a plan tells neither.
    """

    reference: str
    settlements: tuple[Settlement, ...]
    unallocated: int
    balance: int
    warnings: tuple[str, ...] = field(default=())
    code: str = ""
    points_earned: int = 0
    points: int = 0
