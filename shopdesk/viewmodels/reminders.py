"""The Reminders page: what to see to, by day, and what somebody does about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum

from shopdesk.domain.message import MessageKind
from shopdesk.domain.reminder import (
    MarkState,
    Reminder,
    ReminderKind,
    ReminderList,
    ReminderQuery,
)
from shopdesk.services.desk import Desk
from shopdesk.services.greeting import greets
from shopdesk.services.reminding import list_reminders, see_to, take_back
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.reminder_words import MARKS, detail_of, title_of, when_words
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from shopdesk.viewmodels.work_list import (
    AT_ONCE,
    WorkFilters,
    WorkGroup,
    WorkListViewModel,
    WorkPicture,
    shown_words,
)
from shopdesk.wording import Worded, tr, tr_count

SNOOZES = Worded({1: "1 day", 3: "3 days", 7: "a week", 30: "30 days"})
"""For how long a reminder can be put off."""
_MESSAGES = {
    ReminderKind.PROMISE: MessageKind.DEBT,
    ReminderKind.DEBT: MessageKind.DEBT,
    ReminderKind.BIRTHDAY: MessageKind.BIRTHDAY,
    ReminderKind.SPOUSE_BIRTHDAY: MessageKind.SPOUSE_BIRTHDAY,
    ReminderKind.ANNIVERSARY: MessageKind.ANNIVERSARY,
}


class Horizon(IntEnum):
    """How far the page looks ahead, in days; the overdue ones alone, or today's alone."""

    OVERDUE = -1
    TODAY = 0
    WEEK = 7
    MONTH = 30


_TABS = Worded(
    {
        Horizon.OVERDUE: "Overdue",
        Horizon.TODAY: "Today",
        Horizon.WEEK: "7 days",
        Horizon.MONTH: "30 days",
    }
)


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
class ReminderFilters(WorkFilters[ReminderKind]):
    """What the page is narrowed to."""

    horizon: Horizon = Horizon.WEEK


class RemindersViewModel(WorkListViewModel[ReminderList, ReminderFilters, ReminderLine, Horizon]):
    """``badge`` counts what is overdue or today's."""

    def __init__(self, desk: Desk, runner: Runner, undo_list: UndoList) -> None:
        super().__init__(desk, runner, undo_list, ReminderFilters())

    @property
    def greets(self) -> bool:
        """Whether the shop wants greetings listed."""
        return greets(self._desk)

    def look_ahead(self, horizon: Horizon) -> None:
        """Show another span of days."""
        self._narrow(replace(self.filters.value, horizon=horizon, shown=AT_ONCE))

    def complete(self, line: ReminderLine) -> None:
        """Call it done."""
        self._see_to(line, MarkState.DONE, 0, tr("Done: {title}.", title=line.title))

    def dismiss(self, line: ReminderLine) -> None:
        """Be reminded no more of this occurrence."""
        self._see_to(
            line,
            MarkState.DISMISSED,
            0,
            tr("You will not be reminded of this again: {title}.", title=line.title),
        )

    def snooze(self, line: ReminderLine, days: int) -> None:
        """Put it off by so many days."""
        self._see_to(
            line,
            MarkState.SNOOZED,
            days,
            tr("Put off for {days}: {title}.", days=SNOOZES[days], title=line.title),
        )

    def _see_to(self, line: ReminderLine, state: MarkState, days: int, said: str) -> None:
        desk, occurrence = self._desk, line.reminder.occurrence
        until = desk.today() + timedelta(days=days) if days else None
        undoable = Undoable(
            lambda: take_back(desk, occurrence), tr("Back on the list: {title}.", title=line.title)
        )
        self._step(lambda: see_to(desk, occurrence, state, until), said, undoable)

    def _question(self) -> Callable[[], ReminderList]:
        desk, query = self._desk, _query_of(self.filters.value)
        return lambda: list_reminders(desk, query)

    def _answered(self, found: ReminderList) -> None:
        super()._answered(found)
        if self.filters.value.kind is None and not self.filters.value.mine:
            self.badge.value = _pressing(found)

    def _read_badge(self) -> int:
        return _pressing(list_reminders(self._desk, ReminderQuery(days=0, limit=1)))

    def _pictured(self, found: ReminderList, text: ShopText) -> WorkPicture[ReminderLine, Horizon]:
        counts = found.counts
        many = dict(zip(Horizon, (counts.overdue, counts.today, counts.week, counts.month), strict=True))
        tabs = tuple((horizon, f"{said} {text.count(many[horizon])}") for horizon, said in _TABS.items())
        lines = [_line(each, text) for each in found.items]
        snoozed = tr(" · {snoozed} put off", snoozed=text.count(counts.snoozed)) if counts.snoozed else ""
        return WorkPicture(
            _grouped(lines, self.filters.value.horizon, text),
            tabs,
            f"{shown_words(lines, found.total, text)}{snoozed}",
            found.total - len(lines),
            tr("Nothing to see to in these days."),
        )


def _pressing(found: ReminderList) -> int:
    return found.counts.overdue + found.counts.today


def _query_of(filters: ReminderFilters) -> ReminderQuery:
    kinds = frozenset(ReminderKind) if filters.kind is None else frozenset({filters.kind})
    late = filters.horizon is not Horizon.TODAY
    return ReminderQuery(filters.horizon.value, late, kinds, filters.mine, filters.shown)


def _line(reminder: Reminder, text: ShopText) -> ReminderLine:
    return ReminderLine(
        reminder,
        MARKS[reminder.kind],
        when_words(reminder, text),
        title_of(reminder, text),
        detail_of(reminder, text),
        "owed" if reminder.on < text.today else "",
    )


def _ahead_words(horizon: Horizon) -> str:
    days = horizon.value
    return tr_count("In the next {count} day", "In the next {count} days", days, count=days)


def _grouped(
    lines: list[ReminderLine], horizon: Horizon, text: ShopText
) -> tuple[WorkGroup[ReminderLine], ...]:
    late = tuple(line for line in lines if line.reminder.on < text.today)
    today = tuple(line for line in lines if line.reminder.on == text.today)
    ahead = tuple(line for line in lines if line.reminder.on > text.today)
    groups = (
        WorkGroup(tr("Overdue"), late),
        WorkGroup(tr("Today, {today}", today=text.weekday(text.today)), today),
        WorkGroup(_ahead_words(horizon), ahead),
    )
    return tuple(group for group in groups if group.lines)
