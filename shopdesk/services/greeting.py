"""Whom the shop greets in these days: the list is prepared, and a person sends."""

from datetime import timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind
from shopdesk.domain.reminder import ReminderKind
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.storage import reminders
from shopdesk.storage.reminders import Span, Viewer

_MOST = 1_000
"""So many of a kind are listed: nobody writes more cards in a day."""
_BIRTHDAYS = (
    (ReminderKind.BIRTHDAY, MessageKind.BIRTHDAY),
    (ReminderKind.SPOUSE_BIRTHDAY, MessageKind.SPOUSE_BIRTHDAY),
)
_ANNIVERSARIES = ((ReminderKind.ANNIVERSARY, MessageKind.ANNIVERSARY),)


def greets(desk: Desk) -> bool:
    """Tell whether the shop wants greetings listed."""
    return desk.settings.greet_birthdays or desk.settings.greet_anniversaries


def list_greetings(desk: Desk) -> tuple[tuple[CustomerId, MessageKind], ...]:
    """Return who is to be greeted from today to as many days ahead as the settings say, the nearest day first.

    Whoever was greeted already is among them. Raises Forbidden.
    """
    settings, today = desk.settings, desk.today()
    birthdays = _BIRTHDAYS if settings.greet_birthdays else ()
    anniversaries = _ANNIVERSARIES if settings.greet_anniversaries else ()
    span = Span(today, today + timedelta(days=settings.greet_days_before))
    viewer = Viewer(desk.staff.id, today)
    with desk.read(Deed.MESSAGES) as session:
        found = [
            (reminder.on, reminder.customer or CustomerId(0), kind)
            for occasion, kind in (*birthdays, *anniversaries)
            for reminder in reminders.read_greetings(session, viewer, occasion, span, _MOST)
        ]
    return tuple((customer, kind) for _, customer, kind in sorted(found))
