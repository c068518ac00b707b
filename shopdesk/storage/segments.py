"""Who belongs to a segment, asked along one narrow index of what rules ask; and the segments that the owner drew."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.days import start_of_day
from shopdesk.domain.folding import fold
from shopdesk.domain.reminder import celebrated_on, days_from
from shopdesk.domain.segment import (
    YEARLY,
    Ask,
    Meets,
    OwnSegment,
    Rule,
    Rules,
    SegmentId,
    Yardstick,
    months_before,
)
from shopdesk.storage import sight
from shopdesk.storage.members import Members, find_members
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Condition, Session, insert_many, read_many

_NEW_DAYS = 30
_LAPSED_MONTHS = 6
_MEMBERS = "FROM customer AS member INDEXED BY customer_by_figures WHERE archived_at IS NULL"
_LAST_VISIT = "coalesce(last_paid_at, last_sale_at)"
_BOUGHT_SINCE = "FROM sale_spent WHERE sale_spent.customer_id = member.id AND sale_spent.at >= ?"
_SPENT_SINCE = f"(SELECT coalesce(sum(amount), 0) {_BOUGHT_SINCE})"
_VISITED_SINCE = f"(SELECT count(*) {_BOUGHT_SINCE})"
_TAGGED = "IN (SELECT customer_id FROM customer_tag WHERE folded = ?)"
_HAS_TAG = "EXISTS (SELECT 1 FROM customer_tag WHERE customer_id = member.id AND folded = ?)"
_COUNTS_BACK = frozenset({Ask.SEEN_WITHIN, Ask.NOT_SEEN_FOR, Ask.CUSTOMER_FOR_LESS, Ask.CUSTOMER_FOR_MORE})
_CELEBRATES = (
    "member.id IN (SELECT id FROM customer WHERE {0} IS NOT NULL AND archived_at IS NULL "
    "AND substr({0}, -5) IN (SELECT value FROM json_each(?)))"
)
_CELEBRATES_SO = "coalesce(substr({0}, -5) IN (SELECT value FROM json_each(?)), 0)"


def rules_of(segment: Segment | OwnSegment | None, yardstick: Yardstick) -> Rules | None:
    """Return the rules that make a segment, None for those that the list knows by a mark of its own."""
    if isinstance(segment, OwnSegment):
        return segment.rules
    long_ago = months_before(yardstick.today, _LAPSED_MONTHS)
    rule = (
        {
            Segment.NEW: Rule(Ask.CUSTOMER_FOR_LESS, _NEW_DAYS),
            Segment.LAPSED: Rule(Ask.NOT_SEEN_FOR, (yardstick.today - long_ago).days),
            Segment.HIGH_VALUE: Rule(Ask.SPENT_MORE, yardstick.high_value - 1),
        }.get(segment)
        if segment is not None
        else None
    )
    return None if rule is None else Rules(Meets.ALL, (rule,))


def among(session: Session, rules: Rules, yardstick: Yardstick, customer: str = "customer.id") -> Condition:
    """Return the condition that a customer belongs to a segment and may be seen; archived ones never do."""
    return _members(session, rules, yardstick).condition(customer)


def count_members(session: Session, rules: Rules, yardstick: Yardstick) -> int:
    """Return how many customers that may be seen belong to a segment."""
    return _members(session, rules, yardstick).total


def read_segments(session: Session) -> tuple[OwnSegment, ...]:
    """Return what the owner drew, by name."""
    rules: dict[int, list[Rule]] = {}
    for segment, asks, number, months, tag in read_many(
        session,
        "SELECT segment_id, asks, number, months, tag FROM segment_rule ORDER BY segment_id, position",
        (),
    ):
        rules.setdefault(segment, []).append(Rule(Ask(asks), number, months, tag))
    rows = read_many(session, "SELECT id, name, meets FROM segment ORDER BY folded", ())
    return tuple(
        OwnSegment(SegmentId(segment), name, Rules(Meets(meets), tuple(rules.get(segment, ()))))
        for segment, name, meets in rows
    )


def find_by_name(session: Session, name: str) -> SegmentId | None:
    """Return which segment has the name, in whatever case."""
    row = session.exec_driver_sql("SELECT id FROM segment WHERE folded = ?", (fold(name),)).fetchone()
    return None if row is None else SegmentId(row[0])


def write_segment(
    session: Session, segment: SegmentId | None, name: str, rules: Rules, staff: StaffId, now: datetime
) -> SegmentId:
    """Write a new segment (None), or another name and other rules of one that exists."""
    if segment is None:
        made = session.exec_driver_sql(
            "INSERT INTO segment (name, folded, meets, made_at, staff_id) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (name, fold(name), rules.meets.value, to_micros(now), staff),
        )
        segment = SegmentId(made.scalar_one())
    else:
        session.exec_driver_sql(
            "UPDATE segment SET name = ?, folded = ?, meets = ? WHERE id = ?",
            (name, fold(name), rules.meets.value, segment),
        )
        _drop_rules(session, segment)
    rows = [
        {
            "segment_id": segment,
            "position": position,
            "asks": rule.asks.value,
            "number": rule.number,
            "months": rule.months,
            "tag": rule.tag,
        }
        for position, rule in enumerate(rules.rules)
    ]
    insert_many(session, "segment_rule", rows)
    return segment


def delete_segment(session: Session, segment: SegmentId) -> None:
    """Forget a segment; nobody in it changes."""
    _drop_rules(session, segment)
    session.exec_driver_sql("DELETE FROM segment WHERE id = ?", (segment,))


def read_ids(session: Session, conditions: list[Condition]) -> tuple[CustomerId, ...]:
    """Return who meets all of these and may be seen, by name."""
    asked = " AND ".join(condition for condition, _ in conditions)
    values = tuple(value for _, given in conditions for value in given)
    query = f"SELECT id FROM customer WHERE {asked} AND {sight.seen(session)} ORDER BY sort_name, id"
    return tuple(CustomerId(row[0]) for row in read_many(session, query, values))


def _drop_rules(session: Session, segment: SegmentId) -> None:
    session.exec_driver_sql("DELETE FROM segment_rule WHERE segment_id = ?", (segment,))


def _members(session: Session, rules: Rules, yardstick: Yardstick) -> Members:
    """Return who belongs to a segment and may be seen."""
    seen = sight.seen(session, "member")
    everybody, values = _met(rules, yardstick)
    one, _ = _met(rules, yardstick, one=True)
    return find_members(
        session,
        (f"SELECT member.id {_MEMBERS} AND {everybody} AND {seen}", values),
        (f"{one} AND {seen}", values),
    )


def _met(rules: Rules, yardstick: Yardstick, *, one: bool = False) -> Condition:
    asked = [_asked(rule, yardstick, one=one) for rule in rules.rules]
    joined = (" AND " if rules.meets is Meets.ALL else " OR ").join(
        f"({condition})" for condition, _ in asked
    )
    return f"({joined})", tuple(value for _, values in asked for value in values)


def _asked(rule: Rule, yardstick: Yardstick, *, one: bool) -> Condition:
    """Return what one rule asks of a row of ``member``: of each of all of them, or of ``one`` alone."""
    today, number = yardstick.today, rule.number
    if rule.months:
        return _asked_since(rule, _instant(months_before(today, rule.months), yardstick))
    day = today - timedelta(days=number) if rule.asks in _COUNTS_BACK else today
    tagged = _HAS_TAG if one else f"member.id {_TAGGED}"
    celebrates = _CELEBRATES_SO if one else _CELEBRATES
    plain: dict[Ask, tuple[str, tuple[Any, ...]]] = {
        Ask.SPENT_MORE: ("lifetime_spend > ?", (number,)),
        Ask.SPENT_LESS: ("lifetime_spend < ?", (number,)),
        Ask.VISITED_MORE: ("visits > ?", (number,)),
        Ask.VISITED_LESS: ("visits < ?", (number,)),
        Ask.SEEN_WITHIN: (f"{_LAST_VISIT} >= ?", (_instant(day, yardstick),)),
        Ask.NOT_SEEN_FOR: (f"{_LAST_VISIT} < ?", (_instant(day, yardstick),)),
        Ask.NEVER_SEEN: ("visits = 0", ()),
        Ask.TAGGED: (tagged, (fold(rule.tag),)),
        Ask.NOT_TAGGED: (f"NOT {tagged}", (fold(rule.tag),)),
        Ask.OWES_MORE: ("debt_balance > ?", (number,)),
        Ask.OWES_LESS: ("debt_balance > 0 AND debt_balance < ?", (number,)),
        Ask.IN_CREDIT: ("debt_balance < ?", (-number,)),
        Ask.CUSTOMER_FOR_LESS: ("customer_since_on > ?", (str(day),)),
        Ask.CUSTOMER_FOR_MORE: ("customer_since_on < ?", (str(day),)),
        Ask.BIRTHDAY_WITHIN: (celebrates.format("birthday"), (_coming(rule, yardstick),)),
        Ask.ANNIVERSARY_WITHIN: (celebrates.format("anniversary"), (_coming(rule, yardstick),)),
    }
    return plain[rule.asks]


def _asked_since(rule: Rule, since: int) -> Condition:
    """Return what a rule asks of the time since an instant; most are told apart without looking at their sales."""
    number = rule.number
    return {
        # What was spent since then was paid since then.
        Ask.SPENT_MORE: (
            f"lifetime_spend > ? AND {_LAST_VISIT} >= ? AND {_SPENT_SINCE} > ?",
            (number, since, since, number),
        ),
        Ask.SPENT_LESS: (f"lifetime_spend < ? OR {_SPENT_SINCE} < ?", (number, since, number)),
        Ask.VISITED_MORE: (f"visits > ? AND {_VISITED_SINCE} > ?", (number, since, number)),
        Ask.VISITED_LESS: (f"visits < ? OR {_VISITED_SINCE} < ?", (number, since, number)),
    }[rule.asks]


def _instant(day: date, yardstick: Yardstick) -> int:
    return to_micros(start_of_day(day, yardstick.zone))


def _coming(rule: Rule, yardstick: Yardstick) -> str:
    """Return the days of the year, as a JSON list, that are celebrated within so many days from today."""
    if rule.asks not in YEARLY:
        return "[]"
    last = yardstick.today + timedelta(days=rule.number)
    return json.dumps(
        sorted({text for day in days_from(yardstick.today, last) for text in celebrated_on(day)})
    )
