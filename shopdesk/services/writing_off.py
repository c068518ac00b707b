"""Writing off small debts that nobody will collect, all in one go."""

from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.money import check_positive
from shopdesk.domain.staff import Deed
from shopdesk.services.adjusting import AdjustmentOrder, check_reason, write_adjustment
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import accounts


class Dust(NamedTuple):
    """Small debts: how many, and what they come to (minor units)."""

    customers: int
    amount: int


def plan_writing_off(desk: Desk, below: int) -> Dust:
    """Return what would be written off, writing nothing; raises InvalidAmount, Forbidden."""
    check_positive(below, "below")
    with desk.read(Deed.ADJUST) as session:
        found = accounts.small_debts(session, below)
    return Dust(len(found), sum(amount for _, amount in found))


def write_off_below(desk: Desk, below: int, reason: str, request_id: str) -> Dust:
    """Write off once every debt below an amount (minor units) of which nothing is disputed.

    Raises InvalidAmount, ReasonRequired, RequestConflict, ClockJumped, Forbidden.
    """
    check_positive(below, "below")
    with desk.work(Deed.ADJUST, posting=True) as work:
        return once(
            work,
            Deed.ADJUST,
            request_id,
            {"below": below, "reason": reason},
            lambda: _write(work, below, check_reason(reason)),
            Dust._asdict,
            lambda stored: Dust(**stored),
        )


def _write(work: Work, below: int, reason: str) -> Dust:
    found: list[tuple[CustomerId, int]] = accounts.small_debts(work.session, below)
    for customer, amount in found:
        order = AdjustmentOrder(customer, -amount, AdjustmentKind.WRITE_OFF, reason)
        write_adjustment(work, order, work.clock_now, work.today)
    return Dust(len(found), sum(amount for _, amount in found))
