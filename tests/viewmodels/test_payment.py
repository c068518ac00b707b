"""Taking a payment: the preview, the one posting, and what is said when it cannot be."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.money import Currency
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed, Role
from shopdesk.errors import DiskFull
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.customers import archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff, approve
from shopdesk.viewmodels.payment import PaymentViewModel
from shopdesk.viewmodels.quick_amounts import quick_amounts
from shopdesk.viewmodels.shop_text import shop_text
from tests.conftest import StandingClock
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner


@pytest.fixture
def owing(desk: Desk, marai: CustomerId, clock: StandingClock) -> CustomerId:
    """Marai owes $44.00 from 42 days ago, due 12 days ago, and $1,240.00 from 18 days ago."""
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "first")
    clock.forward(days=24)
    sell(desk, SaleOrder(marai, total=124_000, on_account=124_000), "second")
    clock.forward(days=18)
    return marai


@pytest.fixture
def model(desk: Desk, owing: CustomerId) -> PaymentViewModel:
    made = PaymentViewModel(desk, InlineRunner(), owing)
    made.load()
    return made


def balance(desk: Desk, customer: CustomerId) -> int:
    return account_state(desk, customer).balance


def test_what_is_owed_and_round_sums_are_offered(model: PaymentViewModel) -> None:
    assert model.head.value is not None
    assert model.head.value.figure == "$1,284.00"
    offered = [amount.label for amount in model.quick.value]
    assert offered == ["All $1,284.00", "Overdue $44.00", "$50", "$100", "$200"]


def test_cash_above_the_debt_is_kept_as_credit_unless_change_is_given(
    model: PaymentViewModel, desk: Desk, owing: CustomerId
) -> None:
    model.type_amount("1300")
    assert (model.why_no_change.value, model.preview.value and model.preview.value.remark) == (
        "",
        "$16.00 more than is owed stays as store credit.",
    )
    model.give_change(gives=True)
    preview = model.preview.value
    assert preview is not None
    assert (preview.remark, preview.figure) == ("Hand back $16.00 change.", "$0.00")
    model.save()
    done = model.done.value
    assert done is not None
    assert "Change $16.00. Owes nothing" in done.text
    assert done.receipt is not None
    said = [(line.text, line.amount) for line in done.receipt.remarks]
    points = [("Points earned: 1,284", None), ("Points now: 1,284", None)]
    assert said == [("Cash handed over", 130_000), ("Change", 1_600), *points]
    assert (balance(desk, owing), done.receipt.total) == (0, 128_400)


@pytest.mark.parametrize(
    ("amount", "method", "why"),
    [
        ("1300", Method.CARD, "Only cash is given change for."),
        ("1284", Method.CASH, "No more is handed over than is owed."),
        ("lots", Method.CASH, "No more is handed over than is owed."),
    ],
)
def test_change_is_given_only_for_cash_above_the_debt(
    model: PaymentViewModel, desk: Desk, owing: CustomerId, amount: str, method: Method, why: str
) -> None:
    model.give_change(gives=True)
    model.choose_method(method)
    model.type_amount(amount)
    assert model.why_no_change.value == why
    model.save()
    posted = account_events(desk, owing).payments
    assert [payment.amount for payment in posted] == ([] if amount == "lots" else [int(amount) * 100])


def test_a_cashier_needs_the_owner_for_an_earlier_day_and_for_that_payment_only(
    desk: Desk, owing: CustomerId
) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = PaymentViewModel(cashier, InlineRunner(), owing)
    model.load()
    model.type_amount("44")
    model.choose_day((desk.today() - timedelta(days=2)).isoformat())
    model.save()
    assert (model.owner.needed.value, model.done.value, bool(model.day_error.value)) == (
        Deed.LATE_ENTRY,
        None,
        True,
    )
    model.take_owner(approve(cashier, desk.staff.id, "1234"))
    assert model.done.value is not None
    paid = account_events(desk, owing).payments[-1]
    assert (desk.clock.now() - paid.at).days == 2


@pytest.mark.parametrize("typed", ["soon", "2030-01-01"])
def test_a_day_that_cannot_be_is_said_at_its_field(
    model: PaymentViewModel, desk: Desk, owing: CustomerId, typed: str
) -> None:
    model.type_amount("44")
    model.choose_day(typed)
    model.save()
    assert (bool(model.day_error.value), account_events(desk, owing).payments) == (True, ())


def test_the_preview_says_what_is_settled_and_what_stays(model: PaymentViewModel) -> None:
    model.type_amount("200")
    preview = model.preview.value
    assert preview is not None
    assert preview.lines == (
        ("Settles S-00001 (21 Nov 2026)", "$44.00"),
        ("Part of S-00002 (15 Dec 2026)", "$156.00"),
    )
    assert (preview.label, preview.figure) == ("Will owe", "$1,084.00")


@pytest.mark.parametrize(("typed", "figure"), [("1,300", "$16.00"), ("1284.01", "$0.01")])
def test_what_is_more_than_owed_stays_as_store_credit(
    model: PaymentViewModel, typed: str, figure: str
) -> None:
    model.type_amount(typed)
    preview = model.preview.value
    assert preview is not None
    assert (preview.label, preview.figure) == ("Store credit afterwards", figure)
    assert preview.remark == f"{figure} more than is owed stays as store credit."


def test_a_payment_with_nothing_owed_is_a_deposit(desk: Desk, marai: CustomerId) -> None:
    model = PaymentViewModel(desk, InlineRunner(), marai)
    model.load()
    model.type_amount("20")
    assert model.preview.value is not None
    assert model.preview.value.remark.startswith("Nothing is owed: this is a deposit")


def test_chosen_sales_are_settled_first_and_fill_the_empty_field(model: PaymentViewModel) -> None:
    model.choose_sales(["S-00002"])
    assert model.amount.value == "1,240.00"
    assert model.preview.value is not None
    assert model.preview.value.lines == (("Settles S-00002 (15 Dec 2026)", "$1,240.00"),)


def test_a_chosen_sale_gets_no_more_than_is_paid(model: PaymentViewModel) -> None:
    model.type_amount("50")
    model.choose_sales(["S-00002"])
    assert model.preview.value is not None
    assert model.preview.value.lines == (("Part of S-00002 (15 Dec 2026)", "$50.00"),)


def test_taking_it_says_so_with_its_receipt(model: PaymentViewModel, desk: Desk) -> None:
    model.type_amount("200")
    model.choose_method(Method.CARD)
    model.write_note("by her sister")
    model.save()
    notice = model.done.value
    assert notice is not None
    assert notice.text == "$200.00 taken from Marai Haddad · P-00001. Owes $1,084.00"
    assert notice.receipt is not None
    assert (notice.receipt.old_balance, notice.receipt.new_balance) == (128_400, 108_400)
    payment = account_events(desk, model.customer).payments[0]
    assert (payment.method, payment.note) == (Method.CARD, "by her sister")


def test_a_double_click_pays_once(desk: Desk, owing: CustomerId) -> None:
    runner = WaitingRunner()
    model = PaymentViewModel(desk, runner, owing)
    model.load()
    runner.go()
    model.type_amount("200")
    model.save()
    model.save()
    runner.go()
    model.save()
    runner.go()
    assert balance(desk, owing) == 108_400


def test_a_retry_after_trouble_pays_once(
    desk: Desk, owing: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_the_answer(*arguments: object) -> None:
        take_payment(*arguments)  # type: ignore[arg-type]  # passed on as they came
        raise DiskFull

    model = PaymentViewModel(desk, InlineRunner(), owing)
    model.load()
    model.type_amount("200")
    with monkeypatch.context() as patched:
        patched.setattr("shopdesk.viewmodels.payment.take_payment", lose_the_answer)
        model.save()
    assert model.error.value
    model.save()
    assert model.done.value is not None
    assert balance(desk, owing) == 108_400


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "empty"), ("0", "zero"), ("-5", "below zero"), ("ten", "not an amount"), ("1.234", "decimals")],
)
def test_a_wrong_amount_is_said_at_the_field_and_kept(
    model: PaymentViewModel, desk: Desk, typed: str, words: str
) -> None:
    model.type_amount(typed)
    assert model.error.value == ""
    model.save()
    assert words in model.error.value
    assert model.amount.value == typed
    assert balance(desk, model.customer) == 128_400


def test_an_archived_customer_is_refused_in_words(desk: Desk, marai: CustomerId) -> None:
    archive_customer(desk, marai)
    model = PaymentViewModel(desk, InlineRunner(), marai)
    model.load()
    model.type_amount("20")
    model.save()
    assert "restore the customer first" in model.error.value
    assert model.done.value is None


def test_of_many_questions_only_the_latest_is_answered(desk: Desk, owing: CustomerId) -> None:
    runner = WaitingRunner()
    model = PaymentViewModel(desk, runner, owing)
    for typed in ("2", "20", "200"):
        model.type_amount(typed)
    assert len(runner.jobs) == 1
    runner.go()
    assert model.preview.value is not None
    assert model.preview.value.figure == "$1,084.00"


def test_somebody_elses_posting_is_noticed(model: PaymentViewModel, desk: Desk) -> None:
    desk.feed.subscribe(model.on_changes)
    model.type_amount("200")
    sell(desk, SaleOrder(model.customer, total=100, on_account=100), "meanwhile")
    assert model.preview.value is not None
    assert model.preview.value.figure == "$1,085.00"


def test_many_settled_sales_are_summed_up(desk: Desk, marai: CustomerId) -> None:
    for number in range(8):
        sell(desk, SaleOrder(marai, total=1_000, on_account=1_000), f"sale {number}")
    model = PaymentViewModel(desk, InlineRunner(), marai)
    model.load()
    model.type_amount("80")
    assert model.preview.value is not None
    assert model.preview.value.lines[-1] == ("and 3 more", "$30.00")


@pytest.mark.parametrize(
    ("currency", "locale", "labels"),
    [("JPY", "ja_JP", ["￥1,000", "￥5,000", "￥10,000"]), ("EUR", "de_DE", ["50 €", "100 €", "200 €"])],
)
def test_round_sums_are_those_of_the_currency(
    desk: Desk, currency: str, locale: str, labels: list[str]
) -> None:
    text = replace(shop_text(desk), currency=Currency(currency), locale=locale)
    assert [amount.label.replace("\xa0", " ") for amount in quick_amounts(0, 0, text)] == labels


def test_leaving_the_field_judges_what_is_there(model: PaymentViewModel) -> None:
    model.leave_amount()
    assert model.error.value == ""
    model.type_amount("1.234")
    model.leave_amount()
    assert "decimals" in model.error.value
