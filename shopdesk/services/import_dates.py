"""How a file writes its days: each column tells it by its own rows, so that 03/04 is read as it was meant."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shopdesk.errors import InvalidDate
from shopdesk.formatting import named_month
from shopdesk.services.import_parsing import ParsedRow

DAYS_OF_THE_YEAR = frozenset({"birthday", "anniversary", "spouse_birthday"})
"""Days that are remembered without their year, too."""
DAYS = DAYS_OF_THE_YEAR | {"customer_since_on", "opening_balance_on"}

_MONTHS, _LONGEST_MONTH = 12, 31
_CENTURY = 100
_VOTES = 25
"""So many days that can be read in one way only tell how a column is meant."""
_OLDEST = 105
"""Nobody's birthday is further back, so that the 05 of two digits is 2005 and not 1905."""
_TIME = re.compile(r"[ T][0-9]{1,2}:.*")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})\.?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-./ ] ?([0-9]{1,2})(?:[-./ ] ?([0-9]{4}|[0-9]{2}))?\.?")
_PIECES = re.compile(r"[0-9]+|[^\W\d_][^\s\d.,/()-]*")
_BESIDE = frozenset({"de", "del", "of", "the", "st", "nd", "rd", "th", "er"})
"""What stands between a day, its month and its year: 3rd of May, 3 de mayo de 1984."""


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day of a field that could be read in two ways: as it stands in the file, as it was read, and the other way.

    Both readings are ``YYYY-MM-DD`` or ``--MM-DD``.
    """

    field: str
    text: str
    day: str
    other: str
    day_first: bool


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the days of one file; ``orders`` tells of each field whether the day stands before the month."""

    orders: Mapping[str, bool]
    locale: str
    today: date

    def in_iso(self, text: str, field: str) -> str:
        """Return a day as ``YYYY-MM-DD`` or ``--MM-DD``; what is none is left as it is, to be refused.

        Raises InvalidDate (reason: which_century) for a year of two digits that may be either.
        """
        return self._read(text, field, day_first=self.orders[field])

    def in_doubt(self, rows: Iterable[ParsedRow], fields: Sequence[str | None]) -> tuple[DayRead, ...]:
        """Return of each field the first of its days that could be read in two ways."""
        found: dict[str, DayRead] = {}
        for row in rows:
            for field, cell in zip(fields, row.cells, strict=False):
                if field in self.orders and field is not None and field not in found:
                    read = self._both_ways(cell.strip(), field)
                    if read is not None:
                        found[field] = read
        return tuple(found.values())

    def _both_ways(self, text: str, field: str) -> DayRead | None:
        match = _numbers(text)
        if match is None or max(int(match[1]), int(match[2])) > _MONTHS or int(match[1]) == int(match[2]):
            return None
        day_first = self.orders[field]
        try:
            read, other = (self._read(text, field, day_first=way) for way in (day_first, not day_first))
        except InvalidDate:
            return None
        return None if text == read else DayRead(field, text, read, other, day_first)

    def _read(self, text: str, field: str, *, day_first: bool) -> str:
        bare = _TIME.sub("", text.strip())
        match = _YEAR_FIRST.fullmatch(bare)
        if match is not None:
            return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
        match = _YEAR_LAST.fullmatch(bare)
        if match is None:
            return self._with_a_name(bare, field) or text
        first, second, last = match.groups()
        if last is not None and int(first) > _LONGEST_MONTH:  # 84-05-17
            return f"{self._year(first, field)}-{second:0>2}-{last:0>2}"
        if last is None and field not in DAYS_OF_THE_YEAR:
            return text
        day, month = (first, second) if day_first else (second, first)
        return f"{self._year(last, field)}-{month:0>2}-{day:0>2}"

    def _with_a_name(self, bare: str, field: str) -> str | None:
        """Return a day whose month is named, None for anything else: ``3-Jan-84``, ``Mar 12, 1985``, ``12 Mar``."""
        pieces = [piece for piece in _PIECES.findall(bare) if piece.casefold() not in _BESIDE]
        numbers = [piece for piece in pieces if piece.isdecimal()]
        names = [piece for piece in pieces if not piece.isdecimal()]
        month = named_month(names[0], self.locale) if len(names) == 1 else None
        if month is None or not 1 <= len(numbers) <= 2 or any(len(number) > 4 for number in numbers):  # noqa: PLR2004  a day and a year
            return None
        # A year goes before its day only where it cannot be a day.
        numbers.sort(key=lambda number: int(number) > _LONGEST_MONTH)
        year = numbers[1] if len(numbers) > 1 else None
        if int(numbers[0]) > _LONGEST_MONTH or (year is None and field not in DAYS_OF_THE_YEAR):
            return None
        return f"{self._year(year, field)}-{month:02d}-{int(numbers[0]):02d}"

    def _year(self, written: str | None, field: str) -> str:
        """Return a year in full; one of two digits is the latest that has been, but for the birthdays of the old."""
        if written is None or len(written) > 2:  # noqa: PLR2004  two digits
            return written or "-"
        year = self.today.year // _CENTURY * _CENTURY + int(written)
        if year > self.today.year:
            return str(year - _CENTURY)
        if field in DAYS_OF_THE_YEAR and self.today.year - (year - _CENTURY) <= _OLDEST:
            raise InvalidDate(field=field, reason="which_century")
        return str(year)


def days_first(
    rows: Iterable[ParsedRow],
    fields: Sequence[str | None],
    otherwise: bool,
    chosen: Mapping[str, bool] | None = None,
) -> dict[str, bool]:
    """Return of each field that holds days whether its column writes the day before the month.

    ``fields`` are those of the columns. What was ``chosen`` goes before; then numbers above twelve tell, the most of
    them, because one day may be written the other way by mistake; where a column has none, the others speak for it if
    they agree, and else the shop's own way (``otherwise``).
    """
    votes: dict[str, list[bool]] = {field: [] for field in fields if field in DAYS and field is not None}
    for row in rows:
        for field, cell in zip(fields, row.cells, strict=False):
            said = votes.get(field) if field is not None else None
            match = _numbers(cell.strip()) if said is not None and len(said) < _VOTES else None
            if said is not None and match is not None and max(int(match[1]), int(match[2])) > _MONTHS:
                said.append(int(match[1]) > _MONTHS)
    days, months = ({field: said.count(way) for field, said in votes.items()} for way in (True, False))
    told = {field: days[field] > months[field] for field in votes if days[field] != months[field]}
    told |= chosen or {}
    common = set(told.values())
    usual = common.pop() if len(common) == 1 else otherwise
    return {field: told.get(field, usual) for field in votes}


def _numbers(text: str) -> re.Match[str] | None:
    """Return a day whose two first numbers are day and month, in this order or the other."""
    match = _YEAR_LAST.fullmatch(_TIME.sub("", text))
    return None if match is None or int(match[1]) > _LONGEST_MONTH else match
