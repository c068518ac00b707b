"""The greetings of these days: listed when the shop wants it, and never sent by themselves."""

import pytest

from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay
from shopdesk.domain.reminder import ReminderQuery
from shopdesk.errors import Forbidden
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.greeting import greets, list_greetings
from shopdesk.services.messaging import list_messages, send, tell_outcome
from shopdesk.services.reminding import list_reminders
from shopdesk.services.settings import change_settings
from tests.conftest import StandingClock

PEOPLE = (
    ("Ada", {"birthday": "1990-11-21"}),
    ("Bo", {"birthday": "--11-23", "spouse_birthday": "1991-11-21"}),
    ("Cy", {"anniversary": "2015-11-22"}),
    ("Di", {"birthday": "1990-11-25"}),
)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, []),
        ({"greet_birthdays": "on"}, [(1, MessageKind.BIRTHDAY), (2, MessageKind.SPOUSE_BIRTHDAY)]),
        ({"greet_anniversaries": "on"}, []),
        ({"greet_anniversaries": "on", "greet_days_before": "1"}, [(3, MessageKind.ANNIVERSARY)]),
        (
            {"greet_birthdays": "on", "greet_anniversaries": "on", "greet_days_before": "3"},
            [
                (1, MessageKind.BIRTHDAY),
                (2, MessageKind.SPOUSE_BIRTHDAY),
                (3, MessageKind.ANNIVERSARY),
                (2, MessageKind.BIRTHDAY),
            ],
        ),
    ],
)
def test_those_are_listed_that_the_settings_ask_for_the_nearest_day_first(
    desk: Desk, settings: dict[str, str], expected: list[tuple[int, MessageKind]]
) -> None:
    for name, dates in PEOPLE:
        add_customer(desk, RecordChange({"first_name": name, **dates}))
    if settings:
        change_settings(desk, settings)
    assert list(list_greetings(desk)) == expected
    assert greets(desk) is bool(settings)
    assert list_messages(desk) == ()


@pytest.mark.parametrize("born", ["1990-11-21", "--11-19", "1990-12-01"])
def test_a_greeting_that_went_ticks_its_reminder_for_everybody(desk: Desk, cashier: Desk, born: str) -> None:
    contact = {"birthday": born, "mobile": "0412 345 678"}
    ada = add_customer(desk, RecordChange({"first_name": "Ada", **contact})).id
    order = MessageOrder(ada, MessageKind.BIRTHDAY, MessageWay.SMS, "Happy birthday!")
    sent = send(desk, order, "greeting")
    assert len(list_reminders(cashier, ReminderQuery(30)).items) == 1
    tell_outcome(desk, sent.id, sent=True)
    assert list_reminders(cashier, ReminderQuery(30)).items == ()
    tell_outcome(desk, sent.id, sent=False)
    assert len(list_reminders(desk, ReminderQuery(30)).items) == 1


def test_next_years_birthday_comes_back(desk: Desk, clock: StandingClock) -> None:
    contact = {"birthday": "--11-21", "mobile": "0412 345 678"}
    ada = add_customer(desk, RecordChange({"first_name": "Ada", **contact})).id
    sent = send(desk, MessageOrder(ada, MessageKind.BIRTHDAY, MessageWay.SMS, "Happy birthday!"), "greeting")
    tell_outcome(desk, sent.id, sent=True)
    clock.forward(days=365)
    (again,) = list_reminders(desk, ReminderQuery(0)).items
    assert again.customer == ada


def test_a_cashier_is_shown_no_list(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        list_greetings(cashier)
