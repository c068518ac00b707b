"""Reading what there is to be reminded of, and what each member of staff did about it."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.important_dates import DayOfYear, parse_day_of_year
from shopdesk.domain.promise import PromiseState
from shopdesk.domain.reminder import (
    MarkState,
    Occurrence,
    Reminder,
    ReminderKind,
    celebrated_on,
    days_from,
)
from shopdesk.storage import promises
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import count_unseen, seen

_COLUMNS = {
    ReminderKind.BIRTHDAY: "birthday",
    ReminderKind.SPOUSE_BIRTHDAY: "spouse_birthday",
    ReminderKind.ANNIVERSARY: "anniversary",
}
_HIDDEN = "(state <> 'snoozed' OR until_on > :today)"


class Viewer(NamedTuple):
    """Who looks, and on which day."""

    staff: StaffId
    today: date


class Span(NamedTuple):
    """The days from the first to the last."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Return every day of it."""
        return days_from(self.first, self.last)


def write_mark(
    session: Session,
    staff: StaffId,
    occurrence: Occurrence,
    state: MarkState,
    until: date | None,
    now: datetime,
) -> None:
    """Remember what somebody did about an occurrence; the newest word counts."""
    session.exec_driver_sql(
        "INSERT INTO reminder_mark (staff_id, kind, occurs_on, subject_id, state, until_on, marked_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, "
        "until_on = excluded.until_on, marked_at = excluded.marked_at",
        (
            staff,
            occurrence.kind.value,
            str(occurrence.on),
            occurrence.subject,
            state.value,
            None if until is None else str(until),
            to_micros(now),
        ),
    )


def delete_mark(session: Session, staff: StaffId, occurrence: Occurrence) -> None:
    """Forget what somebody did about an occurrence."""
    session.exec_driver_sql(
        "DELETE FROM reminder_mark WHERE staff_id = ? AND kind = ? AND occurs_on = ? AND subject_id = ?",
        (staff, occurrence.kind.value, str(occurrence.on), occurrence.subject),
    )


def read_hidden(session: Session, viewer: Viewer, kind: ReminderKind) -> frozenset[Occurrence]:
    """Return the occurrences of a kind that somebody need not see today."""
    rows = session.exec_driver_sql(
        f"SELECT subject_id, occurs_on FROM reminder_mark WHERE staff_id = :staff AND kind = :kind AND {_HIDDEN}",
        {"staff": viewer.staff, "kind": kind.value, "today": str(viewer.today)},
    )
    return frozenset(Occurrence(kind, row[0], date.fromisoformat(row[1])) for row in rows)


def count_snoozed(session: Session, viewer: Viewer) -> int:
    """Return how many reminders wait for a later day."""
    return int(
        session.exec_driver_sql(
            "SELECT count(*) FROM reminder_mark WHERE staff_id = ? AND state = 'snoozed' AND until_on > ?",
            (viewer.staff, str(viewer.today)),
        ).scalar_one()
    )


def count_greetings(session: Session, viewer: Viewer, kind: ReminderKind, span: Span) -> dict[date, int]:
    """Return how many greetings of a kind each day has."""
    marked = _marked_days(session, viewer, kind, span)
    asked = [(str(day), kept, day in marked) for day in span.days() for kept in celebrated_on(day)]
    of_day = (
        f"SELECT count(*) FROM customer WHERE {_COLUMNS[kind]} IS NOT NULL "
        f"AND substr({_COLUMNS[kind]}, -5) = asked.value ->> 1 AND archived_at IS NULL AND {seen(session)}"
    )
    rows = session.exec_driver_sql(
        f"SELECT value ->> 0, sum(CASE WHEN value ->> 2 THEN ({of_day}{_unmarked(kind, 'asked.value ->> 0')}) "
        f"ELSE ({of_day}) END) FROM json_each(:asked) AS asked GROUP BY 1 ORDER BY 1",
        {"staff": viewer.staff, "today": str(viewer.today), "asked": json.dumps(asked)},
    )
    return {date.fromisoformat(day): count for day, count in rows}


def day_near(
    session: Session, kind: ReminderKind, customer: CustomerId, span: Span, near: date
) -> date | None:
    """Return the day of a span, nearest to another, on which a customer is greeted; None where there is none."""
    kept = session.exec_driver_sql(
        f"SELECT substr({_COLUMNS[kind]}, -5) FROM customer WHERE id = ?", (customer,)
    ).scalar()
    days = [day for day in span.days() if kept in celebrated_on(day)]
    return min(days, key=lambda day: abs(day - near), default=None)


def read_greetings(
    session: Session, viewer: Viewer, kind: ReminderKind, days: Sequence[date], limit: int
) -> list[Reminder]:
    """Return the first greetings of a kind on some days, which are given in their order."""
    if not days:
        return []
    marked = _marked_days(session, viewer, kind, Span(days[0], days[-1]))
    column = _COLUMNS[kind]
    found: list[Reminder] = []
    for day in days:
        for kept in celebrated_on(day):
            rows = session.exec_driver_sql(
                f"SELECT id, full_name, {column}, coalesce(spouse_name, ''), debt_balance, is_vip, "
                f"coalesce(communication_preference, '') FROM customer WHERE {column} IS NOT NULL "
                f"AND substr({column}, -5) = :kept AND archived_at IS NULL AND {seen(session)}"
                f"{_unmarked(kind) if day in marked else ''} ORDER BY id LIMIT :limit",
                {**_values(viewer, day, kept), "limit": limit - len(found)},
            )
            found += [_greeting(kind, day, tuple(row)) for row in rows]
        if len(found) >= limit:
            break
    return found


