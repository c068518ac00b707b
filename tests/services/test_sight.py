"""A cashier who is tied to a location: other people's customers are nowhere, whatever is asked."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from shopdesk.domain.customer_list import CustomerQuery, Segment, Sort
from shopdesk.domain.enquiry import EnquiryOrder, EnquiryQuery, EnquiryStage, EnquiryStatus
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.reminder import ReminderQuery
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.statement import Statement
from shopdesk.errors import DuplicateEmail, DuplicateMobile, Forbidden, InvalidValue, NotFound
from shopdesk.messages import sentence
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    archived_holder,
    edit_customer,
    get_customer,
    list_customers,
    warnings,
)
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, list_enquiries, move_enquiry, search_enquiries, who_asks
from shopdesk.services.following_up import list_follow_ups
from shopdesk.services.kpis import compute_kpis
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.parking import count_parked, list_parked
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise, list_promises
from shopdesk.services.reminding import list_reminders
from shopdesk.services.selling import sell
from shopdesk.shop import open_shop
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import PASSPHRASE, StandingClock
from tests.services.hidden import TODAY, Call, TwoPlaces, arguments, calls, give_everything, two_places

OWED = 5_000


@pytest.fixture
def places(desk: Desk) -> TwoPlaces:
    return two_places(desk)


def who(desk: Desk, **asked: object) -> set[int]:
    return {row.id for row in list_customers(desk, CustomerQuery(**asked)).rows}  # type: ignore[arg-type]  # by name


@pytest.fixture(scope="module")
def everything(
    shop_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TwoPlaces, str, Statement]]:
    """Give the hidden customer one of everything, for services that may not touch it; with a code and a statement."""
    folder = Path(shutil.copytree(shop_template, tmp_path_factory.mktemp("sight") / "shop"))
    with open_shop(folder, PASSPHRASE, clock=StandingClock()) as shop:
        places = two_places(shop.desk)
        code = give_everything(shop.desk, places.hidden)
        yield places, code, build_statement(shop.desk, places.hidden)


@pytest.mark.parametrize("call", list(calls()), ids=lambda call: f"{call.module}.{call.name}")
def test_no_service_knows_a_hidden_customer(everything: tuple[TwoPlaces, str, Statement], call: Call) -> None:
    places, code, statement = everything
    approved = places.owner.as_staff(replace(places.carla.staff, approver=places.owner.staff))
    given = arguments(call, places, code, statement)
    service = getattr(import_module(f"shopdesk.services.{call.module}"), call.name)
    with pytest.raises((NotFound, Forbidden)):
        service(approved, **given)


def test_the_owner_and_whoever_is_tied_to_no_location_see_everybody(places: TwoPlaces, cashier: Desk) -> None:
    everybody = {places.near, places.loose, places.hidden}
    assert who(places.owner) == who(cashier) == everybody
    assert who(places.carla) == everybody - {places.hidden}


@pytest.mark.parametrize("sort", Sort)
def test_every_order_of_the_list_leaves_hidden_customers_out(places: TwoPlaces, sort: Sort) -> None:
    page = list_customers(places.carla, CustomerQuery(sort=sort))
    assert {row.id for row in page.rows} == {places.near, places.loose}
    assert page.total == 2


@pytest.mark.parametrize("text", ["hugo hidden", "hid", "hugp hiden", "C-000003"])
def test_a_search_does_not_find_hidden_customers(places: TwoPlaces, text: str) -> None:
    assert places.hidden in who(places.owner, search=text)
    assert places.hidden not in who(places.carla, search=text)


@pytest.mark.parametrize("segment", [None, *Segment])
@pytest.mark.parametrize("tag", [None, "VIP", "Bridal"])
def test_a_total_is_what_the_pages_hold(
    places: TwoPlaces, clock: StandingClock, segment: Segment | None, tag: str | None
) -> None:
    for customer in (places.near, places.loose, places.hidden):
        change = RecordChange({"birthday": "--11-21"}, tags=("VIP", "Bridal"))
        edit_customer(places.owner, customer, change)
        sell(places.owner, SaleOrder(customer, OWED, on_account=OWED), f"sale {customer}")
    clock.forward(days=90)
    page = list_customers(places.carla, CustomerQuery(segment=segment, tag=tag))
    assert page.total == len(page.rows)
    assert places.hidden not in {row.id for row in page.rows}


def test_the_cards_count_without_hidden_customers(places: TwoPlaces, clock: StandingClock) -> None:
    before = compute_kpis(places.carla)
    give_everything(places.owner, places.hidden)
    edit_customer(places.owner, places.hidden, RecordChange({"birthday": "--11-21"}, tags=("VIP",)))
    assert compute_kpis(places.carla) == before
    assert before.customers == before.new_this_month == 2
    sell(places.owner, SaleOrder(places.near, OWED, on_account=OWED), "near")
    clock.forward(days=90)
    seen = compute_kpis(places.carla)
    assert (seen.owed, seen.debtors, seen.overdue) == (OWED, 1, OWED)


def test_the_cards_of_the_owner_are_those_of_everybody(places: TwoPlaces) -> None:
    give_everything(places.owner, places.hidden)
    assert compute_kpis(places.owner).customers == 3
    assert compute_kpis(places.owner).owed == 4_000


def test_what_waits_for_hidden_customers_waits_for_others(places: TwoPlaces, clock: StandingClock) -> None:
    give_everything(places.owner, places.hidden)
    add_promise(places.owner, places.hidden, TODAY, 4_000, "promise")
    edit_customer(places.owner, places.hidden, RecordChange({"birthday": "--11-22"}))
    clock.forward(days=1)
    assert (count_parked(places.carla), list_parked(places.carla)) == (0, ())
    assert not list_follow_ups(places.carla)
    assert not list_enquiries(places.carla)
    found = search_enquiries(places.carla, EnquiryQuery(words="clasp"))
    assert (found.items, set(found.counts.values())) == ((), {0})
    assert not list_promises(places.carla)
    assert list_reminders(places.carla, ReminderQuery(days=30)).total == 0
    assert list_reminders(places.owner, ReminderQuery(days=30)).total == 3


def test_a_request_from_a_hidden_customers_email_is_nobodys(places: TwoPlaces) -> None:
    edit_customer(places.owner, places.hidden, RecordChange({"email": "hugo@example.com"}))
    order = EnquiryOrder("Is it ready?", email="hugo@example.com")
    assert who_asks(places.carla, order) is None
    assert add_enquiry(places.carla, order, "asked").customer is None
    assert who_asks(places.owner, order) == (places.hidden, "Hugo Hidden")


def test_not_all_that_ended_is_counted_for_whoever_sees_a_part(
    places: TwoPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shopdesk.storage.enquiries.COUNTED", 2)
    for number, customer in enumerate((places.near, places.hidden, places.loose, places.near)):
        made = add_enquiry(places.owner, EnquiryOrder("x", customer=customer), f"{number}")
        move_enquiry(places.owner, made.id, EnquiryStatus.CANCELLED)
    hers, owners = (search_enquiries(desk, EnquiryQuery()) for desk in (places.carla, places.owner))
    assert (hers.counts[EnquiryStage.ENDED], hers.ended_more) == (2, True)
    assert (owners.counts[EnquiryStage.ENDED], owners.ended_more) == (4, False)


def test_overdue_debts_of_hidden_customers_are_not_counted(places: TwoPlaces, clock: StandingClock) -> None:
    for customer in (places.near, places.hidden):
        sell(places.owner, SaleOrder(customer, OWED, on_account=OWED), f"sale {customer}")
    clock.forward(days=90)
    assert list_reminders(places.carla, ReminderQuery(days=30)).total == 1
    assert list_reminders(places.owner, ReminderQuery(days=30)).total == 2


def test_an_email_of_a_hidden_customer_is_taken_and_nobody_is_named(places: TwoPlaces) -> None:
    edit_customer(places.owner, places.hidden, RecordChange({"email": "hugo@example.com"}))
    with pytest.raises(DuplicateEmail) as refused:
        edit_customer(places.carla, places.near, RecordChange({"email": "HUGO@example.com"}))
    assert "Hugo" not in sentence(refused.value)
    assert "already used, ask the owner" in sentence(refused.value)


def test_nobody_is_offered_to_restore_a_hidden_customer(places: TwoPlaces) -> None:
    edit_customer(places.owner, places.hidden, RecordChange({"email": "hugo@example.com"}))
    archive_customer(places.owner, places.hidden)
    assert archived_holder(places.owner, "hugo@example.com") == (places.hidden, "Hugo Hidden")
    assert archived_holder(places.carla, "hugo@example.com") is None


def test_a_mobile_of_a_hidden_customer_is_taken_and_nobody_is_named(places: TwoPlaces) -> None:
    shared = RecordChange({"mobile": "0412 345 678"})
    edit_customer(places.owner, places.hidden, shared)
    with pytest.raises(DuplicateMobile) as refused:
        edit_customer(places.carla, places.near, shared)
    assert refused.value.parameters.keys() == {"field"}
    edit_customer(places.carla, places.near, shared, allow_shared_phone=True)
    assert warnings(places.carla, places.near) == ()
    assert warnings(places.owner, places.near) == ("shared_mobile",)


def test_a_tied_cashier_takes_in_customers_and_payments(places: TwoPlaces) -> None:
    added = add_customer(places.carla, RecordChange({"first_name": "Ada", "location": "carlton"}))
    assert added.record.location == "Carlton"
    assert take_payment(places.carla, PaymentOrder(added.id, 100), "pay").balance == -100


def test_a_tied_cashier_puts_nobody_where_they_would_not_see_them(places: TwoPlaces) -> None:
    with pytest.raises(InvalidValue) as refused:
        edit_customer(places.carla, places.near, RecordChange({"location": "Northcote"}))
    assert refused.value.parameters == {"field": "location", "reason": "other_location"}
    edit_customer(places.carla, places.near, RecordChange({"location": ""}))
    assert get_customer(places.carla, places.near).record.location is None


def test_whoever_was_merged_is_hidden_with_the_one_that_stays(places: TwoPlaces) -> None:
    merge(places.owner, MergeOrder(places.hidden, (places.loose,)), "merge")
    with pytest.raises(NotFound):
        get_customer(places.carla, places.loose)
    assert who(places.carla, archived=True) == set()


def test_the_next_to_use_the_connection_sees_everybody(places: TwoPlaces) -> None:
    for _ in range(8):
        who(places.carla)
        with pytest.raises(NotFound):
            edit_customer(places.carla, places.hidden, RecordChange({"last_name": "Seen"}))
        assert get_customer(places.owner, places.hidden).record.first_name == "Hugo Hidden"
