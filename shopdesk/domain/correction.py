"""Putting right how a sale was marked, and what a sale has become through corrections and refunds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.domain.account import Charge, CustomerId, EventId, EventKind, StaffId, reference
from shopdesk.domain.payment import Method
from shopdesk.domain.sales_list import SaleMark

Money = Mapping[Method, int]
"""Minor units by method; what a deed takes out of the drawer is below zero."""


class CorrectionOrder(NamedTuple):
    """What is to be put right; ``amount`` (minor units) is None for all that was tendered."""

    sale: str
    to: SaleMark
    reason: str
    customer: CustomerId | None = None
    amount: int | None = None
    method: Method | None = None


class CorrectionMade(NamedTuple):
    """What a correction does: to the balance (signed minor units), to the drawer, and when it is due."""

    reference: str
    customer: CustomerId
    amount: int
    balance: int
    cash: int
    due_on: date | None


class SoldLine(NamedTuple):
    """A line of a sale; ``amount`` in minor units."""

    position: int
    text: str
    amount: int
    refunded: bool


class SaleStanding(NamedTuple):
    """A sale and what became of it; money in minor units.

    ``tendered`` is what is left of the tenders after corrections and refunds, ``refunded`` what went back in
    all, ``charges`` what stands on ``debtor``'s account for it. Points paid ``redeemed`` of it; of that,
    ``points_back`` went back.
    """

    event: EventId
    number: int
    customer: CustomerId | None
    total: int
    on_account: int
    at: datetime
    entered_at: datetime
    staff: StaffId
    tendered: dict[Method, int]
    refunded: int
    corrected_to: SaleMark | None
    debtor: CustomerId | None
    charges: tuple[Charge, ...]
    lines: tuple[SoldLine, ...]
    redeemed: int = 0
    points_back: int = 0

    @property
    def reference(self) -> str:
        """The sale's number: ``S-01402``."""
        return reference(EventKind.SALE, self.number)

    @property
    def mark(self) -> SaleMark:
        """How it is marked now: as corrected, else as at the till."""
        return self.corrected_to or (SaleMark.DEBT if self.on_account else SaleMark.PAID)

    @property
    def left(self) -> int:
        """What of it was not refunded yet."""
        return self.total - self.refunded

    @property
    def outstanding(self) -> int:
        """What is still open for it on the account."""
        return sum(charge.outstanding for charge in self.charges)

    @property
    def directed(self) -> tuple[tuple[str, int], ...]:
        """Every open charge of it with what is open on it."""
        return tuple((charge.reference, charge.outstanding) for charge in self.charges if charge.outstanding)


def take_from(tendered: Money, amount: int) -> dict[Method, int]:
    """Take an amount out of what was tendered, cash first; what cannot be taken is left out."""
    taken: dict[Method, int] = {}
    for method in Method:
        part = min(amount, max(0, tendered.get(method, 0)))
        if part:
            taken[method] = part
            amount -= part
    return taken
