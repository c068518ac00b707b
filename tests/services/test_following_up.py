"""Follow-ups: what was promised to be done, by whom and by when."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpId, FollowUpOrder, FollowUpStatus, Priority
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.following_up import (
    add_follow_up,
    change_follow_up,
    follow_ups_of,
    list_follow_ups,
    move_follow_up,
)
from shopdesk.services.kpis import compute_kpis


def order(
    desk: Desk, title: str = "Ring back about the sapphire", days: int = 0, **more: object
) -> FollowUpOrder:
    return FollowUpOrder(title, desk.today() + timedelta(days=days), **more)  # type: ignore[arg-type]  # by name


def test_a_cashier_writes_one_down_and_asked_twice_it_is_one(cashier: Desk, marai: CustomerId) -> None:
    first, second = (add_follow_up(cashier, order(cashier, customer=marai), "same") for _ in range(2))
    assert (first, list_follow_ups(cashier)) == (second, (first,))
    assert (first.title, first.full_name, first.made_by) == (
        "Ring back about the sapphire",
        "Marai Haddad",
        "Carl",
    )


def test_the_first_due_comes_first_and_the_card_counts_what_is_due(desk: Desk) -> None:
    add_follow_up(desk, order(desk, "Order boxes", days=3), "later")
    add_follow_up(desk, order(desk, "Call the mint", days=-1), "late")
    add_follow_up(desk, order(desk, "Sweep", days=0, priority=Priority.LOW), "today")
    assert [each.title for each in list_follow_ups(desk)] == ["Call the mint", "Sweep", "Order boxes"]
    kpis = compute_kpis(desk)
    assert (kpis.follow_ups_due, kpis.follow_ups_overdue) == (2, 1)


def test_what_is_done_is_no_longer_due_and_can_be_taken_up_again(desk: Desk, marai: CustomerId) -> None:
    made = add_follow_up(desk, order(desk, customer=marai), "one")
    done = move_follow_up(desk, made.id, FollowUpStatus.DONE)
    assert (done.ended_at, list_follow_ups(desk), follow_ups_of(desk, marai)) == (
        desk.clock.now(),
        (),
        (done,),
    )
    assert move_follow_up(desk, made.id, FollowUpStatus.IN_PROGRESS).ended_at is None
    assert compute_kpis(desk).follow_ups_due == 1


def test_title_day_and_who_can_change(desk: Desk, cashier: Desk) -> None:
    made = add_follow_up(desk, order(desk, "Call"), "one")
    changed = change_follow_up(desk, made.id, order(desk, "Write", days=2, who=cashier.staff.id))
    assert (changed.title, changed.due_on, changed.who) == ("Write", desk.today() + timedelta(days=2), "Carl")
    assert list_follow_ups(desk, who=desk.staff.id) == ()
    assert list_follow_ups(desk, who=cashier.staff.id) == (changed,)


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
def test_a_title_says_something_in_few_words(desk: Desk, title: str) -> None:
    with pytest.raises(ShopDeskError) as refused:
        add_follow_up(desk, order(desk, title), "one")
    assert (refused.value.code, refused.value.field, list_follow_ups(desk)) == ("invalid_value", "title", ())


def test_nobody_and_nothing_unknown_can_be_named(desk: Desk) -> None:
    with pytest.raises(ShopDeskError, match="not_found"):
        add_follow_up(desk, order(desk, customer=CustomerId(99)), "one")
    with pytest.raises(ShopDeskError, match="not_found"):
        add_follow_up(desk, order(desk, who=99), "two")
    with pytest.raises(ShopDeskError, match="not_found"):
        move_follow_up(desk, FollowUpId(99), FollowUpStatus.DONE)


def test_a_title_is_sealed_and_goes_with_the_person(desk: Desk, marai: CustomerId) -> None:
    add_follow_up(desk, order(desk, "Sapphire surprise", customer=marai), "hers")
    add_follow_up(desk, order(desk, "Order boxes"), "nobody's")
    with desk.book.database.read() as session:
        stored = session.exec_driver_sql("SELECT title_enc FROM follow_up").scalars().all()
    assert not any(b"urprise" in each or b"boxes" in each for each in stored)
    archive_customer(desk, marai)
    erase(desk, marai)
    assert [each.title for each in list_follow_ups(desk)] == ["Order boxes"]
    assert compute_kpis(desk).follow_ups_due == 1
