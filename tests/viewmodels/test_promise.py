"""Promises in words: written down once, kept or broken by what is paid, and said where money is taken."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import list_promises
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.account import take_picture
from shopdesk.viewmodels.checkout_customer import CheckoutCustomer
from shopdesk.viewmodels.payment import PaymentViewModel
from shopdesk.viewmodels.posting import PostingViewModel
from shopdesk.viewmodels.promise import PromiseLine
from shopdesk.viewmodels.promise_to_pay import PromiseToPay
from shopdesk.viewmodels.putting_right import PuttingRightViewModel
from shopdesk.viewmodels.sale_on_account import SaleViewModel
from shopdesk.viewmodels.shop_text import shop_text
from tests.conftest import StandingClock
from tests.ports import InlineRunner


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai owes 300 dollars."""
    sell(desk, SaleOrder(marai, total=30_000, on_account=30_000), "sale")
    return marai


def asked(desk: Desk, customer: CustomerId, **values: str) -> PuttingRightViewModel:
    model = PuttingRightViewModel(desk, InlineRunner(), PromiseToPay(customer))
    model.load()
    for name, value in values.items():
        model.set_value(name, value)
    return model


def promised(desk: Desk, customer: CustomerId, **values: str) -> PuttingRightViewModel:
    model = asked(desk, customer, **({"amount": "200", "on": "28 Nov"} | values))
    model.save()
    return model


def lines_everywhere(desk: Desk, customer: CustomerId) -> set[PromiseLine | None]:
    runner = InlineRunner()
    postings: tuple[PostingViewModel, ...] = (
        PaymentViewModel(desk, runner, customer),
        SaleViewModel(desk, runner, customer),
    )
    found = set()
    for model in postings:
        model.load()
        assert model.head.value is not None
        found.add(model.head.value.promise)
    checkout = CheckoutCustomer(desk, runner, shop_text(desk))
    checkout.choose(customer)
    assert checkout.card.value is not None
    return found | {checkout.card.value.promise}


def test_all_that_is_owed_within_a_week_stands_in_the_form(desk: Desk, owing: CustomerId) -> None:
    model = asked(desk, owing)
    assert model.values.value == {"amount": "300.00", "on": "28 Nov 2026"}
    preview = model.preview.value
    assert preview is not None
    assert preview.lines == (("Promised by Sat 28 Nov", "$300.00"),)
    assert (preview.label, preview.figure, preview.remark) == ("Will owe once it is kept", "$0.00", "")


def test_a_promise_is_written_down_once_without_a_reason(desk: Desk, owing: CustomerId) -> None:
    model = promised(desk, owing)
    model.save()
    assert model.done.value is not None
    assert model.done.value.text == "Marai Haddad promised $200.00 by 28 Nov."
    assert [promise.amount for promise in list_promises(desk, owing)] == [20_000]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"amount": "lots"}, "amount", "not an amount of money"),
        ({"amount": ""}, "amount", "enter an amount"),
        ({"on": "soon"}, "on", "date"),
        ({"on": ""}, "on", "date"),
        ({"on": "20/11/2026"}, "on", "That day is over"),
    ],
)
def test_what_cannot_be_promised_is_said_at_its_field(
    desk: Desk, owing: CustomerId, values: dict[str, str], field: str, words: str
) -> None:
    model = promised(desk, owing, **values)
    assert model.error.value[0] == field
    assert words in model.error.value[1]
    assert list_promises(desk, owing) == ()


def test_a_cashier_writes_a_promise_down(desk: Desk, owing: CustomerId) -> None:
    mina = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    assert promised(mina, owing).done.value is not None


@pytest.mark.parametrize(
    ("days", "paid", "row", "line"),
    [
        (0, 0, ("Promised", "$200.00 by 28 Nov"), PromiseLine("Promised $200.00 by 28 Nov", False)),
        (
            0,
            5_000,
            ("Promised", "$200.00 by 28 Nov"),
            PromiseLine("Promised $200.00 by 28 Nov, $50.00 of it paid", False),
        ),
        (7, 20_000, ("Promise kept", "$200.00 by 28 Nov"), None),
        (
            8,
            0,
            ("Promise broken", "$200.00 by 28 Nov"),
            PromiseLine("Broken promise: $200.00 by 28 Nov", True),
        ),
    ],
    ids=["open", "begun", "kept", "broken"],
)
def test_payments_keep_a_promise_and_time_breaks_it_wherever_it_is_shown(
    desk: Desk,
    clock: StandingClock,
    owing: CustomerId,
    days: int,
    paid: int,
    row: tuple[str, str],
    line: PromiseLine | None,
) -> None:
    promised(desk, owing)
    clock.forward(days=days)
    if paid:
        take_payment(desk, PaymentOrder(owing, paid), "payment")
    assert take_picture(desk, owing).glance[0] == row
    assert lines_everywhere(desk, owing) == {line}


def test_the_newest_promise_counts_and_the_form_says_what_it_replaces(desk: Desk, owing: CustomerId) -> None:
    promised(desk, owing)
    again = asked(desk, owing, amount="50", on="25 Nov")
    assert again.preview.value is not None
    assert again.preview.value.remark.startswith("Promised $200.00 by 28 Nov.")
    again.save()
    assert lines_everywhere(desk, owing) == {PromiseLine("Promised $50.00 by 25 Nov", is_broken=False)}


def test_nothing_promised_shows_nothing(desk: Desk, owing: CustomerId) -> None:
    assert take_picture(desk, owing).glance[0][0] == "Lifetime spend"
    assert lines_everywhere(desk, owing) == {None}


def test_once_nothing_is_owed_nobody_is_reminded_of_a_promise(
    desk: Desk, clock: StandingClock, owing: CustomerId
) -> None:
    promised(desk, owing)
    clock.forward(days=9)
    take_payment(desk, PaymentOrder(owing, 30_000), "late, but all of it")
    assert lines_everywhere(desk, owing) == {None}
    assert take_picture(desk, owing).glance[0][0] == "Promise broken"
