"""Loyalty points: earned when a sale is paid, used up at the checkout, and given back with a refund."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.loyalty import PointsState
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden, InvalidAmount, ShopDeskError
from shopdesk.services.accounts import account_standing, account_state
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.correcting import correct_sale
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.loyalty import PointsOrder, adjust_points, plan_adjusting_points, points_book
from shopdesk.services.merging import MergeOrder, can_unmerge, merge, unmerge
from shopdesk.services.payments import take_payment
from shopdesk.services.refunding import plan_refund, refund_sale, undo_sale
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import plan_sale, sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.services.verifying import verify

CASH = {Method.CASH: 10_000}


def points(desk: Desk, customer: CustomerId) -> int:
    assert verify(desk).ok
    return points_book(desk, customer).state.points


def give(desk: Desk, customer: CustomerId, number: int) -> None:
    adjust_points(desk, PointsOrder(customer, number, "welcome"), f"give {number}")


def kinds(desk: Desk, customer: CustomerId) -> list[tuple[str, int]]:
    return [(entry.kind.value, entry.points) for entry in points_book(desk, customer).entries]


def test_a_sale_that_is_paid_at_the_till_earns_at_once(desk: Desk, marai: CustomerId) -> None:
    made = sell(desk, SaleOrder(marai, total=10_050, tenders={Method.CASH: 10_050}), "sale")
    assert (made.points_earned, made.points_later, made.points) == (100, 0, 100)
    assert points(desk, marai) == 100


def test_a_sale_on_account_earns_with_the_payment_that_settles_it(desk: Desk, marai: CustomerId) -> None:
    made = sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    assert (made.points_earned, made.points_later) == (0, 100)
    take_payment(desk, PaymentOrder(marai, 9_999), "most")
    assert points(desk, marai) == 0
    take_payment(desk, PaymentOrder(marai, 1), "rest")
    assert points(desk, marai) == 100


def test_with_the_setting_a_sale_on_account_earns_at_once(desk: Desk, marai: CustomerId) -> None:
    change_settings(desk, {"points_at_once": "on"})
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    assert points(desk, marai) == 100
    take_payment(desk, PaymentOrder(marai, 10_000), "payment")
    assert kinds(desk, marai) == [("earned", 100)]


def test_a_reversed_payment_takes_the_points_back_until_it_is_paid_again(
    desk: Desk, marai: CustomerId
) -> None:
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    take_payment(desk, PaymentOrder(marai, 10_000), "payment")
    reverse(desk, "P-00001", "bounced", "undo")
    assert points(desk, marai) == 0
    take_payment(desk, PaymentOrder(marai, 10_000), "again")
    assert kinds(desk, marai) == [("earned", 100), ("taken_back", -100), ("earned", 100)]


def test_a_sale_corrected_to_debt_waits_for_its_payment(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=10_000, tenders=CASH), "sale")
    correct_sale(desk, CorrectionOrder("S-00001", SaleMark.DEBT, "mistyped"), "correct")
    assert points(desk, marai) == 0
    reverse(desk, "A-00001", "was right", "undo")
    assert points(desk, marai) == 100


def test_what_was_let_go_earns_nothing(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    take_payment(desk, PaymentOrder(marai, 6_000), "payment")
    adjust(desk, AdjustmentOrder(marai, -4_000, AdjustmentKind.WRITE_OFF, "moved away"), "write off")
    assert points(desk, marai) == 60


@pytest.mark.parametrize(("rate", "worth"), [("0", "0.01"), ("5", "1")])
def test_new_rates_change_nothing_that_was_promised(
    desk: Desk, marai: CustomerId, rate: str, worth: str
) -> None:
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    change_settings(desk, {"points_rate": rate, "point_worth": worth})
    take_payment(desk, PaymentOrder(marai, 10_000), "payment")
    assert points(desk, marai) == 100


def test_without_loyalty_nothing_is_earned_or_redeemed(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 500)
    change_settings(desk, {"loyalty": "off"})
    sell(desk, SaleOrder(marai, total=10_000, tenders=CASH), "sale")
    assert points(desk, marai) == 500
    with pytest.raises(ShopDeskError) as refused:
        plan_sale(desk, SaleOrder(marai, total=100, redeemed=100))
    assert refused.value.parameters["reason"] == "no_loyalty"


def test_redeemed_points_pay_and_earn_nothing_themselves(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 2_000)
    order = SaleOrder(marai, total=10_000, tenders={Method.CASH: 8_000}, redeemed=2_000)
    assert plan_sale(desk, order).points == sell(desk, order, "sale").points == 80
    assert kinds(desk, marai)[:2] == [("earned", 80), ("redeemed", -2_000)]
    standing = account_standing(desk, marai)
    assert (standing.balance, standing.lifetime_spend) == (0, 8_000)


@pytest.mark.parametrize("wanted", [1, 301])
def test_nobody_pays_with_points_that_are_not_there(desk: Desk, marai: CustomerId, wanted: int) -> None:
    if wanted > 1:
        give(desk, marai, 300)
    with pytest.raises(InvalidAmount) as refused:
        sell(desk, SaleOrder(marai, total=wanted, redeemed=wanted), "sale")
    assert refused.value.parameters["reason"] == "more_than_points"


def test_a_sale_to_nobody_takes_no_points(desk: Desk) -> None:
    with pytest.raises(ShopDeskError, match="customer"):
        sell(desk, SaleOrder(total=100, redeemed=100), "sale")


def test_a_refund_gives_points_back_in_proportion_and_all_in_the_end(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 1_000)
    sell(desk, SaleOrder(marai, total=3_000, tenders={Method.CASH: 2_000}, redeemed=1_000), "sale")
    planned = plan_refund(desk, RefundOrder("S-00001", RefundTo.CASH, "", amount=1_000))
    assert (planned.paid_out, planned.redeemed) == (667, 333)
    for number in range(3):
        refund_sale(desk, RefundOrder("S-00001", RefundTo.CASH, "bent", amount=1_000), f"refund {number}")
    assert points(desk, marai) == 1_000
    assert points_book(desk, marai).state.earned == 1_000


def test_undoing_a_sale_leaves_the_points_as_they_were(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 700)
    order = SaleOrder(marai, total=5_000, tenders={Method.CARD: 1_000}, on_account=3_500, redeemed=500)
    sell(desk, order, "sale")
    undone = undo_sale(desk, "S-00001", "changed her mind", "undo")
    assert (undone.paid_out, undone.credited, undone.redeemed) == (1_000, 3_500, 500)
    assert points(desk, marai) == 700


def test_points_pay_a_part_and_only_the_rest_stands_on_the_account(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 2_000)
    made = sell(desk, SaleOrder(marai, total=5_000, on_account=3_000, redeemed=2_000), "sale")
    assert (made.balance, made.points_used, made.points_later) == (3_000, 2_000, 30)
    taken = take_payment(desk, PaymentOrder(marai, 3_000), "payment")
    assert [(part.reference, part.amount, part.left) for part in taken.settlements] == [("S-00001", 3_000, 0)]
    refund_sale(desk, RefundOrder("S-00001", RefundTo.ACCOUNT, "bent", amount=2_500), "refund")
    assert account_state(desk, marai).balance == -1_500
    assert kinds(desk, marai)[:2] == [("taken_back", -15), ("returned", 1_000)]


def test_a_sale_corrected_to_debt_owes_no_more_than_was_paid_in_money(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 2_000)
    sell(desk, SaleOrder(marai, total=10_000, tenders={Method.CASH: 8_000}, redeemed=2_000), "sale")
    made = correct_sale(desk, CorrectionOrder("S-00001", SaleMark.DEBT, "not paid"), "debt")
    assert (made.amount, made.balance, points(desk, marai)) == (8_000, 8_000, 0)
    correct_sale(desk, CorrectionOrder("S-00001", SaleMark.PAID, "paid", method=Method.CARD), "paid")
    assert (account_state(desk, marai).balance, points(desk, marai)) == (0, 80)


def test_points_that_are_spent_already_stay_spent(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=10_000, tenders=CASH), "sale")
    sell(desk, SaleOrder(marai, total=80, redeemed=80), "spent")
    refund_sale(desk, RefundOrder("S-00001", RefundTo.CASH, "bent"), "refund")
    assert points(desk, marai) == 0
    assert kinds(desk, marai)[0] == ("taken_back", -20)


def test_what_an_owner_gives_counts_for_the_tier_and_what_is_taken_was_earned(
    desk: Desk, marai: CustomerId
) -> None:
    made = adjust_points(desk, PointsOrder(marai, 600, "from the old card"), "give")
    assert made == (600, 600, "Silver")
    order = PointsOrder(marai, -500, "a gift")
    assert plan_adjusting_points(desk, order) == adjust_points(desk, order, "take") == (100, 600, "Silver")
    newest = points_book(desk, marai).entries[0]
    assert (newest.points, newest.balance, newest.reason, newest.staff) == (-500, 100, "a gift", "Rosa Rossi")


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [(0, "why", "invalid_amount"), (-1, "why", "invalid_amount"), (5, " ", "reason_required")],
)
def test_an_adjustment_that_cannot_be_is_refused(
    desk: Desk, marai: CustomerId, number: int, reason: str, code: str
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        adjust_points(desk, PointsOrder(marai, number, reason), "give")
    assert refused.value.code == code


def test_a_cashier_needs_the_owner_to_give_points(desk: Desk, marai: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carla", Role.CASHIER))
    with pytest.raises(Forbidden):
        give(cashier, marai, 5)


def test_merging_adds_the_points_and_parting_gives_each_their_own(desk: Desk, marai: CustomerId) -> None:
    ben = add_customer(desk, RecordChange({"first_name": "Ben"})).id
    give(desk, marai, 30)
    give(desk, ben, 50)
    sell(desk, SaleOrder(marai, total=1_000, on_account=1_000), "owed")
    take_payment(desk, PaymentOrder(ben, 1_000), "credit")
    merge(desk, MergeOrder(marai, (ben,)), "merge")
    assert points(desk, marai) == points(desk, ben) == 90  # his credit paid her sale
    unmerge(desk, marai, ben, "part")
    assert (points(desk, marai), points(desk, ben)) == (30, 50)


def test_points_given_after_a_merging_keep_it(desk: Desk, marai: CustomerId) -> None:
    ben = add_customer(desk, RecordChange({"first_name": "Ben"})).id
    merge(desk, MergeOrder(marai, (ben,)), "merge")
    assert can_unmerge(desk, marai) == (ben,)
    give(desk, ben, 5)
    assert can_unmerge(desk, marai) == ()


def test_erasing_keeps_the_figures_and_no_reason(desk: Desk, marai: CustomerId) -> None:
    give(desk, marai, 40)
    archive_customer(desk, marai)
    erase(desk, marai)
    book = points_book(desk, marai)
    assert (book.state, book.entries[0].reason) == (PointsState(40, 40), None)
    assert verify(desk).ok
