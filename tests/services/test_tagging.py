"""Tags for many at once."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, Segment
from shopdesk.errors import InvalidValue
from shopdesk.services.customers import RecordChange, add_customer, get_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.tagging import put_tags_back, retag


@pytest.fixture
def people(desk: Desk) -> tuple[CustomerId, ...]:
    tags = ((), ("Bridal",), ("Bridal", "VIP"))
    return tuple(add_customer(desk, RecordChange({"first_name": "Ann"}, each)).id for each in tags)


def tags(desk: Desk, people: tuple[CustomerId, ...]) -> list[tuple[str, ...]]:
    return [get_customer(desk, customer).record.tags for customer in people]


def test_tags_come_and_go_for_all_of_them(desk: Desk, people: tuple[CustomerId, ...]) -> None:
    before = retag(desk, people, ("pearls", "BRIDAL"), ("vip",))
    assert tags(desk, people) == [("pearls", "BRIDAL"), ("Bridal", "pearls"), ("Bridal", "pearls")]
    assert list_customers(desk, CustomerQuery(segment=Segment.VIP)).total == 0
    put_tags_back(desk, before)
    assert tags(desk, people) == [(), ("Bridal",), ("Bridal", "VIP")]
    assert list_customers(desk, CustomerQuery(segment=Segment.VIP)).total == 1


def test_the_vip_tag_in_any_case_is_the_column_too(desk: Desk, people: tuple[CustomerId, ...]) -> None:
    assert set(retag(desk, people, ("vip",))) == set(people[:2])
    assert list_customers(desk, CustomerQuery(segment=Segment.VIP)).total == 3


def test_one_who_would_have_too_many_leaves_all_as_they_were(
    desk: Desk, people: tuple[CustomerId, ...]
) -> None:
    many = tuple(f"tag {number}" for number in range(20))
    with pytest.raises(InvalidValue) as refused:
        retag(desk, people, many)
    assert refused.value.parameters == {"field": "tags", "reason": "too_many"}
    assert tags(desk, people) == [(), ("Bridal",), ("Bridal", "VIP")]