def read_promised(session: Session, zone: ZoneInfo, viewer: Viewer) -> list[Reminder]:
    """Return each debtor's newest promise that is open or was broken, whoever has seen to it left out."""
    hidden = read_hidden(session, viewer, ReminderKind.PROMISE)
    found = []
    for promise, debtor in promises.read_newest(session, zone):
        occurrence = Occurrence(ReminderKind.PROMISE, promise.id, promise.due_on)
        if promise.state(viewer.today) is not PromiseState.KEPT and occurrence not in hidden:
            found.append(
                Reminder(
                    occurrence,
                    promise.customer,
                    promise.full_name,
                    amount=promise.amount,
                    balance=debtor.balance,
                    is_vip=debtor.is_vip,
                    prefers=debtor.prefers,
                )
            )
    return found


def count_debts(session: Session, viewer: Viewer, promised: frozenset[int]) -> int:
    """Return how many customers owe something that is overdue; for the ``promised`` ones a promise stands."""
    late = session.exec_driver_sql(
        "SELECT coalesce(sum(customers), 0) FROM due_day WHERE due_on < ?", (str(viewer.today),)
    ).scalar_one()
    late -= count_unseen(session, f"archived_at IS NULL AND next_due_on < '{viewer.today}'")
    hidden = {each.subject for each in read_hidden_debts(session, viewer)}
    for customer in promised - hidden:
        due = session.exec_driver_sql(
            "SELECT 1 FROM customer WHERE id = ? AND next_due_on < ?", (customer, str(viewer.today))
        ).fetchone()
        if due is not None:
            hidden.add(customer)
    return int(late) - len(hidden)


def read_debts(session: Session, viewer: Viewer, promised: frozenset[int], limit: int) -> list[Reminder]:
    """Return who owes something overdue, longest first; for the ``promised`` ones a promise stands."""
    hidden = {each.subject for each in read_hidden_debts(session, viewer)} | promised
    found: dict[int, Reminder] = {}
    # Along the charges by their due day: the first one of each customer is the day the debt is known by.
    rows = session.exec_driver_sql(
        "SELECT customer.id, full_name, next_due_on, debt_balance, is_vip, coalesce(communication_preference, '') "
        "FROM charge CROSS JOIN customer ON customer.id = charge.customer_id AND next_due_on = charge.due_on "
        f"WHERE outstanding > 0 AND disputed = 0 AND charge.due_on < ? AND {seen(session)} ORDER BY charge.due_on",
        (str(viewer.today),),
    )
    for row in rows:
        if row[0] not in hidden and row[0] not in found:
            on = date.fromisoformat(row[2])
            found[row[0]] = Reminder(
                Occurrence(ReminderKind.DEBT, row[0], on),
                CustomerId(row[0]),
                row[1],
                balance=row[3],
                is_vip=bool(row[4]),
                prefers=row[5],
            )
            if len(found) == limit:
                break
    rows.close()
    return list(found.values())


def read_hidden_debts(session: Session, viewer: Viewer) -> frozenset[Occurrence]:
    """Return the overdue debts that somebody need not see today."""
    rows = session.exec_driver_sql(
        "SELECT subject_id, occurs_on FROM reminder_mark "
        "JOIN customer ON customer.id = subject_id AND next_due_on = occurs_on "
        f"WHERE staff_id = :staff AND kind = 'debt' AND occurs_on < :today AND {_HIDDEN} AND {seen(session)}",
        {"staff": viewer.staff, "today": str(viewer.today)},
    )
    return frozenset(Occurrence(ReminderKind.DEBT, row[0], date.fromisoformat(row[1])) for row in rows)


def _marked_days(session: Session, viewer: Viewer, kind: ReminderKind, span: Span) -> frozenset[date]:
    """Return the days on which something is marked: on the others nobody has to be asked for."""
    rows = session.exec_driver_sql(
        "SELECT DISTINCT occurs_on FROM reminder_mark WHERE staff_id = ? AND kind = ? AND occurs_on BETWEEN ? AND ?",
        (viewer.staff, kind.value, str(span.first), str(span.last)),
    )
    return frozenset(date.fromisoformat(row[0]) for row in rows)


def _unmarked(kind: ReminderKind, day: str = ":day") -> str:
    return (
        " AND NOT EXISTS (SELECT 1 FROM reminder_mark WHERE staff_id = :staff "
        f"AND kind = '{kind.value}' AND occurs_on = {day} AND subject_id = customer.id AND {_HIDDEN})"
    )


def _values(viewer: Viewer, day: date, kept: str) -> dict[str, Any]:
    return {"staff": viewer.staff, "today": str(viewer.today), "day": str(day), "kept": kept}


def _greeting(kind: ReminderKind, day: date, row: tuple[Any, ...]) -> Reminder:
    born: DayOfYear = parse_day_of_year(row[2], kind.value)
    return Reminder(
        Occurrence(kind, row[0], day),
        CustomerId(row[0]),
        row[1],
        words=row[3],
        years=None if born.year is None else day.year - born.year,
        balance=row[4],
        is_vip=bool(row[5]),
        prefers=row[6],
    )
