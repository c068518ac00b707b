"""Who works here: PINs, lock-outs that outlive the program, names."""

from pathlib import Path

import pytest

from shopdesk.domain.account import StaffId
from shopdesk.domain.staff import Deed, Role
from shopdesk.errors import (
    AlreadyExists,
    Forbidden,
    InvalidName,
    InvalidValue,
    LockedOut,
    NotFound,
    WrongSecret,
)
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.staff import (
    add_staff,
    approve,
    choose_first_pin,
    disable_staff,
    list_staff,
    set_pin,
    sign_in,
)
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage.pins import hash_pin, pin_fits
from tests.conftest import PASSPHRASE, StandingClock

ROSA = StaffId(1)


def fail(desk: Desk, staff: StaffId, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongSecret):
            sign_in(desk, staff, "0000")


def wait_of(desk: Desk, staff: StaffId) -> object:
    with pytest.raises(LockedOut) as refused:
        sign_in(desk, staff, "1234")
    return refused.value.parameters.get("seconds")


def test_signing_in_seats_the_person_and_is_in_the_journal(desk: Desk) -> None:
    carl = add_staff(desk, "Carl", Role.CASHIER)
    set_pin(desk, carl.id, "4321")
    seated = sign_in(desk, carl.id, "4321")
    assert (seated.staff.name, seated.staff.role) == ("Carl", Role.CASHIER)
    with desk.read() as session:
        deeds = session.exec_driver_sql("SELECT deed FROM journal ORDER BY sequence DESC").scalars().all()
    assert deeds[0] == "sign_in"


def test_five_tries_are_free_and_each_is_counted(desk: Desk) -> None:
    left = []
    for _ in range(5):
        with pytest.raises(WrongSecret) as refused:
            sign_in(desk, ROSA, "0000")
        left.append(refused.value.parameters["tries_left"])
    assert left == [4, 3, 2, 1, 0]
    assert wait_of(desk, ROSA) == 30


def test_the_wait_doubles_up_to_fifteen_minutes_and_then_only_a_new_pin_helps(
    desk: Desk, clock: StandingClock
) -> None:
    fail(desk, ROSA, 5)
    waits = [wait_of(desk, ROSA)]
    for _ in range(9):
        clock.forward(seconds=float(str(waits[-1])))
        fail(desk, ROSA)
        waits.append(wait_of(desk, ROSA))
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900, 900, 900]
    clock.forward(hours=1)
    fail(desk, ROSA)
    clock.forward(days=100)
    assert wait_of(desk, ROSA) is None, "waiting helps no more"
    set_pin(desk, ROSA, "9876")
    assert sign_in(desk, ROSA, "9876").staff.id == ROSA


def test_who_can_help_after_the_last_try_is_said(desk: Desk, cashier: Desk, clock: StandingClock) -> None:
    set_pin(desk, cashier.staff.id, "4321")
    for staff, who in ((cashier.staff.id, "ask the owner"), (ROSA, "passphrase")):
        for _ in range(15):
            fail(desk, staff)
            clock.forward(hours=1)
        with pytest.raises(LockedOut) as refused:
            sign_in(desk, staff, "4321")
        assert who in sentence(refused.value)


def test_a_lock_out_survives_reopening(desk: Desk, shop_folder: Path, clock: StandingClock) -> None:
    fail(desk, ROSA, 5)
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as reopened:
        assert wait_of(reopened.desk, ROSA) == 30
        clock.forward(seconds=30)
        assert sign_in(reopened.desk, ROSA, "1234").staff.id == ROSA


