"""Records that may be one person."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.twins import Ground
from shopdesk.errors import Forbidden, InvalidValue, NotFound
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.twins import dismiss_twins, possible_twins

ONE = {"first_name": "Marai", "last_name": "Haddad"}


def add(desk: Desk, **texts: str) -> CustomerId:
    return add_customer(desk, RecordChange(texts), allow_shared_phone=True).id


def pairs(desk: Desk) -> list[tuple[int, int, tuple[Ground, ...]]]:
    return [(found.one.id, found.other.id, found.grounds) for found in possible_twins(desk)]


@pytest.mark.parametrize(
    ("first", "second", "ground"),
    [
        ({"mobile": "0412 345 678"}, {"mobile": "+61 412 345 678"}, Ground.PHONE),
        ({"mobile": "0412 345 678"}, {"phone": "0412 345 678"}, Ground.PHONE),
        (
            {"street": "12 Élgin St", "suburb": "Carlton"},
            {"street": "12 elgin st.", "suburb": "CARLTON"},
            Ground.ADDRESS,
        ),
    ],
)
@pytest.mark.parametrize(
    ("first_name", "last_name"), [("Maria", "Haddad"), ("Haddad", "Marai"), ("M.", "Haddad")]
)
def test_similar_names_with_something_in_common_may_be_one_person(
    desk: Desk,
    first: dict[str, str],
    second: dict[str, str],
    ground: Ground,
    first_name: str,
    last_name: str,
) -> None:
    add(desk, **ONE, **first)
    add(desk, first_name=first_name, last_name=last_name, **second)
    assert pairs(desk) == [(1, 2, (ground,))]


@pytest.mark.parametrize(
    "texts",
    [
        {"first_name": "Tomas", "last_name": "Berg", "mobile": "0412 345 678"},
        {"first_name": "Karim", "last_name": "Haddad", "mobile": "0412 345 678"},
        {"first_name": "Marai", "last_name": "Haddad", "suburb": "Carlton"},
    ],
)
def test_couples_with_one_phone_and_namesakes_in_one_suburb_are_two_people(
    desk: Desk, texts: dict[str, str]
) -> None:
    add(desk, **ONE, mobile="0412 345 678", suburb="Carlton")
    add(desk, **texts)
    assert pairs(desk) == []


def test_an_archived_one_with_the_same_email_is_found_and_two_archived_ones_are_not(desk: Desk) -> None:
    one = add(desk, **ONE, email="marai@example.com")
    archive_customer(desk, one)
    other = add(desk, **ONE, email="Marai@example.com")
    assert pairs(desk) == [(one, other, (Ground.EMAIL,))]
    archive_customer(desk, other)
    assert pairs(desk) == []


def test_who_shares_more_stands_first(desk: Desk) -> None:
    address = {"street": "1 High St", "suburb": "Kew"}
    for texts in ({"mobile": "0412 345 678"}, {"mobile": "0412 345 678"}, address, address):
        add(desk, **ONE, **texts)
    add(desk, **ONE, **address, phone="0412 345 678")
    assert pairs(desk)[0][2:] == ((Ground.PHONE,),)
    add(desk, **ONE, **address, phone="0412 345 678")
    assert pairs(desk)[0] == (5, 6, (Ground.PHONE, Ground.ADDRESS))


def test_dismissed_and_merged_pairs_are_not_listed_again(desk: Desk) -> None:
    one, other, third = (add(desk, **ONE, mobile="0412 345 678") for _ in range(3))
    dismiss_twins(desk, other, one)
    assert [pair[:2] for pair in pairs(desk)] == [(one, third), (other, third)]
    merge(desk, MergeOrder(one, (third,)), "merge")
    assert pairs(desk) == []


def test_what_a_whole_crowd_shares_is_a_placeholder(desk: Desk) -> None:
    for _ in range(31):
        add(desk, **ONE, mobile="0400 000 000")
    assert pairs(desk) == []


def test_only_the_owner_sees_and_dismisses_twins(desk: Desk, cashier: Desk, marai: CustomerId) -> None:
    for deed in (lambda: possible_twins(cashier), lambda: dismiss_twins(cashier, marai, marai)):
        with pytest.raises(Forbidden):
            deed()
    with pytest.raises(InvalidValue):
        dismiss_twins(desk, marai, marai)
    with pytest.raises(NotFound):
        dismiss_twins(desk, marai, CustomerId(9))
