from pathlib import Path

import pytest

from shopdesk.errors import Forbidden, InvalidValue, WrongSecret
from shopdesk.services.backups import make_backup, restore_backup
from shopdesk.services.desk import Desk
from shopdesk.services.secrets import change_passphrase, new_recovery_key
from shopdesk.shop import Shop, open_shop
from tests.conftest import PASSPHRASE

NEW = "nine copper kettles"


def test_the_new_passphrase_opens_the_shop_and_the_old_one_does_not(shop: Shop, desk: Desk) -> None:
    change_passphrase(desk, PASSPHRASE, NEW)
    shop.close()
    with pytest.raises(WrongSecret):
        open_shop(shop.folder, PASSPHRASE)
    open_shop(shop.folder, NEW).close()


def test_a_new_recovery_key_opens_the_shop_and_changes_the_passphrase(shop: Shop, desk: Desk) -> None:
    key = new_recovery_key(desk, PASSPHRASE)
    change_passphrase(desk, key, NEW)
    shop.close()
    open_shop(shop.folder, key).close()
    open_shop(shop.folder, NEW).close()


def test_both_copies_of_the_key_file_are_written(desk: Desk) -> None:
    change_passphrase(desk, PASSPHRASE, NEW)
    assert desk.book.folder.keys.read_bytes() == desk.book.folder.keys_copy.read_bytes()


def test_a_backup_keeps_the_passphrase_of_its_day(desk: Desk, tmp_path: Path) -> None:
    made = make_backup(desk.book)
    change_passphrase(desk, PASSPHRASE, NEW)
    restore_backup(made.path, PASSPHRASE, tmp_path / "old")
    restore_backup(make_backup(desk.book).path, NEW, tmp_path / "new")


def test_the_passphrase_stays_when_the_change_is_refused(shop: Shop, desk: Desk) -> None:
    sequence = desk.book.sequence
    with pytest.raises(WrongSecret):
        change_passphrase(desk, "not the passphrase", NEW)
    with pytest.raises(InvalidValue):
        change_passphrase(desk, PASSPHRASE, "short")
    with pytest.raises(WrongSecret):
        new_recovery_key(desk, "not the passphrase")
    assert desk.book.sequence == sequence
    shop.close()
    open_shop(shop.folder, PASSPHRASE).close()


def test_a_cashier_changes_no_secret(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        change_passphrase(cashier, PASSPHRASE, NEW)
    with pytest.raises(Forbidden):
        new_recovery_key(cashier, PASSPHRASE)
