"""The places of a shop, and who is tied to one."""

import pytest

from shopdesk.domain.staff import Role
from shopdesk.errors import AlreadyExists, Forbidden, InvalidValue, NotFound
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.locations import add_location, list_locations
from shopdesk.services.staff import add_staff, list_staff, place_staff


def test_locations_are_listed_by_name(desk: Desk) -> None:
    add_location(desk, "Northcote")
    add_location(desk, "  Carlton  ")
    assert [found.name for found in list_locations(desk)] == ["Carlton", "Northcote"]


def test_a_location_is_there_once_however_it_is_written(desk: Desk) -> None:
    add_location(desk, "Carlton")
    with pytest.raises(AlreadyExists):
        add_location(desk, "CARLTON")
    add_customer(desk, RecordChange({"first_name": "Ann", "location": "carlton"}))
    assert len(list_locations(desk)) == 1


@pytest.mark.parametrize(("name", "other"), [("Αθήνα", "ΑΘΗΝΑ"), ("Ряд", "РЯД"), ("Épicerie", "épicerie")])
def test_a_location_is_there_once_in_any_script(desk: Desk, name: str, other: str) -> None:
    add_location(desk, name)
    added = add_customer(desk, RecordChange({"first_name": "Ann", "location": other}))
    assert (added.record.location, len(list_locations(desk))) == (name, 1)


@pytest.mark.parametrize(("name", "reason"), [(" ", "empty"), ("x" * 101, "too_long")])
def test_a_location_has_a_name(desk: Desk, name: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        add_location(desk, name)
    assert refused.value.parameters == {"field": "location", "reason": reason}


def test_only_the_owner_adds_a_location_and_ties_somebody_to_one(desk: Desk, cashier: Desk) -> None:
    for refused in (
        lambda: add_location(cashier, "Carlton"),
        lambda: place_staff(cashier, cashier.staff.id, ""),
    ):
        with pytest.raises(Forbidden):
            refused()
    assert list_locations(desk) == ()


def test_somebody_is_tied_to_a_location_and_untied_again(desk: Desk) -> None:
    add_location(desk, "Carlton")
    carla = add_staff(desk, "Carla", Role.CASHIER, "carlton")
    assert carla.location is not None
    assert carla.limited_to == carla.location.id
    assert place_staff(desk, carla.id, "").limited_to is None
    assert place_staff(desk, carla.id, "Carlton") in list_staff(desk)


def test_an_owner_is_limited_to_nothing(desk: Desk) -> None:
    add_location(desk, "Carlton")
    assert place_staff(desk, desk.staff.id, "Carlton").limited_to is None


def test_a_location_that_is_not_there_ties_nobody_and_adds_nobody(desk: Desk) -> None:
    with pytest.raises(NotFound):
        add_staff(desk, "Carla", Role.CASHIER, "Nowhere")
    assert [member.name for member in list_staff(desk)] == ["Rosa Rossi"]
