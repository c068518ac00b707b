"""Giving back what a sale brought: by lines or by amount, as money or to the account."""

from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import Money, SaleStanding, take_from
from shopdesk.domain.loyalty import share_of
from shopdesk.domain.money import check_positive
from shopdesk.domain.payment import Method
from shopdesk.errors import InvalidValue, RefundExceedsSale


class RefundTo(StrEnum):
    """Where a refund goes."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    ACCOUNT = "account"


class RefundOrder(NamedTuple):
    """What is to be given back: lines (by position), an amount (minor units), or all that is left."""

    sale: str
    to: RefundTo
    reason: str
    lines: tuple[int, ...] = ()
    amount: int | None = None


class RefundShares(NamedTuple):
    """How a refund is split: what lowers the account, what leaves by which method, what points paid (minor units)."""

    credited: int
    paid: Money
    redeemed: int = 0

    @property
    def paid_out(self) -> int:
        """What leaves the shop."""
        return sum(self.paid.values())


class RefundMade(NamedTuple):
    """What a refund does (minor units); ``balance`` is None without a customer.

    ``redeemed`` goes back as points.
    """

    reference: str
    customer: CustomerId | None
    amount: int
    credited: int
    paid_out: int
    cash: int
    balance: int | None
    redeemed: int = 0


def refund_reference(number: int) -> str:
    """Write a refund's number: ``R-00012``."""
    return f"R-{number:05d}"


def refund_amount(sale: SaleStanding, order: RefundOrder) -> int:
    """Return what is to be refunded; raises InvalidValue, InvalidAmount, RefundExceedsSale."""
    if order.lines and order.amount is not None:
        raise InvalidValue(field="amount", reason="lines_and_amount")
    if order.lines:
        amount = _sum_of_lines(sale, order.lines)
    else:
        amount = sale.left if order.amount is None else check_positive(order.amount)
    if not 0 < amount <= sale.left:
        raise more_than_left(sale, "amount")
    return amount


def more_than_left(sale: SaleStanding, field: str) -> RefundExceedsSale:
    """Return the refusal of more than is left of a sale, or of anything of one that is refunded already."""
    reason = {} if sale.left else {"reason": "refunded_whole"}
    return RefundExceedsSale(field=field, left=sale.left, **reason)


def share_refund(sale: SaleStanding, amount: int, to: RefundTo) -> RefundShares:
    """Split a refund: first it lowers what is open on the sale, only what was paid may leave as money.

    What points paid goes back as points, in proportion, so that points never become money.
    """
    redeemed = _redeemed_part(sale, amount)
    rest = amount - redeemed
    if to is RefundTo.ACCOUNT:
        return RefundShares(rest, {}, redeemed)
    credited = min(rest, sale.outstanding)
    paid = rest - credited
    return RefundShares(credited, {Method(to.value): paid} if paid else {}, redeemed)


def share_undoing(sale: SaleStanding) -> RefundShares:
    """Split the undoing of a sale: all tenders go back as they came, and the rest to the account."""
    redeemed = _redeemed_part(sale, sale.left)
    rest = sale.left - redeemed
    paid = take_from(sale.tendered, rest)
    return RefundShares(rest - sum(paid.values()), paid, redeemed)


def _redeemed_part(sale: SaleStanding, amount: int) -> int:
    """Return what of a refund goes back as points: all of it together gives back all that points paid."""
    due = share_of(sale.redeemed, sale.refunded + amount, sale.total)
    return min(amount, max(0, due - sale.points_back))


def _sum_of_lines(sale: SaleStanding, wanted: tuple[int, ...]) -> int:
    lines = {line.position: line for line in sale.lines}
    if not set(wanted) <= lines.keys() or len(set(wanted)) < len(wanted):
        raise InvalidValue(field="line", reason="not_a_choice")
    if any(lines[position].refunded for position in wanted):
        raise more_than_left(sale, "line")
    return sum(lines[position].amount for position in wanted)
