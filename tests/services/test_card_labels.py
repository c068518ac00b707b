"""Whose cards are printed as labels."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, NotFound
from shopdesk.services.card_labels import card_label, card_labels, count_cards
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.journal_view import JournalQuery, look_through_journal
from tests.services.hidden import two_places


@pytest.fixture
def zoe(desk: Desk) -> CustomerId:
    return add_customer(desk, RecordChange({"first_name": "Zoe", "card_code": "ZOE-77"})).id


def test_a_card_of_their_own_goes_before_the_number(desk: Desk, zoe: CustomerId, marai: CustomerId) -> None:
    assert card_label(desk, zoe).code == "ZOE-77"
    assert card_label(desk, marai).code == card_label(desk, marai).number == "C-000002"


def test_everybody_has_one_by_name_but_who_is_archived(
    desk: Desk, zoe: CustomerId, marai: CustomerId
) -> None:
    gone = add_customer(desk, RecordChange({"first_name": "Bo"})).id
    archive_customer(desk, gone)
    assert [label.customer for label in card_labels(desk)] == [marai, zoe]
    assert [label.customer for label in card_labels(desk, (gone, zoe))] == [gone, zoe]
    assert count_cards(desk) == 2


def test_many_leave_the_book_and_that_is_written_down(desk: Desk, zoe: CustomerId, cashier: Desk) -> None:
    card_labels(desk)
    (entry,) = look_through_journal(desk, JournalQuery(deed=Deed.EXPORT)).entries
    assert entry.content == {"rows": 1, "which": "all"}
    with pytest.raises(Forbidden):
        card_labels(cashier, (zoe,))
    assert card_label(cashier, zoe).name == "Zoe"


def test_nobody_of_another_place_is_among_them(desk: Desk) -> None:
    places = two_places(desk)
    with pytest.raises(NotFound):
        card_label(places.carla, places.hidden)
    assert count_cards(places.carla) == 2
