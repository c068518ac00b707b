"""The form of a customer record: judged field by field, saved when all is right."""

from dataclasses import replace

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import CustomerRecord
from shopdesk.domain.staff import Role
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    get_customer,
)
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff, approve
from shopdesk.viewmodels.contact_holders import Holder
from shopdesk.viewmodels.customer_form import CustomerFormViewModel
from shopdesk.wording import writing_in
from tests.ports import InlineRunner, ScriptedPrompter
from tests.viewmodels.waiting_runner import WaitingRunner


def new_form(desk: Desk, *answers: bool) -> CustomerFormViewModel:
    form = CustomerFormViewModel(desk, InlineRunner(), ScriptedPrompter(*answers))
    form.load()
    return form


def edit_form(desk: Desk, customer: CustomerId) -> CustomerFormViewModel:
    form = CustomerFormViewModel(desk, InlineRunner(), ScriptedPrompter(), customer)
    form.load()
    return form


def saved(desk: Desk, form: CustomerFormViewModel) -> CustomerRecord:
    form.save()
    assert form.errors.value == {}
    assert form.saved.value is not None
    return get_customer(desk, form.saved.value).record


@pytest.fixture
def lina(desk: Desk) -> CustomerId:
    change = RecordChange({"first_name": "Lina", "email": "lina@haddad.example", "mobile": "0412 345 004"})
    return add_customer(desk, change).id


def test_a_new_customer_starts_with_the_shops_defaults(desk: Desk) -> None:
    values = new_form(desk).values.value
    assert values["customer_since_on"] == "21 Nov 2026"
    assert values["payment_terms_days"] == "30 days"
    assert values["credit_limit"] == "No limit"


def test_what_is_typed_is_saved_in_its_stored_form(desk: Desk) -> None:
    form = new_form(desk)
    for name, typed in (
        ("first_name", "Marai"),
        ("mobile", "0412 345 004"),
        ("customer_since_on", "March 2011"),
        ("birthday", "17 May"),
        ("credit_limit", "$2,000"),
        ("payment_terms_days", "14 days"),
        ("street", "8 Lygon Street"),
    ):
        form.type(name, typed)
    form.choose_tags(("vip", "Bridal"))
    form.hold(on=True)
    record = saved(desk, form)
    assert (record.mobile, str(record.customer_since_on), record.birthday) == (
        "+61412345004",
        "2011-03-01",
        "--05-17",
    )
    assert (record.credit_limit, record.payment_terms_days, record.on_hold) == (200_000, 14, True)
    assert record.tags == ("VIP", "Bridal")


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("mobile", "0412", "too short"),
        ("email", "marai@", "not an email address"),
        ("customer_since_on", "once", "not a date"),
        ("birthday", "31 Feb", "no such day"),
        ("birthday", "2027-01-01", "in the future"),
        ("country", "Atlantis", "no country"),
        ("credit_limit", "lots", "not an amount"),
        ("payment_terms_days", "soon", "outside what is allowed"),
        ("postcode", "3" * 30, "too long"),
    ],
)
def test_a_field_is_judged_on_leaving_and_forgiven_on_typing(
    desk: Desk, name: str, typed: str, words: str
) -> None:
    form = new_form(desk)
    form.type(name, typed)
    assert name not in form.errors.value
    form.leave(name)
    assert words in form.errors.value[name]
    form.type(name, typed + " ")
    assert name not in form.errors.value
    assert form.values.value[name] == typed + " "


@pytest.mark.parametrize("language", ["ar", "es", "fr"])
def test_a_choice_is_kept_whatever_language_it_is_shown_in(
    desk: Desk, lina: CustomerId, language: str
) -> None:
    edit_customer(desk, lina, RecordChange({"preferred_metal": "Silver"}))
    with writing_in(language):
        form = edit_form(desk, lina)
        assert (form.values.value["preferred_metal"], form.is_dirty()) == ("Silver", False)


