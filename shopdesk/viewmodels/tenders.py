"""How a sale is paid: parts fixed before, and one way that covers the rest."""

from dataclasses import dataclass, replace
from enum import StrEnum

from shopdesk.domain.basket import round_cash
from shopdesk.domain.payment import Method


class Way(StrEnum):
    """A method of payment, the customer's account, or their points."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    OTHER = "other"
    ACCOUNT = "account"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Settled:
    """A total shared out (minor units): ``missing`` is what nothing covers yet, below zero what is too much.

    ``redeemed`` is what points pay for.
    """

    tenders: dict[Method, int]
    on_account: int
    rounding: int
    missing: int
    redeemed: int = 0

    @property
    def cash(self) -> int:
        """What is paid in cash."""
        return self.tenders.get(Method.CASH, 0)


@dataclass(frozen=True, slots=True)
class Tenders:
    """``parts`` are fixed amounts, each way once; ``way`` takes the rest. Amounts are minor units."""

    parts: tuple[tuple[Way, int], ...] = ()
    way: Way | None = None

    def with_part(self, way: Way, amount: int) -> "Tenders":
        """Fix a part; one of the same way is added to."""
        before = dict(self.parts)
        return replace(self, parts=tuple({**before, way: before.get(way, 0) + amount}.items()))

    def without_part(self, way: Way) -> "Tenders":
        """Give a part up."""
        return replace(self, parts=tuple(part for part in self.parts if part[0] is not way))

    def without_account(self) -> "Tenders":
        """Give up what only a customer's account can take."""
        way = None if self.way is Way.ACCOUNT else self.way
        return replace(self.without_part(Way.ACCOUNT), way=way)

    def of_another(self) -> "Tenders":
        """Give up the points of the customer before."""
        return self.without_part(Way.POINTS)

    def rest(self, total: int) -> int:
        """Return what the parts leave."""
        return total - sum(amount for _, amount in self.parts)

    def settle(self, total: int, coin: int) -> Settled:
        """Share a total out; cash that covers the rest is rounded to whole coins."""
        shares, rest, rounding = dict(self.parts), self.rest(total), 0
        if self.way is not None and rest > 0:
            whole = shares.get(self.way, 0) + rest
            if self.way is Way.CASH:
                rounding = round_cash(whole, coin) - whole
            shares[self.way] = whole + rounding
            rest = 0
        on_account = shares.pop(Way.ACCOUNT, 0)
        redeemed = shares.pop(Way.POINTS, 0)
        tenders = {Method(way.value): amount for way, amount in shares.items() if amount}
        return Settled(tenders, on_account, rounding, rest, redeemed)
