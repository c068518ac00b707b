"""The Reminders page behind its window: what it says, and what seeing to something does."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.reminder import ReminderKind
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from shopdesk.viewmodels.reminders import Horizon, ReminderLine, RemindersViewModel
from shopdesk.viewmodels.undo_list import UndoList
from shopdesk.viewmodels.work_list import AT_ONCE
from tests.conftest import StandingClock
from tests.ports import InlineRunner


@pytest.fixture
def model(desk: Desk) -> RemindersViewModel:
    runner = InlineRunner()
    made = RemindersViewModel(desk, runner, UndoList(desk, runner))
    desk.feed.subscribe(made.on_changes)
    made.watch(watched=True)
    return made


def lines(model: RemindersViewModel) -> list[ReminderLine]:
    picture = model.picture.value
    return [line for group in (picture.groups if picture else ()) for line in group.lines]


def said(model: RemindersViewModel) -> list[tuple[str, str, str, str]]:
    return [(line.mark, line.when, line.title, line.detail) for line in lines(model)]


def test_each_kind_is_said_in_its_own_words(
    model: RemindersViewModel, desk: Desk, clock: StandingClock
) -> None:
    dates = {"birthday": "--11-24", "spouse_birthday": "1990-11-22", "anniversary": "2011-11-23"}
    family = RecordChange({"first_name": "George", "last_name": "Haddad", "spouse_name": "Lina", **dates})
    george = add_customer(desk, family).id
    late = add_customer(desk, RecordChange({"first_name": "Ana", "communication_preference": "phone"})).id
    for customer in (george, late):
        sale = SaleOrder(total=5000, on_account=5000, customer=customer, due_on=desk.today())
        sell(desk, sale, f"sale {customer}")
    add_promise(desk, george, desk.today() + timedelta(days=2), 2000, "promise")
    add_follow_up(desk, FollowUpOrder("Ring back", desk.today() + timedelta(days=1), george), "call")
    clock.forward(days=1)
    model.load()
    assert said(model) == [
        ("PAY", "1 day late", "Ana owes $50.00", "Due since 21 Nov · prefers a call"),
        ("DO", "Today", "Ring back", "For George Haddad · anybody · by 22 Nov"),
        ("BD", "Today", "Birthday: Lina (spouse of George Haddad)", "22 Nov"),
        ("PAY", "In 1 day", "George Haddad promised $20.00 for 23 Nov", "Owes $50.00"),
        ("AN", "In 1 day", "Anniversary: George Haddad and Lina, 15 years", "23 Nov"),
        ("BD", "In 2 days", "Birthday: George Haddad", "24 Nov · year unknown"),
    ]
    picture = model.picture.value
    assert picture is not None
    assert [group.heading for group in picture.groups] == [
        "Overdue",
        "Today, Sun 22 Nov",
        "In the next 7 days",
    ]
    assert [words for _, words in picture.tabs] == ["Overdue 1", "Today 2", "7 days 6", "30 days 6"]
    assert (model.badge.value, picture.foot) == (3, "6 shown")


def test_seeing_to_one_takes_it_off_and_undo_brings_it_back(model: RemindersViewModel, desk: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("Order boxes", desk.today()), "one")
    (line,) = lines(model)
    for see_to in (model.complete, model.dismiss, lambda each: model.snooze(each, 3)):
        see_to(line)
        assert (lines(model), model.badge.value) == ([], 0)
        model.undo()
        assert ([each.title for each in lines(model)], model.badge.value) == (["Order boxes"], 1)


def test_what_is_put_off_is_counted_below(model: RemindersViewModel, desk: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("Order boxes", desk.today()), "one")
    model.snooze(lines(model)[0], 7)
    assert model.picture.value is not None
    assert model.picture.value.foot == "0 shown · 1 put off"
    assert model.notice.value is not None
    assert model.notice.value.text == "Put off for a week: Order boxes."


def test_the_tabs_and_kinds_narrow_the_list(model: RemindersViewModel, desk: Desk) -> None:
    for title, days in (("Late", -1), ("Now", 0), ("Soon", 5), ("Later", 20)):
        add_follow_up(desk, FollowUpOrder(title, desk.today() + timedelta(days=days)), title)
    shown = {}
    for horizon in Horizon:
        model.look_ahead(horizon)
        shown[horizon] = [line.title for line in lines(model)]
    assert shown == {
        Horizon.OVERDUE: ["Late"],
        Horizon.TODAY: ["Now"],
        Horizon.WEEK: ["Late", "Now", "Soon"],
        Horizon.MONTH: ["Late", "Now", "Soon", "Later"],
    }
    model.narrow(ReminderKind.BIRTHDAY)
    assert lines(model) == []


def test_a_long_list_is_shown_part_by_part(model: RemindersViewModel, desk: Desk) -> None:
    for number in range(AT_ONCE + 2):
        add_follow_up(desk, FollowUpOrder(f"Task {number}", desk.today()), f"task {number}")
    assert (len(lines(model)), model.picture.value and model.picture.value.more) == (AT_ONCE, 2)
    model.show_more()
    assert (len(lines(model)), model.picture.value and model.picture.value.more) == (AT_ONCE + 2, 0)


def test_nobody_looking_only_the_badge_follows(desk: Desk, marai: CustomerId) -> None:
    runner = InlineRunner()
    model = RemindersViewModel(desk, runner, UndoList(desk, runner))
    desk.feed.subscribe(model.on_changes)
    add_follow_up(desk, FollowUpOrder("Ring", desk.today(), marai), "one")
    assert (model.badge.value, model.picture.value) == (1, None)
