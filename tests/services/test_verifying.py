"""Verifying from outside: who may, what it tells, and that it writes nothing."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy.pool import QueuePool

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Damaged, Forbidden, InvalidValue
from shopdesk.services.backups import leave_out, make_backup
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.verifying import repair, verify, verify_at_days_end, verify_what_changed
from shopdesk.shop import Shop, open_shop
from shopdesk.storage.integrity import CHECKS
from tests.conftest import PASSPHRASE, StandingClock
from tests.tampering import harm as do_harm
from tests.tampering import tamper


def test_a_sound_shop_passes_every_check_and_each_is_counted(desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, 500), "a")
    told: list[str] = []
    report = verify(desk, told.append)
    assert report.ok
    assert [check.name for check in report.checks] == list(CHECKS)
    assert sorted(told) == sorted(CHECKS)
    counted = {check.name: check.checked for check in report.checks}
    assert (counted["balances"], counted["credits"], counted["charges"]) == (1, 1, 0)
    assert counted["pages"] > 0


def test_verifying_writes_nothing(desk: Desk, marai: CustomerId, shop_folder: Path) -> None:
    desk.book.database.checkpoint("TRUNCATE")
    before = (shop_folder / "shop.db").read_bytes()
    assert verify(desk).ok
    assert (shop_folder / "shop.db").read_bytes() == before
    assert (shop_folder / "shop.db-wal").stat().st_size == 0


def test_a_wrong_is_told_by_its_check_and_fails_the_report(desk: Desk, marai: CustomerId) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = 1")
        connection.commit()
    report = verify(desk)
    assert not report.ok
    found = {check.name: check.problems for check in report.checks if not check.ok}
    assert found["balances"] == ("C-000001: the balance is 1, the events add up to 0",)


def test_a_flipped_bit_is_told_by_the_page_it_lies_on(shop_folder: Path) -> None:
    with open_shop(shop_folder, PASSPHRASE) as shop, shop.desk.read() as session:
        # A page that no opening reads.
        page = session.exec_driver_sql(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sale_by_day'"
        ).scalar_one()
    place = (page - 1) * 4096 + 1_000
    with (shop_folder / "shop.db").open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))
    with open_shop(shop_folder, PASSPHRASE) as shop:
        report = verify(shop.desk)
        assert shop.desk.book.database.is_damaged  # nothing more is written beside it
    wrong = {check.name: check.problems for check in report.checks if not check.ok}
    assert list(wrong)[:2] == ["pages", "structure"]
    assert f"page {page}" in wrong["pages"][0]
    assert [check.name for check in report.checks] == list(CHECKS)


def test_what_changed_since_the_backup_is_checked_by_everybody(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    take_payment(desk, PaymentOrder(marai, 500), "a")
    make_backup(desk.book)
    assert [check.checked for check in verify_what_changed(cashier).checks] == [0, 0]
    sell(desk, SaleOrder(marai, 900, on_account=900), "b")
    balances, chain = verify_what_changed(cashier).checks
    assert (balances.ok, balances.checked, chain.ok, chain.checked) == (True, 1, True, 1)


@pytest.mark.parametrize("tampered", [False, True])
def test_all_that_was_ever_entered_counts_for_whoever_moved_since(
    desk: Desk, marai: CustomerId, tomas: CustomerId, tampered: bool
) -> None:
    sell(desk, SaleOrder(marai, 900, on_account=900), "a")
    sell(desk, SaleOrder(tomas, 400, on_account=400), "b")
    merge(desk, MergeOrder(marai, (tomas,)), "c")
    make_backup(desk.book)
    sell(desk, SaleOrder(marai, 700, tenders={Method.CASH: 700}), "d")
    if tampered:
        tamper(desk, f"UPDATE customer SET debt_balance = 900 WHERE id = {marai}")
    balances = verify_what_changed(desk).checks[0]
    wrong = ("C-000001: the balance is 900, the events add up to 1300",) if tampered else ()
    assert (balances.checked, balances.problems) == (1, wrong)


def test_a_balance_is_checked_though_all_was_paid_at_once(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, 700, tenders={Method.CASH: 700}), "a")
    tamper(desk, f"UPDATE customer SET debt_balance = 1 WHERE id = {marai}")
    assert verify_what_changed(desk).checks[0].problems == (
        "C-000001: the balance is 1, the events add up to 0",
    )


def test_what_is_looked_over_at_the_opening_does_not_stay_in_memory(desk: Desk) -> None:
    pool = desk.book.database._readers.pool
    assert isinstance(pool, QueuePool)
    pool.dispose()
    verify_what_changed(desk)
    assert pool.checkedin() == 0


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("balances", "UPDATE customer SET debt_balance = 1"),
        ("journal", "UPDATE journal SET subject = 'C-000009' WHERE deed = 'sell'"),
        ("journal", "DELETE FROM journal WHERE deed = 'sell'"),
    ],
)
def test_harm_to_what_changed_is_found_at_the_opening(
    desk: Desk, marai: CustomerId, name: str, harm: str
) -> None:
    make_backup(desk.book)
    sell(desk, SaleOrder(marai, 900, on_account=900), "a")
    take_payment(desk, PaymentOrder(marai, 500), "b")
    tamper(desk, harm)
    assert [check.name for check in verify_what_changed(desk).checks if not check.ok] == [name]


def test_the_whole_is_checked_for_whoever_closes_the_day(cashier: Desk, marai: CustomerId) -> None:
    take_payment(cashier, PaymentOrder(marai, 500), "a")
    assert [check.name for check in verify_at_days_end(cashier).checks] == list(CHECKS)


def test_verifying_is_the_owners(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        verify(cashier)


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("balances", "UPDATE customer SET debt_balance = 7"),
        ("charges", "UPDATE charge SET outstanding = 1"),
        ("credits", "UPDATE credit SET unallocated = 1"),
        ("figures", "UPDATE tally SET owed = 7"),
        ("figures", "UPDATE customer SET side = -1, next_due_on = NULL"),
        ("figures", "UPDATE due_day SET outstanding = 7"),
        ("spending", "UPDATE customer SET lifetime_spend = 7, last_sale_at = NULL"),
        ("spending", "UPDATE sale_spent SET amount = 7"),
        ("spending", "DELETE FROM sale_spent"),
        ("vip", "UPDATE customer SET is_vip = 1"),
        ("suburbs", "INSERT INTO suburb VALUES ('northcote', 'VIC', '3070', 'Northcote', 7)"),
        ("search", "INSERT INTO customer_search (customer_search) VALUES ('delete-all')"),
        ("search", "DELETE FROM name_word"),
    ],
)
def test_what_is_only_remembered_is_recomputed(desk: Desk, owing: CustomerId, name: str, harm: str) -> None:
    do_harm(desk, harm)
    report = verify(desk)
    assert name in {check.name for check in report.checks if not check.ok and check.repairable}
    repair(desk, name, report)
    assert verify(desk).ok


def test_nothing_is_recomputed_from_entries_that_were_altered(desk: Desk, owing: CustomerId) -> None:
    tamper(desk, "UPDATE sale SET on_account = 4000, cash = 1000")
    report = verify(desk)
    with pytest.raises(Damaged):
        repair(desk, "balances", report)
    assert verify(desk) == report


def test_what_cannot_be_repaired_is_refused_and_what_is_sound_is_left(desk: Desk, owing: CustomerId) -> None:
    report = verify(desk)
    with pytest.raises(InvalidValue):
        repair(desk, "journal", report)
    before = desk.book.sequence
    repair(desk, "balances", report)
    assert desk.book.sequence == before


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai bought for fifty dollars and paid twenty of them."""
    sell(desk, SaleOrder(marai, total=5_000, on_account=5_000), "sale")
    take_payment(desk, PaymentOrder(marai, 2_000), "payment")
    return marai


