"""A new root key: everything stays as it was but what a thief of the old key could open."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleLine
from shopdesk.errors import Damaged, DiskFull, Forbidden, InUse, WrongSecret
from shopdesk.services.backups import kept_backups, make_backup, restore_backup
from shopdesk.services.customers import RecordChange, add_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, list_follow_ups
from shopdesk.services.papers import check_paper
from shopdesk.services.parking import list_parked, park_sale
from shopdesk.services.payments import take_payment
from shopdesk.services.secrets import new_recovery_key, rekey
from shopdesk.services.verifying import verify
from shopdesk.shop import open_copy, open_shop
from shopdesk.storage import cipher, journal, keyfile, rekeying
from shopdesk.storage.anchor import Anchor
from shopdesk.storage.database import Database
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.key_document import KeyDocument
from shopdesk.storage.key_slot import KeySlot
from tests.conftest import PASSPHRASE


def pay(desk: Desk, customer: CustomerId, request: str) -> str:
    """Take a dollar and return the code that the receipt prints."""
    take_payment(desk, PaymentOrder(customer, 100), request)
    with desk.read() as session:
        return journal.read_head(session).code


@pytest.fixture
def sealed(desk: Desk) -> CustomerId:
    """Add a customer with something personal."""
    return add_customer(desk, RecordChange({"first_name": "Ann", "allergies": "nickel"}, note="opals")).id


def test_the_book_goes_on_and_papers_from_before_are_genuine(desk: Desk, sealed: CustomerId) -> None:
    before = pay(desk, sealed, "before")
    rekey(desk, PASSPHRASE)
    after = pay(desk, sealed, "after")
    assert [check_paper(desk, code).genuine for code in (before, after)] == [True, True]
    assert (desk.book.keys.key_id, verify(desk).ok) == (2, True)
    assert get_customer(desk, sealed).record.allergies == "nickel"


def test_what_is_sealed_for_nobody_opens_afterwards(desk: Desk, sealed: CustomerId) -> None:
    add_follow_up(desk, FollowUpOrder("Order boxes", desk.today()), "nobody's")
    park_sale(desk, ParkedContent((SaleLine("Ring resize", 4_400),)))
    rekey(desk, PASSPHRASE)
    assert [each.title for each in list_follow_ups(desk)] == ["Order boxes"]
    assert [each.content.lines[0].text for each in list_parked(desk)] == ["Ring resize"]


def test_both_secrets_open_it_afterwards_and_the_old_root_key_opens_nothing(
    desk: Desk, shop_folder: Path
) -> None:
    recovery, old = new_recovery_key(desk, PASSPHRASE), desk.book.keys
    rekey(desk, PASSPHRASE)
    rekey(desk, recovery)
    place = ShopFolder(shop_folder)
    assert not cipher.opens(place.database, old)
    for secret in (PASSPHRASE, recovery):
        opened = keyfile.open_keys(place, secret)
        assert (opened.keys, opened.coming) == (desk.book.keys, None)
    assert sorted(desk.book.keys.chain_keys) == [1, 2, 3]


def test_the_backup_made_first_opens_as_on_its_day(desk: Desk, sealed: CustomerId, tmp_path: Path) -> None:
    rekey(desk, PASSPHRASE)
    (made,) = kept_backups(desk).backups
    restored = restore_backup(made.path, PASSPHRASE, tmp_path / "restored")
    with open_shop(restored.folder, PASSPHRASE) as other:
        assert other.desk.book.keys.key_id == 1
        assert get_customer(other.desk, sealed).record.allergies == "nickel"


def test_it_is_refused_under_a_second_window(desk: Desk, shop_folder: Path) -> None:
    before = (shop_folder / "shop.keys").read_bytes()
    with open_shop(shop_folder, PASSPHRASE), pytest.raises(InUse):
        rekey(desk, PASSPHRASE)
    assert (shop_folder / "shop.keys").read_bytes() == before
    rekey(desk, PASSPHRASE)  # the shared lock was taken again, and let go alone
    with pytest.raises(WrongSecret):
        rekey(desk, "somebody's guess")


def test_a_cashier_may_not(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        rekey(cashier, PASSPHRASE)


def test_a_backup_that_is_looked_into_keeps_its_key(desk: Desk) -> None:
    copy = open_copy(make_backup(desk.book).path, PASSPHRASE)
    try:
        with pytest.raises(Forbidden):
            rekey(copy.desk, PASSPHRASE)
    finally:
        copy.close()


def fails(*_: object, **__: object) -> None:
    """Stand for the power that goes."""
    raise Damaged(what="power")


@pytest.mark.parametrize(
    ("owner", "step", "key_id"),
    [
        (Database, "rekey", 1),
        (rekeying, "_seal_anew", 2),
        (Anchor, "rotate", 2),
        (keyfile, "end_rekey", 2),
    ],
)
def test_an_opening_after_an_interruption_finishes_or_goes_back(
    desk: Desk,
    sealed: CustomerId,
    shop_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    step: str,
    key_id: int,
) -> None:
    before, sequence = pay(desk, sealed, "before"), desk.book.sequence
    interrupt(desk, monkeypatch, owner, step)
    with open_shop(shop_folder, PASSPHRASE) as again:
        book = again.desk.book
        assert (book.keys.key_id, book.missing, book.journal_renewed) == (key_id, None, False)
        assert verify(again.desk).ok
        assert check_paper(again.desk, before).genuine
        assert book.sequence == sequence + key_id - 1
    assert keyfile.open_keys(ShopFolder(shop_folder), PASSPHRASE).coming is None


def interrupt(desk: Desk, monkeypatch: pytest.MonkeyPatch, owner: object, step: str) -> None:
    """Begin a rekey that dies at a step, and let the shop go as a crash does."""
    make_backup(desk.book)  # the day's first one rotates the anchor too
    with monkeypatch.context() as patch:
        patch.setattr(keyfile, "end_rekey", fails)  # whoever dies tidies nothing
        patch.setattr(owner, step, fails)
        with pytest.raises(Damaged):
            rekey(desk, PASSPHRASE)
    desk.book.database.close()
    desk.book.lock.release()


def test_a_refusal_of_the_disk_leaves_the_shop_as_it_was(
    desk: Desk, sealed: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Database, "rekey", fails)
        with pytest.raises(Damaged):
            rekey(desk, PASSPHRASE)
    pay(desk, sealed, "after")
    assert (desk.book.keys.key_id, verify(desk).ok) == (1, True)


def test_what_the_disk_took_back_without_a_word_is_told_as_full(
    desk: Desk, sealed: CustomerId, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = shutil.disk_usage(".")
    with monkeypatch.context() as patch:
        patch.setattr(cipher, "encrypt_anew", lambda _connection, _key: None)
        patch.setattr(shutil, "disk_usage", lambda _path: there._replace(free=1 << 16))
        with pytest.raises(DiskFull):
            rekey(desk, PASSPHRASE)
    pay(desk, sealed, "after")
    assert (desk.book.keys.key_id, verify(desk).ok) == (1, True)


def test_rows_under_a_retired_key_stand_only_before_those_of_the_next(desk: Desk, sealed: CustomerId) -> None:
    rekey(desk, PASSPHRASE)
    with desk.book.database.maintenance() as connection:
        head = journal.read_head(connection)
        old = desk.book.keys.retired[1]
        journal.append(
            connection, old, 1, head, at=desk.clock.now(), staff_id=1, entries=[("adjust", "C-000001", {})]
        )
        connection.commit()
    (found,) = [check for check in verify(desk).checks if check.name == "journal"]
    assert found.problems == (f"row {head.sequence + 1} was altered",)


def test_a_thief_of_the_old_key_file_learns_no_new_root_key(desk: Desk, shop_folder: Path) -> None:
    document = KeyDocument.decode((shop_folder / "shop.keys").read_bytes())
    forged = KeySlot.make({1: bytes(32)}, b"theirs", bound_to="", generation=1, profile=None)
    harmed = dataclasses.replace(document, slots={**document.slots, "recovery": forged})
    for name in ("shop.keys", "shop.keys.2"):
        (shop_folder / name).write_bytes(harmed.encode())
    with pytest.raises(Damaged):
        rekey(desk, PASSPHRASE)
    assert (shop_folder / "shop.keys").read_bytes() == harmed.encode()
