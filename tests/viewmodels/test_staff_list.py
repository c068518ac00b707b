"""Adding staff and giving them PINs."""

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.staff import sign_in
from shopdesk.viewmodels.staff_list import StaffListViewModel
from tests.ports import InlineRunner


@pytest.fixture
def staff(desk: Desk) -> StaffListViewModel:
    model = StaffListViewModel(desk, InlineRunner())
    model.load()
    return model


def test_somebody_new_chooses_a_pin_at_the_first_sign_in(staff: StaffListViewModel) -> None:
    staff.add("Mina Costa")
    assert [(line.name, line.is_owner) for line in staff.lines.value] == [
        ("Rosa Rossi", True),
        ("Mina Costa", False),
    ]
    assert staff.lines.value[1].standing == "Chooses a PIN at the first sign-in"
    assert staff.saved.value == 1


@pytest.mark.parametrize(("name", "said"), [("rosa rossi", "works here already"), ("", "Enter a name")])
def test_a_name_that_will_not_do_is_said_at_the_field(
    staff: StaffListViewModel, name: str, said: str
) -> None:
    staff.add(name)
    assert said in staff.errors.value["name"]
    assert staff.saved.value == 0


def test_a_pin_that_was_given_signs_in(staff: StaffListViewModel, desk: Desk) -> None:
    staff.give_pin(staff.lines.value[0], "8642", "8642")
    assert sign_in(desk, desk.staff.id, "8642").staff.name == "Rosa Rossi"


@pytest.mark.parametrize(("pin", "again", "field"), [("12", "12", "pin"), ("1234", "1235", "pin_again")])
def test_a_pin_that_will_not_do_is_said(staff: StaffListViewModel, pin: str, again: str, field: str) -> None:
    staff.give_pin(staff.lines.value[0], pin, again)
    assert list(staff.errors.value) == [field]
