"""An owner's approval at somebody else's till."""

import pytest

from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.owner_pin import OwnerPinViewModel
from tests.ports import InlineRunner


@pytest.fixture
def mina(desk: Desk) -> StaffMember:
    return add_staff(desk, "Mina", Role.CASHIER)


@pytest.fixture
def asked(desk: Desk, mina: StaffMember) -> OwnerPinViewModel:
    model = OwnerPinViewModel(desk.as_staff(mina), InlineRunner(), Deed.OVERRIDE_LIMIT)
    model.load()
    return model


def enter(model: OwnerPinViewModel, pin: str) -> None:
    for digit in pin:
        model.pin.press(digit)
    model.submit()


def test_nothing_is_approved_without_a_reason(asked: OwnerPinViewModel) -> None:
    enter(asked, "1234")
    assert (asked.approved.value, asked.reason_error.value) == (None, "Write a few words on why.")


def test_a_wrong_pin_says_how_many_tries_are_left(asked: OwnerPinViewModel) -> None:
    asked.write_reason("Old customer")
    enter(asked, "9999")
    assert asked.approved.value is None
    assert asked.pin.error.value == "That is not the PIN. 4 more tries before a wait."


def test_the_right_one_lets_the_cashier_go_on_as_herself(asked: OwnerPinViewModel, mina: StaffMember) -> None:
    asked.write_reason("Old customer")
    enter(asked, "1234")
    approved = asked.approved.value
    assert approved is not None
    assert (approved.staff.id, approved.staff.may(Deed.OVERRIDE_LIMIT)) == (mina.id, True)


def test_an_owner_who_has_no_pin_is_not_offered(desk: Desk, mina: StaffMember) -> None:
    add_staff(desk, "Ada", Role.OWNER)
    model = OwnerPinViewModel(desk.as_staff(mina), InlineRunner(), Deed.OVERRIDE_LIMIT)
    model.load()
    assert [owner.name for owner in model.pin.staff.value] == ["Rosa Rossi"]


def test_an_owner_is_asked_for_the_reason_alone(desk: Desk) -> None:
    model = OwnerPinViewModel(desk, InlineRunner(), Deed.OVERRIDE_LIMIT)
    model.write_reason("Old customer")
    model.submit()
    assert model.approved.value is desk
