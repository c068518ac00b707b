"""The account of one customer as the detail dialog shows it."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.viewmodels import account
from shopdesk.viewmodels.account import AccountPicture, AccountViewModel
from shopdesk.viewmodels.period import Period
from shopdesk.viewmodels.timeline import load_timeline
from tests.conftest import StandingClock
from tests.ports import InlineRunner
from tests.tampering import harm
from tests.viewmodels.waiting_runner import WaitingRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> AccountViewModel:
    return AccountViewModel(desk, InlineRunner(), marai)


def owe(desk: Desk, customer: CustomerId, amount: int, request: str = "sale") -> None:
    sell(desk, SaleOrder(customer, total=amount, on_account=amount), request)


def pay(desk: Desk, customer: CustomerId, amount: int, request: str = "payment") -> None:
    take_payment(desk, PaymentOrder(customer, amount), request)


def loaded(model: AccountViewModel) -> AccountPicture:
    model.load()
    assert model.picture.value is not None
    return model.picture.value


def test_a_debt_is_said_with_its_limit_and_age(
    model: AccountViewModel, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    edit_customer(desk, marai, RecordChange({"credit_limit": "200000"}))
    owe(desk, marai, 128_400)
    clock.forward(days=42)
    hero = loaded(model).hero
    assert (hero.words, hero.figure, hero.stands) == ("Owes the shop", "$1,284.00", "owed")
    assert hero.below == "limit $2,000.00 · oldest 42 days"


def test_store_credit_and_nothing_owed_are_said_in_words(
    model: AccountViewModel, desk: Desk, marai: CustomerId
) -> None:
    assert loaded(model).hero.words == "Owes nothing"
    pay(desk, marai, 6_000)
    hero = loaded(model).hero
    assert (hero.words, hero.figure, hero.stands) == ("Store credit", "$60.00", "credit")


def test_the_ageing_and_the_proof_stand_beside_the_timeline(
    model: AccountViewModel, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    owe(desk, marai, 10_000)
    clock.forward(days=35)
    owe(desk, marai, 5_000, "second")
    picture = loaded(model)
    assert [bucket.amount for bucket in picture.ages.buckets[:2]] == ["$50.00", "$100.00"]
    assert picture.proof == "Balance proven: 2 entries add up to $150.00"
    assert [entry.ref for entry in model.shown.value.entries] == ["S-00001", "S-00002"]


def test_the_glance_tells_spend_habit_and_the_next_date(
    model: AccountViewModel, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    edit_customer(desk, marai, RecordChange({"birthday": "--12-02"}))
    owe(desk, marai, 10_000)
    clock.forward(days=4)
    pay(desk, marai, 10_000)
    glance = dict(loaded(model).glance)
    assert glance == {
        "Lifetime spend": "$100.00",
        "Usually pays in": "4 days",
        "Loyalty": "Bronze · 100 pts",
        "To Silver": "400 pts",
        "Next date": "Birthday 2 Dec",
    }


def test_a_period_shows_its_part_and_the_balance_it_opened_with(
    model: AccountViewModel, desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    owe(desk, marai, 10_000)
    clock.forward(days=20)
    pay(desk, marai, 4_000)
    loaded(model)
    model.choose_period(Period.THIS_MONTH)
    assert [entry.ref for entry in model.shown.value.entries] == ["P-00001"]
    assert model.shown.value.opening == "Balance on 1 Dec 2026: $100.00"
    model.choose_period(Period.LAST_MONTH)
    assert [entry.ref for entry in model.shown.value.entries] == ["S-00001"]


def test_archiving_needs_a_balance_of_zero_and_says_so(
    model: AccountViewModel, desk: Desk, marai: CustomerId
) -> None:
    assert loaded(model).why_not_archive == ""
    owe(desk, marai, 10_000)
    assert "The balance is $100.00" in loaded(model).why_not_archive


def test_archiving_can_be_undone(model: AccountViewModel, desk: Desk) -> None:
    desk.feed.subscribe(model.on_changes)
    model.archive()
    assert model.notice.value is not None
    assert model.notice.value.can_undo
    assert loaded(model).hero.archived
    model.undo()
    assert not loaded(model).hero.archived
    assert model.notice.value.text == "Marai Haddad is back in the list."


def test_undo_without_an_archiving_does_nothing(model: AccountViewModel, desk: Desk) -> None:
    runner = InlineRunner()
    AccountViewModel(desk, runner, model.customer).undo()
    assert runner.lanes == []


def test_a_refused_archiving_is_said(model: AccountViewModel, desk: Desk, marai: CustomerId) -> None:
    owe(desk, marai, 10_000)
    model.archive()
    assert model.notice.value is not None
    assert model.notice.value.role == "danger"
    assert not model.busy.value


def test_only_changes_of_this_customer_are_looked_at(
    model: AccountViewModel, desk: Desk, marai: CustomerId
) -> None:
    runner = InlineRunner()
    watching = AccountViewModel(desk, runner, CustomerId(marai + 1))
    desk.feed.subscribe(watching.on_changes)
    owe(desk, marai, 10_000)
    assert runner.lanes == []


def test_a_late_answer_to_an_earlier_question_is_dropped(desk: Desk, marai: CustomerId) -> None:
    runner = WaitingRunner()
    model = AccountViewModel(desk, runner, marai)
    model.load()
    early = runner.jobs.pop()
    owe(desk, marai, 10_000)
    model.load()
    runner.go()
    edit_customer(desk, marai, RecordChange({"last_name": "Late"}))
    early()
    assert model.picture.value is not None
    assert model.picture.value.hero.name == "Marai Haddad"


def test_an_adjustment_that_does_not_add_up_would_be_seen(
    model: AccountViewModel, desk: Desk, marai: CustomerId
) -> None:
    order = AdjustmentOrder(marai, -1_000, AdjustmentKind.GOODWILL_CREDIT, "Clasp repair took too long")
    adjust(desk, order, "goodwill")
    picture = loaded(model)
    assert picture.timeline.proven
    assert [bucket.label for bucket in picture.ages.extras] == ["Credit not yet used"]


def test_the_record_reads_every_field(model: AccountViewModel, desk: Desk, marai: CustomerId) -> None:
    change = RecordChange(
        {"mobile": "0412 345 004", "birthday": "--05-17", "allergies": "nickel", "street": "8 Lygon Street"},
        tags=("vip", "Bridal"),
    )
    edit_customer(desk, marai, change)
    picture = loaded(model)
    rows = {label: value for section in picture.record for label, value in section.rows}
    assert rows["Mobile"] == "0412 345 004"
    assert rows["Birthday"] == "17 May (year unknown)"
    assert rows["Tags"] == "VIP, Bridal"
    assert rows["Landline"] == "—"
    assert picture.hero.allergies == "nickel"


def test_a_long_account_tells_of_its_newest_events_first_and_then_of_all(
    desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        owe(desk, marai, 1_000, f"sale {number}")
        pay(desk, marai, 1_000, f"payment {number}")
    whole = [(*entry[:6], entry.detail) for entry in load_timeline(desk, marai).entries]
    monkeypatch.setattr(account, "_AT_FIRST", 2)
    monkeypatch.setattr(account, "_AT_A_TIME", 3)
    runner = WaitingRunner()
    model = AccountViewModel(desk, runner, marai)
    model.load()
    proofs = []
    for shown in (2, 2, 6):
        runner.jobs.pop(0)()
        entries = model.shown.value.entries
        assert [(*entry[:6], entry.detail) for entry in entries] == whole[-shown:]
        assert model.picture.value is not None
        proofs.append(model.picture.value.proof)
    pending = "The older entries are being added up."
    assert proofs == [pending, pending, "Balance proven: 6 entries add up to $0.00"]
    assert not runner.jobs


def test_what_was_known_of_a_long_account_stands_while_it_is_read_anew(
    desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        owe(desk, marai, 1_000, f"sale {number}")
    monkeypatch.setattr(account, "_AT_FIRST", 2)
    runner = WaitingRunner()
    model = AccountViewModel(desk, runner, marai)
    model.load()
    runner.go()
    pay(desk, marai, 500)
    model.load()
    runner.jobs.pop(0)()
    assert [entry.balance for entry in model.shown.value.entries] == [1_000, 2_000, 3_000, 4_000, 3_500]
    assert model.picture.value is not None
    assert model.picture.value.proof == "Balance proven: 5 entries add up to $35.00"
    assert model.shown.value.entries[0].detail.endswith("$10.00 still to pay")
    runner.go()
    assert model.shown.value.entries[0].detail.endswith("$5.00 still to pay")


def test_what_is_entered_late_between_two_parts_is_not_lost(
    desk: Desk, marai: CustomerId, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.forward(days=9)
    for number in range(3):
        owe(desk, marai, 1_000, f"sale {number}")
    monkeypatch.setattr(account, "_AT_FIRST", 1)
    monkeypatch.setattr(account, "_AT_A_TIME", 1)
    runner = WaitingRunner()
    model = AccountViewModel(desk, runner, marai)
    model.load()
    runner.jobs.pop(0)()
    late = SaleOrder(marai, total=500, on_account=500, at=clock.now() - timedelta(days=5))
    sell(desk, late, "late")
    runner.go()
    assert [entry.balance for entry in model.shown.value.entries] == [500, 1_500, 2_500, 3_500]
    assert model.picture.value is not None
    assert model.picture.value.timeline.proven


def test_a_long_account_with_a_wrong_balance_says_so_once_all_of_it_is_read(
    model: AccountViewModel, desk: Desk, marai: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        owe(desk, marai, 1_000, f"sale {number}")
    harm(desk, "UPDATE customer SET debt_balance = 1")
    monkeypatch.setattr(account, "_AT_FIRST", 1)
    picture = loaded(model)
    assert "3 entries add up to $30.00, but $0.01 is remembered" in picture.proof
    assert [entry.balance for entry in model.shown.value.entries] == [1_000, 2_000, 3_000]


def test_the_newest_of_those_merged_into_one_follow_what_was_before_them(
    desk: Desk, marai: CustomerId
) -> None:
    other = add_customer(desk, RecordChange({"first_name": "Maria", "last_name": "Haddad"})).id
    for number in range(3):
        owe(desk, marai, 1_000, f"sale {number}")
        owe(desk, other, 500, f"other {number}")
    merge(desk, MergeOrder(marai, (other,)), "merge")
    newest = account.take_picture(desk, marai, 2).timeline
    assert newest.older is not None
    assert newest.opening == newest.older.balance == 3_000
    assert [entry.balance for entry in newest.entries] == [4_000, 4_500]
