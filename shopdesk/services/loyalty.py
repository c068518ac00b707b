"""Loyalty points: what a sale promises and uses up, what a customer holds, and an owner's adjustments."""

from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId, EventId, customer_number
from shopdesk.domain.loyalty import (
    LoyaltyRules,
    PointsEntry,
    PointsKind,
    PointsState,
    SalePoints,
    Tier,
    check_points,
)
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount
from shopdesk.services import posting
from shopdesk.services.adjusting import check_reason
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import customers, merges, points
from shopdesk.storage.account_history import REASON
from shopdesk.storage.session import Session
from shopdesk.storage.vault import DataKey


class PointsOrder(NamedTuple):
    """By how many points (above zero gives, below takes) an owner changes what a customer holds, and why."""

    customer: CustomerId
    points: int
    reason: str


class PointsAdjusted(NamedTuple):
    """What a customer holds after an adjustment, the points ever earned, and the tier they make."""

    points: int
    points_earned: int
    tier: str


class PointsBook(NamedTuple):
    """All of a customer's points from one snapshot; the entries newest first."""

    state: PointsState
    entries: tuple[PointsEntry, ...]


def points_book(desk: Desk, customer: CustomerId) -> PointsBook:
    """Return a customer's points and how they came about; raises NotFound."""
    with desk.read() as session:
        load(session, desk.book.vault, customer)

        def open_key(owner: CustomerId) -> DataKey | None:
            return customers.key_or_none(session, desk.book.vault, owner)

        return PointsBook(
            points.read_state(session, customer), points.read_entries(session, customer, open_key)
        )


def plan_adjusting_points(desk: Desk, order: PointsOrder) -> PointsAdjusted:
    """Return what an adjustment would leave, writing nothing; raises what adjusting would raise, but for the reason."""
    with desk.read(Deed.ADJUST_POINTS) as session:
        held = _judge(session, order)
    earned = held.earned + max(0, order.points)
    return _adjusted(desk.settings.loyalty_rules, PointsState(held.points + order.points, earned))


def adjust_points(desk: Desk, order: PointsOrder, request_id: str) -> PointsAdjusted:
    """Give or take points once, with a reason. What is given counts as earned, what is taken was earned all the same.

    Raises InvalidAmount (field: points) for more than the customer holds, ReasonRequired, NotFound,
    CustomerArchived, RequestConflict, Forbidden.
    """
    with desk.work(Deed.ADJUST_POINTS) as work:
        return once(
            work,
            Deed.ADJUST_POINTS,
            request_id,
            order._asdict(),
            lambda: post_adjusting_points(work, order),
            PointsAdjusted._asdict,
            lambda stored: PointsAdjusted(**stored),
        )


def judge_redeeming(session: Session, rules: LoyaltyRules, order: SaleOrder) -> int:
    """Return how many points a sale uses up; raises InvalidAmount for more than the customer holds, InvalidValue."""
    if not order.redeemed or order.customer is None:
        return 0
    used = rules.points_for(order.redeemed)
    held = points.read_state(session, order.customer).points
    if used > held:
        raise InvalidAmount(field="redeemed", reason="more_than_points")
    return used


def plan_points(
    session: Session, rules: LoyaltyRules, order: SaleOrder, total: int, balance: int
) -> SalePoints:
    """Return what a sale would do to points, writing nothing; ``balance`` is what would be owed after it."""
    if order.customer is None:
        return SalePoints()
    used = judge_redeeming(session, rules, order)
    promised = rules.earned_by(total - order.redeemed)
    is_paid = rules.at_once or not order.on_account or balance <= 0
    earned, later = (promised, 0) if is_paid else (0, promised)
    held = points.read_state(session, order.customer).points
    return SalePoints(used, earned, later, held - used + earned)


def points_of(work: Work, customer: CustomerId, event: EventId) -> SalePoints:
    """Return what a sale that was just written did to points; what it earns at once is earned now."""
    work.settle_points()
    used, earned, promised = points.moved_by(work.session, event)
    held = points.read_state(work.session, customer).points
    return SalePoints(used, earned, promised - earned, held)


def post_points(work: Work, order: SaleOrder, event: EventId, total: int) -> None:
    """Use up the points that pay for a sale, and promise those that it earns, inside a unit of work."""
    if order.customer is None:
        return
    rules = work.settings.loyalty_rules
    used = judge_redeeming(work.session, rules, order)
    promised = rules.earned_by(total - order.redeemed)
    if not used and not promised:
        return
    points.insert_promise(work.session, event, promised, at_once=rules.at_once)
    if used:
        redeemed = PointsKind.REDEEMED
        points.insert_entry(
            work.session, order.customer, redeemed, -used, work.clock_now, work.staff.id, sale=event
        )


def post_adjusting_points(work: Work, order: PointsOrder) -> PointsAdjusted:
    """Give or take points inside a unit of work."""
    reason = check_reason(order.reason)
    _judge(work.session, order)
    holder = merges.holder_of(work.session, order.customer)
    sealed = customers.open_key(work.session, work.vault, holder).seal_text(reason, REASON)
    points.insert_entry(
        work.session,
        holder,
        PointsKind.ADJUSTED,
        order.points,
        work.clock_now,
        work.staff.id,
        reason=sealed,
    )
    content: dict[str, Any] = {"points": order.points, "reason_enc": sealed}
    work.enter(Deed.ADJUST_POINTS, customer_number(holder), content)
    work.touched.add(holder)
    return _adjusted(work.settings.loyalty_rules, points.read_state(work.session, holder))


def _judge(session: Session, order: PointsOrder) -> PointsState:
    check_points(order.points)
    posting.open_account(session, order.customer)
    held = points.read_state(session, order.customer)
    if held.points + order.points < 0:
        raise InvalidAmount(field="points", reason="more_than_points")
    return held


def _adjusted(rules: LoyaltyRules, state: PointsState) -> PointsAdjusted:
    tier: Tier = rules.tier_of(state.earned)
    return PointsAdjusted(state.points, state.earned, tier.value)
