"""The greetings of these days: listed when the shop wants it, and never sent by themselves."""

import pytest

from shopdesk.domain.message import MessageKind
from shopdesk.errors import Forbidden
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.greeting import greets, list_greetings
from shopdesk.services.messaging import list_messages
from shopdesk.services.settings import change_settings

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


def test_a_cashier_is_shown_no_list(cashier: Desk) -> None:
    with pytest.raises(Forbidden):
        list_greetings(cashier)
