"""The figures on the cards and how many a list has: triggers remember them, so that nobody is counted twice a day.

``tally`` holds those of all customers, ``due_day`` what is due on each day and for how many it is what they owe
longest, ``customer.next_due_on`` the first day on which something undisputed is due.
"""

from datetime import date, datetime, timedelta

from shopdesk.domain.customer import VIP
from shopdesk.domain.customer_list import CustomerQuery, Kpis, Segment
from shopdesk.domain.folding import fold
from shopdesk.domain.segment import OwnSegment
from shopdesk.storage import sight
from shopdesk.storage.finding import Finding, Proof, compared
from shopdesk.storage.kept import kept
from shopdesk.storage.members import count_members
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session, read_many, read_number

_TALLIED = {
    None: "customers",
    Segment.VIP: "vip",
    Segment.DEBTORS: "debtors",
    Segment.IN_CREDIT: "in_credit",
}
_TAGGED = "SELECT count(*) FROM customer_tag WHERE folded = ?1"
# CROSS: from the archived ones, who are few, to their tags.
_ARCHIVED_TAGGED = (
    "SELECT count(*) FROM customer CROSS JOIN customer_tag ON customer_id = customer.id "
    "WHERE archived_at IS NOT NULL AND folded = ?1"
)
_COUNTS = (
    "SELECT count(*) AS customers, coalesce(sum(is_vip), 0) AS vip, coalesce(sum(debt_balance > 0), 0) AS debtors, "
    "coalesce(sum(debt_balance < 0), 0) AS in_credit, coalesce(sum(max(debt_balance, 0)), 0) AS owed FROM customer"
)
COUNTED = f"{_COUNTS} WHERE archived_at IS NULL"
FIRST_DUE = (
    "SELECT min(due_on) FROM charge WHERE customer_id = customer.id AND outstanding > 0 AND disputed = 0"
)
DUE = (
    "SELECT due_on, outstanding, 0 AS customers FROM charge WHERE outstanding > 0 AND disputed = 0 "
    "UNION ALL SELECT next_due_on, 0, 1 FROM customer WHERE next_due_on IS NOT NULL"
)


def read_kpis(session: Session, today: date, month_began: datetime, day_began: datetime) -> Kpis:
    """Return the figures on the cards; the instants are when this month and this day began in the shop."""
    ((customers, vip, debtors, owed),) = read_many(
        session, "SELECT customers, vip, debtors, owed FROM tally", ()
    )
    if sight.is_limited(session):
        customers, vip, debtors, owed = (
            whole - part
            for whole, part in zip((customers, vip, debtors, owed), _unseen(session), strict=True)
        )
    new = _count_members(session, "created_at >= ?", (to_micros(month_began),))
    late = "SELECT coalesce(sum(outstanding), 0) FROM due_day WHERE due_on < ?"
    overdue = read_number(session, late, (str(today),)) - _unseen_overdue(session, today)
    birthdays = [_birthdays(session, *span) for span in (this_month(today), _this_day(today))]
    ((due, due_before),) = read_many(
        session,
        "SELECT count(*), coalesce(sum(due_on < ?), 0) FROM follow_up "
        "WHERE status IN ('to_do', 'in_progress') AND due_on <= ? "
        f"AND {sight.about_seen(session, 'follow_up.customer_id')}",
        (str(today), str(today)),
    )
    ((asked, asked_today),) = read_many(
        session,
        "SELECT count(*), coalesce(sum(created_at >= ?), 0) FROM enquiry "
        "WHERE status IN ('new', 'contacted', 'booked') "
        f"AND {sight.about_seen(session, 'enquiry.customer_id')}",
        (to_micros(day_began),),
    )
    return Kpis(
        customers,
        new,
        owed,
        debtors,
        overdue,
        due,
        due_before,
        vip,
        birthdays[0],
        birthdays[1],
        asked,
        asked_today,
    )


