"""Reminders: the days that are near, what was promised, what is overdue and what is to be done, as one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from shopdesk.domain.account import CustomerId

GREETING_LATE_DAYS = 7
"""A birthday that was missed can still be wished for so long."""

LONGEST_HORIZON = 366
"""Days that can be looked ahead: further on, every day would come back a second time."""


class ReminderKind(StrEnum):
    """What a reminder is about."""

    PROMISE = "promise"
    DEBT = "debt"
    FOLLOW_UP = "follow_up"
    BIRTHDAY = "birthday"
    SPOUSE_BIRTHDAY = "spouse_birthday"
    ANNIVERSARY = "anniversary"


GREETINGS = (ReminderKind.BIRTHDAY, ReminderKind.SPOUSE_BIRTHDAY, ReminderKind.ANNIVERSARY)
"""The kinds that come back every year."""


class MarkState(StrEnum):
    """What somebody did about one occurrence of a reminder."""

    DONE = "done"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"


class Occurrence(NamedTuple):
    """One occurrence of a reminder: ``subject`` is the id of the customer, the promise or the follow-up."""

    kind: ReminderKind
    subject: int
    on: date


class Reminder(NamedTuple):
    """One reminder; ``words`` is what is to be done, or the spouse's name; amounts in minor units.

    ``years`` are those completed on the day, None where the year is unknown; ``amount`` is what was promised.
    """

    occurrence: Occurrence
    customer: CustomerId | None
    full_name: str
    words: str = ""
    years: int | None = None
    amount: int = 0
    balance: int = 0
    is_vip: bool = False
    prefers: str = ""
    who: str = ""

    @property
    def on(self) -> date:
        """The day it is about."""
        return self.occurrence.on

    @property
    def kind(self) -> ReminderKind:
        """What it is about."""
        return self.occurrence.kind


@dataclass(frozen=True, slots=True)
class ReminderQuery:
    """Which reminders: up to so many days ahead, of these kinds; ``mine`` leaves out other people's follow-ups.

    -1 day ahead are the overdue ones alone; without ``late`` those are left out.
    """

    days: int = 7
    late: bool = True
    kinds: frozenset[ReminderKind] = frozenset(ReminderKind)
    mine: bool = False
    limit: int = 200


class ReminderCounts(NamedTuple):
    """How many reminders there are: ``week`` and ``month`` hold overdue and today's as well."""

    overdue: int
    today: int
    week: int
    month: int
    snoozed: int


class ReminderList(NamedTuple):
    """The reminders, by day; ``total`` tells how many there are when only the first are listed."""

    items: tuple[Reminder, ...]
    total: int
    counts: ReminderCounts


def celebrated_on(day: date) -> tuple[str, ...]:
    """Return the days of the year (``MM-DD``) that are kept on a day.

    29 February is kept on the 28th in common years (DESIGN.md, important dates).
    """
    is_last_of_february = (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month != 2  # noqa: PLR2004  February
    return (f"{day:%m-%d}", "02-29") if is_last_of_february else (f"{day:%m-%d}",)


def days_from(first: date, last: date) -> Iterator[date]:
    """Return every day from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def in_order(reminders: Iterable[Reminder]) -> tuple[Reminder, ...]:
    """Return reminders by day; on one day money first, then work, then greetings, each by name."""
    places = {kind: place for place, kind in enumerate(ReminderKind)}
    return tuple(
        sorted(
            reminders,
            key=lambda each: (each.on, places[each.kind], each.full_name.casefold(), each.occurrence.subject),
        )
    )
