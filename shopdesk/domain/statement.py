"""The paper for the customer, as values: a view-model builds it, a document draws it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.ageing import Ageing
from shopdesk.domain.money import Currency


class Style(StrEnum):
    """The two kinds of statement: every entry of a period, or each charge that is not paid yet."""

    BALANCE_FORWARD = "balance-forward"
    OPEN_ITEM = "open-item"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The shop as its papers show it; every text may be empty but the name."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    registration: str = ""
    payment_details: str = ""
    payment_account: str = ""


class SoldItem(NamedTuple):
    """One line of a sale, or what was taken off it: what it was and how many, and its amount (minor units)."""

    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line; amounts in minor units, ``balance`` after it, None on the side that does not move.

    ``sold`` is what a charge was for, where the statement shows that.
    """

    on: date
    reference: str
    text: str
    charge: int | None
    payment: int | None
    balance: int
    sold: tuple[SoldItem, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A charge that is not paid yet on the last day of the period (minor units)."""

    on: date
    reference: str
    text: str
    amount: int
    outstanding: int
    sold: tuple[SoldItem, ...] = ()

    @property
    def paid(self) -> int:
        """Return what was paid of it."""
        return self.amount - self.outstanding


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of account for a period: opening + late + charges − payments = closing.

    On an open-item one the ``items`` less the ageing's unallocated credit are the closing balance.
    ``late_lines`` are entries dated within an earlier statement; their sum is ``late`` (signed).
    ``number`` and ``code`` are empty on a draft.
    """

    letterhead: Letterhead
    currency: Currency
    locale: str
    customer_number: str
    customer_name: str
    address: tuple[str, ...]
    from_on: date
    to_on: date
    opening: int
    late_lines: tuple[StatementLine, ...]
    lines: tuple[StatementLine, ...]
    ageing: Ageing
    printed_at: datetime
    prepared_by: str
    last_event: int = 0
    """The sequence of the newest event that was known when the statement was built."""
    number: str = ""
    code: str = ""
    style: Style = Style.BALANCE_FORWARD
    items: tuple[OpenItem, ...] = ()

    @property
    def late(self) -> int:
        """Return what late entries add to the opening balance (signed)."""
        return sum((line.charge or 0) - (line.payment or 0) for line in self.late_lines)

    @property
    def charges(self) -> int:
        """Return everything that raised the balance in the period."""
        return sum(line.charge or 0 for line in self.lines)

    @property
    def payments(self) -> int:
        """Return everything that lowered the balance in the period."""
        return sum(line.payment or 0 for line in self.lines)

    @property
    def closing(self) -> int:
        """Return the balance at the end of the period."""
        return self.opening + self.late + self.charges - self.payments
