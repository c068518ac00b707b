from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.errors import Forbidden
from shopdesk.services.desk import Desk
from shopdesk.services.journal_view import read_journal
from shopdesk.services.payments import take_payment
from tests.conftest import StandingClock


def test_the_journal_is_read_from_its_newest_row(desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, 100), "one")
    part = read_journal(desk)
    newest = part.lines[0]
    assert (newest.deed, newest.subject, newest.staff) == ("take_payment", "C-000001", "Rosa Rossi")
    assert part.head == newest.mac
    assert [line.sequence for line in part.lines] == list(range(desk.book.sequence, 0, -1))


def test_it_is_read_part_by_part(desk: Desk, marai: CustomerId) -> None:
    whole = read_journal(desk).lines
    first = read_journal(desk, limit=2).lines
    rest = read_journal(desk, before=first[-1].sequence).lines
    assert first + rest == whole


def test_days_and_a_customer_narrow_it(desk: Desk, marai: CustomerId, clock: StandingClock) -> None:
    clock.forward(days=2)
    take_payment(desk, PaymentOrder(marai, 100), "one")
    later = read_journal(desk, from_on=date(2026, 11, 22))
    assert [line.deed for line in later.lines] == ["take_payment"]
    assert all(line.deed != "take_payment" for line in read_journal(desk, to_on=date(2026, 11, 22)).lines)
    assert [line.deed for line in read_journal(desk, customer=marai).lines] == [
        "take_payment",
        "save_customer",
    ]


def test_a_cashier_does_not_read_it(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        read_journal(cashier)
