"""Opening a shop, and telling apart why it does not open."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from shopdesk.shop import open_shop
from shopdesk.viewmodels.unlock import UnlockViewModel
from tests.conftest import PASSPHRASE
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
