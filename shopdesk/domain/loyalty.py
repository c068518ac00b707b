"""Loyalty: what a sale earns, what points are worth, and the tiers they make of a customer."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.money import Currency
from shopdesk.errors import InvalidAmount, InvalidValue

_MOST_POINTS = 10**9
"""No single entry may be for more."""


class Tier(StrEnum):
    """A loyalty tier, the lowest first."""

    BRONZE = "Bronze"
    SILVER = "Silver"
    GOLD = "Gold"
    PLATINUM = "Platinum"


class Thresholds(NamedTuple):
    """How many points must ever have been earned for each tier above the lowest."""

    silver: int = 500
    gold: int = 1_500
    platinum: int = 3_000


class PointsKind(StrEnum):
    """Why points came or went.

    What a sale earned is taken back when the sale is open again or refunded; what was redeemed is returned
    with a refund. An owner adjusts.
    """

    EARNED = "earned"
    TAKEN_BACK = "taken_back"
    REDEEMED = "redeemed"
    RETURNED = "returned"
    ADJUSTED = "adjusted"


class PointsEntry(NamedTuple):
    """One line of a customer's points; ``balance`` are the points after it, ``sale`` the reference or None."""

    kind: PointsKind
    points: int
    balance: int
    at: datetime
    sale: str | None
    reason: str | None
    staff: str


class PointsState(NamedTuple):
    """The points a customer holds and the points ever earned."""

    points: int
    earned: int


class SalePoints(NamedTuple):
    """What a sale does to points: those it uses up, earns at once and earns later, and what is held after it."""

    points_used: int = 0
    points_earned: int = 0
    points_later: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class LoyaltyRules:
    """What the shop promises: points for one unit of money, and what one point is worth in units of money."""

    on: bool
    rate: Decimal
    worth: Decimal
    at_once: bool
    currency: Currency
    thresholds: Thresholds

    def earned_by(self, amount: int) -> int:
        """Return what an amount of money (minor units) earns, in whole points, rounded down."""
        return _whole(amount * self.rate / self.currency.major) if self.on else 0

    def worth_of(self, points: int) -> int:
        """Return what points pay for (minor units), rounded down."""
        return _whole(points * self.worth * self.currency.major) if self.on else 0

    def points_for(self, amount: int) -> int:
        """Return how many points pay for an amount (minor units): the fewest that are worth it."""
        if not self.on or not self.worth:
            raise InvalidValue(field="redeemed", reason="no_loyalty")
        needed = Decimal(amount) / (self.worth * self.currency.major)
        return int(needed.to_integral_value(ROUND_CEILING))

    def tier_of(self, earned: int) -> Tier:
        """Return the tier reached with the points ever earned."""
        return tier_of(earned, self.thresholds)


def check_points(points: int, field: str = "points") -> int:
    """Return an adjustment of points; raises InvalidAmount for none and for far too many."""
    if not points or abs(points) > _MOST_POINTS:
        raise InvalidAmount(field=field, reason="zero" if not points else "too_large")
    return points


def share_of(points: int, part: int, whole: int) -> int:
    """Return the share of points that a part of an amount has, rounded down; all of the amount has all of them."""
    return points * part // whole if whole else points


def next_tier(earned: int, thresholds: Thresholds = Thresholds()) -> tuple[Tier, int] | None:  # noqa: B008 -- a tuple
    """Return the tier above and how many points are missing; None for the highest."""
    above = [(tier, least - earned) for tier, least in _steps(thresholds) if earned < least]
    return above[0] if above else None


def tier_of(earned: int, thresholds: Thresholds = Thresholds()) -> Tier:  # noqa: B008 -- a tuple
    """Return the tier reached with the points ever earned."""
    reached = [tier for tier, least in _steps(thresholds) if earned >= least]
    return reached[-1]


def _steps(thresholds: Thresholds) -> tuple[tuple[Tier, int], ...]:
    return tuple(zip(Tier, (0, *thresholds), strict=True))


def _whole(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_FLOOR))
