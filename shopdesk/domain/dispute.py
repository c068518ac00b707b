"""A dispute over what is open on a sale, and how it is settled."""

from enum import StrEnum
from typing import NamedTuple


class DisputeOutcome(StrEnum):
    """How a dispute ends."""

    STANDS = "stands"
    LOWER = "lower"
    WRITE_OFF = "write-off"


class SettlementOrder(NamedTuple):
    """How the dispute over a sale ends; ``amount`` (minor units) is what it is lowered by."""

    sale: str
    outcome: DisputeOutcome
    reason: str
    amount: int | None = None


class DisputeMade(NamedTuple):
    """What opening or settling a dispute did: the entry or the sale, what is open on it, the balance (minor units)."""

    reference: str
    outstanding: int
    balance: int
