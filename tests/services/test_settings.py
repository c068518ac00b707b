"""The shop's settings, each judged on its own."""

from dataclasses import asdict, fields
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, InvalidValue, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.settings import change_settings
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock

ELSEWHERE = "a folder on another disk"
CHANGED: dict[str, tuple[str, object]] = {
    "shop_name": (" Rossi & Daughters ", "Rossi & Daughters"),
    "country": ("NZ", "NZ"),
    "currency": ("NZD", "NZD"),
    "locale": ("de_DE", "de_DE"),
    "language": ("es", "es"),
    "zone": ("Pacific/Auckland", "Pacific/Auckland"),
    "address": ("1 Queen St\nAuckland", "1 Queen St\nAuckland"),
    "phone": ("(03) 9670 1234", "(03) 9670 1234"),
    "email": ("shop@example.com", "shop@example.com"),
    "registration": ("ABN 12", "ABN 12"),
    "payment_details": ("BSB 000-000", "BSB 000-000"),
    "payment_account": ("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    "payment_terms_days": ("14", 14),
    "default_credit_limit": ("50000", "50000"),
    "debt_too_old_days": ("90", "90"),
    "refund_limit": ("2500", "2500"),
    "high_value_from": ("250000", 250_000),
    "prices_include_tax": ("off", False),
    "tax_rate": ("10.0", "10"),
    "discount_limit": ("5", 5),
    "loyalty": ("off", False),
    "points_rate": ("0.50", "0.5"),
    "point_worth": ("0.05", "0.05"),
    "points_at_once": ("on", True),
    "tier_silver": ("400", 400),
    "tier_gold": ("2000", 2_000),
    "tier_platinum": ("9000", 9_000),
    "receipt_paper": ("58", "58"),
    "printer_way": ("usb", "usb"),
    "printer_place": ("/dev/usb/lp0", "/dev/usb/lp0"),
    "printer_speed": ("115200", 115_200),
    "drawer_pin": ("5", "5"),
    "drawer_on_cash": ("off", False),
    "scanner_gap_ms": ("60", 60),
    "scanner_shortest": ("4", 4),
    "scanner_end": ("pause", "pause"),
    "scanner_prefix": ("]C1", "]C1"),
    "statement_lines": ("true", True),
    "second_place": (ELSEWHERE, ELSEWHERE),
    "second_journal": (ELSEWHERE, ELSEWHERE),
    "close_after_minutes": ("480", 480),
    "theme": ("dark", "dark"),
    "text_scale": ("125", 125),
    "still": ("on", True),
    "quiet_hours": ("19:30 - 9:00", "19:30-09:00"),
    "reminder_gap_days": ("21", 21),
    "debt_firm_after_days": ("40", 40),
    "debt_final_after_days": ("80", 80),
    "greet_birthdays": ("on", True),
    "greet_anniversaries": ("yes", True),
    "greet_days_before": ("3", 3),
    "smtp_host": ("mail.example.com", "mail.example.com"),
    "smtp_port": ("465", 465),
    "smtp_security": ("tls", "tls"),
    "smtp_user": ("rosa", "rosa"),
    "smtp_sender": ("rosa@example.com", "rosa@example.com"),
}


def test_every_setting_is_in_the_table() -> None:
    assert set(CHANGED) == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("key", CHANGED)
def test_a_setting_is_kept_and_touches_no_other(desk: Desk, shop_folder: Path, key: str) -> None:
    text, value = (str(shop_folder.parent) if each is ELSEWHERE else each for each in CHANGED[key])
    if key == "printer_way":
        change_settings(desk, {"printer_place": "/dev/usb/lp1"})
    expected = asdict(desk.settings) | {key: value}
    assert asdict(change_settings(desk, {key: str(text)})) == expected
    with open_shop(shop_folder, PASSPHRASE, clock=StandingClock()) as reopened:
        assert asdict(reopened.desk.settings) == expected


@pytest.mark.parametrize(
    ("key", "text", "code", "reason"),
    [
        ("colour", "red", "invalid_value", "unknown_field"),
        ("points_rate", "1000001", "invalid_value", "out_of_range"),
        ("point_worth", "-1", "invalid_value", "not_a_number"),
        ("tier_silver", "0", "invalid_value", "out_of_range"),
        ("tier_silver", "1500", "invalid_value", "tiers_ascend"),
        ("tier_platinum", "1500", "invalid_value", "tiers_ascend"),
        ("shop_name", "  ", "invalid_value", "empty"),
        ("shop_name", "x" * 501, "invalid_value", "too_long"),
        ("address", "x" * 501, "invalid_value", "too_long"),
        ("country", "Australia", "invalid_value", "not_a_country"),
        ("currency", "dollars", "invalid_value", "not_a_currency"),
        ("locale", "xx_YY", "invalid_value", "not_a_locale"),
        ("payment_account", "DE00 3704 0044 0532 0130 00", "invalid_value", "not_an_iban"),
        ("zone", "Mars/Olympus", "invalid_value", "not_a_zone"),
        ("zone", "../../etc/passwd", "invalid_value", "not_a_zone"),
        ("zone", "", "invalid_value", "not_a_zone"),
        ("zone", "America", "invalid_value", "not_a_zone"),
        ("email", "shop", "invalid_email", None),
        ("payment_terms_days", "-1", "invalid_value", "out_of_range"),
        ("payment_terms_days", "soon", "invalid_value", "out_of_range"),
        ("default_credit_limit", "lots", "invalid_amount", "not_minor"),
        ("default_credit_limit", "-5", "invalid_amount", "negative"),
        ("refund_limit", "lots", "invalid_amount", "not_minor"),
        ("debt_too_old_days", "old", "invalid_value", "not_a_number"),
        ("debt_too_old_days", "-1", "invalid_value", "not_a_number"),
        ("refund_limit", "-5", "invalid_amount", "negative"),
        ("prices_include_tax", "maybe", "invalid_value", "not_a_switch"),
        ("second_place", "backups", "invalid_value", "cannot_be_written"),
        ("close_after_minutes", "4", "invalid_value", "out_of_range"),
        ("close_after_minutes", "soon", "invalid_value", "out_of_range"),
        ("quiet_hours", "at night", "invalid_value", "not_hours"),
        ("quiet_hours", "08:00-08:00", "invalid_value", "not_hours"),
        ("reminder_gap_days", "367", "invalid_value", "out_of_range"),
        ("smtp_host", "my server", "invalid_value", "not_a_host"),
        ("smtp_port", "65536", "invalid_value", "out_of_range"),
        ("smtp_port", "0", "invalid_value", "out_of_range"),
        ("smtp_security", "ssl3", "invalid_value", "not_a_choice"),
        ("smtp_sender", "rosa", "invalid_email", None),
        ("theme", "pink", "invalid_value", "not_a_choice"),
        ("tax_rate", "100.1", "invalid_value", "out_of_range"),
        ("discount_limit", "101", "invalid_value", "out_of_range"),
        ("discount_limit", "0000000101", "invalid_value", "out_of_range"),
        ("receipt_paper", "A5", "invalid_value", "not_a_choice"),
        ("printer_way", "usb", "invalid_value", "empty"),
        ("printer_way", "pigeon", "invalid_value", "not_a_choice"),
        ("printer_speed", "1200", "invalid_value", "not_a_choice"),
        ("drawer_pin", "3", "invalid_value", "not_a_choice"),
        ("scanner_gap_ms", "9", "invalid_value", "out_of_range"),
        ("scanner_shortest", "33", "invalid_value", "out_of_range"),
        ("scanner_end", "space", "invalid_value", "not_a_choice"),
        ("scanner_prefix", "]C1]C1", "invalid_value", "too_long"),
        ("text_scale", "79", "invalid_value", "out_of_range"),
        ("country", "ZZ", "invalid_value", "not_a_country"),
        ("text_scale", "201", "invalid_value", "out_of_range"),
        ("text_scale", "10000000", "invalid_value", "out_of_range"),
    ],
)
def test_a_bad_setting_is_refused_and_then_none_is_changed(
    desk: Desk, key: str, text: str, code: str, reason: str | None
) -> None:
    before = desk.settings
    with pytest.raises(ShopDeskError) as refused:
        change_settings(desk, {"phone": "000", key: text})
    assert (refused.value.code, refused.value.parameters.get("reason")) == (code, reason)
    assert refused.value.field == {"usb": "printer_place"}.get(text, key)
    with desk.work(Deed.CHANGE_SETTINGS) as work:
        assert work.settings == desk.settings == before


@pytest.mark.parametrize("place", ["a b", "printer:0", "printer:99999", ":9100"])
def test_a_printer_on_the_network_has_a_name_and_a_port(desk: Desk, place: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        change_settings(desk, {"printer_way": "network", "printer_place": place})
    assert refused.value.parameters == {"field": "printer_place", "reason": "not_a_printer"}


def test_the_currency_is_settled_by_the_first_entry(desk: Desk, marai: CustomerId) -> None:
    change_settings(desk, {"currency": "NZD"})
    take_payment(desk, PaymentOrder(marai, 500), "a")
    with pytest.raises(InvalidValue) as refused:
        change_settings(desk, {"currency": "JPY"})
    assert refused.value.parameters == {"field": "currency", "reason": "has_entries"}
    change_settings(desk, {"currency": "NZD"})


def test_every_reason_has_a_sentence_of_its_own(desk: Desk) -> None:
    with pytest.raises(InvalidValue) as refused:
        change_settings(desk, {"currency": "dollars"})
    assert sentence(refused.value) == "That is not a currency: write its three letters, such as AUD."


def test_screens_are_told_of_a_change_and_of_nothing_else(desk: Desk) -> None:
    told: list[Changes] = []
    desk.feed.subscribe(told.append)
    change_settings(desk, {"theme": desk.settings.theme})
    assert told == []
    change_settings(desk, {"theme": "dark"})
    assert told == [Changes(everything=True)]


def test_settings_are_the_owners(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        change_settings(cashier, {"theme": "dark"})
