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


def test_a_cashier_is_tied_to_a_location_and_untied(staff: StaffListViewModel) -> None:
    staff.add_location("Carlton")
    staff.add("Mina Costa", location="Carlton")
    assert (staff.locations.value, staff.lines.value[1].location) == (("Carlton",), "Carlton")
    staff.change(staff.lines.value[1], "", leaves=False)
    assert staff.lines.value[1].location == ""


def test_an_owner_is_tied_to_no_location(staff: StaffListViewModel) -> None:
    staff.add_location("Carlton")
    staff.add("Omar", is_owner=True, location="Carlton")
    assert [line.location for line in staff.lines.value] == ["", ""]


def test_whoever_leaves_stays_in_the_list(staff: StaffListViewModel) -> None:
    staff.add("Mina Costa")
    staff.change(staff.lines.value[1], "", leaves=True)
    assert (staff.lines.value[1].standing, staff.lines.value[1].works_here) == ("Cannot sign in", False)


def test_the_only_owner_cannot_leave(staff: StaffListViewModel) -> None:
    staff.change(staff.lines.value[0], "", leaves=True)
    assert staff.lines.value[0].works_here
    assert staff.notice.value is not None
    assert staff.notice.value.role == "danger"


@pytest.mark.parametrize(("name", "said"), [("carlton", "already"), (" ", "Enter a name")])
def test_a_location_that_will_not_do_is_said_at_the_field(
    staff: StaffListViewModel, name: str, said: str
) -> None:
    staff.add_location("Carlton")
    staff.add_location(name)
    assert said in staff.errors.value["location"]
    assert staff.locations.value == ("Carlton",)
