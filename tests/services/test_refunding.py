"""Refunds: what is open on the sale goes first, only what was paid leaves, and never more than was sold."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import SaleStanding
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.errors import Forbidden, RequestConflict, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.accounts import account_state
from shopdesk.services.correcting import load_sale
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import plan_refund, plan_undoing_sale, refund_sale, undo_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.verifying import verify
from tests.conftest import StandingClock

CASH = RefundOrder("S-00001", RefundTo.CASH, "broken clasp")
ACCOUNT = RefundOrder("S-00001", RefundTo.ACCOUNT, "broken clasp")
LINES = (SaleLine("Ring", 3000), SaleLine("Clasp", 2000))


@pytest.fixture
def part_paid(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai bought a ring and a clasp for 50 dollars on account and paid 20 of them."""
    sell(desk, SaleOrder(marai, lines=LINES, on_account=5000), "sale")
    take_payment(desk, PaymentOrder(marai, 2000), "payment")
    return marai


@pytest.fixture
def tendered(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai paid 50 dollars at once: 10 in cash and 40 by card."""
    sell(desk, SaleOrder(marai, lines=LINES, tenders={Method.CASH: 1000, Method.CARD: 4000}), "sale")
    return marai


def sale(desk: Desk) -> SaleStanding:
    with desk.read() as session:
        return load_sale(session, "S-00001")


def test_a_refund_first_lowers_what_is_open_and_pays_out_only_what_was_paid(
    desk: Desk, part_paid: CustomerId
) -> None:
    made = refund_sale(desk, CASH._replace(amount=4000), "refund")
    assert (made.reference, made.credited, made.paid_out, made.balance) == ("R-00001", 3000, 1000, 0)
    assert (sale(desk).left, sale(desk).outstanding) == (1000, 0)
    assert account_state(desk, part_paid).lifetime_spend == 1000
    assert verify(desk).ok


def test_a_line_of_a_discounted_sale_is_refunded_at_what_was_paid_for_it(desk: Desk) -> None:
    order = SaleOrder(lines=LINES, discount=497, rounding=2, tenders={Method.CASH: 4505})
    sell(desk, order, "discounted")
    made = [refund_sale(desk, CASH._replace(lines=(line,)), f"line {line}").amount for line in (1, 2)]
    assert made == [2703, 1802]
    assert sale(desk).left == 0
    assert verify(desk).ok


def test_it_lowers_its_own_sale_before_an_older_one(desk: Desk, part_paid: CustomerId) -> None:
    sell(desk, SaleOrder(part_paid, total=700, on_account=700), "later")
    refund_sale(desk, RefundOrder("S-00002", RefundTo.ACCOUNT, "broken"), "refund")
    assert [charge.outstanding for charge in account_state(desk, part_paid).charges] == [3000, 0]


def test_a_refund_to_the_account_is_all_store_credit(desk: Desk, part_paid: CustomerId) -> None:
    made = refund_sale(desk, ACCOUNT._replace(amount=4000), "refund")
    assert (made.credited, made.paid_out, made.balance) == (4000, 0, -1000)
    assert account_state(desk, part_paid).ageing.unallocated == 1000
    assert verify(desk).ok


def test_a_line_is_given_back_once(desk: Desk, tendered: CustomerId) -> None:
    assert refund_sale(desk, CASH._replace(lines=(2,)), "clasp").paid_out == 2000
    with pytest.raises(ShopDeskError) as refused:
        refund_sale(desk, CASH._replace(lines=(2,)), "again")
    assert (refused.value.code, refused.value.parameters["left"]) == ("refund_exceeds_sale", 3000)
    assert refund_sale(desk, CASH._replace(lines=(1,)), "ring").paid_out == 3000
    assert verify(desk).ok


@pytest.mark.parametrize("order", [CASH, CASH._replace(amount=1), CASH._replace(lines=(2,))])
def test_of_a_sale_that_is_refunded_whole_it_is_said_so(
    desk: Desk, tendered: CustomerId, order: RefundOrder
) -> None:
    refund_sale(desk, CASH, "all of it")
    with pytest.raises(ShopDeskError) as refused:
        refund_sale(desk, order, "again")
    assert "refunded already" in sentence(refused.value, str)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (CASH._replace(amount=5001), "refund_exceeds_sale"),
        (CASH._replace(amount=0), "invalid_amount"),
        (CASH._replace(amount=-1), "invalid_amount"),
        (CASH._replace(lines=(3,)), "invalid_value"),
        (CASH._replace(lines=(1, 1)), "invalid_value"),
        (CASH._replace(lines=(1,), amount=5), "invalid_value"),
        (CASH._replace(reason=" "), "reason_required"),
        (CASH._replace(sale="S-00002"), "not_found"),
    ],
)
def test_what_cannot_be_refunded_is_refused_and_nothing_is_written(
    desk: Desk, tendered: CustomerId, order: RefundOrder, code: str
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        refund_sale(desk, order, "refund")
    assert refused.value.code == code
    assert sale(desk).left == 5000
    assert verify(desk).ok


def test_refunds_together_never_come_to_more_than_the_sale(desk: Desk, tendered: CustomerId) -> None:
    refund_sale(desk, CASH._replace(amount=3000), "first")
    with pytest.raises(ShopDeskError) as refused:
        refund_sale(desk, CASH._replace(amount=2001), "second")
    assert refused.value.parameters["left"] == 2000
    assert refund_sale(desk, CASH, "rest").paid_out == 2000
    with pytest.raises(ShopDeskError):
        refund_sale(desk, CASH, "nothing left")


def test_a_plan_says_the_same_and_writes_nothing(desk: Desk, part_paid: CustomerId) -> None:
    planned = plan_refund(desk, CASH)
    assert sale(desk).left == 5000
    assert refund_sale(desk, CASH, "refund") == planned._replace(reference="R-00001")


def test_an_anonymous_sale_gives_back_money_but_no_credit(desk: Desk) -> None:
    sell(desk, SaleOrder(total=900, tenders={Method.CASH: 900}), "sale")
    with pytest.raises(ShopDeskError) as refused:
        refund_sale(desk, ACCOUNT, "refund")
    assert refused.value.code == "customer_required"
    made = refund_sale(desk, CASH, "refund")
    assert (made.paid_out, made.balance) == (900, None)
    assert verify(desk).ok


def test_undoing_a_sale_gives_every_tender_back_and_clears_the_account(desk: Desk, marai: CustomerId) -> None:
    order = SaleOrder(marai, total=5000, on_account=2000, tenders={Method.CASH: 1000, Method.CARD: 2000})
    sell(desk, order, "sale")
    planned = plan_undoing_sale(desk, "S-00001")
    made = undo_sale(desk, "s-1", "wrong item", "undo")
    assert made == planned._replace(reference="R-00001")
    assert (made.credited, made.paid_out, made.cash, made.balance) == (2000, 3000, 1000, 0)
    assert (sale(desk).left, set(sale(desk).tendered.values())) == (0, {0})
    with pytest.raises(ShopDeskError) as refused:
        undo_sale(desk, "S-00001", "again", "again")
    assert refused.value.code == "refund_exceeds_sale"
    assert verify(desk).ok


def test_what_a_payment_settled_of_an_undone_sale_is_store_credit(desk: Desk, part_paid: CustomerId) -> None:
    assert undo_sale(desk, "S-00001", "wrong item", "undo").balance == -2000
    assert verify(desk).ok


def test_a_cashier_refunds_up_to_the_limit_of_the_shop(
    desk: Desk, cashier: Desk, tendered: CustomerId
) -> None:
    change_settings(desk, {"refund_limit": "2000"})
    assert refund_sale(cashier, CASH._replace(amount=1500), "first").paid_out == 1500
    with pytest.raises(Forbidden):
        refund_sale(cashier, CASH._replace(amount=501), "together above it")
    with pytest.raises(Forbidden):
        plan_refund(cashier, CASH._replace(amount=501))
    change_settings(desk, {"refund_limit": "none"})
    assert refund_sale(cashier, CASH, "rest").paid_out == 3500


def test_a_cashier_undoes_their_own_sale_on_the_same_day_only(
    desk: Desk, cashier: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    sell(cashier, SaleOrder(marai, total=700, on_account=700), "own")
    sell(desk, SaleOrder(marai, total=800, on_account=800), "the owner's")
    sell(cashier, SaleOrder(marai, total=900, on_account=900), "yesterday's")
    assert undo_sale(cashier, "S-00001", "mistake", "undo").balance == 1700
    with pytest.raises(Forbidden):
        undo_sale(cashier, "S-00002", "mistake", "undo 2")
    clock.forward(days=1)
    with pytest.raises(Forbidden):
        undo_sale(cashier, "S-00003", "mistake", "undo 3")


def test_a_refund_to_the_account_is_undone_with_its_entry_and_its_lines_are_free_again(
    desk: Desk, tendered: CustomerId
) -> None:
    refund_sale(desk, ACCOUNT._replace(lines=(2,)), "refund")
    reverse(desk, "A-00001", "came back", "undo")
    assert (sale(desk).left, account_state(desk, tendered).balance) == (5000, 0)
    assert refund_sale(desk, CASH._replace(lines=(2,)), "again").paid_out == 2000
    assert verify(desk).ok


def test_an_entry_whose_refund_also_paid_out_stands(desk: Desk, part_paid: CustomerId) -> None:
    refund_sale(desk, CASH, "refund")
    with pytest.raises(ShopDeskError) as refused:
        reverse(desk, "A-00001", "came back", "undo")
    assert refused.value.parameters == {"field": "reference", "reason": "part_of_refund"}


def test_asked_twice_it_is_done_once(desk: Desk, tendered: CustomerId) -> None:
    first, second = (refund_sale(desk, CASH._replace(amount=100), "same") for _ in range(2))
    assert (first, sale(desk).left) == (second, 4900)
    with pytest.raises(RequestConflict):
        refund_sale(desk, CASH._replace(amount=101), "same")
