"""Looking through all sales: page by page, narrowed, and what is worth a second look first."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.sales_history import Doubt, HistoryPlace
from shopdesk.domain.sales_list import SaleMark, SalesQuery
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden, InvalidAmount
from shopdesk.services.correcting import correct_sale
from shopdesk.services.desk import Desk
from shopdesk.services.parking import park_sale
from shopdesk.services.sales_history import look_through_sales
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from tests.conftest import StandingClock

ALL = SalesQuery()


def sold(desk: Desk, number: int, customer: CustomerId | None = None, *, counted: bool = True) -> None:
    amount = number * 100
    order = SaleOrder(
        customer, total=amount, tenders={Method.CASH: amount}, cash_given=amount if counted else None
    )
    sell(desk, order, f"sale {number} {desk.clock.now()}")


def listed(
    desk: Desk, query: SalesQuery = ALL, *, limit: int = 100, doubtful_first: bool = False
) -> list[list[str]]:
    """Return the references of every page."""
    pages: list[list[str]] = []
    place: HistoryPlace | None = None
    while not pages or place is not None:
        page = look_through_sales(desk, query, place, limit=limit, doubtful_first=doubtful_first)
        pages.append([row.sale.reference for row in page.sales])
        place = page.next
    return pages


def doubts(desk: Desk) -> dict[str, set[Doubt]]:
    return {row.sale.reference: set(row.doubts) for row in look_through_sales(desk, ALL).sales}


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 6])
def test_pages_follow_each_other_without_gap_or_repetition(desk: Desk, limit: int) -> None:
    for number in range(1, 6):
        sold(desk, number)  # all at the same instant
    pages = listed(desk, limit=limit)
    assert [ref for page in pages for ref in page] == [f"S-0000{number}" for number in (5, 4, 3, 2, 1)]
    assert all(len(page) == limit for page in pages[:-1])


def test_a_sale_says_to_whom_it_was_made(desk: Desk, marai: CustomerId) -> None:
    sold(desk, 1, marai)
    sold(desk, 2)
    assert [row.full_name for row in look_through_sales(desk, ALL).sales] == ["", "Marai Haddad"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (SalesQuery(least=200), ["S-00003", "S-00002"]),
        (SalesQuery(most=200), ["S-00002", "S-00001"]),
        (SalesQuery(least=200, most=200), ["S-00002"]),
        (SalesQuery(marked=SaleMark.DEBT), []),
        (SalesQuery(staff="rosa rossi", least=300), ["S-00003"]),
    ],
)
def test_amounts_and_the_other_filters_narrow_it(desk: Desk, query: SalesQuery, found: list[str]) -> None:
    for number in (1, 2, 3):
        sold(desk, number)
    assert listed(desk, query) == [found]
    assert listed(desk, query, doubtful_first=True) == [found]


def test_amounts_the_wrong_way_round_are_refused(desk: Desk) -> None:
    with pytest.raises(InvalidAmount) as refused:
        look_through_sales(desk, SalesQuery(least=2, most=1))
    assert refused.value.parameters == {"field": "least", "reason": "above_most"}


def test_cash_that_nobody_counted_is_doubtful(desk: Desk, marai: CustomerId) -> None:
    sold(desk, 1, counted=False)
    sold(desk, 2)
    sell(desk, SaleOrder(total=500, tenders={Method.CARD: 500}), "card")
    sell(desk, SaleOrder(marai, total=500, on_account=100, tenders={Method.CASH: 400}), "part")
    assert doubts(desk) == {
        "S-00001": {Doubt.UNCOUNTED},
        "S-00002": set(),
        "S-00003": set(),
        "S-00004": set(),
    }


def test_a_corrected_sale_is_doubtful(desk: Desk, marai: CustomerId) -> None:
    sold(desk, 1, marai)
    correct_sale(desk, CorrectionOrder("S-00001", SaleMark.DEBT, "unpaid"), "correct")
    assert doubts(desk) == {"S-00001": {Doubt.CORRECTED}}


@pytest.mark.parametrize(
    ("owes", "minutes", "to_somebody", "same_person", "is_doubtful"),
    [
        (True, 9, False, True, True),
        (True, 11, False, True, False),
        (False, 9, False, True, False),
        (True, 9, True, True, False),
        (True, 9, False, False, False),
    ],
)
def test_a_sale_to_nobody_soon_after_a_debtors_was_parked_is_doubtful(
    desk: Desk,
    marai: CustomerId,
    clock: StandingClock,
    owes: bool,
    minutes: int,
    to_somebody: bool,
    same_person: bool,
    is_doubtful: bool,
) -> None:
    if owes:
        sell(desk, SaleOrder(marai, total=900, on_account=900), "debt")
    park_sale(desk, ParkedContent((SaleLine("Bangle", 18_000),), marai))
    clock.forward(minutes=minutes)
    seller = desk if same_person else desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    sold(seller, 7, marai if to_somebody else None)
    newest = look_through_sales(desk, ALL).sales[0]
    assert newest.doubts == ({Doubt.AFTER_PARKING} if is_doubtful else set())
    if is_doubtful:
        assert listed(desk, doubtful_first=True)[0][0] == newest.sale.reference


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7])
def test_on_request_the_doubtful_come_first_and_all_others_after_them(
    desk: Desk, marai: CustomerId, clock: StandingClock, limit: int
) -> None:
    for number in range(1, 7):
        sold(desk, number, marai, counted=number not in {2, 4})
        clock.forward(minutes=1)
    correct_sale(desk, CorrectionOrder("S-00002", SaleMark.DEBT, "unpaid"), "correct")
    pages = listed(desk, limit=limit, doubtful_first=True)
    assert [ref for page in pages for ref in page] == [f"S-0000{number}" for number in (4, 2, 6, 5, 3, 1)]


def test_a_cashier_looks_through_nothing(desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    with pytest.raises(Forbidden):
        look_through_sales(cashier, ALL)
