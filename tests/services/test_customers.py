"""The customer book: adding, changing, archiving, restoring."""

from datetime import date
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import (
    BalanceNotZero,
    DuplicateEmail,
    DuplicateMobile,
    Forbidden,
    InvalidName,
    NotFound,
    ShopDeskError,
    StaleRecord,
)
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    archived_holder,
    can_archive,
    edit_customer,
    find_customer,
    get_customer,
    list_tags,
    restore_customer,
    warnings,
)
from shopdesk.services.desk import Desk
from shopdesk.services.notes import list_notes
from shopdesk.services.payments import take_payment
from shopdesk.services.settings import change_settings
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from tests.conftest import NOON, PASSPHRASE, StandingClock

EVERYTHING = {
    "first_name": "Marai",
    "last_name": "Haddad",
    "email": "Marai@example.com",
    "mobile": "+61412345678",
    "phone": "+61396701234",
    "street": "1 Lygon St",
    "suburb": "Carlton",
    "state": "VIC",
    "postcode": "3053",
    "country": "AU",
    "ring_size": "M½",
    "wrist_size": "17 cm",
    "preferred_metal": "Rose Gold",
    "gold_preference": "18ct",
    "allergies": "nickel",
    "birthday": "--05-17",
    "anniversary": "2004-02-29",
    "spouse_name": "Omar",
    "spouse_birthday": "1979-08-09",
    "source": "Walk-in",
    "communication_preference": "sms",
    "location": "Carlton",
    "card_code": "CARD-0042",
}


def add(desk: Desk, tags: tuple[str, ...] = (), **texts: str) -> CustomerId:
    return add_customer(desk, RecordChange({"first_name": "Ann", **texts}, tags)).id


def test_everything_typed_comes_back(desk: Desk, shop_folder: Path) -> None:
    change = RecordChange(EVERYTHING, ("vip", "Bridal"), note="Likes opals")
    customer = add_customer(desk, change).id
    with open_shop(shop_folder, PASSPHRASE, clock=StandingClock()) as reopened:
        record = get_customer(reopened.desk, customer).record
        (note,) = list_notes(reopened.desk, customer)
    assert {name: getattr(record, name) for name in EVERYTHING} == EVERYTHING
    assert (record.tags, record.is_vip) == (("VIP", "Bridal"), True)
    assert (note.at, note.staff, note.text) == (NOON, "Rosa Rossi", "Likes opals")


def test_a_new_customer_has_the_shops_defaults(desk: Desk) -> None:
    change_settings(desk, {"payment_terms_days": "14", "default_credit_limit": "50000", "country": "NZ"})
    record = get_customer(desk, add(desk)).record
    assert (record.payment_terms_days, record.credit_limit, record.country) == (14, 50_000, "NZ")
    assert (record.customer_since_on, record.on_hold, record.tags) == (date(2026, 11, 21), False, ())


@pytest.mark.parametrize("name", [name for name in EVERYTHING if not name.endswith("_name")])
def test_an_empty_text_clears_its_field_and_touches_no_other(desk: Desk, name: str) -> None:
    customer = add_customer(desk, RecordChange(EVERYTHING))
    record = edit_customer(desk, customer.id, RecordChange({name: " "})).record
    left = {field: getattr(record, field) for field in EVERYTHING if field != name}
    assert getattr(record, name) is None
    assert left == {field: text for field, text in EVERYTHING.items() if field != name}


