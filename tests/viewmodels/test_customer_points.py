"""The Loyalty page: the tier, the way to the next one, and points given by hand."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points, points_book
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.adjust_points import AdjustPoints
from shopdesk.viewmodels.customer_points import CustomerPointsViewModel, PointsPicture
from shopdesk.viewmodels.putting_right import PuttingRightViewModel
from tests.ports import InlineRunner


def picture(desk: Desk, customer: CustomerId) -> PointsPicture:
    model = CustomerPointsViewModel(desk, InlineRunner(), customer)
    model.load()
    assert model.picture.value is not None
    assert model.count.value == len(model.picture.value.lines)
    return model.picture.value


def adjusting(desk: Desk, customer: CustomerId, **values: str) -> PuttingRightViewModel:
    model = PuttingRightViewModel(desk, InlineRunner(), AdjustPoints(customer))
    model.load()
    for name, value in values.items():
        model.set_value(name, value)
    return model


def test_points_stand_with_what_brought_them(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=75_000, tenders={Method.CARD: 75_000}), "sale")
    adjust_points(desk, PointsOrder(marai, -50, "a gift"), "take")
    seen = picture(desk, marai)
    assert [(line.what, line.reason, line.sale, line.points, line.balance) for line in seen.lines] == [
        ("Adjusted", "a gift", "", -50, 700),
        ("Earned", "", "S-00001", 750, 750),
    ]
    assert (seen.tier, seen.held, seen.earned, seen.worth) == (
        "Silver",
        "700 points",
        "750 ever earned",
        "worth $7.00",
    )


@pytest.mark.parametrize(
    ("earned", "next_words", "share"),
    [(250, "250 points to Silver", 500), (1_499, "1 point to Gold", 999), (3_000, "The highest tier", 1_000)],
)
def test_the_way_to_the_next_tier(
    desk: Desk, marai: CustomerId, earned: int, next_words: str, share: int
) -> None:
    adjust_points(desk, PointsOrder(marai, earned, "from the old card"), "give")
    seen = picture(desk, marai)
    assert (seen.next, seen.share) == (next_words, share)


def test_a_shop_without_loyalty_says_so(desk: Desk, marai: CustomerId) -> None:
    change_settings(desk, {"loyalty": "off"})
    assert picture(desk, marai).off == "The shop gives no points at present."


def test_points_are_given_with_a_look_at_what_that_makes(desk: Desk, marai: CustomerId) -> None:
    model = adjusting(desk, marai, points="600", reason="from the old card")
    assert model.preview.value is not None
    assert (model.preview.value.figure, model.preview.value.remark) == ("600 points", "Tier: Silver")
    model.save()
    assert model.done.value is not None
    assert points_book(desk, marai).state.points == 600


@pytest.mark.parametrize(
    ("way", "points", "said"),
    [("take", "1", "take fewer"), ("give", "-5", "without the minus sign"), ("give", "x", "whole number")],
)
def test_what_cannot_be_given_or_taken_is_said_at_the_field(
    desk: Desk, marai: CustomerId, way: str, points: str, said: str
) -> None:
    field, words = adjusting(desk, marai, way=way, points=points).error.value
    assert (field, said in words) == ("points", True)


def test_a_cashier_is_asked_for_the_owner(desk: Desk, marai: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carla", Role.CASHIER))
    assert adjusting(cashier, marai).owner.needed.value == "adjust_points"
