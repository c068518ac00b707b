"""Loyalty tiers."""

from decimal import Decimal

import pytest

from shopdesk.domain.loyalty import LoyaltyRules, Thresholds, next_tier, tier_of
from shopdesk.domain.money import Currency


@pytest.mark.parametrize(
    ("points", "tier"),
    [(0, "Bronze"), (499, "Bronze"), (500, "Silver"), (1_500, "Gold"), (2_999, "Gold"), (3_000, "Platinum")],
)
def test_a_tier_is_reached_at_its_threshold(points: int, tier: str) -> None:
    assert tier_of(points) == tier


@pytest.mark.parametrize(
    ("points", "above"), [(0, ("Silver", 500)), (499, ("Silver", 1)), (500, ("Gold", 1_000)), (3_000, None)]
)
def test_the_next_tier_says_how_many_points_are_missing(points: int, above: tuple[str, int] | None) -> None:
    assert next_tier(points) == above


def rules(rate: str = "1", worth: str = "0.01", currency: str = "AUD", *, on: bool = True) -> LoyaltyRules:
    return LoyaltyRules(
        on, Decimal(rate), Decimal(worth), at_once=False, currency=Currency(currency), thresholds=Thresholds()
    )


@pytest.mark.parametrize(
    ("rate", "currency", "amount", "points"),
    [("1", "AUD", 199, 1), ("0.5", "AUD", 199, 0), ("2", "JPY", 5, 10), ("1", "KWD", 1_999, 1)],
)
def test_points_are_earned_for_whole_units_of_money(
    rate: str, currency: str, amount: int, points: int
) -> None:
    assert rules(rate, currency=currency).earned_by(amount) == points


@pytest.mark.parametrize(("worth", "amount", "points"), [("0.01", 55, 55), ("0.03", 10, 4), ("0.005", 1, 2)])
def test_the_fewest_points_that_are_worth_it_pay(worth: str, amount: int, points: int) -> None:
    asked = rules(worth=worth)
    assert asked.points_for(amount) == points
    assert asked.worth_of(points) >= amount > asked.worth_of(points - 1)


def test_a_shop_without_loyalty_promises_nothing() -> None:
    assert (rules(on=False).earned_by(10_000), rules(on=False).worth_of(10_000)) == (0, 0)
