"""What must be known of people before a message to them is written, for one or for thousands in a few queries."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shopdesk.domain.account import CustomerId, EventKind, reference
from shopdesk.domain.days import local_day, start_of_day
from shopdesk.domain.important_dates import parse_day_of_year
from shopdesk.domain.message import GREETINGS, MessageKind, MessageWay, Recipient, Wishes
from shopdesk.storage import messages
from shopdesk.storage.session import Session
from shopdesk.storage.sight import seen

_LOOK_BACK = timedelta(days=370)
"""What was sent before is no reason not to write: the longest of them is a year."""
_LISTED = "IN (SELECT value FROM json_each(?))"


def read_recipients(
    session: Session, customers: Sequence[CustomerId], today: date, zone: ZoneInfo, *, has_mail_server: bool
) -> dict[CustomerId, Recipient]:
    """Return people with how they are reached, what they owe and what they were sent; none who may not be seen."""
    listed = json.dumps(list(customers))
    rows = session.exec_driver_sql(
        "SELECT id, coalesce(first_name, ''), full_name, coalesce(spouse_name, ''), "
        "coalesce(communication_preference, ''), mobile, email, archived_at IS NOT NULL, birthday FROM customer "
        f"WHERE id {_LISTED} AND merged_into IS NULL AND {seen(session)}",
        (listed,),
    ).all()
    charges = _open_charges(session, listed)
    waiting = _waiting(session, listed)
    sent = messages.last_sent(session, customers, start_of_day(today - _LOOK_BACK, zone))
    wishes = messages.read_wishes(session, customers)
    found = {}
    for row in rows:
        who = CustomerId(row[0])
        lines = tuple(charges.get(who, ()))
        days = {kind: local_day(at, zone) for kind, at in sent.get(who, {}).items()}
        owed = sum(line[2] for line in lines)
        overdue = sum(line[2] for line in lines if line[1] < today)
        credit = waiting.get(who, 0)
        found[who] = Recipient(
            who,
            row[1],
            row[2],
            row[3],
            row[4],
            _addresses(row[5], row[6], has_mail_server=has_mail_server),
            bool(row[7]),
            wishes.get(who, Wishes()),
            owed - credit,
            max(0, overdue - credit),
            min((line[1] for line in lines), default=None),
            lines,
            days.get(MessageKind.DEBT),
            {kind: day for kind, day in days.items() if kind in GREETINGS},
            birthday=None if row[8] is None else parse_day_of_year(row[8], "birthday"),
        )
    return found


def _addresses(mobile: str | None, email: str | None, *, has_mail_server: bool) -> Mapping[MessageWay, str]:
    found: dict[MessageWay, str] = {}
    if mobile:
        found |= {MessageWay.WHATSAPP: mobile, MessageWay.SMS: mobile}
    if email:
        found[MessageWay.EMAIL] = email
        if has_mail_server:
            found[MessageWay.SMTP] = email
    return found


def _open_charges(session: Session, listed: str) -> dict[CustomerId, list[tuple[str, date, int]]]:
    """Return what is open and not disputed of each, the first due first."""
    found: dict[CustomerId, list[tuple[str, date, int]]] = {}
    rows: Any = session.exec_driver_sql(
        "SELECT customer_id, kind, number, due_on, outstanding FROM charge "
        f"WHERE customer_id {_LISTED} AND outstanding > 0 AND disputed = 0 ORDER BY customer_id, due_on, at, event_id",
        (listed,),
    )
    for customer, kind, number, due_on, outstanding in rows:
        line = (reference(EventKind(kind), number), date.fromisoformat(due_on), outstanding)
        found.setdefault(CustomerId(customer), []).append(line)
    return found


def _waiting(session: Session, listed: str) -> dict[CustomerId, int]:
    rows = session.exec_driver_sql(
        f"SELECT customer_id, sum(unallocated) FROM credit WHERE customer_id {_LISTED} AND unallocated > 0 "
        "GROUP BY customer_id",
        (listed,),
    )
    return {CustomerId(row[0]): row[1] for row in rows}
