"""Whom the shop greets in these days: the list is prepared, and a person sends."""

from datetime import timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import local_day
from shopdesk.domain.message import Message, MessageKind, MessageOutcome
from shopdesk.domain.reminder import GREETING_LATE_DAYS, MarkState, Occurrence, ReminderKind
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import reminders
from shopdesk.storage.reminders import Span, Viewer
from shopdesk.storage.staff import read_staff

_MOST = 1_000
"""So many of a kind are listed: nobody writes more cards in a day."""
_BIRTHDAYS = (
    (ReminderKind.BIRTHDAY, MessageKind.BIRTHDAY),
    (ReminderKind.SPOUSE_BIRTHDAY, MessageKind.SPOUSE_BIRTHDAY),
)
_ANNIVERSARIES = ((ReminderKind.ANNIVERSARY, MessageKind.ANNIVERSARY),)
_OCCASIONS = (*_BIRTHDAYS, *_ANNIVERSARIES)
_AHEAD = 31
"""So many days before it a greeting may be written."""


def greets(desk: Desk) -> bool:
    """Tell whether the shop wants greetings listed."""
    return desk.settings.greet_birthdays or desk.settings.greet_anniversaries


def tick_greeting(work: Work, message: Message, outcome: MessageOutcome) -> None:
    """Let nobody be reminded any more of a day for which a greeting went; whose did not go after all, again."""
    occasion = next((each for each, kind in _OCCASIONS if kind is message.kind), None)
    if occasion is None or outcome not in {MessageOutcome.SENT, MessageOutcome.NOT_SENT}:
        return
    written_on = local_day(message.made_at, work.settings.time_zone)
    span = Span(written_on - timedelta(days=GREETING_LATE_DAYS), written_on + timedelta(days=_AHEAD))
    day = reminders.day_near(work.session, occasion, message.customer, span, written_on)
    if day is None:
        return
    occurrence = Occurrence(occasion, message.customer, day)
    for member in read_staff(work.session):
        if outcome is MessageOutcome.SENT:
            done = MarkState.DONE
            reminders.write_mark(work.session, member.id, occurrence, done, None, work.clock_now)
        else:
            reminders.delete_mark(work.session, member.id, occurrence)
    work.everything = True


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
            for reminder in reminders.read_greetings(session, viewer, occasion, list(span.days()), _MOST)
        ]
    return tuple((customer, kind) for _, customer, kind in sorted(found))
