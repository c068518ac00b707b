"""Settings typed by the owner, judged where they are saved."""

import pytest

from shopdesk.domain.staff import Role
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.back_office import BackOfficeViewModel
from tests.ports import InlineRunner


@pytest.fixture
def office(desk: Desk) -> BackOfficeViewModel:
    return BackOfficeViewModel(desk, InlineRunner())


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("address", "8 Lygon Street\nCarlton VIC 3053", "8 Lygon Street\nCarlton VIC 3053"),
        ("email", "rosa@rossi.example", "rosa@rossi.example"),
        ("payment_terms_days", "14", 14),
        ("default_credit_limit", "1,500", "150000"),
        ("default_credit_limit", "0", "0"),
        ("debt_too_old_days", "90", "90"),
        ("refund_limit", "25", "2500"),
        ("tax_rate", "7.50", "7.5"),
        ("discount_limit", "25", 25),
        ("receipt_paper", "58", "58"),
        ("refund_limit", "", "none"),
        ("shop_name", "none", "none"),
    ],
)
def test_what_is_typed_is_saved(
    office: BackOfficeViewModel, desk: Desk, name: str, typed: str, stored: str | int
) -> None:
    office.set_value(name, typed)
    assert list(office.typed()) == [name]
    office.save([name])
    assert getattr(desk.settings, name) == stored
    assert not office.typed()
    assert office.notice.value is not None


def test_one_card_saves_nothing_that_was_typed_in_another(office: BackOfficeViewModel, desk: Desk) -> None:
    office.set_value("address", "half typed")
    office.set_value("points_rate", "2")
    office.save(["points_rate"])
    assert (desk.settings.points_rate, desk.settings.address) == ("2", "")
    assert office.typed() == {"address": "half typed"}


def test_an_empty_limit_is_none(office: BackOfficeViewModel, desk: Desk) -> None:
    change_settings(desk, {"default_credit_limit": "500"})
    office.on_changes(Changes(everything=True))
    assert office.values.value["default_credit_limit"] == "5.00"
    office.set_value("default_credit_limit", "")
    office.save(office.typed())
    assert desk.settings.default_credit_limit == "none"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("shop_name", " "),
        ("email", "rosa"),
        ("payment_terms_days", "soon"),
        ("default_credit_limit", "much"),
        ("debt_too_old_days", "old"),
        ("refund_limit", "much"),
        ("tax_rate", "101"),
        ("discount_limit", "101"),
    ],
)
def test_a_mistake_stands_at_its_field_and_nothing_is_saved(
    office: BackOfficeViewModel, desk: Desk, name: str, typed: str
) -> None:
    before = desk.settings
    office.set_value("address", "8 Lygon Street")
    office.set_value(name, typed)
    office.save(office.typed())
    assert list(office.errors.value) == [name]
    assert office.values.value[name] == typed
    assert desk.settings == before


def test_the_look_is_saved_at_once_and_kept_in_bounds(office: BackOfficeViewModel, desk: Desk) -> None:
    office.set_value("address", "half typed")
    office.choose_theme("dark")
    office.choose_text_scale(900)
    office.choose_switch("prices_include_tax", on=False)
    settings = desk.settings
    assert (settings.theme, settings.text_scale, settings.prices_include_tax) == ("dark", 200, False)
    assert office.values.value["address"] == "half typed"
    assert office.typed() == {"address": "half typed"}


def test_another_windows_settings_come_in_without_taking_what_is_typed(
    office: BackOfficeViewModel, desk: Desk
) -> None:
    office.set_value("address", "half typed")
    change_settings(desk, {"phone": "03 9000 1234", "theme": "dark"})
    office.on_changes(Changes(everything=True))
    assert office.values.value["phone"] == "03 9000 1234"
    assert office.values.value["address"] == "half typed"
    assert office.theme.value == "dark"
    office.discard(office.typed())
    assert office.values.value["address"] == ""


def test_a_cashier_is_told_why_not(desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Tom", Role.CASHIER))
    assert "owner" in BackOfficeViewModel(cashier, InlineRunner()).why_not
