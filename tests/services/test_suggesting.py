"""What the form offers: the suburbs and sources that the shop's records name, the most used first."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.suburb import Suburb
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.suggesting import list_sources, suggest_suburbs
from shopdesk.services.verifying import repair, verify

NORTHCOTE = {"suburb": "Northcote", "state": "VIC", "postcode": "3070"}


def add(desk: Desk, **fields: str) -> CustomerId:
    return add_customer(desk, RecordChange({"first_name": "Ana", **fields})).id


@pytest.mark.parametrize("typed", ["n", "NORTH", " northcote", "nórth"])
def test_a_suburb_is_offered_with_its_state_and_postcode(desk: Desk, typed: str) -> None:
    add(desk, suburb="Northcote", postcode="3070", state="VIC")
    assert suggest_suburbs(desk, typed) == (Suburb("Northcote", "VIC", "3070"),)


def test_nothing_typed_offers_no_suburb(desk: Desk) -> None:
    add(desk, **NORTHCOTE)
    assert suggest_suburbs(desk, " ") == ()


def test_what_is_used_most_comes_first(desk: Desk) -> None:
    for fields in ({"suburb": "Norlane"}, NORTHCOTE, NORTHCOTE):
        add(desk, **fields)
    assert [suburb.name for suburb in suggest_suburbs(desk, "nor")] == ["Northcote", "Norlane"]


def test_a_suburb_that_nobody_lives_in_any_more_is_not_offered(desk: Desk) -> None:
    moved, stays = add(desk, **NORTHCOTE), add(desk, suburb="Norlane")
    edit_customer(desk, moved, RecordChange({"suburb": "Preston"}))
    archive_customer(desk, stays)
    erase(desk, stays)
    assert suggest_suburbs(desk, "nor") == ()
    assert suggest_suburbs(desk, "pre") == (Suburb("Preston", "VIC", "3070"),)
    assert verify(desk).ok


def test_counting_again_gives_what_saving_counted(desk: Desk) -> None:
    for fields in (NORTHCOTE, NORTHCOTE, {"suburb": "Norlane"}):
        add(desk, **fields)
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("DELETE FROM suburb")
        connection.commit()
    repair(desk, "suburbs", verify(desk))
    assert verify(desk).ok
    assert [suburb.name for suburb in suggest_suburbs(desk, "nor")] == ["Northcote", "Norlane"]


def test_sources_are_offered_once_each_by_use(desk: Desk) -> None:
    for source in ("Walk-in", "Friend", "Friend", ""):
        add(desk, source=source)
    assert list_sources(desk) == ("Friend", "Walk-in")
