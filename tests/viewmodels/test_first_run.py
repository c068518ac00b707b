"""Setting a shop up, page by page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from shopdesk.errors import DiskFull
from shopdesk.shop import open_shop, shop_exists
from shopdesk.unfinished_shop import UnfinishedShop
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.first_run import Beginning, FirstRunViewModel, Step, strength_of
from tests.fast_kdf import FAST
from tests.ports import InlineRunner

PASSPHRASE = "seven silver spoons"
PAGES = {
    Step.SHOP: {"shop_name": "Rossi Jewellers"},
    Step.OWNER: {
        "owner_name": "Rosa Rossi",
        "passphrase": PASSPHRASE,
        "passphrase_again": PASSPHRASE,
        "pin": "1234",
        "pin_again": "1234",
    },
}
Start = Callable[[], FirstRunViewModel]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "shop"


@pytest.fixture
def first_run(folder: Path) -> FirstRunViewModel:
    maker = UnfinishedShop(folder, profile=FAST)
    computer = Computer("en_AU", "Australia/Melbourne", "dark")
    return FirstRunViewModel(maker, InlineRunner(), computer, lambda: date(2026, 11, 21))


def fill(first_run: FirstRunViewModel, *steps: Step) -> None:
    for step in steps:
        for name, text in PAGES[step].items():
            first_run.set_value(name, text)
        first_run.go_on()


def at_the_key(first_run: FirstRunViewModel) -> FirstRunViewModel:
    fill(first_run, Step.SHOP, Step.OWNER)
    assert first_run.step.value is Step.KEY
    return first_run


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.glob("*")] if folder.parent.exists() else []


def test_a_shop_is_set_up_and_opens_with_its_passphrase(first_run: FirstRunViewModel, folder: Path) -> None:
    at_the_key(first_run).type_key(first_run.recovery_key.value)
    first_run.go_on()
    first_run.go_on()
    finished = first_run.finished.value
    assert finished is not None
    assert finished.shop is not None
    assert finished.shop.desk.settings.shop_name == "Rossi Jewellers"
    assert finished.shop.desk.settings.theme == "dark"
    assert finished.shop.desk.staff.name == "Rosa Rossi"
    finished.shop.close()
    assert left(folder) == ["shop"]
    open_shop(folder, PASSPHRASE).close()


def test_the_key_is_typed_back_in_any_dress(first_run: FirstRunViewModel) -> None:
    at_the_key(first_run).type_key(first_run.recovery_key.value.lower().replace("-", "  "))
    assert first_run.key_fits.value
    first_run.go_on()
    assert first_run.step.value is Step.BEGIN


@pytest.mark.parametrize("typed", ["", "ABCD", "0000-" * 8 + "0"])
def test_without_the_key_nobody_goes_on(first_run: FirstRunViewModel, folder: Path, typed: str) -> None:
    at_the_key(first_run).type_key(typed)
    first_run.go_on()
    assert first_run.step.value is Step.KEY
    assert first_run.errors.value["recovery_key"]
    first_run.cancel()


def test_nothing_is_in_the_shops_place_before_the_end(first_run: FirstRunViewModel, folder: Path) -> None:
    at_the_key(first_run)
    assert not shop_exists(folder)
    first_run.cancel()
    assert left(folder) == []


def test_a_country_brings_its_money_but_not_over_a_choice(first_run: FirstRunViewModel) -> None:
    assert first_run.values.value["currency"] == "AUD"
    first_run.set_value("zone", "Europe/Paris")
    first_run.set_value("country", "IT")
    values = first_run.values.value
    assert (values["currency"], values["locale"], values["zone"]) == ("EUR", "en_IT", "Europe/Paris")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("owner_name", "  "),
        ("passphrase", "short"),
        ("passphrase", "password1234"),
        ("passphrase_again", "seven silver spoon"),
        ("pin", "12a4"),
        ("pin", "123"),
        ("pin_again", "4321"),
    ],
)
def test_a_mistake_stands_at_its_field(
    first_run: FirstRunViewModel, folder: Path, name: str, text: str
) -> None:
    fill(first_run, Step.SHOP)
    for field, good in PAGES[Step.OWNER].items():
        first_run.set_value(field, good)
    first_run.set_value(name, text)
    first_run.go_on()
    assert list(first_run.errors.value) == [name]
    assert first_run.step.value is Step.OWNER
    assert left(folder) == []


def test_typing_takes_the_error_away(first_run: FirstRunViewModel) -> None:
    first_run.go_on()
    assert first_run.errors.value
    first_run.set_value("shop_name", "R")
    assert not first_run.errors.value


def test_going_back_loses_nothing_and_keeps_the_key(first_run: FirstRunViewModel) -> None:
    key = at_the_key(first_run).recovery_key.value
    first_run.go_back()
    assert first_run.values.value["passphrase"] == PASSPHRASE
    first_run.go_on()
    assert first_run.recovery_key.value == key
    first_run.cancel()


def test_another_passphrase_makes_another_key(first_run: FirstRunViewModel, folder: Path) -> None:
    key = at_the_key(first_run).recovery_key.value
    first_run.go_back()
    for name in ("passphrase", "passphrase_again"):
        first_run.set_value(name, "nine golden rings")
    first_run.go_on()
    assert first_run.recovery_key.value != key
    assert len(left(folder)) == 1
    first_run.cancel()


def test_looking_round_the_demo_makes_nothing(first_run: FirstRunViewModel, folder: Path) -> None:
    first_run.look_round()
    assert first_run.finished.value is not None
    assert first_run.finished.value.beginning is Beginning.DEMO
    assert left(folder) == []


def test_the_sheet_is_a_paper(first_run: FirstRunViewModel) -> None:
    assert at_the_key(first_run).sheet().startswith(b"%PDF")
    first_run.cancel()


def test_a_full_disk_is_said_and_what_was_typed_stays(
    first_run: FirstRunViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr("shopdesk.unfinished_shop.create_shop", full)
    fill(first_run, Step.SHOP, Step.OWNER)
    assert first_run.step.value is Step.OWNER
    assert "disk is full" in first_run.trouble.value
    assert not first_run.busy.value


@pytest.mark.parametrize(
    ("passphrase", "start"),
    [
        ("", "12 characters"),
        ("seven sil", "3 more characters."),
        ("seven silve", "1 more character."),
        ("passwordpassword", "That passphrase is among"),
        ("seven silver s", "Good."),
        ("seven silver spoons and a fork", "Very good."),
    ],
)
def test_strength_is_a_sentence(passphrase: str, start: str) -> None:
    assert strength_of(passphrase).startswith(start)
