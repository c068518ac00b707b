"""Correcting a sale that was marked wrongly: the balance, the drawer, and the mark it shows."""

from dataclasses import replace

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import CorrectionOrder, SaleStanding
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.errors import Forbidden, InvalidValue, ReasonRequired, RequestConflict, ShopDeskError
from shopdesk.services.accounts import account_state
from shopdesk.services.correcting import correct_sale, load_sale, plan_correction
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify
from tests.conftest import StandingClock

TO_DEBT = CorrectionOrder("S-00001", SaleMark.DEBT, "not paid after all")
TO_PAID = CorrectionOrder("S-00001", SaleMark.PAID, "was paid", method=Method.CASH)


@pytest.fixture
def paid(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai paid 30 dollars in cash and 20 by card."""
    sell(desk, SaleOrder(marai, total=5000, tenders={Method.CASH: 3000, Method.CARD: 2000}), "sale")
    return marai


@pytest.fixture
def owed(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai put 50 dollars on account and paid 20 of them later."""
    sell(desk, SaleOrder(marai, total=5000, on_account=5000), "sale")
    take_payment(desk, PaymentOrder(marai, 2000), "payment")
    return marai


def sale(desk: Desk) -> SaleStanding:
    with desk.read() as session:
        return load_sale(session, "S-00001")


def test_a_sale_that_was_not_paid_goes_on_the_account_due_from_its_own_day(
    desk: Desk, paid: CustomerId, clock: StandingClock
) -> None:
    sold_on = desk.today()
    clock.forward(days=10)
    made = correct_sale(desk, TO_DEBT, "correct")
    assert (made.reference, made.amount, made.balance, made.cash) == ("A-00001", 5000, 5000, -3000)
    charge = account_state(desk, paid).charges[0]
    assert (charge.due_on - sold_on).days == 30
    assert (sale(desk).mark, sale(desk).on_account, sum(sale(desk).tendered.values())) == (
        SaleMark.DEBT,
        0,
        0,
    )
    assert account_state(desk, paid).lifetime_spend == 0
    assert verify(desk).ok


def test_only_a_part_may_go_on_the_account_cash_first(desk: Desk, paid: CustomerId) -> None:
    made = correct_sale(desk, TO_DEBT._replace(amount=4000), "correct")
    assert (made.balance, made.cash) == (4000, -3000)
    assert sale(desk).tendered[Method.CARD] == 1000


def test_a_sale_that_was_paid_closes_what_is_open_on_it(desk: Desk, owed: CustomerId) -> None:
    made = correct_sale(desk, TO_PAID, "correct")
    assert (made.amount, made.balance, made.cash) == (-3000, 0, 3000)
    assert account_state(desk, owed).charges[0].settled_at is not None
    assert account_state(desk, owed).lifetime_spend == 5000
    assert sale(desk).mark is SaleMark.PAID
    assert verify(desk).ok


def test_it_goes_to_its_own_sale_before_older_ones(desk: Desk, owed: CustomerId) -> None:
    sell(desk, SaleOrder(owed, total=700, on_account=700), "later")
    correct_sale(desk, TO_PAID._replace(sale="S-00002"), "correct")
    assert [charge.outstanding for charge in account_state(desk, owed).charges] == [3000, 0]


def test_a_plan_says_the_same_and_writes_nothing(desk: Desk, owed: CustomerId) -> None:
    planned = plan_correction(desk, TO_PAID)
    assert account_state(desk, owed).balance == 3000
    made = correct_sale(desk, TO_PAID, "correct")
    assert planned == made._replace(reference="")


def test_an_anonymous_sale_goes_to_the_customer_named_now(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(total=900, tenders={Method.CASH: 900}), "sale")
    with pytest.raises(ShopDeskError) as refused:
        correct_sale(desk, TO_DEBT, "correct")
    assert refused.value.code == "customer_required"
    assert correct_sale(desk, TO_DEBT._replace(customer=marai), "correct").balance == 900
    assert verify(desk).ok


@pytest.mark.parametrize(
    ("order", "code", "reason"),
    [
        (TO_PAID, "nothing_to_correct", None),
        (TO_DEBT._replace(reason=" "), "reason_required", None),
        (TO_DEBT._replace(sale="S-00009"), "not_found", None),
        (TO_DEBT._replace(sale="P-00001"), "not_found", None),
        (TO_DEBT._replace(amount=5001), "invalid_amount", "more_than_tendered"),
        (TO_DEBT._replace(amount=0), "invalid_amount", "zero"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    desk: Desk, paid: CustomerId, order: CorrectionOrder, code: str, reason: str | None
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        correct_sale(desk, order, "correct")
    assert (refused.value.code, refused.value.parameters.get("reason")) == (code, reason)
    assert account_state(desk, paid).balance == 0
    assert verify(desk).ok


def test_a_sale_already_paid_off_has_nothing_to_correct(desk: Desk, owed: CustomerId) -> None:
    take_payment(desk, PaymentOrder(owed, 3000), "rest")
    with pytest.raises(ShopDeskError) as refused:
        correct_sale(desk, TO_PAID, "correct")
    assert refused.value.code == "nothing_to_correct"


def test_undoing_a_correction_gives_the_first_mark_back(desk: Desk, owed: CustomerId) -> None:
    made = correct_sale(desk, TO_PAID, "correct")
    reverse(desk, made.reference, "was right", "undo")
    assert (sale(desk).mark, sale(desk).outstanding, sale(desk).tendered[Method.CASH]) == (
        SaleMark.DEBT,
        3000,
        0,
    )
    assert correct_sale(desk, TO_PAID, "again").balance == 0
    assert verify(desk).ok


def test_a_correction_may_be_corrected_again(desk: Desk, owed: CustomerId) -> None:
    correct_sale(desk, TO_PAID, "paid")
    made = correct_sale(desk, TO_DEBT, "debt")
    assert (made.amount, made.balance, sale(desk).mark) == (3000, 3000, SaleMark.DEBT)
    assert verify(desk).ok


def test_of_two_corrections_the_later_is_taken_back_first(desk: Desk, paid: CustomerId) -> None:
    correct_sale(desk, TO_DEBT, "to debt")
    correct_sale(desk, TO_PAID, "to paid")
    with pytest.raises(InvalidValue) as refused:
        reverse(desk, "A-00001", "too early", "undo first")
    assert refused.value.parameters["reason"] == "corrected_again"
    reverse(desk, "A-00002", "it was not", "undo second")
    assert reverse(desk, "A-00001", "it was", "undo first").balance == 0
    assert sale(desk).mark is SaleMark.PAID


def test_asked_twice_it_is_done_once(desk: Desk, paid: CustomerId) -> None:
    first, second = (correct_sale(desk, TO_DEBT, "same") for _ in range(2))
    assert first == second
    assert account_state(desk, paid).balance == 5000
    with pytest.raises(RequestConflict):
        correct_sale(desk, TO_DEBT._replace(amount=1), "same")


def test_a_cashier_may_not_correct(desk: Desk, cashier: Desk, paid: CustomerId) -> None:
    with pytest.raises(Forbidden):
        correct_sale(cashier, TO_DEBT, "correct")
    with pytest.raises(Forbidden):
        plan_correction(cashier, TO_DEBT)


def test_a_reason_is_asked_only_when_it_is_done(desk: Desk, paid: CustomerId) -> None:
    assert plan_correction(desk, TO_DEBT._replace(reason="")).balance == 5000
    with pytest.raises(ReasonRequired):
        correct_sale(desk, TO_DEBT._replace(reason=""), "correct")


def test_a_sale_partly_on_account_stays_with_its_customer(
    desk: Desk, marai: CustomerId, tomas: CustomerId
) -> None:
    order = SaleOrder(marai, total=5000, on_account=1000, tenders={Method.CASH: 4000})
    sell(desk, order, "sale")
    sell(desk, replace(order, customer=tomas), "other")
    correct_sale(desk, TO_PAID, "paid")
    with pytest.raises(ShopDeskError) as refused:
        correct_sale(desk, TO_DEBT._replace(customer=tomas), "debt")
    assert refused.value.parameters == {"field": "customer", "reason": "not_the_sales"}
