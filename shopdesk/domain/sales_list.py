"""Sales as lists show them: how each was marked, what of it is paid and open, and what to call that."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, EventId, EventKind, reference


class SaleMark(StrEnum):
    """How a sale was marked at the till: everything tendered, or something put on account."""

    PAID = "paid"
    DEBT = "debt"


class SaleState(StrEnum):
    """How a sale stands now; `LET_GO` is one that a write-off or goodwill helped to close."""

    PAID = "paid"
    PART_PAID = "part_paid"
    ON_ACCOUNT = "on_account"
    LET_GO = "let_go"
    REFUNDED = "refunded"


class PutRight(NamedTuple):
    """What became of a sale after it was made; ``refunded`` in minor units, ``disputed`` None for never.

    ``disputed`` is True while it is, False once that was closed.
    """

    corrected_to: SaleMark | None = None
    refunded: int = 0
    disputed: bool | None = None


@dataclass(frozen=True, slots=True)
class SalesQuery:
    """Which sales; None for all. Days are the shop's, both included; ``staff`` is a name, in any case.

    ``marked`` is the mark as it is now, after corrections; ``least`` and ``most`` bound the total (minor units).
    """

    customer: CustomerId | None = None
    from_on: date | None = None
    to_on: date | None = None
    staff: str | None = None
    marked: SaleMark | None = None
    least: int | None = None
    most: int | None = None


class ListedSale(NamedTuple):
    """One sale and how it stands (minor units).

    ``outstanding`` is what is open on it and on its corrections; ``let_go`` of it was written off or given as
    goodwill; ``corrected_to`` is None where its first mark stands.
    """

    event: EventId
    number: int
    customer: CustomerId | None
    staff: str
    at: datetime
    items: int
    total: int
    on_account: int
    outstanding: int
    let_go: int
    refunded: int
    corrected_to: SaleMark | None

    @property
    def reference(self) -> str:
        """The sale's number: ``S-01402``."""
        return reference(EventKind.SALE, self.number)

    @property
    def marked(self) -> SaleMark:
        """How it was marked at the till."""
        return SaleMark.DEBT if self.on_account else SaleMark.PAID

    @property
    def paid(self) -> int:
        """What tenders, payments and credits have covered so far and was not given back."""
        return max(0, self.total - self.outstanding - self.let_go - self.refunded)

    @property
    def state(self) -> SaleState:
        """How it stands now: the first that holds."""
        if self.outstanding:
            return SaleState.PART_PAID if self.paid else SaleState.ON_ACCOUNT
        if self.refunded and not self.paid:
            return SaleState.REFUNDED
        return SaleState.LET_GO if self.let_go else SaleState.PAID
