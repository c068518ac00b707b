"""The checkout: what a cashier does at the counter, story by story."""

from decimal import Decimal

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.basket import Discount
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import InvalidAmount
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.customers import RecordChange, edit_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.checkout_words import CounterLine, Outlook
from shopdesk.viewmodels.tenders import Way
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner

BANGLE = SaleLine("Sterling bangle", 18_000)
CLOTH = SaleLine("Cleaning cloth", 950)


@pytest.fixture
def counter(desk: Desk) -> CheckoutViewModel:
    return CheckoutViewModel(desk, InlineRunner())


def owing(desk: Desk, customer: CustomerId, amount: int, limit: str = "") -> None:
    sell(desk, SaleOrder(customer, amount, on_account=amount), f"owes {amount}")
    if limit:
        edit_customer(desk, customer, RecordChange({"credit_limit": limit}))


def at_the_till(desk: Desk) -> CheckoutViewModel:
    """Return the counter of a cashier."""
    return CheckoutViewModel(desk.as_staff(add_staff(desk, "Mina", Role.CASHIER)), InlineRunner())


def test_more_of_the_same_raises_its_quantity(counter: CheckoutViewModel) -> None:
    counter.add_line(CLOTH)
    counter.add_line(BANGLE)
    counter.add_line(CLOTH)
    assert counter.lines.value == (
        CounterLine("Cleaning cloth", "2", "$9.50", "$19.00"),
        CounterLine("Sterling bangle", "1", "$180.00", "$180.00"),
    )
    assert (counter.figures.value.to_pay, counter.figures.value.items) == ("$199.00", "2 items")


def test_nothing_is_booked_before_the_way_is_chosen(counter: CheckoutViewModel) -> None:
    assert counter.why_not.value == "Nothing lies on the counter yet."
    counter.add_line(BANGLE)
    assert counter.why_not.value == "Choose how it is paid."
    counter.finish()
    assert counter.done.value is None
    counter.pay_by(Way.CARD)
    assert (counter.finish_words.value, counter.why_not.value) == ("Take $180.00 by card", "")


def test_cash_is_rounded_and_the_change_stays_until_the_next_sale(counter: CheckoutViewModel) -> None:
    counter.add_line(SaleLine("Chain", 4_502))
    counter.pay_by(Way.CASH)
    assert (counter.figures.value.rounding, counter.figures.value.to_pay) == ("−$0.02", "$45.00")
    counter.type_cash("40")
    assert counter.why_not.value == "$5.00 is still missing."
    counter.type_cash("50")
    assert counter.change_due.value == "$5.00"
    counter.finish()
    assert counter.done.value is not None
    assert (counter.done.value.change, counter.done.value.reference) == ("$5.00", "S-00001")
    counter.add_line(BANGLE)
    assert counter.done.value is None


def test_a_card_pays_the_last_cent(counter: CheckoutViewModel) -> None:
    counter.add_line(SaleLine("Chain", 4_502))
    counter.pay_by(Way.CARD)
    assert (counter.figures.value.rounding, counter.figures.value.to_pay) == ("", "$45.02")


def test_on_account_shows_what_will_be_owed_and_what_is_left(
    desk: Desk, marai: CustomerId, counter: CheckoutViewModel
) -> None:
    owing(desk, marai, 128_400, "200000")
    counter.add_line(SaleLine("Bangle", 24_400))
    counter.pay_by(Way.ACCOUNT)
    assert counter.why_not.value == "Choose the customer whose account it goes on."
    counter.choose_customer(marai)
    assert counter.outlook.value == Outlook("Will owe $1,528.00 · $472.00 of the limit left", "owed")
    counter.finish()
    assert get_customer(desk, marai).debt_balance == 152_800
    assert counter.customer.card.value is None


def test_a_sale_is_split_any_way(desk: Desk, marai: CustomerId, counter: CheckoutViewModel) -> None:
    counter.choose_customer(marai)
    counter.add_line(BANGLE)
    counter.pay_part(Way.CARD, 5_000)
    counter.pay_part(Way.OTHER, 1_000)
    counter.pay_part(Way.CASH, 2_000)
    counter.pay_by(Way.ACCOUNT)
    assert counter.finish_words.value == "Put $100.00 on account"
    counter.finish()
    (sale,) = account_events(desk, marai).sales
    assert sale.tenders == ((Method.CASH, 2_000), (Method.CARD, 5_000), (Method.OTHER, 1_000))
    assert sale.on_account == 10_000


def test_a_part_cannot_be_more_than_is_left_and_can_be_given_up(counter: CheckoutViewModel) -> None:
    counter.add_line(CLOTH)
    with pytest.raises(InvalidAmount):
        counter.pay_part(Way.CARD, 951)
    counter.pay_part(Way.CARD, 950)
    assert (counter.why_not.value, counter.finish_words.value) == ("", "Finish $9.50")
    counter.drop_part(Way.CARD)
    assert counter.why_not.value == "Choose how it is paid."


