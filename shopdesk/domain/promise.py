"""A promise to pay: so much by a day; payments keep or break it by themselves."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId


class PromiseState(StrEnum):
    """How a promise stands."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


class Promise(NamedTuple):
    """One promise; ``paid`` (minor units) is what was paid since it was made, until its day is over."""

    id: int
    customer: CustomerId
    full_name: str
    due_on: date
    amount: int
    paid: int
    made_at: datetime
    staff: str

    def state(self, today: date) -> PromiseState:
        """Tell whether it is kept, broken, or can still be either."""
        if self.paid >= self.amount:
            return PromiseState.KEPT
        return PromiseState.BROKEN if self.due_on < today else PromiseState.OPEN
