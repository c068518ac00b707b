"""Taking back a payment or an adjustment: by a new event that names it, never by changing anything."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed, Role
from shopdesk.errors import AlreadyReversed, Forbidden, InvalidValue, NotFound, ReasonRequired, ShopDeskError
from shopdesk.services.accounts import account_state
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import post_payment, take_payment
from shopdesk.services.reversing import plan_reversal, post_reversal, reverse
from shopdesk.services.selling import post_sale, sell
from shopdesk.services.staff import add_staff
from shopdesk.services.verifying import verify
from shopdesk.viewmodels.timeline import load_timeline
from tests.conftest import StandingClock


@pytest.fixture
def paid(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai bought for 50 dollars and paid 20 of them."""
    sell(desk, SaleOrder(marai, total=5000, on_account=5000), "sale")
    take_payment(desk, PaymentOrder(marai, 2000), "payment")
    return marai


def test_a_payment_taken_back_opens_its_sale_again(
    desk: Desk, paid: CustomerId, clock: StandingClock
) -> None:
    before = desk.today()
    clock.forward(days=3)
    made = reverse(desk, "P-00001", "wrong customer", "undo")
    assert (made.reference, made.balance) == ("A-00001", 5000)
    state = account_state(desk, paid)
    assert [charge.outstanding for charge in state.charges] == [5000]
    assert account_state(desk, paid, before).balance == 3000
    last = load_timeline(desk, paid).entries[-1]
    assert (last.kind, last.reverses, last.charge, last.balance) == ("reversal", "P-00001", 2000, 5000)
    assert verify(desk).ok


def test_a_settled_sale_is_no_longer_settled_when_its_payment_is_taken_back(
    desk: Desk, paid: CustomerId
) -> None:
    take_payment(desk, PaymentOrder(paid, 3000), "rest")
    assert account_state(desk, paid).charges[0].settled_at is not None
    reverse(desk, "P-00002", "bounced", "undo")
    assert account_state(desk, paid).charges[0].settled_at is None


def test_credit_set_free_settles_what_is_open_elsewhere(desk: Desk, paid: CustomerId) -> None:
    adjust(desk, AdjustmentOrder(paid, 1000, AdjustmentKind.OPENING_BALANCE, "old book"), "old")
    take_payment(desk, PaymentOrder(paid, 1000, directed=(("A-00001", 1000),)), "for the old book")
    reverse(desk, "A-00001", "not theirs", "undo")
    state = account_state(desk, paid)
    assert (state.balance, state.waiting) == (2000, ())
    assert [charge.outstanding for charge in state.charges] == [2000]
    assert verify(desk).ok


@pytest.mark.parametrize(
    ("ref", "reason", "error"),
    [
        ("P-00001", " ", ReasonRequired),
        ("P-00009", "why", NotFound),
        ("S-00001", "why", InvalidValue),
        ("nonsense", "why", NotFound),
    ],
)
def test_what_cannot_be_taken_back_is_refused(
    desk: Desk, paid: CustomerId, ref: str, reason: str, error: type[ShopDeskError]
) -> None:
    with pytest.raises(error):
        reverse(desk, ref, reason, "undo")
    assert get_customer(desk, paid).debt_balance == 3000


def test_nothing_is_taken_back_twice_and_no_reversal_is_reversed(desk: Desk, paid: CustomerId) -> None:
    reverse(desk, "P-00001", "bounced", "undo")
    assert reverse(desk, "P-00001", "bounced", "undo").balance == 5000
    for ref in ("P-00001", "A-00001"):
        with pytest.raises(AlreadyReversed):
            reverse(desk, ref, "bounced", f"again {ref}")
    assert get_customer(desk, paid).debt_balance == 5000


def test_a_cashier_takes_back_their_own_payment_on_the_same_day_only(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    take_payment(cashier, PaymentOrder(marai, 500), "one")
    take_payment(cashier, PaymentOrder(marai, 500), "two")
    take_payment(desk, PaymentOrder(marai, 500), "the owner's")
    assert reverse(cashier, "P-00001", "mistyped", "undo one").balance == -1000
    with pytest.raises(Forbidden):
        reverse(cashier, "P-00003", "mistyped", "undo the owner's")
    clock.forward(days=1)
    with pytest.raises(Forbidden):
        reverse(cashier, "P-00002", "mistyped", "undo two")


def test_an_archived_customer_comes_back_with_the_debt(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=500, on_account=500), "sale")
    take_payment(desk, PaymentOrder(marai, 500), "payment")
    archive_customer(desk, marai)
    plan = plan_reversal(desk, "P-00001")
    assert (plan.archived, plan.amount, plan.balance) == (True, -500, 500)
    assert reverse(desk, "P-00001", "bounced", "undo").brought_back == ("C-000001",)
    assert reverse(desk, "P-00001", "bounced", "undo").brought_back == ("C-000001",)
    customer = get_customer(desk, marai)
    assert (customer.archived_at, customer.debt_balance) == (None, 500)


MOVES = st.lists(
    st.tuples(st.sampled_from(("sale", "payment", "undo")), st.integers(1, 900)), min_size=1, max_size=14
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_is_taken_back_the_sums_hold(desk: Desk, moves: list[tuple[str, int]]) -> None:
    customer = add_customer(desk, RecordChange({"first_name": "Any"})).id
    balance, payments = 0, []
    with desk.work(Deed.IMPORT) as work:
        for kind, amount in moves:
            if kind == "sale":
                balance += post_sale(work, SaleOrder(customer, total=amount, on_account=amount)).on_account
            elif kind == "payment":
                payments.append((post_payment(work, PaymentOrder(customer, amount)).reference, amount))
                balance -= amount
            elif payments:
                ref, taken = payments.pop(amount % len(payments))
                post_reversal(work, ref, "generated")
                balance += taken
    state = account_state(desk, customer)
    assert state.balance == state.ageing.balance == balance
    assert not state.waiting or not any(charge.outstanding for charge in state.charges)
    assert load_timeline(desk, customer).proven
    assert verify(desk).ok
