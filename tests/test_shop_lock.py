"""Every open process holds the shop's lock; bringing an older file up to date wants it alone."""

from pathlib import Path

import pytest

from shopdesk.errors import InUse
from shopdesk.services.backups import kept_backups
from shopdesk.shop import Shop, open_shop
from shopdesk.storage import schema
from shopdesk.storage.file_lock import FileLock
from tests.conftest import PASSPHRASE, StandingClock


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file pass for one of an older program."""
    monkeypatch.setattr(schema, "is_older", lambda _database: True)


def test_two_windows_share_the_lock(shop: Shop, clock: StandingClock) -> None:
    with open_shop(shop.folder, PASSPHRASE, clock=clock), pytest.raises(InUse):
        FileLock(shop.folder / "shop.lock").acquire()


def test_an_older_file_is_not_migrated_under_another_window(shop: Shop, older: None) -> None:
    with pytest.raises(InUse):
        open_shop(shop.folder, PASSPHRASE)
    assert kept_backups(shop.desk).backups == ()


def test_an_older_file_is_backed_up_before_it_is_migrated(
    shop_folder: Path, clock: StandingClock, older: None
) -> None:
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        assert len(kept_backups(shop.desk).backups) == 1
        assert len(list((shop_folder / "backups").glob("*.journal"))) == 1
        with pytest.raises(InUse):
            FileLock(shop_folder / "shop.lock").acquire()


def test_closing_and_failing_to_open_let_go(shop_folder: Path, clock: StandingClock) -> None:
    open_shop(shop_folder, PASSPHRASE, clock=clock).close()
    database = shop_folder / "shop.db"
    database.write_bytes(b"noise" * 4096)
    with pytest.raises(Exception, match="damaged"):
        open_shop(shop_folder, PASSPHRASE, clock=clock)
    lock = FileLock(shop_folder / "shop.lock")
    lock.acquire()
    lock.release()