@pytest.mark.parametrize(
    ("texts", "code", "field"),
    [
        ({"first_name": " "}, "invalid_name", "first_name"),
        ({"last_name": "x" * 101}, "invalid_name", "last_name"),
        ({"mobile": "12"}, "invalid_phone", "mobile"),
        ({"phone": "hello"}, "invalid_phone", "phone"),
        ({"email": "marai"}, "invalid_email", "email"),
        ({"birthday": "2026-02-31"}, "invalid_date", "birthday"),
        ({"customer_since_on": "2026-02-31"}, "invalid_date", "customer_since_on"),
        ({"customer_since_on": "2026-11-22"}, "invalid_date", "customer_since_on"),
        ({"birthday": "2026-11-22"}, "invalid_date", "birthday"),
        ({"country": "ZZ"}, "invalid_value", "country"),
        ({"credit_limit": "abc"}, "invalid_amount", "credit_limit"),
        ({"credit_limit": "1" + "0" * 30}, "invalid_amount", "credit_limit"),
        ({"debt_balance": "0"}, "invalid_value", "debt_balance"),
        ({"is_vip": "1"}, "invalid_value", "is_vip"),
    ],
)
def test_a_bad_field_is_refused_and_nothing_is_kept(
    desk: Desk, marai: CustomerId, texts: dict[str, str], code: str, field: str
) -> None:
    before = get_customer(desk, marai)
    with pytest.raises(ShopDeskError) as refused:
        edit_customer(desk, marai, RecordChange({"suburb": "Carlton", "last_name": "", **texts}))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert get_customer(desk, marai) == before


def test_one_of_the_two_names_is_enough_and_none_is_not(desk: Desk) -> None:
    assert add_customer(desk, RecordChange({"last_name": "Ng"})).record.full_name == "Ng"
    with pytest.raises(InvalidName):
        add_customer(desk, RecordChange({"email": "a@example.com"}))


@pytest.mark.parametrize("other", ["marai@example.com", "MARAI@EXAMPLE.COM"])
def test_an_email_belongs_to_one_customer_ignoring_case(desk: Desk, other: str) -> None:
    holder = add(desk, email="Marai@example.com", last_name="Haddad")
    with pytest.raises(DuplicateEmail) as refused:
        add(desk, email=other)
    assert refused.value.parameters == {"field": "email", "number": "C-000001", "full_name": "Ann Haddad"}
    edit_customer(desk, holder, RecordChange({"email": other}))


def test_the_email_of_an_archived_customer_is_free_until_that_one_comes_back(desk: Desk) -> None:
    old = add(desk, email="a@example.com")
    archive_customer(desk, old)
    new = add(desk, email="A@example.com")
    assert warnings(desk, new) == ("archived_holder",)
    assert archived_holder(desk, "a@EXAMPLE.com", new) == (old, "Ann")
    assert archived_holder(desk, "a@example.com", old) is None
    with pytest.raises(DuplicateEmail):
        restore_customer(desk, old)
    edit_customer(desk, new, RecordChange({"email": ""}))
    assert restore_customer(desk, old).archived_at is None


def test_a_mobile_that_somebody_has_is_asked_about(desk: Desk) -> None:
    add(desk, mobile="0412 345 678")
    change = RecordChange({"first_name": "Ben", "mobile": "+61 412 345 678"})
    with pytest.raises(DuplicateMobile) as refused:
        add_customer(desk, change)
    assert refused.value.parameters == {"field": "mobile", "number": "C-000001", "full_name": "Ann"}
    shared = add_customer(desk, change, allow_shared_phone=True).id
    assert warnings(desk, shared) == ("shared_mobile",)
    edit_customer(desk, shared, RecordChange({"suburb": "Carlton"}))


def test_a_landline_is_shared_with_a_warning_only(desk: Desk) -> None:
    add(desk, phone="03 9670 1234")
    assert warnings(desk, add(desk, phone="03 9670 1234")) == ("shared_landline",)


@pytest.mark.parametrize("tags", [("VIP",), ("vip",), ("Trade", "Vip")])
def test_the_vip_tag_sets_the_mark_and_its_absence_clears_it(desk: Desk, tags: tuple[str, ...]) -> None:
    customer = add(desk, tags)
    assert get_customer(desk, customer).record.is_vip
    assert edit_customer(desk, customer, RecordChange(tags=())).record.is_vip is False
    assert edit_customer(desk, customer, RecordChange(tags=tags)).record.is_vip
    assert verify(desk).ok


