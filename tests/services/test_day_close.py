"""Closing the day: what should be in the drawer, what is owed, and what a close ends."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.day_close import CloseOrder, Day
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden, RequestConflict, ShopDeskError
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale
from shopdesk.services.day_close import close_day, look_at_day, plan_close
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import refund_sale, undo_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.services.verifying import verify
from tests.conftest import StandingClock
from tests.tampering import tamper

CASH, CARD = Method.CASH, Method.CARD


@pytest.fixture
def cashier(desk: Desk) -> Desk:
    return desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))


@pytest.fixture
def traded(desk: Desk, marai: CustomerId) -> CustomerId:
    """Take $50.00 cash and $20.00 by card for sales, put $30.00 on account, and collect $10.00 in cash."""
    sell(desk, SaleOrder(total=5_000, tenders={CASH: 5_000}), "cash sale")
    sell(desk, SaleOrder(marai, total=5_000, on_account=3_000, tenders={CARD: 2_000}), "part on account")
    take_payment(desk, PaymentOrder(marai, 1_000), "payment")
    return marai


def closed(desk: Desk, counted: int = 0, cash_float: int | None = None) -> Day:
    return close_day(desk, CloseOrder(counted, cash_float), f"close {desk.clock.now()}")


def test_the_drawer_and_what_is_owed_follow_from_what_was_entered(desk: Desk, traded: CustomerId) -> None:
    day = closed(desk, 15_900, 10_000)
    assert (day.expected, day.over_short) == (16_000, -100)
    assert (day.flows.card, day.flows.transfer, day.flows.other) == (2_000, 0, 0)
    assert (day.opening_debt, day.flows.credit_sales, day.flows.collections) == (0, 3_000, 1_000)
    assert (day.flows.adjustments, day.closing_debt, day.ties) == (0, 2_000, True)
    assert verify(desk).ok


def undo_the_payment(desk: Desk, _customer: CustomerId) -> None:
    reverse(desk, "P-00001", "mistake", "undo")


def undo_the_cash_sale(desk: Desk, _customer: CustomerId) -> None:
    undo_sale(desk, "S-00001", "mistake", "undo")


def correct_to_debt(desk: Desk, customer: CustomerId) -> None:
    correct_sale(desk, CorrectionOrder("S-00001", SaleMark.DEBT, "unpaid", customer), "correct")


def correct_and_take_back(desk: Desk, customer: CustomerId) -> None:
    correct_to_debt(desk, customer)
    reverse(desk, "A-00001", "was paid", "undo")


def correct_to_paid(desk: Desk, _customer: CustomerId) -> None:
    correct_sale(desk, CorrectionOrder("S-00002", SaleMark.PAID, "was paid", method=CASH), "correct")


def pay_credit_out(desk: Desk, customer: CustomerId) -> None:
    take_payment(desk, PaymentOrder(customer, 2_500, CARD), "by card")
    order = AdjustmentOrder(customer, 300, AdjustmentKind.CREDIT_PAID_OUT, "wanted it", method=CASH)
    adjust(desk, order, "pay out")


def pay_credit_out_and_take_back(desk: Desk, customer: CustomerId) -> None:
    pay_credit_out(desk, customer)
    reverse(desk, "A-00001", "kept it", "undo")


def refund_by_card(desk: Desk, _customer: CustomerId) -> None:
    refund_sale(desk, RefundOrder("S-00001", RefundTo.CARD, "broken", amount=700), "refund")


@pytest.mark.parametrize(
    ("deed", "cash", "card", "collections", "adjustments"),
    [
        (undo_the_payment, 5_000, 2_000, 0, 0),
        (undo_the_cash_sale, 1_000, 2_000, 1_000, 0),
        (correct_to_debt, 1_000, 2_000, 1_000, 5_000),
        (correct_and_take_back, 6_000, 2_000, 1_000, 0),
        (correct_to_paid, 8_000, 2_000, 1_000, -2_000),
        (pay_credit_out, 5_700, 4_500, 3_500, 300),
        (pay_credit_out_and_take_back, 6_000, 4_500, 3_500, 0),
        (refund_by_card, 6_000, 1_300, 1_000, 0),
    ],
)
def test_what_is_put_right_counts_in_the_drawer_and_among_the_debts(
    desk: Desk,
    traded: CustomerId,
    deed: object,
    cash: int,
    card: int,
    collections: int,
    adjustments: int,
) -> None:
    assert callable(deed)
    deed(desk, traded)
    flows = closed(desk).flows
    assert (flows.cash, flows.card, flows.collections, flows.adjustments) == (
        cash,
        card,
        collections,
        adjustments,
    )
    assert look_at_day(desk).ties
    assert verify(desk).ok


def test_a_close_takes_only_what_was_entered_since_the_last_one(
    desk: Desk, traded: CustomerId, clock: StandingClock
) -> None:
    first = closed(desk, 16_000, 10_000)
    clock.forward(days=1)
    take_payment(desk, PaymentOrder(traded, 500), "next day")
    second = closed(desk, 10_500)
    assert (second.cash_float, second.expected, second.over_short) == (10_000, 10_500, 0)
    assert (second.opening_debt, second.closing_debt, second.ties) == (first.closing_debt, 1_500, True)
    assert (second.number, second.since) == (2, first.closed_at)
    assert verify(desk).ok


def test_before_the_count_the_sums_are_shown_and_nothing_is_written(desk: Desk, traded: CustomerId) -> None:
    planned = plan_close(desk, 10_000)
    assert (planned.expected, planned.counted, planned.over_short) == (16_000, None, None)
    assert look_at_day(desk).number is None
    assert closed(desk, 1, 10_000).flows == planned.flows


def test_the_owner_closes_an_earlier_day_with_what_was_entered_until_its_end(
    desk: Desk, cashier: Desk, traded: CustomerId, clock: StandingClock
) -> None:
    yesterday = desk.today()
    clock.forward(days=1)
    take_payment(desk, PaymentOrder(traded, 500), "next day")
    order = CloseOrder(6_000, on=yesterday)
    with pytest.raises(Forbidden):
        close_day(cashier, order, "close")
    with pytest.raises(Forbidden):
        plan_close(cashier, on=yesterday)
    day = close_day(desk, order, "close")
    assert (day.on, day.over_short, day.closing_debt, day.ties) == (yesterday, 0, 2_000, True)
    assert closed(cashier, 500).closing_debt == 1_500
    assert verify(desk).ok


@pytest.mark.parametrize(
    ("days", "reason"), [(0, "day_closed"), (-1, "day_closed"), (1, "in_future")], ids=str
)
def test_a_day_that_is_closed_or_yet_to_come_cannot_be_closed(
    desk: Desk, traded: CustomerId, clock: StandingClock, days: int, reason: str
) -> None:
    closed(desk)
    on = desk.today().replace(day=desk.today().day + days)
    with pytest.raises(ShopDeskError) as refused:
        close_day(desk, CloseOrder(0, on=on), "again")
    assert refused.value.parameters == {"field": "on", "reason": reason}


def test_what_comes_in_after_a_close_is_closed_again_on_the_same_day(desk: Desk, traded: CustomerId) -> None:
    closed(desk, 6_000)
    sell(desk, SaleOrder(total=900, tenders={CASH: 900}), "late")
    assert close_day(desk, CloseOrder(900), "second").over_short == 0
    assert look_at_day(desk).number == 2


@pytest.mark.parametrize(
    ("order", "field"),
    [(CloseOrder(-1), "counted"), (CloseOrder(0, -1), "float"), (CloseOrder(10**14), "counted")],
)
def test_an_amount_that_cannot_be_counted_is_refused(desk: Desk, order: CloseOrder, field: str) -> None:
    with pytest.raises(ShopDeskError) as refused:
        close_day(desk, order, "close")
    assert (refused.value.code, refused.value.field) == ("invalid_amount", field)
    assert look_at_day(desk).number is None


def test_asked_twice_it_is_closed_once(desk: Desk, traded: CustomerId) -> None:
    first, second = (close_day(desk, CloseOrder(6_000), "same") for _ in range(2))
    assert first == second
    with pytest.raises(RequestConflict):
        close_day(desk, CloseOrder(6_001), "same")


def test_after_the_close_a_cashier_undoes_nothing_of_it_alone(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    sell(cashier, SaleOrder(marai, total=900, on_account=900), "sale")
    take_payment(cashier, PaymentOrder(marai, 400), "payment")
    closed(cashier)
    with pytest.raises(Forbidden):
        undo_sale(cashier, "S-00001", "mistake", "undo sale")
    with pytest.raises(Forbidden):
        reverse(cashier, "P-00001", "mistake", "undo payment")
    take_payment(cashier, PaymentOrder(marai, 100), "after the close")
    reverse(cashier, "P-00002", "mistake", "undo the later one")
    reverse(desk, "P-00001", "mistake", "the owner may")


def test_an_earlier_day_without_a_close_is_not_found(desk: Desk, clock: StandingClock) -> None:
    yesterday = desk.today()
    clock.forward(days=1)
    with pytest.raises(ShopDeskError) as missing:
        look_at_day(desk, yesterday)
    assert missing.value.code == "not_found"


def test_a_day_whose_balances_say_otherwise_is_flagged(desk: Desk, traded: CustomerId) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = debt_balance + 1")
        connection.commit()
    assert closed(desk).ties is False


@pytest.mark.parametrize(
    ("planted", "sentence"),
    [
        (
            "UPDATE day_close SET cash_sales = cash_sales + 1, expected = expected + 1",
            "does not say what was entered",
        ),
        (
            "UPDATE day_close SET opening_debt = 1, closing_debt = closing_debt + 1 WHERE id = 1",
            "begins with 1, not with 0",
        ),
        ("DELETE FROM day_close WHERE id = 1", "the close 1 is missing"),
    ],
)
def test_a_close_that_was_tampered_with_is_found(
    desk: Desk, traded: CustomerId, clock: StandingClock, planted: str, sentence: str
) -> None:
    closed(desk)
    clock.forward(days=1)
    closed(desk)
    tamper(desk, planted)
    problems = next(check.problems for check in verify(desk).checks if check.name == "day_closes")
    assert sentence in problems[0]
