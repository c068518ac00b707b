"""Making shops, setting them, and who works in them."""

from functools import partial
from pathlib import Path

import pytest

from shopdesk.cli import set_up
from shopdesk.demo import make_demo
from shopdesk.shop import create_shop
from tests.cli.conftest import Admin
from tests.conftest import PASSPHRASE
from tests.fast_kdf import FAST

INIT = ("init", "--name", "Rossi", "--country", "AU", "--currency", "AUD", "--owner", "Rosa Rossi")


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(set_up, "create_shop", partial(create_shop, profile=FAST))
    monkeypatch.setattr(set_up, "make_demo", partial(make_demo, profile=FAST))
    return str(tmp_path / "new")


def test_a_new_shop_opens_with_its_passphrase_and_its_recovery_key(
    admin: Admin, nowhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "sheet.pdf"
    made = admin(*INIT, "--shop", nowhere, "--recovery-pdf", str(sheet), "--json").document
    assert made["shop"] == nowhere
    assert sheet.read_bytes().startswith(b"%PDF-")
    for secret in (PASSPHRASE, made["recovery_key"], made["recovery_key"].lower().replace("-", " ")):
        monkeypatch.setenv("SHOPDESK_PASSPHRASE", secret)
        shown = admin("settings", "show", "--shop", nowhere, "--json").document
        assert (shown["shop_name"], shown["currency"], shown["locale"]) == ("Rossi", "AUD", "en_AU")


def test_a_shop_is_never_made_over_another(admin: Admin, nowhere: str) -> None:
    ran = admin(*INIT, "--json")
    assert (ran.status, ran.error["error"]) == (3, "already_exists")


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--country", "Australia"),
        ("--country", "ZZ"),
        ("--currency", "dollars"),
        ("--currency", "ZZZ"),
        ("--recovery-pdf", "/nowhere/s.pdf"),
    ],
)
def test_a_shop_of_nonsense_is_not_made(admin: Admin, nowhere: str, flag: str, value: str) -> None:
    ran = admin(*INIT, flag, value, "--shop", nowhere, "--json")
    assert (ran.status, ran.error["error"]) == (3, "invalid_value")
    assert not Path(nowhere).exists()


def test_a_common_passphrase_is_refused(admin: Admin, nowhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPDESK_PASSPHRASE", "short")
    assert admin(*INIT, "--shop", nowhere, "--json").error["error"] == "invalid_value"


def test_the_demo_says_what_opens_it(admin: Admin, nowhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = admin("demo", "--customers", "6", "--events", "20", "--shop", nowhere, "--json").document
    assert made == {"shop": nowhere, "passphrase": "demo shop, not secret", "customers": 6, "events": 20}


@pytest.mark.parametrize(
    "words", [("--customers", "many"), ("--customers", "0"), ("--seed", "x"), ("--customers", "999999999")]
)
def test_a_demo_of_nonsense_is_not_made(admin: Admin, nowhere: str, words: tuple[str, ...]) -> None:
    ran = admin("demo", "--shop", nowhere, "--json", *words)
    assert (ran.status, ran.error["error"]) == (3, "invalid_value")


def test_a_setting_is_changed(admin: Admin) -> None:
    assert admin("settings", "set", "payment_terms_days", "14", "--json").document == {
        "payment_terms_days": 14
    }
    assert "14" in admin("settings", "show").out
    ran = admin("settings", "set", "favourite_colour", "green", "--json")
    assert (ran.status, ran.error["error"]) == (3, "invalid_value")


def test_staff_are_added_and_given_a_pin(admin: Admin) -> None:
    items = admin("staff", "add", "Mina Costa", "--role", "cashier", "--json").document["items"]
    assert items[-1] == {
        "name": "Mina Costa",
        "role": "cashier",
        "location": None,
        "has_pin": False,
        "disabled": False,
    }
    items = admin("staff", "set-pin", "mina costa", "--json", typed=b"4321\n").document["items"]
    assert all(item["has_pin"] for item in items)
    assert "Mina Costa" in admin("staff", "list").out


def test_whoever_left_is_disabled_and_listed_as_such(admin: Admin) -> None:
    admin("staff", "add", "Mina Costa", "--role", "cashier")
    items = admin("staff", "disable", "mina costa", "--json").document["items"]
    assert {item["name"]: item["disabled"] for item in items} == {"Rosa Rossi": False, "Mina Costa": True}
    assert "may not sign in" in admin("staff", "list").out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("disable", "Nobody"), 5, "not_found"),
        (("disable", "Rosa Rossi"), 3, "invalid_value"),
        (("add", "Mina", "--role", "boss"), 3, "invalid_value"),
        (("add", " ", "--role", "owner"), 3, "invalid_name"),
        (("add", "rosa rossi", "--role", "owner"), 3, "already_exists"),
        (("add", "Mina", "--role", "cashier", "--location", "Nowhere"), 5, "not_found"),
        (("set-pin", "Nobody"), 5, "not_found"),
        (("set-pin", "Rosa Rossi"), 3, "invalid_value"),
    ],
)
def test_staff_of_nonsense_are_refused(admin: Admin, words: tuple[str, ...], status: int, code: str) -> None:
    ran = admin("staff", *words, "--json", typed=b"no pin\n")
    assert (ran.status, ran.error["error"]) == (status, code)
