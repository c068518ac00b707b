"""A sale set aside and taken up again."""

from decimal import Decimal

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.basket import Discount
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.sale import SaleLine
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.parking import count_parked, list_parked, park_sale, resume_sale

LINES = (SaleLine("Bangle", 18_000, Decimal("1.5"), Decimal(10), "9312345678907"), SaleLine("Cloth", 950))


def test_a_parked_sale_comes_back_as_it_was_and_only_once(desk: Desk, marai: CustomerId) -> None:
    content = ParkedContent(LINES, marai, Discount(percent=Decimal(5)))
    parked = park_sale(desk, content)
    (listed,) = list_parked(desk)
    assert (listed.content, listed.customer_name, listed.staff) == (content, "Marai Haddad", "Rosa Rossi")
    assert resume_sale(desk, parked) == content
    with pytest.raises(NotFound):
        resume_sale(desk, parked)


def test_everybody_hears_of_parking(desk: Desk) -> None:
    told: list[Changes] = []
    desk.feed.subscribe(told.append)
    park_sale(desk, ParkedContent(LINES))
    assert told == [Changes(parked=True)]
    assert count_parked(desk) == 1


def test_an_empty_sale_cannot_be_parked(desk: Desk) -> None:
    with pytest.raises(InvalidValue):
        park_sale(desk, ParkedContent(()))


def test_what_was_parked_is_sealed_in_the_file(desk: Desk) -> None:
    park_sale(desk, ParkedContent(LINES))
    with desk.read() as session:
        rows = session.exec_driver_sql("SELECT * FROM parked_sale").fetchall()
        journal = session.exec_driver_sql("SELECT content FROM journal").fetchall()
    assert "Bangle" not in f"{rows}{journal}"
