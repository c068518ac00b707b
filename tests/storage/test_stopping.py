"""Long copying ends soon after somebody stopped it, and leaves nothing half made."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import Cancelled
from shopdesk.services.backups import back_up, kept_backups, restore_backup
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.verifying import verify
from shopdesk.storage import backup_file, cipher
from shopdesk.storage.cipher import PAGE_BYTES
from tests.conftest import PASSPHRASE

_PAID = 100
"""More than there are pieces: a copy that began anew at each payment would see them all."""


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small shop take as many pieces as a large one."""
    monkeypatch.setattr(cipher, "_PAGES_AT_ONCE", 8)
    monkeypatch.setattr(backup_file, "_CHUNK", 8 * PAGE_BYTES)


def after(pieces: int) -> Callable[[], bool]:
    """Return what stops it when it asks whether to go on after so many."""
    asked = count()
    return lambda: next(asked) >= pieces


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("pieces", "step"), [(0, "copy"), (5, "copy"), (25, "pages")])
def test_a_backup_stops_within_a_step_and_leaves_no_file(desk: Desk, pieces: int, step: str) -> None:
    told: list[str] = []
    with pytest.raises(Cancelled):
        back_up(desk, told.append, is_stopped=after(pieces))
    assert told[-1] == step
    assert names(desk.book.folder.backups) == [".lock"]
    assert verify(desk).ok
    assert back_up(desk).path.exists()


def test_what_is_entered_while_the_pages_are_copied_is_not_in_them(desk: Desk, marai: CustomerId) -> None:
    before, paid = desk.book.sequence, list[int]()

    def pay() -> bool:
        if len(paid) < _PAID:
            take_payment(desk, PaymentOrder(marai, 100), f"piece {len(paid)}")
            paid.append(100)
        return False

    made = back_up(desk, is_stopped=pay)
    assert (made.label.sequence, desk.book.sequence) == (before, before + len(paid))
    assert 10 < len(paid) < _PAID


@pytest.mark.parametrize("pieces", [5, 30])
def test_a_restore_stops_while_it_copies_and_leaves_no_folder(
    desk: Desk, tmp_path: Path, pieces: int
) -> None:
    there, told = names(tmp_path), list[str]()
    backup = back_up(desk).path
    with pytest.raises(Cancelled):
        restore_backup(backup, PASSPHRASE, tmp_path / "anew", progress=told.append, is_stopped=after(pieces))
    assert (told, names(tmp_path)) == (["copy"], there)


def test_a_copy_for_another_place_stops_and_leaves_the_backup(desk: Desk, tmp_path: Path) -> None:
    there = names(tmp_path)
    with pytest.raises(Cancelled):
        back_up(desk, to=tmp_path / "stick.shopbackup", is_stopped=after(60))
    assert names(tmp_path) == there
    assert len(kept_backups(desk).backups) == 1
