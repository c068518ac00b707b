"""Laws of loyalty points: in any order of sales, payments and refunds they are what the ledger and the sales say.

What every sale must have earned is worked out here once more, from the list of sales alone.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import count, permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.loyalty import PointsKind
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import ListedSale, SaleMark, SalesQuery
from shopdesk.errors import NotFound, Refused
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points, points_book
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import refund_sale, undo_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.sales_list import list_sales
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify
from tests.laws.effort import law

LAW = law(12)
_NUMBERS = count()
Deed = Callable[[Desk, CustomerId, int, int, str], object]


def _with_points(*, on_account: bool) -> Deed:
    """Return the sale that takes all points there are, the rest in cash or on account."""

    def deed(desk: Desk, customer: CustomerId, amount: int, _place: int, request: str) -> object:
        redeemed = min(amount - 1, points_book(desk, customer).state.points)
        rest = amount - redeemed
        tenders = {} if on_account else {Method.CASH: rest}
        owed = rest if on_account else 0
        order = SaleOrder(customer, total=amount, tenders=tenders, on_account=owed, redeemed=redeemed)
        return sell(desk, order, request)

    return deed


def _correct(to: SaleMark) -> Deed:
    def deed(desk: Desk, _customer: CustomerId, _amount: int, place: int, request: str) -> object:
        method = Method.CASH if to is SaleMark.PAID else None
        return correct_sale(desk, CorrectionOrder(f"S-{place}", to, "law", method=method), request)

    return deed


def _refund(to: RefundTo, *, whole: bool) -> Deed:
    def deed(desk: Desk, _customer: CustomerId, amount: int, place: int, request: str) -> object:
        order = RefundOrder(f"S-{place}", to, "law", amount=None if whole else amount)
        return refund_sale(desk, order, request)

    return deed


EARNING: dict[str, Deed] = {
    "paid": lambda desk, customer, amount, _, request: sell(
        desk, SaleOrder(customer, total=amount, tenders={Method.CASH: amount}), request
    ),
    "owed": lambda desk, customer, amount, _, request: sell(
        desk, SaleOrder(customer, total=amount, on_account=amount), request
    ),
    "payment": lambda desk, customer, amount, _, request: take_payment(
        desk, PaymentOrder(customer, amount), request
    ),
    "reversed": lambda desk, _, __, place, request: reverse(desk, f"P-{place}", "law", request),
    "refund": _refund(RefundTo.CASH, whole=False),
    "refund to the account": _refund(RefundTo.ACCOUNT, whole=False),
    "refund of all": _refund(RefundTo.CASH, whole=True),
    "undone": lambda desk, _, __, place, request: undo_sale(desk, f"S-{place}", "law", request),
}
SPENDING: dict[str, Deed] = {
    "with points": _with_points(on_account=False),
    "with points on account": _with_points(on_account=True),
    "corrected to debt": _correct(SaleMark.DEBT),
    "corrected to paid": _correct(SaleMark.PAID),
    "given": lambda desk, customer, amount, _, request: adjust_points(
        desk, PointsOrder(customer, amount // 100 + 1, "law"), request
    ),
    "taken": lambda desk, customer, amount, _, request: adjust_points(
        desk, PointsOrder(customer, -(amount // 100 + 1), "law"), request
    ),
}
Steps = list[tuple[str, int, int]]


def steps(names: list[str]) -> st.SearchStrategy[Steps]:
    one = st.tuples(st.sampled_from(names), st.integers(1, 30_000), st.integers(1, 6))
    return st.lists(one, min_size=1, max_size=12)


def tell(desk: Desk, told: Steps) -> CustomerId:
    """Do the steps for a new customer, each of them twice; what a rule refuses is passed over."""
    customer = add_customer(desk, RecordChange({"first_name": "Ann"})).id
    first = max((sale.number for sale in list_sales(desk, SalesQuery())), default=0)
    deeds = EARNING | SPENDING
    for name, amount, place in told:
        request = f"law {next(_NUMBERS)}"
        with suppress(Refused, NotFound):
            made = deeds[name](desk, customer, amount, first + place, request)
            if not name.startswith("with points"):
                assert deeds[name](desk, customer, amount, first + place, request) == made
    return customer


def sales_of(desk: Desk, customer: CustomerId) -> tuple[ListedSale, ...]:
    return list_sales(desk, SalesQuery(customer))


def by_sale(desk: Desk, customer: CustomerId, *kinds: PointsKind) -> Counter[str | None]:
    found: Counter[str | None] = Counter()
    for entry in points_book(desk, customer).entries:
        if entry.kind in kinds:
            found[entry.sale] += entry.points
    return found


def due(sale: ListedSale) -> int:
    """What a sale that was paid in money alone must have earned by now: a point for each dollar, its kept share."""
    if sale.outstanding:
        return 0
    return (sale.total // 100) * (sale.total - sale.refunded) // sale.total


@LAW
@given(told=steps(sorted(EARNING)))
def test_each_sale_has_earned_once_what_is_paid_and_kept_of_it(desk: Desk, told: Steps) -> None:
    customer = tell(desk, told)
    earned = by_sale(desk, customer, PointsKind.EARNED, PointsKind.TAKEN_BACK)
    expected = {sale.reference: due(sale) for sale in sales_of(desk, customer)}
    assert {ref: earned[ref] for ref in expected} == expected
    state = points_book(desk, customer).state
    assert state.points == state.earned == sum(expected.values())


@LAW
@example(told=[("paid", 10_000, 1), ("taken", 9_900, 1), ("undone", 1, 1)])
@given(told=steps(sorted(EARNING | SPENDING)))
def test_points_are_the_sum_of_the_ledger_and_never_below_zero(desk: Desk, told: Steps) -> None:
    customer = tell(desk, told)
    book = points_book(desk, customer)
    running = [entry.balance for entry in reversed(book.entries)]
    assert running == [
        sum(entry.points for entry in book.entries[place:]) for place in reversed(range(len(book.entries)))
    ]
    assert min(running, default=0) >= 0
    assert book.state.points == (running[-1] if running else 0)
    assert verify(desk).ok


@LAW
@given(told=steps(sorted(EARNING | SPENDING)))
def test_a_sale_that_is_refunded_wholly_has_all_its_points_back(desk: Desk, told: Steps) -> None:
    customer = tell(desk, [("given", 20_000, 1), *told])
    used = by_sale(desk, customer, PointsKind.REDEEMED)
    for sale in sales_of(desk, customer):
        with suppress(Refused):
            refund_sale(desk, RefundOrder(sale.reference, RefundTo.ACCOUNT, "law"), f"law {next(_NUMBERS)}")
    returned = by_sale(desk, customer, PointsKind.RETURNED)
    assert {ref: -points for ref, points in used.items()} == dict(returned)


@pytest.mark.parametrize("order", sorted(permutations(range(3))))
def test_points_do_not_depend_on_the_order_of_payments(desk: Desk, order: tuple[int, ...]) -> None:
    customer = add_customer(desk, RecordChange({"first_name": "Ann"})).id
    for number in range(3):
        sell(desk, SaleOrder(customer, total=1_050, on_account=1_050), f"sale {number}")
    for place in order:
        take_payment(desk, PaymentOrder(customer, 500 + 50 * place + 500 * (place == 0)), f"pay {place}")
    take_payment(desk, PaymentOrder(customer, 1_000), "rest")
    assert points_book(desk, customer).state.points == 30