def test_tags_that_search_takes_for_one_are_one(desk: Desk) -> None:
    customer = add(desk, ("Café", "cafe", "ＶＩＰ"))
    assert get_customer(desk, customer).record.tags == ("Café", "VIP")
    assert list_tags(desk) == ("Café", "VIP")
    assert verify(desk).ok


@pytest.mark.parametrize("balance", [1, -1])
def test_only_a_balance_of_exactly_zero_is_archived(desk: Desk, marai: CustomerId, balance: int) -> None:
    def correct(amount: int) -> None:
        adjust(desk, AdjustmentOrder(marai, amount, AdjustmentKind.CORRECTION, "typo"), f"{amount}")

    correct(balance)
    with pytest.raises(BalanceNotZero) as refused:
        archive_customer(desk, marai)
    assert refused.value.parameters == {"number": "C-000001", "balance": balance}
    assert isinstance(can_archive(get_customer(desk, marai)), BalanceNotZero)
    correct(-balance)
    assert archive_customer(desk, marai).archived_at == NOON


def test_archiving_and_restoring_twice_is_once(desk: Desk, marai: CustomerId) -> None:
    assert archive_customer(desk, marai) == archive_customer(desk, marai)
    assert restore_customer(desk, marai) == restore_customer(desk, marai)
    assert get_customer(desk, marai).row_version == 3


def test_a_stale_record_is_told_what_changed_and_by_whom(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    version = get_customer(desk, marai).row_version
    edit_customer(cashier, marai, RecordChange({"suburb": "Carlton"}), row_version=version)
    with pytest.raises(StaleRecord) as refused:
        edit_customer(desk, marai, RecordChange({"suburb": "Fitzroy"}), row_version=version)
    assert refused.value.parameters == {"number": "C-000001", "fields": "suburb", "staff": "Carl"}
    assert get_customer(desk, marai).record.suburb == "Carlton"


def test_money_does_not_make_a_record_stale_nor_newly_updated(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    before = get_customer(desk, marai)
    clock.forward(days=1)
    take_payment(desk, PaymentOrder(marai, 500), "a")
    after = get_customer(desk, marai)
    assert (after.row_version, after.updated_at) == (before.row_version, before.updated_at)


def test_saving_what_was_there_changes_nothing(desk: Desk, marai: CustomerId) -> None:
    before = get_customer(desk, marai)
    assert edit_customer(desk, marai, RecordChange({"first_name": " Marai "})) == before


@pytest.mark.parametrize(
    "change",
    [
        RecordChange({"credit_limit": "0"}),
        RecordChange({"payment_terms_days": "90"}),
        RecordChange(on_hold=True),
    ],
)
def test_credit_terms_are_the_owners(
    desk: Desk, cashier: Desk, marai: CustomerId, change: RecordChange
) -> None:
    edit_customer(cashier, marai, RecordChange({"suburb": "Carlton", "credit_limit": "none"}))
    with pytest.raises(Forbidden):
        edit_customer(cashier, marai, change)
    edit_customer(desk, marai, change)


@pytest.mark.parametrize("text", ["C-000999", "999", "Haddad"])
def test_nobody_is_found_under_an_unknown_number(desk: Desk, marai: CustomerId, text: str) -> None:
    with pytest.raises(NotFound) as refused:
        find_customer(desk, text)
    assert refused.value.parameters == {"kind": "customer", "reference": text}


def test_an_unknown_customer_can_be_neither_seen_nor_changed(desk: Desk) -> None:
    for deed in (get_customer, archive_customer, restore_customer, warnings):
        with pytest.raises(NotFound):
            deed(desk, CustomerId(999))
    with pytest.raises(NotFound):
        edit_customer(desk, CustomerId(999), RecordChange({"suburb": "Carlton"}))
