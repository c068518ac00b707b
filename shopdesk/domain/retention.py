"""Which backups are kept: all of two days, then one a day, one a week and one a month, each for a while."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.days import local_day

DAYS, WEEKS, MONTHS = 12, 10, 9
_ALL = timedelta(days=2)
_MONTHS_IN_YEAR = 12


def kept(made: Iterable[datetime], now: datetime, zone: ZoneInfo) -> frozenset[datetime]:
    """Return which of these instants are kept: the newest of its day, week or month stands for it."""
    newest_first = sorted(made, reverse=True)
    keep = {instant for instant in newest_first if now - instant <= _ALL}
    spans: tuple[tuple[Callable[[date], object], int], ...] = (
        (lambda day: day, DAYS),
        (lambda day: day.isocalendar()[:2], WEEKS),
        (lambda day: (day.year, day.month), MONTHS),
    )
    for span, count in spans:
        newest: dict[object, datetime] = {}
        for instant in newest_first:
            newest.setdefault(span(local_day(instant, zone)), instant)
        keep.update(list(newest.values())[:count])
    return frozenset(keep)


def gone_by(today: date) -> date:
    """Return the day by which a backup made today is thinned out in a shop that makes them."""
    month = today.month - 1 + MONTHS
    return date(today.year + month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1, 1)