def test_parts_that_have_become_too_much_are_told(counter: CheckoutViewModel) -> None:
    counter.add_line(BANGLE)
    counter.pay_part(Way.CARD, 10_000)
    counter.change_line(0, CLOTH)
    assert counter.why_not.value == "$90.50 too much: give a part up."


def test_store_credit_pays_what_it_can_in_spite_of_hold_and_limit(
    desk: Desk, marai: CustomerId, counter: CheckoutViewModel
) -> None:
    take_payment(desk, PaymentOrder(marai, 6_000), "in credit")
    edit_customer(desk, marai, RecordChange({"credit_limit": "0"}, on_hold=True))
    counter.choose_customer(marai)
    counter.add_line(BANGLE)
    counter.use_store_credit()
    counter.pay_by(Way.CARD)
    assert (counter.stopped.value, counter.finish_words.value) == (None, "Take $120.00 by card")
    counter.finish()
    assert get_customer(desk, marai).debt_balance == 0


def test_a_cashier_is_stopped_before_the_sale_and_shown_three_ways_out(desk: Desk, marai: CustomerId) -> None:
    owing(desk, marai, 190_000, "200000")
    counter = at_the_till(desk)
    counter.choose_customer(marai)
    counter.add_line(BANGLE)
    counter.pay_by(Way.ACCOUNT)
    stopped = counter.stopped.value
    assert stopped is not None
    assert (stopped.pay_some_label, stopped.can_pay_all, stopped.can_ask_owner) == (
        "Pay $80.00 now",
        True,
        True,
    )
    assert counter.why_not.value == stopped.text
    counter.pay_part(Way.CARD, stopped.pay_some or 0)
    assert (counter.stopped.value, counter.why_not.value) == (None, "")


def test_paying_all_puts_nothing_on_account(desk: Desk, marai: CustomerId) -> None:
    owing(desk, marai, 190_000, "200000")
    counter = at_the_till(desk)
    counter.choose_customer(marai)
    counter.add_line(BANGLE)
    counter.pay_by(Way.ACCOUNT)
    counter.pay_all()
    assert (counter.stopped.value, counter.finish_words.value) == (None, "Take $180.00 in cash")


def test_an_owners_pin_lets_this_sale_pass_and_no_larger_one(desk: Desk, marai: CustomerId) -> None:
    owing(desk, marai, 190_000, "200000")
    counter = at_the_till(desk)
    counter.choose_customer(marai)
    counter.add_line(BANGLE)
    counter.pay_by(Way.ACCOUNT)
    approval = counter.approval()
    approval.load()
    approval.write_reason("Old customer")
    for digit in "1234":
        approval.pin.press(digit)
    approval.submit()
    assert approval.approved.value is not None
    counter.take_approval(approval.approved.value, "Old customer")
    assert counter.why_not.value == ""
    counter.add_line(CLOTH)
    assert counter.stopped.value is not None
    counter.remove_line(1)
    counter.finish()
    assert get_customer(desk, marai).debt_balance == 208_000


def test_a_discount_above_the_shops_limit_needs_the_owner(desk: Desk) -> None:
    counter = at_the_till(desk)
    counter.add_line(BANGLE)
    counter.pay_by(Way.CARD)
    counter.give_discount(Discount(percent=Decimal(10)))
    assert (counter.figures.value.discount, counter.why_not.value) == ("−$18.00", "")
    counter.give_discount(Discount(percent=Decimal(11)))
    assert counter.stopped.value is not None
    assert counter.approval().needs_pin


def test_a_sum_off_goes_when_the_goods_are_worth_less(counter: CheckoutViewModel) -> None:
    counter.add_line(BANGLE)
    counter.give_discount(Discount(amount=2_000))
    counter.change_line(0, CLOTH)
    assert counter.figures.value.discount == "—"


def test_hitting_finish_twice_sells_once(desk: Desk) -> None:
    runner = WaitingRunner()
    counter = CheckoutViewModel(desk, runner)
    counter.add_line(BANGLE)
    counter.pay_by(Way.CARD)
    runner.go()
    counter.finish()
    counter.finish()
    counter.add_line(CLOTH)
    runner.go()
    with desk.read() as session:
        assert session.exec_driver_sql("SELECT total FROM sale").fetchall() == [(18_000,)]
    assert [line.text for line in counter.lines.value] == ["Cleaning cloth"], "scanned meanwhile, it waited"


def test_what_was_cleared_can_be_put_back(marai: CustomerId, counter: CheckoutViewModel) -> None:
    counter.choose_customer(marai)
    counter.add_line(BANGLE)
    counter.clear()
    assert (counter.is_dirty(), counter.customer.id) == (False, None)
    counter.put_back()
    assert (counter.lines.value[0].text, counter.customer.id) == ("Sterling bangle", marai)


def test_the_chosen_customers_account_is_always_true(
    desk: Desk, marai: CustomerId, counter: CheckoutViewModel
) -> None:
    desk.feed.subscribe(counter.on_changes)
    edit_customer(desk, marai, RecordChange({"credit_limit": "200000", "allergies": "nickel"}))
    counter.choose_customer(marai)
    card = counter.customer.card.value
    assert card is not None
    assert (card.words, card.remark, card.allergies) == ("Owes nothing", "limit $2,000.00", "nickel")
    owing(desk, marai, 128_400)
    card = counter.customer.card.value
    assert card is not None
    assert (card.words, card.figure, card.remark) == ("Owes", "$1,284.00", "of $2,000.00 · $716.00 left")