def test_a_phone_tells_how_it_was_understood(desk: Desk) -> None:
    form = new_form(desk)
    form.type("mobile", "0412 345 004")
    form.leave("mobile")
    assert form.hints.value["mobile"] == "+61 412 345 004 · Australia ✓"
    form.type("mobile", "0412 345 00")
    assert form.hints.value["mobile"] == ""


@pytest.mark.parametrize("typed", ["New Zealand", "nz", " new zealand "])
def test_a_country_is_taken_by_name_or_code_and_shown_by_its_name(desk: Desk, typed: str) -> None:
    form = new_form(desk)
    assert form.values.value["country"] == "Australia"
    form.type("first_name", "Marai")
    form.type("country", typed)
    form.leave("country")
    assert form.values.value["country"] == "New Zealand"
    assert saved(desk, form).country == "NZ"


def test_somebody_without_a_name_is_not_saved(desk: Desk) -> None:
    form = new_form(desk)
    form.type("email", "marai@example.com")
    form.save()
    assert form.errors.value == {"first_name": "Enter a first name or a last name."}
    form.type("last_name", "Haddad")
    assert saved(desk, form).full_name == "Haddad"


def test_a_taken_email_names_its_holder(desk: Desk, lina: CustomerId) -> None:
    form = new_form(desk)
    form.type("first_name", "Marai")
    form.type("email", "LINA@haddad.example")
    form.save()
    assert form.errors.value["email"] == "Lina has this email."
    assert form.holders.known.value == {"email": Holder(lina, "Lina")}
    form.type("email", "marai@haddad.example")
    assert form.holders.known.value == {}
    assert saved(desk, form).email == "marai@haddad.example"


def test_a_taken_card_names_its_holder(desk: Desk, lina: CustomerId) -> None:
    edit_customer(desk, lina, RecordChange({"card_code": "LOY-42"}))
    form = new_form(desk)
    form.type("first_name", "Marai")
    form.type("card_code", "loy-42")
    form.save()
    assert form.errors.value["card_code"] == "Lina has this card."
    assert form.holders.known.value == {"card_code": Holder(lina, "Lina")}


def test_the_email_of_somebody_archived_offers_to_restore_them_instead(desk: Desk, lina: CustomerId) -> None:
    archive_customer(desk, lina)
    form = new_form(desk)
    form.type("email", "Lina@haddad.example")
    form.leave("email")
    assert form.holders.known.value == {"email": Holder(lina, "Lina", archived=True)}
    assert form.errors.value == {}
    restored: list[CustomerId] = []
    form.restore_holder("email", restored.append)
    assert restored == [lina]
    assert get_customer(desk, lina).archived_at is None
    assert form.errors.value == {"email": "Lina has this email."}
    assert form.holders.known.value == {"email": Holder(lina, "Lina")}


def test_a_late_word_about_another_email_is_dropped(desk: Desk, lina: CustomerId) -> None:
    archive_customer(desk, lina)
    runner = WaitingRunner()
    form = CustomerFormViewModel(desk, runner, ScriptedPrompter())
    form.type("email", "lina@haddad.example")
    form.leave("email")
    form.type("email", "lina@haddad.exampl")
    for job in runner.jobs:
        job()
    assert form.holders.known.value == {}


def test_a_shared_mobile_is_asked_about(desk: Desk, lina: CustomerId) -> None:
    form = new_form(desk, True)
    form.type("first_name", "Marai")
    form.type("mobile", "0412 345 004")
    record = saved(desk, form)
    assert record.mobile == get_customer(desk, lina).record.mobile


def test_a_shared_mobile_that_is_not_wanted_stays_at_the_field(desk: Desk, lina: CustomerId) -> None:
    form = new_form(desk, False)
    form.type("first_name", "Marai")
    form.type("mobile", "0412 345 004")
    form.save()
    assert form.errors.value["mobile"] == "Lina has this mobile number too."
    assert form.holders.known.value == {"mobile": Holder(lina, "Lina")}
    assert form.saved.value is None
    assert form.customer != lina


