"""The Reminders page: what to see to, by day, and what somebody does about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum
from functools import partial

from shopdesk.domain.message import MessageKind
from shopdesk.domain.reminder import (
    MarkState,
    Occurrence,
    Reminder,
    ReminderKind,
    ReminderList,
    ReminderQuery,
)
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.greeting import greets
from shopdesk.services.reminding import list_reminders, see_to, take_back
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.reminder_words import MARKS, detail_of, title_of, when_words
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.undo_list import Undoable, UndoList

SNOOZES = {1: "1 day", 3: "3 days", 7: "a week", 30: "30 days"}
"""For how long a reminder can be put off."""
_MESSAGES = {
    ReminderKind.PROMISE: MessageKind.DEBT,
    ReminderKind.DEBT: MessageKind.DEBT,
    ReminderKind.BIRTHDAY: MessageKind.BIRTHDAY,
    ReminderKind.SPOUSE_BIRTHDAY: MessageKind.SPOUSE_BIRTHDAY,
    ReminderKind.ANNIVERSARY: MessageKind.ANNIVERSARY,
}
AT_ONCE = 40
"""Rows that are shown until more are asked for."""


class Horizon(IntEnum):
    """How far the page looks ahead, in days; the overdue ones alone, or today's alone."""

    OVERDUE = -1
    TODAY = 0
    WEEK = 7
    MONTH = 30


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder as the page says it; ``tone`` is ``owed`` when it is late."""

    reminder: Reminder
    mark: str
    when: str
    title: str
    detail: str
    tone: str

    @property
    def is_work(self) -> bool:
        """Whether somebody does something and is done then."""
        return self.reminder.kind is ReminderKind.FOLLOW_UP

    @property
    def is_money(self) -> bool:
        """Whether a payment would settle it."""
        return self.reminder.kind in {ReminderKind.PROMISE, ReminderKind.DEBT}

    @property
    def message(self) -> MessageKind | None:
        """The message that is written about it; None where none is."""
        return _MESSAGES.get(self.reminder.kind)


@dataclass(frozen=True, slots=True)
class ReminderGroup:
    """Lines under one heading."""

    heading: str
    lines: tuple[ReminderLine, ...]


@dataclass(frozen=True, slots=True)
class RemindersPicture:
    """What the page shows; ``tabs`` are the counts of the horizons, ``more`` how many are not shown yet."""

    groups: tuple[ReminderGroup, ...]
    tabs: tuple[tuple[Horizon, str], ...]
    foot: str
    more: int


@dataclass(frozen=True, slots=True)
class ReminderFilters:
    """What the page is narrowed to; no kind means every kind."""

    horizon: Horizon = Horizon.WEEK
    kind: ReminderKind | None = None
    mine: bool = False
    shown: int = AT_ONCE


class RemindersViewModel:
    """``picture`` is None until the first load; ``badge`` counts what is overdue or today's, for the rail."""

    def __init__(self, desk: Desk, runner: Runner, undo_list: UndoList) -> None:
        self._desk = desk
        self._runner = runner
        self._undo_list = undo_list
        self.filters: Observable[ReminderFilters] = Observable(ReminderFilters())
        self.picture: Observable[RemindersPicture | None] = Observable(None)
        self.badge: Observable[int] = Observable(0)
        self.notice: Observable[Notice | None] = Observable(None)
        self.last: Undoable | None = None
        self._asked = 0
        self._is_watched = False
        self._is_stale = True

    @property
    def greets(self) -> bool:
        """Whether the shop wants greetings listed."""
        return greets(self._desk)

    def watch(self, *, watched: bool) -> None:
        """Follow the reminders while somebody looks."""
        self._is_watched = watched
        if watched and self._is_stale:
            self.load()

    def on_changes(self, changes: Changes) -> None:
        """Look again after anything changed: the page while somebody looks, else the badge."""
        if changes.concern_anybody():
            self._is_stale = True
            if self._is_watched:
                self.load()
            else:
                self.load_badge()

    def load_badge(self) -> None:
        """Count what is overdue or today's."""
        desk = self._desk

        def done(found: ReminderList) -> None:
            self.badge.value = found.counts.overdue + found.counts.today

        self._runner.run(lambda: list_reminders(desk, ReminderQuery(days=0, limit=1)), done, _ignore)

    def load(self) -> None:
        """Read the reminders; a late answer to an earlier question is dropped."""
        self._is_stale = False
        self._asked += 1
        asked, desk, filters = self._asked, self._desk, self.filters.value

        def done(found: ReminderList) -> None:
            if asked == self._asked:
                if filters.kind is None and not filters.mine:
                    self.badge.value = found.counts.overdue + found.counts.today
                self.picture.value = _pictured(found, filters, shop_text(desk))

        self._runner.run(lambda: list_reminders(desk, _query_of(filters)), done, self._refuse)

    def look_ahead(self, horizon: Horizon) -> None:
        """Show another span of days."""
        self._narrow(replace(self.filters.value, horizon=horizon, shown=AT_ONCE))

    def narrow(self, kind: ReminderKind | None) -> None:
        """Show one kind, or every kind."""
        self._narrow(replace(self.filters.value, kind=kind, shown=AT_ONCE))

    def show_mine(self, *, mine: bool) -> None:
        """Leave out what other people are to do, or show everybody's."""
        self._narrow(replace(self.filters.value, mine=mine, shown=AT_ONCE))

    def show_more(self) -> None:
        """Show more of the same list."""
        self._narrow(replace(self.filters.value, shown=self.filters.value.shown + AT_ONCE))

    def complete(self, line: ReminderLine) -> None:
        """Call it done."""
        self._see_to(line, MarkState.DONE, 0, f"Done: {line.title}.")

    def dismiss(self, line: ReminderLine) -> None:
        """Be reminded no more of this occurrence."""
        self._see_to(line, MarkState.DISMISSED, 0, f"You will not be reminded of this again: {line.title}.")

    def snooze(self, line: ReminderLine, days: int) -> None:
        """Put it off by so many days."""
        self._see_to(line, MarkState.SNOOZED, days, f"Put off for {SNOOZES[days]}: {line.title}.")

    def undo(self) -> None:
        """Take back what was seen to last."""
        if self.last is not None:
            deed, self.last = self.last, None
            self._undo_list.forget(deed)
            self._runner.run(deed.undo, partial(self._undone, deed), self._refuse, Lane.WRITE)

    def _undone(self, deed: Undoable, _: object) -> None:
        self.notice.value = Notice(deed.undone)

    def _narrow(self, filters: ReminderFilters) -> None:
        self.filters.value = filters
        self.load()

    def _see_to(self, line: ReminderLine, state: MarkState, days: int, said: str) -> None:
        desk, occurrence = self._desk, line.reminder.occurrence
        until = desk.today() + timedelta(days=days) if days else None

        def done(_: None) -> None:
            self.last = Undoable(_taker_back(desk, occurrence), f"Back on the list: {line.title}.")
            self._undo_list.push(self.last)
            self.notice.value = Notice(said, can_undo=True)

        self._runner.run(lambda: see_to(desk, occurrence, state, until), done, self._refuse, Lane.WRITE)

    def _refuse(self, error: ShopDeskError) -> None:
        self.notice.value = Notice(shop_text(self._desk).say(error), "danger")


