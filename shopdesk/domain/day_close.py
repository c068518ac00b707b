"""The close of a day: what should lie in the drawer, what was counted, and whether what is owed adds up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


class DayFlows(NamedTuple):
    """What was entered between two closes (minor units).

    ``card``, ``transfer`` and ``other`` are what came in that way, less what went back. A payment that was
    undone lowers the collections; ``adjustments`` are signed, above zero where they raise the debt.
    """

    cash_sales: int
    cash_collections: int
    cash_refunds: int
    cash_paid_out: int
    cash_corrections: int
    card: int
    transfer: int
    other: int
    credit_sales: int
    collections: int
    adjustments: int

    @property
    def cash(self) -> int:
        """By how much the drawer grew."""
        taken = self.cash_sales + self.cash_collections + self.cash_corrections
        return taken - self.cash_refunds - self.cash_paid_out

    @property
    def debt(self) -> int:
        """By how much the debt grew."""
        return self.credit_sales - self.collections + self.adjustments


class CloseOrder(NamedTuple):
    """What was counted, the float included; None for the float of the last close, and for today."""

    counted: int
    cash_float: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day to be closed, or one that is: then it has a number, what was counted, by whom and when.

    ``balances`` is the sum of all balances at its end; ``since`` is when the close before it was made.
    """

    on: date
    flows: DayFlows
    cash_float: int
    opening_debt: int
    balances: int
    since: datetime | None = None
    number: int | None = None
    counted: int | None = None
    closed_at: datetime | None = None
    staff: str = ""

    @property
    def expected(self) -> int:
        """What should lie in the drawer, the float included."""
        return self.cash_float + self.flows.cash

    @property
    def over_short(self) -> int | None:
        """What was counted less what was expected: below zero when money is missing; None before the count."""
        return None if self.counted is None else self.counted - self.expected

    @property
    def closing_debt(self) -> int:
        """What must be owed at its end."""
        return self.opening_debt + self.flows.debt

    @property
    def ties(self) -> bool:
        """Tell whether what must be owed is the sum of the balances."""
        return self.closing_debt == self.balances


class SumBlock(NamedTuple):
    """A few sums that belong together, written as the shop writes them; ``adds_up``: the last is what they come to."""

    title: str
    lines: tuple[tuple[str, str], ...]
    adds_up: bool = True


@dataclass(frozen=True, slots=True)
class DaySlip:
    """The close of a day as its slip says it: the drawer and its verdict, then the books and their proof.

    ``roll`` is the width of the paper in mm, ``58`` or ``80``.
    """

    shop_name: str
    day: str
    made: tuple[str, ...]
    drawer: tuple[SumBlock, ...]
    verdict: str
    books: tuple[SumBlock, ...]
    proof: str
    roll: str