def test_a_backup_that_holds_more_shows_that_file_and_journal_were_put_back(
    shop: Shop, desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    desk.settle()
    shutil.copytree(shop.folder, tmp_path / "older")
    take_payment(desk, PaymentOrder(marai, 500), "a")
    make_backup(desk.book)
    shop.close()
    for name in ("shop.db", "shop.journal"):
        shutil.copy(tmp_path / "older" / name, shop.folder / name)
    with open_shop(shop.folder, PASSPHRASE) as again:
        for report in (verify(again.desk), verify_what_changed(again.desk)):
            wrong = {check.name: check.problems for check in report.checks if not check.ok}
            assert wrong == {"anchor": ("a backup holds more than the file, by entries: 1",)}


def test_a_backup_from_before_what_was_left_out_shows_nothing(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock, tmp_path: Path
) -> None:
    desk.settle()
    shutil.copy(shop.folder / "shop.db", tmp_path / "older.db")
    take_payment(desk, PaymentOrder(marai, 500), "a")
    take_payment(desk, PaymentOrder(marai, 500), "b")
    make_backup(desk.book)
    shop.close()
    shutil.copy(tmp_path / "older.db", shop.folder / "shop.db")
    clock.forward(minutes=1)
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        leave_out(again.desk)
        assert verify(again.desk).ok
        assert verify_what_changed(again.desk).ok