def _taker_back(desk: Desk, occurrence: Occurrence) -> Callable[[], None]:
    return lambda: take_back(desk, occurrence)


def _query_of(filters: ReminderFilters) -> ReminderQuery:
    kinds = frozenset(ReminderKind) if filters.kind is None else frozenset({filters.kind})
    late = filters.horizon is not Horizon.TODAY
    return ReminderQuery(filters.horizon.value, late, kinds, filters.mine, filters.shown)


def _pictured(found: ReminderList, filters: ReminderFilters, text: ShopText) -> RemindersPicture:
    counts = found.counts
    many = {
        Horizon.OVERDUE: counts.overdue,
        Horizon.TODAY: counts.today,
        Horizon.WEEK: counts.week,
        Horizon.MONTH: counts.month,
    }
    words = {
        Horizon.OVERDUE: "Overdue",
        Horizon.TODAY: "Today",
        Horizon.WEEK: "7 days",
        Horizon.MONTH: "30 days",
    }
    tabs = tuple((horizon, f"{said} {text.count(many[horizon])}") for horizon, said in words.items())
    lines = [_line(each, text) for each in found.items]
    more = found.total - len(lines)
    shown = f"{text.count(len(lines))} of {text.count(found.total)}" if more else text.count(len(lines))
    snoozed = f" · {text.count(counts.snoozed)} put off" if counts.snoozed else ""
    return RemindersPicture(_grouped(lines, filters.horizon, text), tabs, f"{shown} shown{snoozed}", more)


def _line(reminder: Reminder, text: ShopText) -> ReminderLine:
    return ReminderLine(
        reminder,
        MARKS[reminder.kind],
        when_words(reminder, text),
        title_of(reminder, text),
        detail_of(reminder, text),
        "owed" if reminder.on < text.today else "",
    )


def _grouped(lines: list[ReminderLine], horizon: Horizon, text: ShopText) -> tuple[ReminderGroup, ...]:
    late = tuple(line for line in lines if line.reminder.on < text.today)
    today = tuple(line for line in lines if line.reminder.on == text.today)
    ahead = tuple(line for line in lines if line.reminder.on > text.today)
    groups = (
        ReminderGroup("Overdue", late),
        ReminderGroup(f"Today, {text.weekday(text.today)}", today),
        ReminderGroup(f"In the next {horizon.value} days", ahead),
    )
    return tuple(group for group in groups if group.lines)


def _ignore(_: ShopDeskError) -> None:
    """Say nothing: whoever opens the page is told why it cannot be read."""
