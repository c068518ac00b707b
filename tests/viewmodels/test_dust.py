"""Writing off small debts: how many and how much is said before it is done."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.viewmodels.dust import WriteOffDust
from shopdesk.viewmodels.putting_right import PuttingRightViewModel
from tests.ports import InlineRunner


@pytest.fixture(autouse=True)
def debtors(desk: Desk) -> list[CustomerId]:
    """Three people owe $0.30, $1.20 and $40.00."""
    found = []
    for place, amount in enumerate((30, 120, 4_000)):
        customer = add_customer(desk, RecordChange({"first_name": f"Debtor {place}"})).id
        sell(desk, SaleOrder(customer, total=amount, on_account=amount), f"sale {place}")
        found.append(customer)
    return found


def asked(desk: Desk, below: str, reason: str = "") -> PuttingRightViewModel:
    model = PuttingRightViewModel(desk, InlineRunner(), WriteOffDust())
    model.load()
    model.set_value("below", below)
    model.set_value("reason", reason)
    return model


@pytest.mark.parametrize(
    ("below", "count", "sum_", "is_empty"),
    [("2", "2", "$1.50", False), ("0.50", "1", "$0.30", False), ("0.10", "0", "$0.00", True)],
)
def test_how_many_and_how_much_is_said_before(
    desk: Desk, below: str, count: str, sum_: str, is_empty: bool
) -> None:
    preview = asked(desk, below).preview.value
    assert preview is not None
    assert preview.lines == (("Customers who will owe nothing", count),)
    assert (preview.figure, bool(preview.remark)) == (sum_, is_empty)


def test_they_are_written_off_with_a_reason_and_the_rest_stays(desk: Desk, debtors: list[CustomerId]) -> None:
    model = asked(desk, "2", "not worth the stamp")
    model.save()
    assert model.done.value is not None
    assert model.done.value.text == "2 debts below $2.00 written off, $1.50 in all."
    assert [get_customer(desk, who).debt_balance for who in debtors] == [0, 0, 4_000]


def test_nobody_who_owes_so_little_is_said(desk: Desk) -> None:
    model = asked(desk, "0.10", "dust")
    model.save()
    assert model.done.value is not None
    assert (model.done.value.role, "Nobody owes less" in model.done.value.text) == ("info", True)


@pytest.mark.parametrize(
    ("below", "reason", "field"), [("2", "", "reason"), ("two", "dust", "below"), ("", "dust", "below")]
)
def test_without_a_reason_or_an_amount_nothing_is_written(
    desk: Desk, debtors: list[CustomerId], below: str, reason: str, field: str
) -> None:
    model = asked(desk, below, reason)
    model.save()
    assert model.error.value[0] == field
    assert get_customer(desk, debtors[0]).debt_balance == 30
