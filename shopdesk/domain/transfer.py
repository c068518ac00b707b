"""Moving debt from one account to another."""

from typing import NamedTuple

from shopdesk.domain.account import CustomerId


class TransferOrder(NamedTuple):
    """How much debt (minor units, above zero) moves from one customer to another, and why."""

    source: CustomerId
    target: CustomerId
    amount: int
    reason: str


class TransferMade(NamedTuple):
    """Both entries, the one that lowers first, and both balances after (minor units)."""

    references: tuple[str, str]
    from_balance: int
    to_balance: int
