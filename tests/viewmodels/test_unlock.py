"""Opening a shop, and telling apart why it does not open."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.tills import make_till
from shopdesk.shop import has_till_pin, open_shop, open_with_pin
from shopdesk.viewmodels.unlock import TillDoor, UnlockViewModel
from tests.conftest import PASSPHRASE
from tests.memory_keyring import MemoryKeyring
from tests.ports import InlineRunner


@pytest.fixture
def unlock(shop_folder: Path) -> Iterator[UnlockViewModel]:
    model = UnlockViewModel(partial(open_shop, shop_folder), InlineRunner())
    yield model
    if model.opened.value is not None:
        model.opened.value.close()


def test_the_passphrase_opens_the_shop(unlock: UnlockViewModel) -> None:
    unlock.try_secret(PASSPHRASE)
    assert unlock.opened.value is not None
    assert unlock.opened.value.desk.settings.shop_name == "Rossi Jewellers"
    assert not unlock.busy.value


@pytest.mark.parametrize(
    ("secret", "said"), [("wrong horse battery", "Neither"), ("  ", "Enter the passphrase")]
)
def test_a_wrong_secret_is_said_at_the_field(unlock: UnlockViewModel, secret: str, said: str) -> None:
    unlock.try_secret(secret)
    assert said in unlock.error.value
    assert (unlock.opened.value, unlock.trouble.value) == (None, None)
    unlock.forgive()
    assert unlock.error.value == ""


def empty_the_database(folder: Path) -> None:
    (folder / "shop.db").write_bytes(b"")


def tear_the_keys(folder: Path) -> None:
    for name in ("shop.keys", "shop.keys.2"):
        (folder / name).write_bytes(b"{}")


def take_the_database(folder: Path) -> None:
    (folder / "shop.db").unlink()


@pytest.mark.parametrize(
    ("harm", "title"),
    [
        (empty_the_database, "The shop’s file is damaged"),
        (tear_the_keys, "The shop’s file is damaged"),
        (take_the_database, "There is no shop in this folder"),
    ],
)
def test_troubles_are_told_apart_from_a_wrong_secret(
    unlock: UnlockViewModel, shop_folder: Path, harm: Callable[[Path], None], title: str
) -> None:
    harm(shop_folder)
    unlock.try_secret(PASSPHRASE)
    assert unlock.trouble.value is not None
    assert unlock.trouble.value.title == title
    assert unlock.error.value == ""


def test_at_a_till_a_few_digits_are_its_pin_and_the_passphrase_opens_too(
    desk: Desk, shop_folder: Path, memory_keyring: MemoryKeyring
) -> None:
    make_till(desk, PASSPHRASE, "270418")
    door = TillDoor(partial(has_till_pin, shop_folder), partial(open_with_pin, shop_folder))
    model = UnlockViewModel(partial(open_shop, shop_folder), InlineRunner(), door)
    model.try_secret("270418")  # nobody has looked yet: that is a passphrase
    assert (model.takes_pin.value, model.error.value[:7]) == (False, "Neither")
    model.look()
    model.try_secret("111111")
    assert model.error.value == "That is not the till PIN. 4 more tries before a wait."
    for secret in (" 270418 ", PASSPHRASE):
        model.try_secret(secret)
        assert model.opened.value is not None
        model.opened.value.close()


def test_a_till_that_is_locked_says_what_helps(
    desk: Desk, shop_folder: Path, memory_keyring: MemoryKeyring
) -> None:
    make_till(desk, PASSPHRASE, "270418")
    door = TillDoor(partial(has_till_pin, shop_folder), partial(open_with_pin, shop_folder))
    model = UnlockViewModel(partial(open_shop, shop_folder), InlineRunner(), door)
    model.look()
    for _ in range(6):
        model.try_secret("111111")
    assert ("wait" in model.error.value, model.trouble.value) == (True, None)
