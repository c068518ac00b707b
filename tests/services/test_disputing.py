"""Disputes: the charge stays owed and leaves overdue, until it stands, is lowered or is written off."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.services.accounts import account_state
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute, plan_settlement, settle_dispute
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.verifying import verify
from tests.conftest import StandingClock

STANDS = SettlementOrder("S-00001", DisputeOutcome.STANDS, "signed slip found")
LOWER = SettlementOrder("S-00001", DisputeOutcome.LOWER, "half agreed", 2000)
WRITE_OFF = SettlementOrder("S-00001", DisputeOutcome.WRITE_OFF, "given up")


@pytest.fixture
def disputed(desk: Desk, marai: CustomerId, clock: StandingClock) -> CustomerId:
    """Marai owes 50 dollars for 40 days and 10 for none, and says the 50 were never hers."""
    sell(desk, SaleOrder(marai, total=5000, on_account=5000), "sale")
    clock.forward(days=40)
    sell(desk, SaleOrder(marai, total=1000, on_account=1000), "later")
    open_dispute(desk, "S-00001", "never got it", "dispute")
    return marai


def ageing(desk: Desk, customer: CustomerId) -> Ageing:
    return account_state(desk, customer).ageing


def test_what_is_disputed_is_still_owed_but_no_longer_overdue(desk: Desk, disputed: CustomerId) -> None:
    assert ageing(desk, disputed) == Ageing(not_due=1000, disputed=5000)
    assert verify(desk).ok


def test_a_payment_passes_over_it_and_may_be_directed_to_it(desk: Desk, disputed: CustomerId) -> None:
    assert take_payment(desk, PaymentOrder(disputed, 1500), "first").unallocated == 500
    take_payment(desk, PaymentOrder(disputed, 700, directed=(("S-00001", 700),)), "second")
    assert ageing(desk, disputed) == Ageing(disputed=4300, unallocated=500)
    assert verify(desk).ok


def test_it_counts_from_its_opening_to_its_closing(
    desk: Desk, disputed: CustomerId, clock: StandingClock
) -> None:
    opened_on = desk.today()
    clock.forward(days=5)
    take_payment(desk, PaymentOrder(disputed, 1500), "more than is undisputed")
    clock.forward(days=5)
    settle_dispute(desk, STANDS, "settle")
    clock.forward(days=5)
    before, during = opened_on - timedelta(days=1), opened_on + timedelta(days=6)
    assert account_state(desk, disputed, before).ageing.disputed == 0
    assert account_state(desk, disputed, during).ageing == Ageing(disputed=5000, unallocated=500)
    assert ageing(desk, disputed) == Ageing(days_1_30=4500)
    assert verify(desk).ok


@pytest.mark.parametrize(
    ("order", "ref", "balance", "after"),
    [
        (STANDS, "S-00001", 6000, Ageing(not_due=1000, days_1_30=5000)),
        (LOWER, "A-00001", 4000, Ageing(not_due=1000, days_1_30=3000)),
        (WRITE_OFF, "A-00001", 1000, Ageing(not_due=1000)),
    ],
)
def test_it_stands_is_lowered_or_is_written_off(
    desk: Desk, disputed: CustomerId, order: SettlementOrder, ref: str, balance: int, after: Ageing
) -> None:
    planned = plan_settlement(desk, order)
    made = settle_dispute(desk, order, "settle")
    assert (made.reference, made.balance) == (ref, balance)
    assert planned == made._replace(reference="S-00001")
    assert ageing(desk, disputed) == after
    assert verify(desk).ok


@pytest.mark.parametrize(
    ("order", "code", "reason"),
    [
        (LOWER._replace(amount=None), "invalid_amount", "empty"),
        (LOWER._replace(amount=5001), "invalid_amount", "more_than_open"),
        (LOWER._replace(reason=""), "reason_required", None),
        (STANDS._replace(sale="S-00002"), "invalid_value", "not_disputed"),
    ],
)
def test_what_cannot_be_settled_is_refused(
    desk: Desk, disputed: CustomerId, order: SettlementOrder, code: str, reason: str | None
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        settle_dispute(desk, order, "settle")
    assert (refused.value.code, refused.value.parameters.get("reason")) == (code, reason)
    assert ageing(desk, disputed).disputed == 5000


def test_what_is_disputed_or_paid_cannot_be_disputed(desk: Desk, disputed: CustomerId) -> None:
    take_payment(desk, PaymentOrder(disputed, 1000), "pays the later one")
    for ref, reason in (("S-00001", "already_disputed"), ("S-00002", "nothing_open")):
        with pytest.raises(ShopDeskError) as refused:
            open_dispute(desk, ref, "again", ref)
        assert refused.value.parameters["reason"] == reason
    with pytest.raises(ShopDeskError) as refused:
        open_dispute(desk, "S-00001", " ", "no note")
    assert refused.value.code == "reason_required"


def test_a_disputed_debt_stops_no_credit(desk: Desk, disputed: CustomerId) -> None:
    change_settings(desk, {"debt_too_old_days": "30"})
    sell(desk, SaleOrder(disputed, total=100, on_account=100), "sold")
    settle_dispute(desk, STANDS, "settle")
    with pytest.raises(ShopDeskError) as refused:
        sell(desk, SaleOrder(disputed, total=100, on_account=100), "refused")
    assert (refused.value.code, refused.value.parameters["days"]) == ("debt_too_old", 40)


def test_a_payment_taken_back_leaves_the_dispute_as_it_was(desk: Desk, disputed: CustomerId) -> None:
    take_payment(desk, PaymentOrder(disputed, 5000, directed=(("S-00001", 5000),)), "paid")
    reverse(desk, "P-00001", "bounced", "undo")
    assert ageing(desk, disputed).disputed == 5000
    assert verify(desk).ok


def test_asked_twice_it_is_done_once(desk: Desk, disputed: CustomerId) -> None:
    assert open_dispute(desk, "S-00001", "never got it", "dispute").balance == 6000
    first, second = (settle_dispute(desk, LOWER, "same") for _ in range(2))
    assert (first, account_state(desk, disputed).balance) == (second, 4000)


def test_a_cashier_may_not_dispute(cashier: Desk, disputed: CustomerId) -> None:
    with pytest.raises(Forbidden):
        open_dispute(cashier, "S-00002", "never got it", "no")
    with pytest.raises(Forbidden):
        settle_dispute(cashier, STANDS, "no")
