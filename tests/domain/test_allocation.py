"""Which credit settles which charge."""

from datetime import UTC, date, datetime

import pytest

from shopdesk.domain.account import Charge, Credit, EventId
from shopdesk.domain.allocation import Share, cover_charge, in_order, share_credit

NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)
NEW = EventId(99)


def charge(event: int, open_: int, due: int = 30, day: int = 1, *, disputed: bool = False) -> Charge:
    return Charge(
        event=EventId(event),
        reference=f"S-{event:05d}",
        at=NOVEMBER.replace(day=day),
        due_on=date(2026, 11, due),
        amount=max(open_, 1),
        outstanding=open_,
        disputed=disputed,
    )


def credit(event: int, waiting: int) -> Credit:
    return Credit(EventId(event), NOVEMBER, waiting or 1, waiting)


@pytest.mark.parametrize(
    ("charges", "order"),
    [
        ([charge(1, 5, due=30), charge(2, 5, due=29)], [2, 1]),
        ([charge(1, 5, day=2), charge(2, 5, day=1)], [2, 1]),
        ([charge(2, 5), charge(1, 5)], [1, 2]),
    ],
)
def test_the_order_is_due_date_then_time_then_sequence(charges: list[Charge], order: list[int]) -> None:
    assert [found.event for found in in_order(charges)] == order


@pytest.mark.parametrize(
    ("amount", "charges", "shares"),
    [
        (100, [charge(1, 60), charge(2, 60)], [(1, 60), (2, 40)]),
        (60, [charge(1, 60), charge(2, 60)], [(1, 60)]),
        (200, [charge(1, 60), charge(2, 60)], [(1, 60), (2, 60)]),
        (50, [], []),
        (50, [charge(1, 60, disputed=True), charge(2, 30)], [(2, 30)]),
        (50, [charge(1, 0), charge(2, 60)], [(2, 50)]),
    ],
)
def test_a_payment_settles_the_first_open_charges_and_passes_over_disputed_ones(
    amount: int, charges: list[Charge], shares: list[tuple[int, int]]
) -> None:
    assert share_credit(NEW, amount, charges) == [Share(NEW, EventId(e), taken) for e, taken in shares]


def test_a_directed_payment_goes_to_its_charges_first_disputed_ones_too() -> None:
    oldest, chosen = charge(1, 60), charge(2, 60, disputed=True)
    assert share_credit(NEW, 100, [oldest, chosen], [(chosen, 50)]) == [
        Share(NEW, EventId(2), 50),
        Share(NEW, EventId(1), 50),
    ]


def test_the_rest_of_a_directed_payment_may_go_to_the_same_charge_again() -> None:
    only = charge(1, 60)
    assert share_credit(NEW, 60, [only], [(only, 10)]) == [Share(NEW, EventId(1), 60)]


def test_no_more_charges_are_read_than_the_money_reaches() -> None:
    charges = iter([charge(1, 60), charge(2, 60), charge(3, 60)])
    share_credit(NEW, 60, charges)
    assert next(charges).event == 2


@pytest.mark.parametrize(
    ("amount", "waiting", "shares"),
    [
        (50, [credit(1, 30), credit(2, 30)], [(1, 30), (2, 20)]),
        (50, [credit(1, 0), credit(2, 30)], [(2, 30)]),
        (30, [credit(1, 30), credit(2, 30)], [(1, 30)]),
        (50, [], []),
    ],
)
def test_a_new_charge_is_covered_by_the_oldest_waiting_credit(
    amount: int, waiting: list[Credit], shares: list[tuple[int, int]]
) -> None:
    assert cover_charge(NEW, amount, waiting) == [Share(EventId(e), NEW, taken) for e, taken in shares]
