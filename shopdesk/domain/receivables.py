"""What the whole book is owed: each customer's debt by age, the year behind it, and how fast it is paid."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.promise import Promise

SALES_DAYS = 90
"""So many days of credit sales are set against what is owed."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """One customer's line; ``promise`` is the newest one, ``kept`` and ``promised`` count those that are over."""

    customer: CustomerId
    full_name: str
    ageing: Ageing
    on_hold: bool
    promise: Promise | None
    kept: int
    promised: int

    @property
    def number(self) -> str:
        """Return the customer's number."""
        return customer_number(self.customer)

    @property
    def balance(self) -> int:
        """Return the signed balance that the ageing adds up to."""
        return self.ageing.balance


@dataclass(frozen=True, slots=True)
class Receivables:
    """Everybody who owes on a day, who owes most first (minor units).

    ``totals`` is the ageing of the whole book, credit of those who owe nothing included. ``months`` are what
    was owed to the shop at the end of each of the last twelve months, the day itself the last of them.
    ``ties`` tells whether the ageing adds up to the balances, customer by customer.
    """

    as_of: date
    debtors: tuple[Debtor, ...]
    totals: Ageing
    months: tuple[tuple[date, int], ...]
    credit_sales: int
    ties: bool

    @property
    def owed(self) -> int:
        """Return the sum of the balances above zero."""
        return sum(debtor.balance for debtor in self.debtors)

    @property
    def days_outstanding(self) -> int | None:
        """Return days sales outstanding: owed ÷ credit sales of the last 90 days × 90; None without sales."""
        if self.credit_sales <= 0:
            return None
        return (self.owed * SALES_DAYS + self.credit_sales // 2) // self.credit_sales


class SheetLine(NamedTuple):
    """One debtor of the sheet A–Z in the shop's own writing; ``since`` says when the oldest open charge arose."""

    full_name: str
    number: str
    phone: str
    owes: str
    since: str


def month_ends(as_of: date) -> tuple[date, ...]:
    """Return the last days of the eleven months before a day's own, and the day itself."""
    ends: list[date] = [as_of]
    day = as_of
    for _ in range(11):
        day = date.fromordinal(day.replace(day=1).toordinal() - 1)
        ends.append(day)
    return tuple(reversed(ends))
