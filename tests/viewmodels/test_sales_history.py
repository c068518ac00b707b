"""The sales history as its page shows it."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.sales_history import Doubt
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.staff import Role
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.narrowed import When
from shopdesk.viewmodels.row_deeds import RowDeed
from shopdesk.viewmodels.sales_history import HistoryFilters, SalesHistoryViewModel, doubt_words
from shopdesk.viewmodels.sold_sale import SoldSaleViewModel
from tests.conftest import StandingClock
from tests.ports import InlineRunner


@pytest.fixture
def traded(desk: Desk, marai: CustomerId, clock: StandingClock) -> CustomerId:
    """Sell $44.00 on account to Marai yesterday, and $10.00 in uncounted cash to nobody today."""
    lines = (SaleLine("Opal ring", 4_000), SaleLine("Box", 400))
    sell(desk, SaleOrder(marai, lines=lines, on_account=4_400), "yesterday")
    clock.forward(days=1)
    sell(desk, SaleOrder(total=1_000, tenders={Method.CASH: 1_000}), "today")
    return marai


def looked(desk: Desk) -> SalesHistoryViewModel:
    model = SalesHistoryViewModel(desk, InlineRunner())
    model.watch(watched=True)
    return model


def refs(model: SalesHistoryViewModel) -> list[str]:
    assert model.picture.value is not None
    return [row.sale.reference for row in model.picture.value.sales]


@pytest.mark.parametrize(
    ("when", "found"),
    [
        (When.TODAY, ["S-00002"]),
        (When.YESTERDAY, ["S-00001"]),
        (When.THIS_MONTH, ["S-00002", "S-00001"]),
        (When.LAST_MONTH, []),
        (When.ALL, ["S-00002", "S-00001"]),
    ],
)
def test_days_are_chosen_by_name(desk: Desk, traded: CustomerId, when: When, found: list[str]) -> None:
    model = looked(desk)
    model.choose_days(when)
    assert refs(model) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"from_text": "22/11/2026"}, ["S-00002"]),
        ({"to_text": "21 Nov"}, ["S-00001"]),
        ({"least_text": "10.01"}, ["S-00001"]),
        ({"most_text": "10"}, ["S-00002"]),
        ({"marked": SaleMark.DEBT}, ["S-00001"]),
        ({"staff": "Rosa Rossi"}, ["S-00002", "S-00001"]),
    ],
)
def test_what_is_typed_and_chosen_narrows_it(
    desk: Desk, traded: CustomerId, typed: dict[str, object], found: list[str]
) -> None:
    model = looked(desk)
    model.narrow(**typed)
    assert (refs(model), model.errors.value) == (found, {})
    model.clear()
    assert (len(refs(model)), model.filters.value) == (2, HistoryFilters())


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"from_text": "soon"}, {"from"}),
        ({"least_text": "lots", "to_text": "31/2/2026"}, {"least", "to"}),
        ({"from_text": "22/11/2026", "to_text": "21/11/2026"}, {"from"}),
        ({"least_text": "2", "most_text": "1"}, {"least"}),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(
    desk: Desk, traded: CustomerId, typed: dict[str, str], fields: set[str]
) -> None:
    model = looked(desk)
    model.narrow(**typed)
    assert set(model.errors.value) == fields
    assert len(refs(model)) == 2


def test_one_customer_is_named_and_let_go_again(desk: Desk, traded: CustomerId) -> None:
    model = looked(desk)
    model.choose_customer(traded)
    assert (refs(model), model.filters.value.customer_name) == (["S-00001"], "Marai Haddad")
    model.choose_customer(None)
    assert (len(refs(model)), model.filters.value.customer_name) == (2, "")


def test_the_next_page_is_added_below_and_looking_again_keeps_both(
    desk: Desk, traded: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shopdesk.viewmodels.sales_history.PAGE", 1)
    model = looked(desk)
    assert model.picture.value is not None
    assert (refs(model), model.picture.value.said) == (["S-00002"], "Showing 1; more follow below")
    model.load_more()
    assert refs(model) == ["S-00002", "S-00001"]
    assert model.picture.value.said == "2 sales"
    model.load_more()
    sell(desk, SaleOrder(total=500, tenders={Method.CARD: 500}), "new")
    model.on_changes(Changes())
    assert refs(model) == ["S-00003", "S-00002"]


def test_a_sale_to_nobody_is_told_to_whoever_looks(desk: Desk, traded: CustomerId) -> None:
    model = looked(desk)
    stop = desk.feed.subscribe(model.on_changes)
    sell(desk, SaleOrder(total=500, tenders={Method.CARD: 500}), "new")
    assert refs(model)[0] == "S-00003"
    model.watch(watched=False)
    sell(desk, SaleOrder(total=500, tenders={Method.CARD: 500}), "unseen")
    assert refs(model)[0] == "S-00003"
    stop()


def test_doubts_are_said_in_words(desk: Desk, traded: CustomerId) -> None:
    model = looked(desk)
    model.narrow(doubtful_first=True)
    assert model.picture.value is not None
    first, second = model.picture.value.sales
    assert (doubt_words(first), doubt_words(second)) == ("cash not counted", "")
    both = first._replace(doubts=frozenset({Doubt.CORRECTED, Doubt.UNCOUNTED}))
    assert doubt_words(both) == "cash not counted, corrected later"


def test_a_cashier_is_told_why_there_is_nothing_to_see(desk: Desk, traded: CustomerId) -> None:
    model = looked(desk.as_staff(add_staff(desk, "Mina", Role.CASHIER)))
    assert model.why_not
    assert model.picture.value is None


def test_a_sale_is_shown_with_its_lines_and_what_can_be_done(desk: Desk, traded: CustomerId) -> None:
    model = SoldSaleViewModel(desk, InlineRunner(), "S-00001")
    model.load()
    shown = model.picture.value
    assert shown is not None
    assert (shown.whom, shown.customer) == ("Marai Haddad · C-000001", traded)
    assert shown.lines == (("Opal ring", "$40.00", False), ("Box", "$4.00", False))
    assert shown.sums == (("Total", "$44.00"), ("On account", "$44.00"), ("Still open", "$44.00"))
    assert dict(shown.deeds)[RowDeed.CORRECT]


def test_a_sale_to_nobody_has_no_account_to_open(desk: Desk, traded: CustomerId) -> None:
    model = SoldSaleViewModel(desk, InlineRunner(), "S-00002")
    model.load()
    assert model.picture.value is not None
    assert (model.picture.value.customer, model.picture.value.doubt) == (None, "cash not counted")


def test_a_sale_that_is_not_there_is_said(desk: Desk) -> None:
    model = SoldSaleViewModel(desk, InlineRunner(), "S-00009")
    model.load()
    assert "S-00009" in model.trouble.value
