"""Lists of sales: which ones, how each stands, and the figures of all of them."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.sales_list import ListedSale, SaleMark, SalesQuery, SaleState
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden, InvalidDate, NotFound
from shopdesk.services.accounts import account_standing
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import refund_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.sales_list import customer_sales, list_sales
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from tests.conftest import StandingClock


def owe(desk: Desk, customer: CustomerId, amount: int, cash: int = 0) -> None:
    tenders = {Method.CASH: cash} if cash else {}
    order = SaleOrder(customer, total=amount, on_account=amount - cash, tenders=tenders)
    sell(desk, order, f"sale of {amount}")


def only_sale(desk: Desk, customer: CustomerId) -> ListedSale:
    (found,) = list_sales(desk, SalesQuery(customer))
    return found


def test_a_wholly_paid_sale_is_listed_too(desk: Desk, marai: CustomerId) -> None:
    lines = (SaleLine("Ring", 4_000), SaleLine("Box", 400))
    sell(desk, SaleOrder(marai, lines=lines, tenders={Method.CARD: 4_400}), "sale")
    sale = only_sale(desk, marai)
    assert (sale.reference, sale.staff, sale.items) == ("S-00001", "Rosa Rossi", 2)
    assert (sale.total, sale.paid, sale.outstanding, sale.state) == (4_400, 4_400, 0, SaleState.PAID)


@pytest.mark.parametrize(
    ("cash", "paid_later", "state", "paid"),
    [
        (0, 0, SaleState.ON_ACCOUNT, 0),
        (1_000, 0, SaleState.PART_PAID, 1_000),
        (0, 1_500, SaleState.PART_PAID, 1_500),
        (1_000, 3_400, SaleState.PAID, 4_400),
    ],
)
def test_a_sale_stands_as_far_as_it_is_paid(
    desk: Desk, marai: CustomerId, cash: int, paid_later: int, state: SaleState, paid: int
) -> None:
    owe(desk, marai, 4_400, cash)
    if paid_later:
        take_payment(desk, PaymentOrder(marai, paid_later), "payment")
    sale = only_sale(desk, marai)
    assert (sale.state, sale.paid, sale.outstanding) == (state, paid, 4_400 - paid)


def test_what_was_written_off_is_not_called_paid(desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 4_400, cash=1_000)
    adjust(desk, AdjustmentOrder(marai, -3_400, AdjustmentKind.WRITE_OFF, "Moved away"), "adjustment")
    sale = only_sale(desk, marai)
    assert (sale.state, sale.paid, sale.let_go, sale.outstanding) == (SaleState.LET_GO, 1_000, 3_400, 0)
    reverse(desk, "A-00001", "Came back", "reversal")
    assert only_sale(desk, marai).state is SaleState.PART_PAID


def test_the_figures_count_every_sale_not_only_those_that_are_shown(desk: Desk, marai: CustomerId) -> None:
    for amount in (1_000, 2_000, 4_000):
        owe(desk, marai, amount)
    take_payment(desk, PaymentOrder(marai, 3_500), "payment")
    found = customer_sales(desk, marai, limit=1)
    assert [sale.reference for sale in found.sales] == ["S-00003"]
    assert (found.count, found.invoiced, found.lifetime_spend) == (3, 7_000, 3_000)
    assert found.lifetime_spend == account_standing(desk, marai).lifetime_spend


def test_the_list_is_narrowed_by_day_staff_and_mark(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    sell(desk, SaleOrder(total=500, tenders={Method.CASH: 500}), "till")
    clock.forward(days=1)
    owe(desk.as_staff(add_staff(desk, "Ben", Role.OWNER)), marai, 900)

    def refs(query: SalesQuery) -> list[str]:
        return [sale.reference for sale in list_sales(desk, query)]

    assert refs(SalesQuery()) == ["S-00002", "S-00001"]
    assert refs(SalesQuery(from_on=date(2026, 11, 22))) == ["S-00002"]
    assert refs(SalesQuery(to_on=date(2026, 11, 21))) == ["S-00001"]
    assert refs(SalesQuery(staff=" ben ")) == ["S-00002"]
    assert refs(SalesQuery(marked=SaleMark.PAID)) == ["S-00001"]
    assert refs(SalesQuery(marked=SaleMark.DEBT)) == ["S-00002"]


def test_days_the_wrong_way_round_and_unknown_staff_are_refused(desk: Desk) -> None:
    with pytest.raises(InvalidDate):
        list_sales(desk, SalesQuery(from_on=date(2026, 11, 22), to_on=date(2026, 11, 21)))
    with pytest.raises(NotFound):
        list_sales(desk, SalesQuery(staff="Nobody"))
    with pytest.raises(NotFound):
        customer_sales(desk, CustomerId(99), limit=1)


def test_a_cashier_sees_the_sales_of_a_customer_but_not_of_the_shop(desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 4_400)
    cashier = desk.as_staff(add_staff(desk, "Ben", Role.CASHIER))
    assert list_sales(cashier, SalesQuery(marai))
    with pytest.raises(Forbidden):
        list_sales(cashier, SalesQuery())


def correct(desk: Desk, sale: str, to: SaleMark, **how: Method) -> None:
    correct_sale(
        desk, CorrectionOrder(sale, to, "Slip was declined", method=how.get("method")), f"{sale} {to}"
    )


def test_a_paid_sale_that_was_none_is_open_again(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=4_400, tenders={Method.CARD: 4_400}), "sale")
    correct(desk, "S-00001", SaleMark.DEBT)
    sale = only_sale(desk, marai)
    assert (sale.marked, sale.corrected_to) == (SaleMark.PAID, SaleMark.DEBT)
    assert (sale.state, sale.outstanding, sale.paid) == (SaleState.ON_ACCOUNT, 4_400, 0)
    take_payment(desk, PaymentOrder(marai, 1_400), "payment")
    assert only_sale(desk, marai).state is SaleState.PART_PAID
    reverse(desk, "A-00001", "It went through after all", "reversal")
    sale = only_sale(desk, marai)
    assert (sale.state, sale.corrected_to, sale.outstanding) == (SaleState.PAID, None, 0)


def test_the_list_follows_the_corrected_mark(desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 900)
    correct(desk, "S-00001", SaleMark.PAID, method=Method.CASH)
    sale = only_sale(desk, marai)
    assert (sale.marked, sale.corrected_to, sale.state) == (SaleMark.DEBT, SaleMark.PAID, SaleState.PAID)
    assert list_sales(desk, SalesQuery(marked=SaleMark.PAID)) == (sale,)
    assert list_sales(desk, SalesQuery(marked=SaleMark.DEBT)) == ()


@pytest.mark.parametrize(
    ("cash", "refund", "to", "expected"),
    [
        (4_400, 1_000, RefundTo.CASH, (SaleState.PAID, 3_400, 0)),
        (4_400, 4_400, RefundTo.CASH, (SaleState.REFUNDED, 0, 0)),
        (0, 1_000, RefundTo.ACCOUNT, (SaleState.ON_ACCOUNT, 0, 3_400)),
        (0, 4_400, RefundTo.ACCOUNT, (SaleState.REFUNDED, 0, 0)),
    ],
)
def test_what_was_refunded_is_neither_paid_nor_open(
    desk: Desk, marai: CustomerId, cash: int, refund: int, to: RefundTo, expected: tuple[SaleState, int, int]
) -> None:
    owe(desk, marai, 4_400, cash)
    refund_sale(desk, RefundOrder("S-00001", to, "Too small", amount=refund), "refund")
    sale = only_sale(desk, marai)
    assert (sale.state, sale.paid, sale.outstanding) == expected
    assert sale.refunded == refund


def test_a_sale_to_nobody_is_theirs_from_the_correction_on_that_names_them(
    desk: Desk, marai: CustomerId
) -> None:
    owe(desk, marai, 1_000)
    sell(desk, SaleOrder(total=900, tenders={Method.CASH: 900}), "anonymous")
    correct_sale(desk, CorrectionOrder("S-00002", SaleMark.DEBT, "was not paid", marai), "correct")
    found = customer_sales(desk, marai, 10)
    stands = {sale.reference: (sale.state, sale.outstanding) for sale in found.sales}
    assert stands == {"S-00001": (SaleState.ON_ACCOUNT, 1_000), "S-00002": (SaleState.ON_ACCOUNT, 900)}
    assert (found.count, found.invoiced, found.lifetime_spend) == (2, 1_900, 0)
    assert [sale.customer for sale in list_sales(desk, SalesQuery())] == [marai, marai]
    take_payment(desk, PaymentOrder(marai, 1_900), "all")
    assert customer_sales(desk, marai, 10).lifetime_spend == 1_900


def test_a_correction_that_was_taken_back_names_nobody(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(total=900, tenders={Method.CASH: 900}), "anonymous")
    made = correct_sale(desk, CorrectionOrder("S-00001", SaleMark.DEBT, "was not paid", marai), "correct")
    reverse(desk, made.reference, "it was paid after all", "undo")
    found = customer_sales(desk, marai, 10)
    assert (found.sales, found.count, found.lifetime_spend) == ((), 0, 0)
    assert list_sales(desk, SalesQuery())[0].customer is None


def test_what_came_back_of_a_sale_that_named_them_later_was_not_spent(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(total=900, tenders={Method.CASH: 900}), "anonymous")
    refund_sale(desk, RefundOrder("S-00001", RefundTo.CASH, "scratched", (), 200), "refund")
    correct_sale(desk, CorrectionOrder("S-00001", SaleMark.DEBT, "was not paid", marai, 300), "correct")
    take_payment(desk, PaymentOrder(marai, 300), "all")
    assert customer_sales(desk, marai, 10).lifetime_spend == 700
