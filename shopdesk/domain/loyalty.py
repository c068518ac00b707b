"""Loyalty tiers: what the points a customer ever earned make of them."""

from enum import StrEnum


class Tier(StrEnum):
    """A loyalty tier, the lowest first."""

    BRONZE = "Bronze"
    SILVER = "Silver"
    GOLD = "Gold"
    PLATINUM = "Platinum"


_THRESHOLDS = ((3_000, Tier.PLATINUM), (1_500, Tier.GOLD), (500, Tier.SILVER))


def next_tier(points_earned: int) -> tuple[Tier, int] | None:
    """Return the tier above and how many points are missing; None for the highest."""
    above = [(tier, least - points_earned) for least, tier in _THRESHOLDS if points_earned < least]
    return above[-1] if above else None


def tier_of(points_earned: int) -> Tier:
    """Return the tier reached with the points ever earned."""
    return next((tier for least, tier in _THRESHOLDS if points_earned >= least), Tier.BRONZE)
