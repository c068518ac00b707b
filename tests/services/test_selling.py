"""Selling: on account, for tenders, and what the limits say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleMade, SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import (
    AccountOnHold,
    CreditLimitExceeded,
    CustomerArchived,
    CustomerRequired,
    DebtTooOld,
    Forbidden,
    InvalidAmount,
    InvalidDate,
    InvalidValue,
    NotFound,
    ShopDeskError,
    TenderMismatch,
)
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.customers import RecordChange, archive_customer, edit_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import plan_sale, sell
from shopdesk.services.settings import change_settings
from shopdesk.services.verifying import verify
from tests.conftest import NOON, StandingClock


def on_account(customer: CustomerId | None, amount: int) -> SaleOrder:
    return SaleOrder(customer=customer, total=amount, on_account=amount)


def owing(desk: Desk, customer: CustomerId, balance: int) -> None:
    if balance > 0:
        sell(desk, on_account(customer, balance), f"owes {balance}")
    if balance < 0:
        take_payment(desk, PaymentOrder(customer, -balance), f"holds {balance}")


def limit(desk: Desk, customer: CustomerId, text: str) -> None:
    edit_customer(desk, customer, RecordChange({"credit_limit": text}))


def test_a_sale_partly_paid_puts_the_rest_on_account(desk: Desk, marai: CustomerId) -> None:
    order = SaleOrder(marai, 5_000, (), {Method.CASH: 1_000, Method.CARD: 500}, 3_500, cash_given=2_000)
    assert plan_sale(desk, order) == SaleMade("", 5_000, 3_500, 1_000, 3_500, points_later=50)
    made = sell(desk, order, "a")
    assert made == SaleMade("S-00001", 5_000, 3_500, 1_000, 3_500, made.code, points_later=50)
    (sale,) = account_events(desk, marai).sales
    assert sale.tenders == ((Method.CASH, 1_000), (Method.CARD, 500))


def test_a_sale_without_a_customer_is_paid_and_stands_on_no_account(desk: Desk) -> None:
    made = sell(desk, SaleOrder(total=500, tenders={Method.CASH: 500}), "a")
    assert made == SaleMade("S-00001", 500, 0, 0, None, made.code)


def test_a_sale_wholly_paid_leaves_the_account_alone(desk: Desk, marai: CustomerId) -> None:
    made = sell(desk, SaleOrder(marai, 500, tenders={Method.CASH: 500}), "a")
    assert made.balance == 0
    assert account_events(desk, marai).sales == ()
    assert account_state(desk, marai).lifetime_spend == 500


def test_lines_are_kept_and_taxed_as_the_shop_says(desk: Desk, marai: CustomerId) -> None:
    change_settings(desk, {"prices_include_tax": "off"})
    lines = (SaleLine("Ring", 2_000, tax_rate=Decimal(10)), SaleLine("Chain", 333, Decimal("1.5")))
    made = sell(desk, SaleOrder(marai, lines=lines, on_account=2_700), "a")
    assert made.total == 2_700
    (sale,) = account_events(desk, marai).sales
    assert sale.items == 2


@pytest.mark.parametrize(
    ("order", "error"),
    [
        (SaleOrder(total=500, on_account=500), CustomerRequired),
        (SaleOrder(CustomerId(999), 500, on_account=500), NotFound),
        (SaleOrder(CustomerId(1), 500, on_account=499), TenderMismatch),
        (SaleOrder(CustomerId(1), 500, on_account=500, note="x" * 501), InvalidValue),
        (SaleOrder(CustomerId(1), 500, on_account=500, due_on=date(2026, 11, 20)), InvalidDate),
        (
            SaleOrder(CustomerId(1), 500, on_account=500, at=NOON.replace(year=1_899)),
            InvalidDate,
        ),
    ],
)
def test_a_bad_sale_is_refused_and_takes_no_number(
    desk: Desk, marai: CustomerId, order: SaleOrder, error: type[ShopDeskError]
) -> None:
    assert marai == 1
    with pytest.raises(error):
        sell(desk, order, "a")
    assert get_customer(desk, marai).debt_balance == 0
    assert sell(desk, on_account(marai, 500), "b").reference == "S-00001"


def test_nothing_is_sold_to_an_archived_customer(desk: Desk, marai: CustomerId) -> None:
    archive_customer(desk, marai)
    for order in (on_account(marai, 500), SaleOrder(marai, 500, tenders={Method.CASH: 500})):
        with pytest.raises(CustomerArchived) as refused:
            sell(desk, order, f"{order.on_account}")
        assert refused.value.parameters["number"] == "C-000001"


@pytest.mark.parametrize(
    ("limit_text", "before", "amount", "refused"),
    [
        ("none", 0, 10**12, False),
        ("0", 0, 1, True),
        ("0", -500, 500, False),
        ("0", -500, 501, True),
        ("10000", 0, 10_000, False),
        ("10000", 0, 10_001, True),
        ("10000", 9_000, 1_000, False),
        ("10000", 9_000, 1_001, True),
        ("10000", -500, 10_500, False),
        ("10000", -500, 10_501, True),
    ],
)
def test_the_limit_is_on_the_balance_after_and_may_be_reached_exactly(
    desk: Desk, marai: CustomerId, limit_text: str, before: int, amount: int, refused: bool
) -> None:
    owing(desk, marai, before)
    limit(desk, marai, limit_text)
    order = on_account(marai, amount)
    if not refused:
        assert plan_sale(desk, order).balance == sell(desk, order, "a").balance == before + amount
        return
    for deed in (plan_sale, partial(sell, request_id="a")):
        with pytest.raises(CreditLimitExceeded) as said:
            deed(desk, order)
        assert said.value.parameters["would_owe"] == before + amount


def test_above_the_limit_cash_is_always_taken(desk: Desk, marai: CustomerId) -> None:
    owing(desk, marai, 5_000)
    limit(desk, marai, "1000")
    assert sell(desk, SaleOrder(marai, 500, tenders={Method.CASH: 500}), "a").balance == 5_000


@pytest.mark.parametrize(
    ("before", "amount", "refused"), [(-500, 500, False), (-500, 501, True), (0, 1, True)]
)
def test_on_hold_store_credit_can_still_be_spent(
    desk: Desk, marai: CustomerId, before: int, amount: int, refused: bool
) -> None:
    owing(desk, marai, before)
    edit_customer(desk, marai, RecordChange(on_hold=True))
    if not refused:
        assert sell(desk, on_account(marai, amount), "a").balance == before + amount
        return
    with pytest.raises(AccountOnHold):
        sell(desk, on_account(marai, amount), "a")


def test_the_owner_overrides_a_limit_with_a_reason_and_the_cashier_does_not(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    limit(desk, marai, "0")
    order = on_account(marai, 500)
    with pytest.raises(Forbidden):
        sell(cashier, replace(order, override="she is my sister"), "a")
    with pytest.raises(CreditLimitExceeded):
        sell(desk, replace(order, override="  "), "b")
    assert sell(desk, replace(order, override="she is my sister"), "c").balance == 500


def test_a_charge_is_due_after_the_customers_terms_unless_a_date_is_given(
    desk: Desk, marai: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"payment_terms_days": "14"}))
    sell(desk, on_account(marai, 500), "a")
    sell(desk, replace(on_account(marai, 500), due_on=date(2026, 11, 21)), "b")
    assert [charge.due_on for charge in account_state(desk, marai).charges] == [
        date(2026, 12, 5),
        date(2026, 11, 21),
    ]


def test_a_sale_just_after_midnight_is_of_the_shops_day(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    clock.forward(hours=12, minutes=30)
    sell(desk, on_account(marai, 500), "a")
    (charge,) = account_state(desk, marai).charges
    assert clock.now().date() == date(2026, 11, 21)
    assert charge.due_on == date(2026, 11, 22) + timedelta(days=30)


def test_waiting_credit_covers_a_new_charge_at_once(desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, 2_000), "a")
    take_payment(desk, PaymentOrder(marai, 2_000), "b")
    sell(desk, on_account(marai, 3_000), "c")
    state = account_state(desk, marai)
    assert [charge.outstanding for charge in state.charges] == [0]
    assert [credit.unallocated for credit in state.waiting] == [1_000]
    assert state.balance == -1_000


def counter_sale(discount: int = 0, rounding: int = 0, cash: int = 0) -> SaleOrder:
    return SaleOrder(
        lines=(SaleLine("Ring", 1_002),), discount=discount, rounding=rounding, tenders={Method.CASH: cash}
    )


def test_a_discount_and_the_rounding_of_cash_are_kept_with_the_sale(desk: Desk) -> None:
    assert sell(desk, counter_sale(99, 2, 905), "a").total == 905
    with desk.read() as session:
        row = session.exec_driver_sql("SELECT total, discount, rounding FROM sale").one()
    assert tuple(row) == (905, 99, 2)
    assert verify(desk).ok


@pytest.mark.parametrize(
    "order",
    [
        counter_sale(rounding=1, cash=1_003),
        counter_sale(rounding=-7, cash=995),
        SaleOrder(lines=(SaleLine("Ring", 1_002),), rounding=-2, tenders={Method.CARD: 1_000}),
        counter_sale(discount=-1, cash=1_003),
        SaleOrder(total=1_000, discount=10, tenders={Method.CASH: 1_000}),
    ],
)
def test_money_is_not_rounded_away(desk: Desk, order: SaleOrder) -> None:
    with pytest.raises((InvalidAmount, InvalidValue)):
        sell(desk, order, "a")


def test_a_cashier_gives_the_shops_discount_and_the_owner_any(desk: Desk) -> None:
    cashier = desk.as_staff(replace(desk.staff, role=Role.CASHIER))
    exactly = SaleOrder(lines=(SaleLine("Ring", 1_000),), discount=100, tenders={Method.CARD: 900})
    assert sell(cashier, exactly, "ten per cent").total == 900
    with pytest.raises(Forbidden):
        sell(cashier, counter_sale(101, 0, 901), "more")
    approved = desk.as_staff(replace(cashier.staff, approver=desk.staff))
    for number, allowed in enumerate((desk, approved)):
        assert sell(allowed, counter_sale(501, 0, 501), f"half {number}").total == 501


def test_too_old_a_debt_stops_credit_but_no_store_credit_and_no_cash(
    desk: Desk, cashier: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    change_settings(desk, {"debt_too_old_days": "30"})
    sell(desk, SaleOrder(marai, total=1000, on_account=1000), "old")
    clock.forward(days=30)
    sell(desk, SaleOrder(marai, total=100, on_account=100), "on the thirtieth day")
    clock.forward(days=1)
    order = SaleOrder(marai, total=100, on_account=100)
    with pytest.raises(DebtTooOld) as refused:
        plan_sale(desk, order)
    assert refused.value.parameters == {"days": 31}
    with pytest.raises(DebtTooOld):
        sell(desk, order, "refused")
    with pytest.raises(Forbidden):
        sell(cashier, replace(order, override="please"), "cashier")
    sell(desk, replace(order, override="pays on Friday"), "override")
    sell(cashier, SaleOrder(marai, total=100, tenders={Method.CASH: 100}), "cash")
    take_payment(desk, PaymentOrder(marai, 1500), "paid, and more")
    sell(cashier, SaleOrder(marai, total=300, on_account=300), "store credit")
    assert account_state(desk, marai).balance == 0
