"""Reading the journal: who did what to whom and when, each row with the seal that chains it."""

from datetime import date, datetime
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.days import end_of_day, start_of_day
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.storage import journal
from shopdesk.storage.journal_list import list_rows
from shopdesk.storage.moments import from_micros, to_micros


class JournalLine(NamedTuple):
    """One deed; ``subject`` is a customer number or what else it was done to, ``staff`` may be empty."""

    sequence: int
    at: datetime
    staff: str
    deed: str
    subject: str
    mac: bytes


class JournalPart(NamedTuple):
    """Some lines, the newest first, and the seal of the journal's newest row."""

    lines: tuple[JournalLine, ...]
    head: bytes


def read_journal(
    desk: Desk,
    from_on: date | None = None,
    to_on: date | None = None,
    customer: CustomerId | None = None,
    *,
    before: int | None = None,
    limit: int | None = None,
) -> JournalPart:
    """Return the lines of these days (both included) about this customer; ``before`` a sequence goes on from there.

    Raises Forbidden.
    """
    zone = desk.settings.time_zone
    with desk.read(Deed.VIEW_JOURNAL) as session:
        rows = list_rows(
            session,
            since=None if from_on is None else to_micros(start_of_day(from_on, zone)),
            until=None if to_on is None else to_micros(end_of_day(to_on, zone)),
            subject=None if customer is None else customer_number(customer),
            before=before,
            limit=limit,
        )
        lines = tuple(JournalLine(row[0], from_micros(row[1]), *row[2:]) for row in rows)
        return JournalPart(lines, journal.read_head(session).mac)
