"""Closing the day: the sums before the count, the count once, and looking at a day that was closed."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from shopdesk.domain.day_close import CloseOrder, Day
from shopdesk.domain.days import end_of_day
from shopdesk.domain.money import check_amount
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount, InvalidDate, NotFound
from shopdesk.services.desk import Desk, Work, once, require
from shopdesk.storage import day_closes
from shopdesk.storage.day_closes import NOTHING, Mark
from shopdesk.storage.session import Session


def plan_close(desk: Desk, cash_float: int | None = None, on: date | None = None) -> Day:
    """Return the day as it would be closed now, before the count, writing nothing.

    It takes everything entered since the last close, up to the end of the day. Raises InvalidDate, InvalidAmount,
    Forbidden.
    """
    with desk.read(Deed.CLOSE_DAY) as session:
        today = desk.today()
        if on is not None and on < today:
            desk.require(Deed.CLOSE_EARLIER_DAY)
        return _day(session, on or today, today, cash_float, desk.settings.time_zone)[0]


def close_day(desk: Desk, order: CloseOrder, request_id: str) -> Day:
    """Close a day once with what was counted in the drawer (minor units, the float included).

    A cashier closes today. Raises InvalidAmount, InvalidDate for a day that is closed or yet to come,
    RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.CLOSE_DAY, posting=True) as work:
        if order.on is not None and order.on < work.today:
            require(work.staff, Deed.CLOSE_EARLIER_DAY)
        number = once(
            work,
            Deed.CLOSE_DAY,
            request_id,
            order._asdict(),
            lambda: _write(work, order),
            lambda made: {"number": made},
            lambda stored: int(stored["number"]),
        )
        found = day_closes.load_close(work.session, number)
    if found is None:
        raise NotFound(kind="day_close", reference=str(number))
    return found.day


def look_at_day(desk: Desk, on: date | None = None) -> Day:
    """Return a day as it was closed; today, while nothing closed it, as it would be closed now.

    Raises NotFound for an earlier day that nothing closed, Forbidden.
    """
    today = desk.today()
    wanted = on or today
    with desk.read(Deed.CLOSE_DAY) as session:
        found = day_closes.find_close(session, wanted)
        if found is not None:
            return found.day
        if wanted != today:
            raise NotFound(kind="day_close", reference=str(wanted), reason="no_close")
        return _day(session, today, today, None, desk.settings.time_zone)[0]


def closed_days(desk: Desk, most: int) -> tuple[Day, ...]:
    """Return so many of the latest closes, the latest first; raises Forbidden."""
    with desk.read(Deed.CLOSE_EARLIER_DAY) as session:
        return day_closes.list_closes(session, most)


def _write(work: Work, order: CloseOrder) -> int:
    zone = work.settings.time_zone
    day, mark = _day(work.session, order.on or work.today, work.today, order.cash_float, zone)
    closed = replace(day, counted=_positive(order.counted, "counted"))
    row = day_closes.insert_close(work.session, closed, mark, work.now, work.staff.id)
    work.enter(Deed.CLOSE_DAY, str(closed.on), row)
    work.everything = True
    return int(row["id"])


def _day(session: Session, on: date, today: date, cash_float: int | None, zone: ZoneInfo) -> tuple[Day, Mark]:
    """Return a day before its count, and how far its close goes."""
    if on > today:
        raise InvalidDate(field="on", reason="in_future")
    last = day_closes.last_close(session)
    after = NOTHING if last is None else last.mark
    now = day_closes.mark_now(session)
    upto = now if on == today else day_closes.mark_at(session, end_of_day(on, zone), after)
    if last is not None and (on < last.day.on or (on == last.day.on and upto == after)):
        raise InvalidDate(field="on", reason="day_closed")
    usual = 0 if last is None else last.day.cash_float
    day = Day(
        on=on,
        flows=day_closes.read_flows(session, after, upto),
        cash_float=usual if cash_float is None else _positive(cash_float, "float"),
        opening_debt=0 if last is None else last.day.closing_debt,
        balances=day_closes.balances_at(session, upto),
        since=None if last is None else last.day.closed_at,
    )
    return day, upto


def _positive(minor: int, field: str) -> int:
    """Return an amount that may be nothing and not less; raises InvalidAmount."""
    if minor < 0:
        raise InvalidAmount(field=field, reason="negative")
    return check_amount(minor, field)