def test_the_failure_is_on_disk_before_the_pin_is_judged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(_pin_hash: str, _pin: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("shopdesk.services.staff.pin_fits", power_cut)
        for _ in range(5):
            with pytest.raises(KeyboardInterrupt):
                sign_in(desk, ROSA, "1234")
    assert wait_of(desk, ROSA) == 30


def test_the_right_pin_forgets_the_failures(desk: Desk) -> None:
    fail(desk, ROSA, 4)
    sign_in(desk, ROSA, "1234")
    fail(desk, ROSA, 4)
    assert sign_in(desk, ROSA, "1234").staff.id == ROSA


def test_one_persons_failures_are_nobody_elses(desk: Desk, cashier: Desk) -> None:
    set_pin(desk, cashier.staff.id, "4321")
    fail(desk, ROSA, 5)
    assert sign_in(desk, cashier.staff.id, "4321").staff.name == "Carl"


def test_the_first_pin_is_chosen_once(desk: Desk, cashier: Desk) -> None:
    with pytest.raises(WrongSecret):
        sign_in(desk, cashier.staff.id, "")
    assert choose_first_pin(desk, cashier.staff.id, "4321").staff.name == "Carl"
    with pytest.raises(AlreadyExists):
        choose_first_pin(desk, cashier.staff.id, "1111")
    assert sign_in(desk, cashier.staff.id, "4321").staff.name == "Carl"


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "12 34", "-123", "1234\n"])
def test_a_pin_has_four_to_eight_digits(desk: Desk, pin: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        set_pin(desk, ROSA, pin)
    assert refused.value.parameters == {"field": "pin", "reason": "not_a_pin"}


@pytest.mark.parametrize("name", ["Rosa Rossi", "ROSA  ROSSI"])
def test_a_name_is_taken_once_ignoring_case(desk: Desk, name: str) -> None:
    with pytest.raises(AlreadyExists):
        add_staff(desk, name, Role.CASHIER)


@pytest.mark.parametrize("name", ["", " ", "x" * 101])
def test_staff_need_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(InvalidName):
        add_staff(desk, name, Role.CASHIER)


def test_a_cashier_manages_nobody(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        add_staff(cashier, "Dora", Role.OWNER)
    with pytest.raises(Forbidden):
        set_pin(cashier, ROSA, "0000")
    assert [member.name for member in list_staff(cashier)] == ["Rosa Rossi", "Carl"]


def test_nobody_signs_in_who_does_not_work_here(desk: Desk, cashier: Desk) -> None:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE staff SET disabled = 1 WHERE name = 'Carl'")
        connection.commit()
    for staff in (cashier.staff.id, StaffId(99)):
        with pytest.raises(NotFound):
            sign_in(desk, staff, "4321")
        with pytest.raises(NotFound):
            set_pin(desk, staff, "4321")
    assert verify(desk).ok


def test_a_pin_is_kept_as_a_salted_hash() -> None:
    assert hash_pin("1234") != hash_pin("1234")
    assert pin_fits(hash_pin("1234"), "1234")
    assert not pin_fits(hash_pin("1234"), "1235")
    assert not pin_fits("nonsense", "1234")


def test_an_owner_approves_what_a_cashier_does_and_the_journal_names_both(desk: Desk) -> None:
    mina = add_staff(desk, "Mina", Role.CASHIER)
    approved = approve(desk.as_staff(mina), desk.staff.id, "1234")
    assert (approved.staff.id, approved.staff.may(Deed.OVERRIDE_LIMIT)) == (mina.id, True)
    with desk.read() as session:
        row = session.exec_driver_sql(
            "SELECT staff_id, content FROM journal ORDER BY sequence DESC LIMIT 1"
        ).one()
    assert tuple(row) == (mina.id, f'{{"approved_by":{desk.staff.id},"approves":{mina.id}}}')


def test_a_wrong_pin_approves_nothing_and_counts(desk: Desk) -> None:
    with pytest.raises(WrongSecret) as refused:
        approve(desk, desk.staff.id, "9999")
    assert refused.value.parameters["tries_left"] == 4


def test_a_cashier_cannot_approve(desk: Desk) -> None:
    mina = add_staff(desk, "Mina", Role.CASHIER)
    set_pin(desk, mina.id, "5678")
    with pytest.raises(Forbidden):
        approve(desk.as_staff(mina), mina.id, "5678")


def test_whoever_is_disabled_signs_in_no_more_and_an_owner_is_left(desk: Desk) -> None:
    mina = add_staff(desk, "Mina", Role.OWNER)
    set_pin(desk, mina.id, "4321")
    disable_staff(desk, mina.id)
    with pytest.raises(NotFound):
        sign_in(desk, mina.id, "4321")
    with pytest.raises(NotFound):
        disable_staff(desk, mina.id)
    with pytest.raises(InvalidValue, check=lambda refused: refused.parameters["reason"] == "only_owner"):
        disable_staff(desk, desk.staff.id)
