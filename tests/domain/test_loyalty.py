"""Loyalty tiers."""

import pytest

from shopdesk.domain.loyalty import next_tier, tier_of


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
