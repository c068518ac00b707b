"""Loyalty tiers."""

import pytest

from shopdesk.domain.loyalty import tier_of


@pytest.mark.parametrize(
    ("points", "tier"),
    [(0, "Bronze"), (499, "Bronze"), (500, "Silver"), (1_500, "Gold"), (2_999, "Gold"), (3_000, "Platinum")],
)
def test_a_tier_is_reached_at_its_threshold(points: int, tier: str) -> None:
    assert tier_of(points) == tier
