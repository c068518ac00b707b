"""Reminders: what to see to on which day, and what each member of staff has seen to."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from shopdesk.domain.account import CustomerId, StaffId, customer_number
from shopdesk.domain.follow_up import FollowUp, FollowUpId, FollowUpStatus
from shopdesk.domain.reminder import (
    GREETING_LATE_DAYS,
    GREETINGS,
    LONGEST_HORIZON,
    MarkState,
    Occurrence,
    Reminder,
    ReminderCounts,
    ReminderKind,
    ReminderList,
    ReminderQuery,
    in_order,
)
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidDate, InvalidValue, NotFound
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import follow_ups, reminders
from shopdesk.storage.reminders import Span, Viewer
from shopdesk.storage.session import Session
from shopdesk.storage.sight import require_seen

_WEEK, _MONTH = 7, 30


def list_reminders(desk: Desk, query: ReminderQuery | None = None) -> ReminderList:
    """Return what to see to up to so many days ahead, by day, as whoever acts has left it.

    Missed greetings stay for a week, a promise until it is kept, a debt until it is no longer overdue; for a
    debtor who promised, the promise stands instead of the debt. The counts are of the kinds asked for.
    Raises InvalidValue for a horizon below -1 or above 366 days.
    """
    query = query or ReminderQuery()
    if not -1 <= query.days <= LONGEST_HORIZON:
        raise InvalidValue(field="days", reason="out_of_range")
    with desk.read() as session:
        return _Reading(desk, session, query).whole()


def see_to(desk: Desk, occurrence: Occurrence, state: MarkState, until: date | None = None) -> None:
    """Remember that an occurrence is done, dismissed, or not wanted before a day; done work is done for everybody.

    Raises InvalidDate for a snooze that ends today or earlier, NotFound for an unknown follow-up or customer.
    """
    if state is MarkState.SNOOZED and (until is None or until <= desk.today()):
        raise InvalidDate(field="until", reason="day_over")
    with desk.work(Deed.REMIND) as work:
        if occurrence.kind is ReminderKind.FOLLOW_UP and state is MarkState.DONE:
            found = _follow_up(work, occurrence)
            follow_ups.write_status(work.session, found.id, FollowUpStatus.DONE, work.clock_now)
        else:
            day = until if state is MarkState.SNOOZED else None
            reminders.write_mark(work.session, work.staff.id, occurrence, state, day, work.clock_now)
        _enter(work, occurrence, state.value)


def take_back(desk: Desk, occurrence: Occurrence) -> None:
    """Remind of an occurrence again; raises NotFound for an unknown follow-up or customer."""
    with desk.work(Deed.REMIND) as work:
        reminders.delete_mark(work.session, work.staff.id, occurrence)
        if occurrence.kind is ReminderKind.FOLLOW_UP:
            found = _follow_up(work, occurrence)
            if not found.status.is_open:
                follow_ups.write_status(work.session, found.id, FollowUpStatus.TO_DO, work.clock_now)
        _enter(work, occurrence, "again")


def _follow_up(work: Work, occurrence: Occurrence) -> FollowUp:
    found = follow_ups.find_follow_up(work.session, work.vault, FollowUpId(occurrence.subject))
    if found is None:
        raise NotFound(kind="follow_up", reference=str(occurrence.subject))
    return found


def _enter(work: Work, occurrence: Occurrence, done: str) -> None:
    content: dict[str, str | int | None] = {
        "kind": occurrence.kind.value,
        "subject": occurrence.subject,
        "on": str(occurrence.on),
        "state": done,
    }
    subject = ""
    if occurrence.kind is ReminderKind.DEBT or occurrence.kind in GREETINGS:
        customer = CustomerId(occurrence.subject)
        require_seen(work.session, customer)
        subject = customer_number(customer)
    work.enter(Deed.REMIND, subject, content)
    work.everything = True


class _Reading:
    """One look at everything there is to be reminded of, from one snapshot."""

    def __init__(self, desk: Desk, session: Session, query: ReminderQuery) -> None:
        self._session = session
        self._query = query
        self._vault = desk.book.vault
        self._zone = desk.settings.time_zone
        self._today = today = desk.today()
        self._viewer = Viewer(desk.staff.id, today)
        self._last = today + timedelta(days=max(query.days, _MONTH))
        self._last_shown = today + timedelta(days=query.days)

    def whole(self) -> ReminderList:
        """Return the list with its counts."""
        loose = self._loose()
        counts = self._counted(Counter(each.on for each in loose))
        items = [each for each in loose if self._is_shown(each.on)]
        total = len(items)
        for kind in GREETINGS:
            if kind in self._query.kinds:
                span = Span(self._today - timedelta(days=GREETING_LATE_DAYS), self._last)
                days = reminders.count_greetings(self._session, self._viewer, kind, span)
                counts = _added(counts, self._counted(days))
                shown = {day: many for day, many in days.items() if many and self._is_shown(day)}
                total += sum(shown.values())
                items += reminders.read_greetings(
                    self._session, self._viewer, kind, list(shown), self._query.limit
                )
        if ReminderKind.DEBT in self._query.kinds:
            late = reminders.count_debts(self._session, self._viewer, self._promised)
            counts = _added(counts, ReminderCounts(late, 0, late, late, 0))
            if self._query.late:
                total += late
                items += reminders.read_debts(self._session, self._viewer, self._promised, self._query.limit)
        counts = counts._replace(snoozed=reminders.count_snoozed(self._session, self._viewer))
        return ReminderList(in_order(items)[: self._query.limit], total, counts)

    def _loose(self) -> list[Reminder]:
        """Return what is few enough to be read whole: promises and follow-ups up to the last day counted."""
        every = reminders.read_promised(self._session, self._zone, self._viewer)
        self._promised = frozenset(int(each.customer or 0) for each in every)
        found = (
            [each for each in every if each.on <= self._last]
            if ReminderKind.PROMISE in self._query.kinds
            else []
        )
        if ReminderKind.FOLLOW_UP in self._query.kinds:
            hidden = reminders.read_hidden(self._session, self._viewer, ReminderKind.FOLLOW_UP)
            who: StaffId | None = self._viewer.staff if self._query.mine else None
            open_ones = follow_ups.read_open(self._session, self._vault, self._last, who)
            found += [each for each in map(_of_follow_up, open_ones) if each.occurrence not in hidden]
        return found

    def _is_shown(self, day: date) -> bool:
        return day <= self._last_shown and (self._query.late or day >= self._today)

    def _counted(self, days: Mapping[date, int]) -> ReminderCounts:
        overdue = today = week = month = 0
        for day, many in days.items():
            ahead = (day - self._today).days
            overdue += many * (ahead < 0)
            today += many * (ahead == 0)
            week += many * (ahead <= _WEEK)
            month += many * (ahead <= _MONTH)
        return ReminderCounts(overdue, today, week, month, 0)


def _of_follow_up(found: FollowUp) -> Reminder:
    return Reminder(
        Occurrence(ReminderKind.FOLLOW_UP, found.id, found.due_on),
        found.customer,
        found.full_name,
        words=found.title,
        who=found.who,
    )


def _added(one: ReminderCounts, other: ReminderCounts) -> ReminderCounts:
    return ReminderCounts(*(left + right for left, right in zip(one, other, strict=True)))
