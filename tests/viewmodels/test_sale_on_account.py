"""Putting a sale on account: the preview, the refusals in words, the one posting."""

from dataclasses import replace

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.staff import Deed, Role
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.services.payments import take_payment
from shopdesk.services.staff import add_staff, approve
from shopdesk.viewmodels.sale_lines import LineDraft
from shopdesk.viewmodels.sale_on_account import SaleDraft, SaleViewModel
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner


@pytest.fixture
def limited(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai may owe $2,000.00."""
    edit_customer(desk, marai, RecordChange({"credit_limit": "200000"}))
    return marai


@pytest.fixture
def model(desk: Desk, limited: CustomerId) -> SaleViewModel:
    made = SaleViewModel(desk, InlineRunner(), limited)
    made.load()
    return made


def typed(model: SaleViewModel, **changes: object) -> SaleViewModel:
    model.change(replace(model.draft.value, **changes))  # type: ignore[arg-type]  # fields by name
    return model


def test_a_sale_of_an_earlier_day_is_entered_for_that_day(
    model: SaleViewModel, desk: Desk, limited: CustomerId
) -> None:
    typed(model, amount="44", day="20 Nov 2026").save()
    (sale,) = account_events(desk, limited).sales
    assert (desk.today() - local_day(sale.at, desk.settings.time_zone)).days == 1


def test_a_cashier_looks_ahead_and_asks_the_owner_only_when_it_is_saved(
    desk: Desk, limited: CustomerId
) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = SaleViewModel(cashier, InlineRunner(), limited)
    model.load()
    assert typed(model, amount="44", day="20 Nov 2026").preview.value is not None
    assert needed(model) is None
    model.save()
    assert list(model.errors.value) == ["at"]
    assert needed(model) is Deed.LATE_ENTRY
    model.take_owner(approve(cashier, desk.staff.id, "1234"))
    assert len(account_events(desk, limited).sales) == 1


def needed(model: SaleViewModel) -> Deed | None:
    return model.owner.needed.value


def test_the_preview_says_what_will_be_owed_and_what_is_left(model: SaleViewModel) -> None:
    preview = typed(model, amount="1,528").preview.value
    assert preview is not None
    assert (preview.label, preview.figure) == ("Will owe", "$1,528.00")
    assert preview.remark == "$472.00 of the limit left"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"amount": "44.005"}, "total", "too many decimals"),
        ({"amount": "abc"}, "total", "not an amount of money"),
        ({"amount": "10", "paid": "11"}, "paid", "more than the sale"),
        ({"amount": "10", "due": "someday"}, "due_on", "not a date"),
        ({"amount": "10", "day": "someday"}, "at", "not a date"),
    ],
)
def test_what_is_wrong_is_said_when_typing_pauses(
    model: SaleViewModel, changes: dict[str, str], field: str, words: str
) -> None:
    typed(model, **changes)
    assert model.errors.value == {}
    model.leave()
    assert words in model.errors.value[field]


def test_what_is_not_typed_yet_is_not_wrong(model: SaleViewModel) -> None:
    model.leave()
    assert model.errors.value == {}


def test_the_due_date_follows_the_terms(model: SaleViewModel, desk: Desk) -> None:
    assert model.draft.value.due == "21 Dec 2026"
    typed(model, amount="10").save()
    assert account_events(desk, model.customer).sales[0].due_on == "2026-12-21"


def test_lines_add_up(model: SaleViewModel, desk: Desk) -> None:
    lines = (LineDraft("Sterling bangle", "1", "180"), LineDraft("Cleaning cloth", "2", "9.50"), LineDraft())
    typed(model, lines=lines)
    assert model.total.value == "$199.00"
    model.save()
    sale = account_events(desk, model.customer).sales[0]
    assert (sale.total, sale.items) == (19_900, 2)
    assert model.done.value is not None
    assert model.done.value.receipt is not None
    assert [line.text for line in model.done.value.receipt.lines] == [
        "1 × Sterling bangle",
        "2 × Cleaning cloth",
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (LineDraft("", "1", "5"), "no words"),
        (LineDraft("Ring", "1", "x"), "not an amount"),
        (LineDraft("Ring", "x", "5"), "not a number"),
    ],
)
def test_a_wrong_line_is_said(model: SaleViewModel, line: LineDraft, words: str) -> None:
    typed(model, lines=(line,)).save()
    assert words in model.errors.value["lines"]


def test_part_of_it_can_be_paid_now(model: SaleViewModel, desk: Desk) -> None:
    typed(model, amount="100", paid="30", method=Method.CARD)
    assert model.preview.value is not None
    assert model.preview.value.lines == (
        ("Total", "$100.00"),
        ("Paid now · card", "$30.00"),
        ("Goes on the account", "$70.00"),
    )
    model.save()
    sale = account_events(desk, model.customer).sales[0]
    assert (sale.on_account, sale.tenders) == (7_000, ((Method.CARD, 3_000),))


def test_more_than_the_sale_cannot_be_paid(model: SaleViewModel) -> None:
    typed(model, amount="100", paid="130").save()
    assert model.errors.value["paid"] == "That is more than the sale: enter its total or less."


@pytest.fixture
def rewarded(model: SaleViewModel, desk: Desk) -> SaleViewModel:
    """Marai holds 3,000 points, worth $30.00."""
    adjust_points(desk, PointsOrder(model.customer, 3_000, "from the old card"), "points")
    model.load()
    return model


def test_points_pay_what_they_can_and_the_rest_goes_on_account(rewarded: SaleViewModel, desk: Desk) -> None:
    typed(rewarded, amount="100", paid="20").use_points()
    assert rewarded.preview.value is not None
    assert rewarded.preview.value.lines[2:] == (
        ("Points (3,000)", "$30.00"),
        ("Goes on the account", "$50.00"),
    )
    rewarded.save()
    assert (account_state(desk, rewarded.customer).balance, rewarded.done.value is None) == (5_000, False)
    receipt = rewarded.done.value.receipt if rewarded.done.value else None
    assert receipt is not None
    assert [(line.text, line.amount) for line in receipt.tenders][1] == ("Points (3,000)", 3_000)


def test_points_pay_for_no_more_than_the_sale(rewarded: SaleViewModel) -> None:
    typed(rewarded, amount="12").use_points()
    assert rewarded.draft.value.points == "12.00"
    typed(rewarded, paid="1").leave()
    assert "more than the sale" in rewarded.errors.value["redeemed"]


def test_points_wait_for_the_amount_of_the_sale(rewarded: SaleViewModel) -> None:
    rewarded.use_points()
    assert list(rewarded.errors.value) == ["total"]


def test_more_points_than_are_held_are_refused_at_their_field(rewarded: SaleViewModel) -> None:
    typed(rewarded, amount="100", points="30.01")
    assert "more than the points" in rewarded.errors.value["redeemed"]


def test_the_limit_refuses_in_words_and_offers_what_mends_it(model: SaleViewModel, desk: Desk) -> None:
    refusal = typed(model, amount="2,500").refusal.value
    assert refusal is not None
    assert "would owe $2,500.00, above the limit of $2,000.00" in refusal.text
    assert refusal.pay_label == "Pay $500.00 now"
    model.pay_enough_now()
    assert model.refusal.value is None
    model.save()
    assert account_state(desk, model.customer).balance == 200_000


def test_the_limit_can_be_reached_exactly(model: SaleViewModel) -> None:
    assert typed(model, amount="2,000").refusal.value is None
    assert model.preview.value is not None
    assert model.preview.value.remark == "$0.00 of the limit left"


def test_an_account_on_hold_refuses_and_the_owner_overrides_with_a_reason(
    model: SaleViewModel, desk: Desk
) -> None:
    edit_customer(desk, model.customer, RecordChange(on_hold=True))
    refusal = typed(model, amount="10").refusal.value
    assert refusal is not None
    assert "on hold" in refusal.text
    assert refusal.can_override
    typed(model, override="Her brother vouches").save()
    assert account_state(desk, model.customer).balance == 1_000


def test_a_cashier_is_not_offered_to_override(desk: Desk, limited: CustomerId) -> None:
    cashier = desk.as_staff(replace(desk.staff, role=Role.CASHIER))
    model = SaleViewModel(cashier, InlineRunner(), limited)
    refusal = typed(model, amount="2,500").refusal.value
    assert refusal is not None
    assert not refusal.can_override


def test_store_credit_is_used_first_and_said(model: SaleViewModel, desk: Desk) -> None:
    take_payment(desk, PaymentOrder(model.customer, 6_000), "deposit")
    preview = typed(model, amount="100").preview.value
    assert preview is not None
    assert ("Store credit used", "$60.00") in preview.lines
    assert preview.figure == "$40.00"


def test_saving_twice_sells_once(desk: Desk, limited: CustomerId) -> None:
    runner = WaitingRunner()
    model = SaleViewModel(desk, runner, limited)
    typed(model, amount="10")
    runner.go()
    model.save()
    model.save()
    runner.go()
    assert account_state(desk, limited).balance == 1_000


def test_it_is_said_when_it_is_done(model: SaleViewModel) -> None:
    typed(model, amount="1,528").save()
    assert model.done.value is not None
    words = "$1,528.00 put on the account of Marai Haddad · S-00001. Owes $1,528.00"
    assert model.done.value.text == words


def test_a_due_date_in_the_past_is_refused_at_its_field(model: SaleViewModel) -> None:
    typed(model, amount="10", due="3 Nov 2026").save()
    assert model.errors.value["due_on"]
    assert model.done.value is None


def test_an_untouched_draft_is_not_dirty(model: SaleViewModel) -> None:
    assert not model.is_dirty()
    assert typed(model, amount="5").is_dirty()
    assert SaleDraft().lines == ()


def test_an_owner_allows_a_cashier_this_one_sale_and_no_larger_one(desk: Desk, limited: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    model = SaleViewModel(cashier, InlineRunner(), limited)
    model.load()
    refusal = typed(model, amount="2,500").refusal.value
    assert refusal is not None
    assert (refusal.can_override, refusal.asks_owner) == (False, True)
    model.take_approval(approve(cashier, desk.staff.id, "1234"), "old friend")
    assert model.refusal.value is None
    assert typed(model, amount="2,600").refusal.value is not None
    typed(model, amount="2,500")
    model.take_approval(approve(cashier, desk.staff.id, "1234"), "old friend")
    typed(model, note="two rings").save()
    assert account_state(desk, limited).balance == 250_000