def remembered_total(session: Session, query: CustomerQuery, today: date) -> int | None:
    """Return how many customers a query without a search lists, None where they have to be counted.

    They are all there are, but birthdays, which are those of customers who may be seen.
    """
    if isinstance(query.segment, OwnSegment):
        return None
    segment, tag = query.segment, None if query.tag is None else fold(query.tag)
    if query.archived or query.location is not None or (tag is not None and segment is not None):
        return None
    if tag == fold(VIP):
        segment = Segment.VIP
    elif tag is not None:
        return read_number(session, f"SELECT ({_TAGGED}) - ({_ARCHIVED_TAGGED})", (tag,))
    if segment is Segment.BIRTHDAYS:
        return _birthdays(session, *this_month(today))
    if segment is Segment.OVERDUE:
        late = "SELECT coalesce(sum(customers), 0) FROM due_day WHERE due_on < ?"
        return read_number(session, late, (str(today),))
    return read_number(session, f"SELECT {_TALLIED[segment]} FROM tally")


def count_tagged(session: Session, tag: str) -> int:
    """Return how many customers have a tag, the archived ones with them."""
    return read_number(session, _TAGGED, (fold(tag),))


def check_figures(proof: Proof) -> Finding:
    """Compare what triggers remember with what it is counted from."""
    marks = compared(
        proof,
        "customer",
        "SELECT id AS customer, side || ', ' || ifnull(next_due_on, 'never') AS remembered, "
        f"sign(debt_balance) || ', ' || ifnull(({FIRST_DUE}), 'never') AS recomputed FROM customer",
        "the side and when something is due next are {0}, the account says {1}",
    )
    days = proof.session.exec_driver_sql(
        f"SELECT due_on FROM ({DUE} UNION ALL SELECT due_on, -outstanding, -customers FROM due_day) "
        "GROUP BY due_on HAVING sum(outstanding) <> 0 OR sum(customers) <> 0 ORDER BY due_on"
    ).fetchall()
    totals = proof.session.exec_driver_sql(
        f"SELECT 1 FROM ({COUNTED}) AS counted WHERE NOT EXISTS (SELECT 1 FROM tally WHERE "
        + " AND ".join(f"tally.{name} = counted.{name}" for name in (*_TALLIED.values(), "owed"))
        + ")"
    ).fetchall()
    return Finding(
        marks.checked,
        (
            *marks.problems,
            *(f"what is due on {row[0]} is not what is remembered of that day" for row in days),
            *("the figures on the cards are not what the customers make" for _ in totals),
        ),
    )


def _unseen(session: Session) -> tuple[int, int, int, int]:
    """Return what of the tally belongs to customers who may not be seen, kept until something is written."""
    counted = (
        f"SELECT customers, vip, debtors, owed FROM ({_COUNTS} INDEXED BY customer_by_location "
        f"WHERE {sight.unseen(session)} AND archived_at IS NULL)"
    )

    def count() -> tuple[int, int, int, int]:
        ((customers, vip, debtors, owed),) = read_many(session, counted, ())
        return customers, vip, debtors, owed

    return kept(session, counted, count)


def _unseen_overdue(session: Session, today: date) -> int:
    """Return what is overdue of customers who may not be seen (minor units)."""
    if not sight.is_limited(session):
        return 0
    counted = session.exec_driver_sql(
        "SELECT coalesce(sum(outstanding), 0) FROM customer INDEXED BY customer_by_location "
        f"CROSS JOIN charge ON customer_id = customer.id WHERE {sight.unseen(session)} AND archived_at IS NULL "
        "AND next_due_on < ?1 AND outstanding > 0 AND disputed = 0 AND due_on < ?1",
        (str(today),),
    )
    return int(counted.scalar_one())


def _birthdays(session: Session, first: str, last: str) -> int:
    born = "birthday IS NOT NULL AND substr(birthday, -5) BETWEEN ? AND ?"
    return _count_members(session, born, (first, last))


def _count_members(session: Session, condition: str, values: tuple[str | int, ...]) -> int:
    """Return how many customers that may be seen meet a condition."""
    met = f"{condition} AND {sight.seen(session, 'member')}"
    everybody = f"SELECT id FROM customer AS member WHERE archived_at IS NULL AND {met}"
    return count_members(session, (everybody, values), (met, values))


def this_month(today: date) -> tuple[str, str]:
    """Return the first and the last day of the year that lie in a day's month, as birthdays end."""
    return f"{today:%m}-01", f"{today:%m}-31"


def _this_day(today: date) -> tuple[str, str]:
    """Return the days that are celebrated today: on 28 February of a common year the 29th is, too."""
    is_last_of_february = (today.month, today.day) == (2, 28) and (today + timedelta(days=1)).month == 3  # noqa: PLR2004  March
    return f"{today:%m-%d}", "02-29" if is_last_of_february else f"{today:%m-%d}"
