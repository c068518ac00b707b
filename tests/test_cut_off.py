"""After a power cut: what was acknowledged is there, and the last receipt is named."""

import shutil
from pathlib import Path

import pytest

from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.backups import bring_back
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.viewmodels.journal_trouble import cut_off_words
from tests.conftest import PASSPHRASE, StandingClock


def cut_off(folder: Path, clock: StandingClock, to: Path) -> Path:
    """Return the folder as it stands when the power goes after a sale and a payment."""
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        marai = add_customer(shop.desk, RecordChange({"first_name": "Marai"})).id
        sell(shop.desk, SaleOrder(marai, total=4_400, on_account=4_400), "one")
        take_payment(shop.desk, PaymentOrder(marai, 400), "two")
        shutil.copytree(folder, to)
    return to


def test_the_last_receipt_is_named(shop_folder: Path, clock: StandingClock, tmp_path: Path) -> None:
    folder = cut_off(shop_folder, clock, tmp_path / "cut off")
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        assert "the last entry is P-00001, 21 Nov 12:00" in cut_off_words(shop.desk)
    with open_shop(folder, PASSPHRASE, clock=clock) as shop:
        assert cut_off_words(shop.desk) == ""


@pytest.mark.parametrize("older", [0, 1, 2])
def test_an_older_file_beside_the_log_of_a_power_cut_is_not_mixed_with_it(
    shop_folder: Path, clock: StandingClock, tmp_path: Path, older: int
) -> None:
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        marai = add_customer(shop.desk, RecordChange({"first_name": "Marai"})).id
        for number in range(3):
            assert shop.desk.settle()
            shutil.copy(shop_folder / "shop.db", tmp_path / f"{number}.db")
            take_payment(shop.desk, PaymentOrder(marai, 100), f"{number}")
        shutil.copytree(shop_folder, tmp_path / "cut off")
    shutil.copy(tmp_path / f"{2 - older}.db", tmp_path / "cut off" / "shop.db")
    with open_shop(tmp_path / "cut off", PASSPHRASE, clock=clock) as shop:
        missing = shop.desk.book.missing
        assert (0 if missing is None else missing.events) == (older + 1 if older else 0)
        if missing:
            bring_back(shop.desk)
        assert verify(shop.desk).ok
        assert account_state(shop.desk, marai).balance == -300


def test_a_second_window_is_no_power_cut(shop_folder: Path, clock: StandingClock) -> None:
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        add_customer(shop.desk, RecordChange({"first_name": "Marai"}))
        with open_shop(shop_folder, PASSPHRASE, clock=clock) as second:
            assert cut_off_words(second.desk) == ""


def test_a_new_shop_has_nothing_to_name(shop_folder: Path, clock: StandingClock, tmp_path: Path) -> None:
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        add_customer(shop.desk, RecordChange({"first_name": "Marai"}))
        shutil.copytree(shop_folder, tmp_path / "cut off")
    with open_shop(tmp_path / "cut off", PASSPHRASE, clock=clock) as shop:
        assert shop.desk.book.database.was_cut_off
        assert cut_off_words(shop.desk) == ""
