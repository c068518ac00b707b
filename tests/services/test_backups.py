import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import Damaged, Forbidden, InvalidValue, NotFound
from shopdesk.services.backups import (
    EVERY,
    back_up,
    back_up_if_due,
    bring_back,
    kept_backups,
    leave_out,
    make_backup,
    restore_backup,
    rotate_anchor,
)
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.payments import take_payment
from shopdesk.services.settings import change_settings
from shopdesk.services.verifying import verify
from shopdesk.shop import Shop, open_shop
from tests.conftest import PASSPHRASE, StandingClock


@pytest.fixture
def rolled_back(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock, tmp_path: Path
) -> Callable[[], Shop]:
    """Take a payment and lay an older copy of the file in place."""
    desk.settle()
    shutil.copy(shop.folder / "shop.db", tmp_path / "older.db")
    take_payment(desk, PaymentOrder(marai, 100), "one")
    shop.close()
    shutil.copy(tmp_path / "older.db", shop.folder / "shop.db")
    return lambda: open_shop(shop.folder, PASSPHRASE, clock=clock)


def test_a_cashier_neither_backs_up_nor_brings_back(cashier: Desk) -> None:
    for deed in (back_up, bring_back, leave_out):
        with pytest.raises(Forbidden):
            deed(cashier)