def test_only_what_was_changed_is_sent(desk: Desk, lina: CustomerId) -> None:
    form = edit_form(desk, lina)
    assert not form.is_dirty()
    form.type("last_name", "Haddad")
    assert form.is_dirty()
    record = saved(desk, form)
    assert (record.full_name, record.mobile) == ("Lina Haddad", "+61412345004")
    assert not form.is_dirty()


def test_a_record_changed_meanwhile_says_what_and_keeps_what_was_typed(desk: Desk, lina: CustomerId) -> None:
    form = edit_form(desk, lina)
    form.type("last_name", "Haddad")
    edit_customer(desk, lina, RecordChange({"suburb": "Carlton"}))
    form.save()
    assert form.saved.value is None
    assert form.news.value.startswith("Rosa Rossi changed this record meanwhile (Suburb: Carlton).")
    assert (form.values.value["last_name"], form.values.value["suburb"]) == ("Haddad", "Carlton")
    record = saved(desk, form)
    assert (record.last_name, record.suburb) == ("Haddad", "Carlton")


def test_a_cashier_saves_without_touching_the_credit_terms(desk: Desk, lina: CustomerId) -> None:
    cashier = desk.as_staff(replace(desk.staff, role=Role.CASHIER))
    form = edit_form(cashier, lina)
    assert (form.may_change_credit.value, form.can_ask_owner) == (False, True)
    form.type("suburb", "Carlton")
    assert saved(desk, form).suburb == "Carlton"


def test_tags_in_use_are_offered_after_the_canonical_ones(desk: Desk, lina: CustomerId) -> None:
    edit_customer(desk, lina, RecordChange(tags=("Bridal", "VIP")))
    assert new_form(desk).known_tags.value == ("VIP", "Wholesale", "Trade", "Regular", "Bridal")


def test_an_unlimited_credit_is_not_a_limit_of_zero(desk: Desk, lina: CustomerId) -> None:
    form = edit_form(desk, lina)
    form.type("credit_limit", "0")
    assert saved(desk, form).credit_limit == 0
    again = edit_form(desk, lina)
    assert again.values.value["credit_limit"] == "$0.00"
    again.type("credit_limit", "")
    assert saved(desk, again).credit_limit is None


def test_a_suggestion_fills_only_what_is_empty_beside_it(desk: Desk) -> None:
    add_customer(
        desk,
        RecordChange({"first_name": "Lina", "suburb": "Northcote", "state": "VIC", "postcode": "3070"}),
    )
    form = new_form(desk)
    form.type("postcode", "3071")
    form.type("suburb", "NOR")
    name, (offer,) = form.suggestions.offered.value
    assert (name, offer.shown) == ("suburb", "Northcote · VIC 3070")
    form.take(offer)
    values = form.values.value
    assert [values[name] for name in ("suburb", "state", "postcode")] == ["Northcote", "VIC", "3071"]


@pytest.mark.parametrize("field", ["source", "location"])
def test_what_the_shop_uses_is_offered_until_it_is_typed_out(desk: Desk, field: str) -> None:
    for known in ("Friend", "Walk-in"):
        add_customer(desk, RecordChange({"first_name": "Lina", field: known}))
    form = new_form(desk)
    form.type(field, "")
    assert [offer.shown for offer in form.suggestions.offered.value[1]] == ["Friend", "Walk-in"]
    form.type(field, "fri")
    assert [offer.shown for offer in form.suggestions.offered.value[1]] == ["Friend"]
    form.type(field, "Friend")
    assert form.suggestions.offered.value == (field, ())


def test_with_an_owners_pin_a_cashier_changes_the_limit_in_this_save(desk: Desk, lina: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    form = edit_form(cashier, lina)
    form.take_approval(approve(cashier, desk.staff.id, "1234"))
    form.type("credit_limit", "50")
    form.hold(on=True)
    record = saved(desk, form)
    assert (record.credit_limit, record.on_hold) == (5_000, True)
    assert not edit_form(cashier, lina).may_change_credit.value
