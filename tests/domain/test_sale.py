"""A purchase: lines, tenders, change."""

from datetime import date
from decimal import Decimal

import pytest

from shopdesk.domain.money import LIMIT
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder, change_of, parse_quantity, round_half_away, total_of
from shopdesk.errors import InvalidAmount, InvalidValue, ShopDeskError, TenderMismatch


@pytest.mark.parametrize(
    ("line", "included", "amount"),
    [
        (SaleLine("Ring", 5_000), True, 5_000),
        (SaleLine("Chain", 333, Decimal("1.5")), True, 500),
        (SaleLine("Chain", 335, Decimal("1.5")), True, 503),
        (SaleLine("Ring", 5_000, tax_rate=Decimal(10)), True, 5_000),
        (SaleLine("Ring", 5_000, tax_rate=Decimal(10)), False, 5_500),
        (SaleLine("Ring", 5, tax_rate=Decimal(10)), False, 6),
        (SaleLine("Old gold taken in", -335, Decimal("1.5")), True, -503),
    ],
)
def test_a_line_is_rounded_half_away_from_zero(line: SaleLine, included: bool, amount: int) -> None:
    assert line.amount(prices_include_tax=included) == amount


@pytest.mark.parametrize(("value", "rounded"), [("0.5", 1), ("-0.5", -1), ("0.49", 0), ("2.5", 3)])
def test_halves_go_away_from_zero(value: str, rounded: int) -> None:
    assert round_half_away(Decimal(value)) == rounded


@pytest.mark.parametrize(
    "order",
    [
        SaleOrder(total=5_000, on_account=5_000),
        SaleOrder(total=5_000, tenders={Method.CASH: 2_000, Method.CARD: 3_000}),
        SaleOrder(total=5_000, tenders={Method.CASH: 2_000}, on_account=3_000),
        SaleOrder(lines=(SaleLine("Ring", 2_000), SaleLine("Box", 1_500, Decimal(2))), on_account=5_000),
    ],
)
def test_tenders_and_the_part_on_account_add_up_to_the_total(order: SaleOrder) -> None:
    assert total_of(order) == 5_000


@pytest.mark.parametrize(
    ("order", "code", "field"),
    [
        (SaleOrder(total=5_000), "tender_mismatch", None),
        (SaleOrder(total=5_000, on_account=4_999), "tender_mismatch", None),
        (SaleOrder(total=5_000, tenders={Method.CASH: 5_000}, on_account=1), "tender_mismatch", None),
        (SaleOrder(), "invalid_amount", "total"),
        (SaleOrder(total=0), "invalid_amount", "total"),
        (SaleOrder(total=-1, on_account=-1), "invalid_amount", "total"),
        (SaleOrder(total=10**30, on_account=10**30), "invalid_amount", "total"),
        (SaleOrder(total=100, tenders={Method.CASH: 200}, on_account=-100), "invalid_amount", "on_account"),
        (SaleOrder(total=100, tenders={Method.CASH: -100}, on_account=200), "invalid_amount", "cash"),
        (SaleOrder(total=100, tenders={Method.CARD: 0}, on_account=100), "invalid_amount", "card"),
        (SaleOrder(total=100, lines=(SaleLine("Ring", 100),), on_account=100), "invalid_value", "total"),
        (SaleOrder(lines=(SaleLine(" ", 100),), on_account=100), "invalid_value", "text"),
        (SaleOrder(lines=(SaleLine("x" * 201, 100),), on_account=100), "invalid_value", "text"),
        (SaleOrder(lines=(SaleLine("Ring", 10**30),), on_account=100), "invalid_amount", "price"),
        (SaleOrder(lines=(SaleLine("Ring", 1, Decimal(0)),), on_account=1), "invalid_value", "quantity"),
        (
            SaleOrder(lines=(SaleLine("Ring", 1, Decimal(10) ** 19),), on_account=1),
            "invalid_value",
            "quantity",
        ),
        (SaleOrder(lines=(SaleLine("R", LIMIT, Decimal(2)),), on_account=1), "invalid_amount", "total"),
        (
            SaleOrder(lines=(SaleLine("Ring", 1, tax_rate=Decimal(101)),), on_account=1),
            "invalid_value",
            "tax_rate",
        ),
    ],
)
def test_a_sale_that_cannot_be_is_refused(order: SaleOrder, code: str, field: str | None) -> None:
    with pytest.raises(ShopDeskError) as refused:
        total_of(order)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_mismatch_names_both_sums() -> None:
    with pytest.raises(TenderMismatch) as refused:
        total_of(SaleOrder(total=5_000, on_account=4_000))
    assert refused.value.parameters == {"total": 5_000, "given": 4_000}


@pytest.mark.parametrize(("given", "change"), [(None, 0), (2_000, 0), (5_000, 3_000)])
def test_change_is_what_was_handed_over_less_the_cash_tendered(given: int | None, change: int) -> None:
    order = SaleOrder(total=5_000, tenders={Method.CASH: 2_000}, on_account=3_000, cash_given=given)
    assert change_of(order) == change


@pytest.mark.parametrize(("given", "error"), [(1_999, TenderMismatch), (10**30, InvalidAmount)])
def test_too_little_cash_gives_no_change(given: int, error: type[ShopDeskError]) -> None:
    with pytest.raises(error):
        change_of(SaleOrder(total=2_000, tenders={Method.CASH: 2_000}, cash_given=given))


def test_cash_that_pays_for_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, check=lambda refused: refused.field == "cash_given"):
        change_of(SaleOrder(total=2_000, tenders={Method.CARD: 2_000}, cash_given=2_000))


def test_what_is_wholly_paid_does_not_fall_due() -> None:
    with pytest.raises(InvalidValue, check=lambda refused: refused.field == "due_on"):
        total_of(SaleOrder(total=2_000, tenders={Method.CASH: 2_000}, due_on=date(2026, 12, 1)))


@pytest.mark.parametrize(("text", "quantity"), [("1.5", "1.5"), (" 2 ", "2"), ("0.0001", "0.0001")])
def test_a_quantity_is_a_plain_decimal(text: str, quantity: str) -> None:
    assert parse_quantity(text) == Decimal(quantity)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_number"),
        ("-1", "not_a_number"),
        ("1e3", "not_a_number"),
        ("NaN", "not_a_number"),
        ("1,5", "not_a_number"),
        ("٣", "not_a_number"),
        ("1" * 21, "not_a_number"),
        ("1.23456", "too_many_decimals"),
    ],
)
def test_anything_else_is_no_quantity(text: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_quantity(text)
    assert refused.value.parameters == {"field": "quantity", "reason": reason}