def test_the_first_backup_is_due_at_once_and_the_next_when_something_was_entered(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    assert back_up_if_due(desk) is not None
    clock.instant += EVERY
    assert back_up_if_due(desk) is None
    take_payment(desk, PaymentOrder(marai, 100), "one")
    assert back_up_if_due(desk) is not None
    take_payment(desk, PaymentOrder(marai, 100), "two")
    assert back_up_if_due(desk) is None
    assert back_up_if_due(desk, ending=True) is not None


def test_a_clock_that_was_set_back_stops_no_backup_and_makes_none_too_many(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    back_up_if_due(desk)
    clock.forward(days=-3)
    desk.confirm_clock()
    take_payment(desk, PaymentOrder(marai, 100), "one")
    assert back_up_if_due(desk) is not None
    take_payment(desk, PaymentOrder(marai, 100), "two")
    assert back_up_if_due(desk) is None


def test_a_backup_goes_to_the_second_place_and_is_thinned_there_too(
    desk: Desk, clock: StandingClock, tmp_path: Path
) -> None:
    second = tmp_path / "usb"
    second.mkdir()
    change_settings(desk, {"second_place": str(second)})
    first = make_backup(desk.book)
    assert kept_backups(desk).in_second_place
    clock.forward(hours=1)
    make_backup(desk.book)
    clock.forward(days=3)
    make_backup(desk.book)
    assert first.path.name not in {path.name for path in second.iterdir()}
    assert {path.name for path in second.iterdir()} == {each.path.name for each in kept_backups(desk).backups}


def test_a_second_place_that_is_gone_is_told_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    second = tmp_path / "usb"
    second.mkdir()
    assert kept_backups(desk).in_second_place is None
    change_settings(desk, {"second_place": str(second)})
    second.rmdir()
    assert make_backup(desk.book).path.exists()
    assert kept_backups(desk).in_second_place is False


@pytest.mark.parametrize("place", ["relative", "/nowhere/at/all"])
def test_a_second_place_is_a_folder_that_can_be_written_to(desk: Desk, place: str) -> None:
    with pytest.raises(InvalidValue) as told:
        change_settings(desk, {"second_place": place})
    assert told.value.parameters == {"field": "second_place", "reason": "cannot_be_written"}


def test_a_copy_elsewhere_is_entered_in_the_journal_and_restores(desk: Desk, tmp_path: Path) -> None:
    sequence = desk.book.sequence
    copy = back_up(desk, to=tmp_path / "friday.shopbackup")
    assert (copy.path, copy.label.sequence) == (tmp_path / "friday.shopbackup", sequence + 1)
    assert restore_backup(copy.path, PASSPHRASE, tmp_path / "new").checked > 10


@pytest.mark.parametrize("to", ["", "nowhere/friday.shopbackup"])
def test_a_place_that_takes_no_file_is_refused_before_anything_is_done(
    desk: Desk, tmp_path: Path, to: str
) -> None:
    with pytest.raises(InvalidValue):
        back_up(desk, to=tmp_path / to)
    assert kept_backups(desk).backups == ()


def test_a_copy_never_takes_the_place_of_the_shop(desk: Desk, shop_folder: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        back_up(desk, to=shop_folder / "shop.db")
    assert refused.value.parameters == {"field": "file", "reason": "shops_own"}
    assert verify(desk).ok


def test_a_backup_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        restore_backup(tmp_path / "none.shopbackup", PASSPHRASE, tmp_path / "new")


def test_an_import_begins_with_a_backup(desk: Desk) -> None:
    sequence = desk.book.sequence
    carry_out(desk, plan_import(desk, b"First name,Last name\nAnn,Lee\n"))
    assert [each.label.sequence for each in kept_backups(desk).backups] == [sequence]


def test_the_first_backup_of_a_day_sets_the_anchor_aside(
    desk: Desk, marai: CustomerId, clock: StandingClock, shop_folder: Path
) -> None:
    def set_aside() -> int:
        return len(list((shop_folder / "backups").glob("*.journal")))

    make_backup(desk.book)
    make_backup(desk.book)
    assert set_aside() == 1
    clock.forward(days=1)
    make_backup(desk.book)
    assert set_aside() == 2


def test_a_shop_is_brought_up_to_now_from_a_backup_and_every_anchor_since(
    desk: Desk, marai: CustomerId, clock: StandingClock, shop_folder: Path, tmp_path: Path
) -> None:
    made = make_backup(desk.book)
    for day in range(3):
        take_payment(desk, PaymentOrder(marai, 100), f"day {day}")
        rotate_anchor(desk.book)
    done = restore_backup(made.path, PASSPHRASE, tmp_path / "new", beside=shop_folder, replay=True)
    assert done.missing.events == 3


def test_what_an_older_file_lacks_comes_back(rolled_back: Callable[[], Shop], marai: CustomerId) -> None:
    with rolled_back() as shop:
        assert bring_back(shop.desk).events == 1
        assert shop.desk.book.missing is None
        assert take_payment(shop.desk, PaymentOrder(marai, 5), "two").reference == "P-00002"
        assert bring_back(shop.desk).entries == 0
        assert verify(shop.desk).ok


def test_what_an_older_file_lacks_can_be_left_out(rolled_back: Callable[[], Shop], marai: CustomerId) -> None:
    with rolled_back() as shop:
        leave_out(shop.desk)
        assert take_payment(shop.desk, PaymentOrder(marai, 5), "two").reference == "P-00001"
        assert verify(shop.desk).ok


def test_a_backup_of_an_older_file_leaves_the_journal_where_it_is(rolled_back: Callable[[], Shop]) -> None:
    with rolled_back() as shop:
        make_backup(shop.desk.book)
        assert bring_back(shop.desk).events == 1


def test_a_journal_of_another_shop_cannot_be_brought_back(
    rolled_back: Callable[[], Shop], shop_folder: Path
) -> None:
    path = shop_folder / "shop.journal"
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"lineage": "', b'"lineage": "f', 1))
    with rolled_back() as shop:
        assert (shop.desk.book.missing, shop.desk.book.journal_renewed) == (None, True)


def test_a_disk_of_the_backups_that_was_taken_out_is_told_and_stops_no_payment(
    desk: Desk, marai: CustomerId, shop_folder: Path
) -> None:
    (shop_folder / "backups").rename(shop_folder.parent / "disk")
    (shop_folder / "backups").symlink_to(shop_folder.parent / "taken out")
    with pytest.raises(InvalidValue) as refused:
        back_up_if_due(desk)
    assert refused.value.parameters == {"field": "folder", "reason": "gone"}
    take_payment(desk, PaymentOrder(marai, 100), "one")


def test_journals_of_two_histories_are_not_mixed(
    shop: Shop, desk: Desk, marai: CustomerId, clock: StandingClock, tmp_path: Path
) -> None:
    live, journal = shop.folder / "shop.db", shop.folder / "shop.journal"
    desk.settle()
    shutil.copy(live, tmp_path / "older.db")
    add_customer(desk, RecordChange({"first_name": "Ann"}))
    take_payment(desk, PaymentOrder(marai, 100), "one")
    shop.close()
    journal.rename(shop.folder / "backups" / "20000101T000000Z-00000000-0000.journal")
    shutil.copy(tmp_path / "older.db", live)
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again:
        take_payment(again.desk, PaymentOrder(marai, 200), "another one")
    shutil.copy(tmp_path / "older.db", live)
    with open_shop(shop.folder, PASSPHRASE, clock=clock) as again, pytest.raises(Damaged) as refused:
        bring_back(again.desk)
    assert refused.value.parameters["what"] == "journal_file"
