"""The Store credit page: what changed the credit, and credits that went straight against debt."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.viewmodels.account_models import AccountModels
from shopdesk.viewmodels.store_credit import CreditLine
from tests.ports import InlineRunner, ScriptedPrompter


def lines(desk: Desk, customer: CustomerId) -> tuple[CreditLine, ...]:
    pages = AccountModels(desk, InlineRunner(), ScriptedPrompter()).pages(customer)
    pages.account.load()
    assert pages.credit.picture.value is not None
    assert pages.credit.count.value == len(pages.credit.picture.value.lines)
    return pages.credit.picture.value.lines


def owe(desk: Desk, customer: CustomerId, amount: int) -> None:
    sell(desk, SaleOrder(customer, total=amount, on_account=amount), f"sale of {amount}")


def give(desk: Desk, customer: CustomerId, amount: int, kind: str = "goodwill_credit") -> None:
    order = AdjustmentOrder(customer, -amount, AdjustmentKind(kind), "Clasp broke", "R-208")
    adjust(desk, order, f"{kind} {amount}")


def test_credit_given_and_used_runs_like_an_account(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 6_000)
    owe(desk, marai, 2_000)
    used, given = lines(desk, marai)
    assert (given.change, given.credit, given.reason, given.staff) == (
        6_000,
        6_000,
        "Clasp broke",
        "Rosa Rossi",
    )
    assert (given.reference, given.other_reference) == ("A-00001", "R-208")
    assert (used.change, used.credit, used.remark) == (-2_000, 4_000, "")


@pytest.mark.parametrize(
    ("owed", "change", "remark"),
    [
        (0, 5_000, ""),
        (2_000, 3_000, "$20.00 of it went straight against debt"),
        (9_000, 0, "All of it went straight against debt"),
    ],
)
@pytest.mark.parametrize("kind", ["goodwill_credit", "refund_as_credit", "voucher_reversal"])
def test_a_credit_that_meets_debt_says_so(
    desk: Desk, marai: CustomerId, kind: str, owed: int, change: int, remark: str
) -> None:
    if owed:
        owe(desk, marai, owed)
    give(desk, marai, 5_000, kind)
    assert [(line.change, line.remark) for line in lines(desk, marai)] == [(change, remark)]


def test_overpaying_makes_credit_and_a_larger_sale_uses_it_up(desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 10_000)
    take_payment(desk, PaymentOrder(marai, 15_000), "payment")
    owe(desk, marai, 24_400)
    sale, payment = lines(desk, marai)
    assert (payment.change, payment.remark) == (5_000, "$100.00 of it paid debt")
    assert (sale.change, sale.credit, sale.remark) == (-5_000, 0, "$194.00 of it is owed")


def test_sales_payments_and_write_offs_of_debt_are_no_credit(desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 10_000)
    take_payment(desk, PaymentOrder(marai, 4_000), "payment")
    give(desk, marai, 1_000, "write_off")
    assert lines(desk, marai) == ()


def test_taking_a_credit_back_is_listed_where_the_credit_was(desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 10_000)
    give(desk, marai, 1_000)
    take_payment(desk, PaymentOrder(marai, 2_000), "payment")
    reverse(desk, "P-00001", "Wrong customer", "first")
    reverse(desk, "A-00001", "Not agreed", "second")
    back, _given = lines(desk, marai)
    assert (back.reference, back.reason, back.remark) == ("A-00003", "Not agreed", "All of it is owed again")


def test_credit_paid_out_leaves_none(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 5_000)
    paid_out = AdjustmentKind.CREDIT_PAID_OUT
    adjust(desk, AdjustmentOrder(marai, 5_000, paid_out, "Moves away", method=Method.CASH), "out")
    assert (lines(desk, marai)[0].change, lines(desk, marai)[0].credit) == (-5_000, 0)
