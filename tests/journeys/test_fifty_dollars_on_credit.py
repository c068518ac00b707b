"""The story that ShopDesk exists for: bought on credit, paid some, paid too much."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify
from shopdesk.viewmodels.timeline import load_timeline
from tests.conftest import StandingClock


def test_monday_fifty_on_credit_wednesday_twenty_paid_then_fifty_more_leaves_twenty_in_credit(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    sale = sell(desk, SaleOrder(customer=marai, total=5000, on_account=5000), "monday")
    assert sale.balance == 5000
    clock.forward(days=2)
    first = take_payment(desk, PaymentOrder(marai, 2000), "wednesday")
    assert first.balance == 3000
    assert [(s.reference, s.amount, s.left) for s in first.settlements] == [("S-00001", 2000, 3000)]
    second = take_payment(desk, PaymentOrder(marai, 5000), "later")
    assert (second.balance, second.unallocated) == (-2000, 2000)
    timeline = load_timeline(desk, marai)
    assert [entry.balance for entry in timeline.entries] == [5000, 3000, -2000]
    assert timeline.proven
    assert timeline.proof == "3 entries add up to −$20.00"
    assert get_customer(desk, marai).debt_balance == -2000
    assert [check for check in verify(desk).checks if not check.ok] == []
