from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import DiskFull
from shopdesk.services.backups import kept_backups, make_backup
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.backups import BackupsViewModel, Safety, back_up_at_end
from shopdesk.viewmodels.ports import Lane
from tests.conftest import StandingClock
from tests.ports import InlineRunner


def safety(model: BackupsViewModel) -> Safety:
    model.load()
    assert model.safety.value is not None
    return model.safety.value


@pytest.fixture
def model(desk: Desk) -> BackupsViewModel:
    return BackupsViewModel(desk, InlineRunner())


def test_a_shop_without_a_backup_says_so(model: BackupsViewModel) -> None:
    said = safety(model)
    assert (said.role, said.text, said.short) == ("warn", "There is no backup yet.", "No backup yet")


def test_a_backup_on_request_is_told_and_listed(model: BackupsViewModel) -> None:
    model.back_up()
    assert model.notice.value is not None
    said = model.safety.value
    assert said is not None
    assert (said.role, said.text) == ("success", "Last good backup: 21 Nov, 12:00.")
    assert [(line.when, line.size) for line in said.lines] == [("21 Nov, 12:00", "1 MB")]
    assert said.short == "Last backup 12:00"
    assert not model.busy.value


def test_an_old_backup_is_a_warning(model: BackupsViewModel, desk: Desk, clock: StandingClock) -> None:
    make_backup(desk.book)
    clock.forward(hours=25)
    said = safety(model)
    assert said.role == "warn"
    assert said.text.endswith("That is more than a day ago.")
    assert said.short == "Last backup 21 Nov"


def test_only_the_newest_are_shown_and_the_others_counted(model: BackupsViewModel, desk: Desk) -> None:
    for _ in range(7):
        make_backup(desk.book)
    said = safety(model)
    assert (len(said.lines), said.more) == (5, "and 2 older")


def test_what_is_due_is_made_by_itself_where_no_statement_waits_for_it(desk: Desk, marai: CustomerId) -> None:
    runner = InlineRunner()
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = BackupsViewModel(cashier, runner)
    model.keep()
    model.keep()
    assert runner.lanes[0] is Lane.KEEP
    assert len(kept_backups(desk).backups) == 1
    model.back_up()
    assert (bool(model.why_not), len(kept_backups(desk).backups)) == (True, 1)


def test_a_failure_is_said_until_the_next_backup(
    model: BackupsViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr("shopdesk.services.backups.make_backup", full)
    model.keep()
    assert model.trouble.value.startswith("The backup could not be made. The disk is full")
    monkeypatch.undo()
    model.keep()
    assert model.trouble.value == ""


def test_stopping_is_no_trouble_and_says_what_is_left(model: BackupsViewModel, desk: Desk) -> None:
    model.work.text.listen(lambda text: model.work.stop() if text else None)
    model.back_up()
    assert model.work.stopped.value.startswith("Stopped: no backup was made")
    assert (model.trouble.value, model.busy.value, kept_backups(desk).backups) == ("", False, ())


def test_the_second_place_is_chosen_judged_and_missed(
    model: BackupsViewModel, desk: Desk, tmp_path: Path
) -> None:
    model.choose_second_place("not a folder")
    assert model.second_place_error.value.startswith("The second place cannot be written there")
    stick = tmp_path / "stick"
    stick.mkdir()
    model.choose_second_place(str(stick))
    assert (model.second_place_error.value, model.second_place.value) == ("", str(stick))
    make_backup(desk.book)
    assert safety(model).role == "success"
    for copy in stick.iterdir():
        copy.unlink()
    assert "not in the second place" in safety(model).text


def test_the_day_ends_with_a_backup_if_something_was_entered(desk: Desk, marai: CustomerId) -> None:
    back_up_at_end(desk)
    back_up_at_end(desk)
    take_payment(desk, PaymentOrder(marai, 100), "one")
    back_up_at_end(desk)
    assert len(kept_backups(desk).backups) == 2


def test_a_backup_that_fails_at_the_day_s_end_stops_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr("shopdesk.services.backups.make_backup", full)
    back_up_at_end(desk)
    assert kept_backups(desk).backups == ()
    assert change_settings(desk, {"phone": "1"}).phone == "1"
