"""What lies on the counter: discount, the tax within, cash rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.basket import Basket, Discount, round_cash, smallest_coin, spread_discount
from shopdesk.domain.money import Currency
from shopdesk.domain.sale import SaleLine
from shopdesk.errors import InvalidAmount, InvalidValue

RING = SaleLine("Ring", 11_000, tax_rate=Decimal(10))
BOOK = SaleLine("Book", 1_050, tax_rate=Decimal(5))
STAMP = SaleLine("Stamp", 120)
AMOUNTS = st.lists(st.integers(1, 10**9), min_size=1, max_size=12).map(tuple)


def test_a_basket_adds_its_lines_and_takes_the_discount_off() -> None:
    basket = Basket((RING, SaleLine("Cloth", 950, Decimal("1.5"))), Discount(percent=Decimal(10)))
    assert (basket.subtotal, basket.taken_off, basket.total) == (12_425, 1_243, 11_182)


@pytest.mark.parametrize(("include", "total", "tax"), [(True, 11_000, 1_000), (False, 12_100, 1_100)])
def test_tax_lies_within_the_total_however_prices_are_typed(include: bool, total: int, tax: int) -> None:
    basket = Basket((RING,), prices_include_tax=include)
    assert (basket.total, basket.taxes()) == (total, ((Decimal(10), total, tax),))


def test_tax_is_told_by_rate_after_the_discount() -> None:
    basket = Basket((RING, BOOK, STAMP), Discount(percent=Decimal(50)))
    assert basket.taxes() == ((Decimal(10), 5_500, 500), (Decimal(5), 525, 25))
    assert sum(basket.line_totals()) == basket.total


@given(AMOUNTS, st.data())
def test_the_shares_of_a_discount_add_up_to_it_and_none_is_more_than_its_line(
    amounts: tuple[int, ...], data: st.DataObject
) -> None:
    discount = data.draw(st.integers(0, sum(amounts)))
    totals = spread_discount(amounts, discount)
    assert sum(totals) == sum(amounts) - discount
    assert all(0 <= total <= amount for total, amount in zip(totals, amounts, strict=True))


def test_old_gold_taken_in_bears_its_share_too() -> None:
    assert sum(spread_discount((1_000, *(-1,) * 9), 500)) == 491


@pytest.mark.parametrize(
    ("discount", "error"),
    [
        (Discount(amount=11_001), InvalidAmount),
        (Discount(amount=-1), InvalidAmount),
        (Discount(percent=Decimal(101)), InvalidValue),
        (Discount(percent=Decimal(-1)), InvalidValue),
    ],
)
def test_a_discount_is_between_nothing_and_the_whole(discount: Discount, error: type[Exception]) -> None:
    with pytest.raises(error):
        _ = Basket((RING,), discount).total


@pytest.mark.parametrize(
    ("amount", "coin", "paid"),
    [
        (1_002, 5, 1_000),
        (1_003, 5, 1_005),
        (1_005, 5, 1_005),
        (1_005, 10, 1_010),
        (1_004, 10, 1_000),
        (2, 5, 5),
        (0, 5, 0),
        (1_003, 1, 1_003),
        (24_950, 100, 25_000),
    ],
)
def test_cash_is_rounded_to_whole_coins(amount: int, coin: int, paid: int) -> None:
    assert round_cash(amount, coin) == paid


@given(st.integers(1, 10**13), st.sampled_from([1, 5, 10, 50, 100, 500]))
def test_rounded_cash_can_be_paid_in_coins_and_stays_near(amount: int, coin: int) -> None:
    paid = round_cash(amount, coin)
    assert paid % coin == 0
    assert abs(paid - amount) * 2 <= coin or paid == coin


@pytest.mark.parametrize(
    ("country", "currency", "coin"),
    [
        ("AU", "AUD", 5),
        ("NZ", "NZD", 10),
        ("SE", "SEK", 100),
        ("AU", "USD", 1),
        ("DE", "EUR", 1),
        ("JP", "JPY", 1),
    ],
)
def test_where_cash_is_rounded_depends_on_country_and_currency(
    country: str, currency: str, coin: int
) -> None:
    assert smallest_coin(country, Currency(currency)) == coin