def test_tax_is_added_where_prices_are_without_it(desk: Desk) -> None:
    change_settings(desk, {"prices_include_tax": "off", "tax_rate": "10"})
    counter = CheckoutViewModel(desk, InlineRunner())
    counter.box.enter("Ring 100.00")
    assert (counter.figures.value.to_pay, counter.figures.value.tax) == ("$110.00", "$10.00")


def test_the_receipt_tells_discount_rounding_change_and_tax(desk: Desk, marai: CustomerId) -> None:
    change_settings(desk, {"registration": "ABN 12 345", "tax_rate": "10"})
    counter = CheckoutViewModel(desk, InlineRunner())
    counter.choose_customer(marai)
    counter.box.enter("Ring 100.03")
    counter.give_discount(Discount(amount=1_000))
    counter.pay_by(Way.CASH)
    counter.type_cash("100")
    counter.finish()
    assert counter.done.value is not None
    receipt = counter.done.value.receipt
    assert (receipt.title, receipt.total) == ("Tax invoice", 9_005)
    assert [(line.text, line.amount) for line in receipt.sums] == [
        ("Subtotal", 10_003),
        ("Discount", -1_000),
        ("Rounding", 2),
    ]
    assert [(line.text, line.amount) for line in receipt.remarks] == [
        ("Cash handed over", 10_000),
        ("Change", 995),
        ("Includes 10 % tax on $90.03", 818),
        ("Points earned: 90", None),
        ("Points now: 90", None),
    ]


def test_a_sale_is_not_finished_while_an_item_is_still_looked_up(desk: Desk) -> None:
    runner = WaitingRunner()
    counter = CheckoutViewModel(desk, runner)
    counter.add_line(BANGLE)
    counter.pay_by(Way.CARD)
    runner.go()
    counter.box.enter("Cloth 9.50")
    counter.finish()
    runner.go()
    assert counter.done.value is None
    assert counter.figures.value.to_pay == "$189.50"
    counter.finish()
    runner.go()
    assert counter.done.value is not None


def with_points(desk: Desk, customer: CustomerId, points: int) -> CheckoutViewModel:
    """Return a counter with a bangle for $180.00, and a customer who holds points."""
    adjust_points(desk, PointsOrder(customer, points, "from the old card"), "points")
    counter = CheckoutViewModel(desk, InlineRunner())
    counter.add_line(BANGLE)
    counter.choose_customer(customer)
    return counter


def test_points_pay_what_they_can_and_the_receipt_says_it(desk: Desk, marai: CustomerId) -> None:
    counter = with_points(desk, marai, 3_000)
    assert counter.points_words.value == "3,000 points · earns 180"
    counter.use_points()
    assert counter.points_words.value == "3,000 points · earns 150"
    counter.pay_by(Way.CARD)
    assert counter.finish_words.value == "Take $150.00 by card"
    counter.finish()
    done = counter.done.value
    assert done is not None
    assert [(line.text, line.amount) for line in done.receipt.tenders] == [
        ("Card", 15_000),
        ("Points (3,000)", 3_000),
    ]
    assert [line.text for line in done.receipt.remarks][-2:] == ["Points earned: 150", "Points now: 150"]


def test_points_that_pay_for_all_need_no_other_way(desk: Desk, marai: CustomerId) -> None:
    counter = with_points(desk, marai, 20_000)
    counter.use_points()
    assert (counter.why_not.value, counter.finish_words.value) == ("", "Pay $180.00 with points")
    counter.finish()
    assert counter.done.value is not None


def test_what_points_do_not_pay_can_go_on_account(desk: Desk, marai: CustomerId) -> None:
    counter = with_points(desk, marai, 3_000)
    counter.use_points()
    counter.pay_by(Way.ACCOUNT)
    counter.finish()
    assert (account_state(desk, marai).balance, counter.done.value is None) == (15_000, False)


def test_points_go_with_the_customer_they_are_of(desk: Desk, marai: CustomerId) -> None:
    counter = with_points(desk, marai, 3_000)
    counter.use_points()
    counter.choose_customer(None)
    assert (counter.tenders.value.parts, counter.points_words.value) == ((), "")
    assert not counter.can_pay_by(Way.POINTS)


def test_what_goes_on_account_earns_once_it_is_paid(desk: Desk, marai: CustomerId) -> None:
    counter = with_points(desk, marai, 1)
    counter.pay_by(Way.ACCOUNT)
    assert counter.points_words.value == "1 point · earns 180 when paid"


def test_more_points_than_are_held_stop_the_sale(desk: Desk, marai: CustomerId) -> None:
    counter = with_points(desk, marai, 100)
    counter.pay_part(Way.POINTS, 200)
    counter.pay_by(Way.CARD)
    assert "more than the points" in counter.why_not.value
