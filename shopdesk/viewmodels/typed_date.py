"""Dates as people type them: in the shop's locale or ISO, with or without a year, turned into ISO."""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from shopdesk.errors import InvalidDate
from shopdesk.formatting import named_month, writes_day_first
from shopdesk.wording import mark, tr

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|--[0-9]{2}-[0-9]{2}", re.ASCII)
_PIECES = re.compile("[0-9]+|[^\\W\\d_][^\\s\\d.,/()\u061c\u200e\u200f-]*")
"""Numbers and words; a word goes on over the vowel signs that some scripts write."""
_UNKNOWN_YEAR = mark("(year unknown)")
_SHORTEST_MONTH = 3
_FULL_YEAR = 4


class _Parts(NamedTuple):
    """What was read of a date; None for what was not there."""

    year: int | None
    month: int | None
    day: int | None


def typed_date(text: str, locale: str, field: str, today: date, *, ahead: bool = False) -> str:
    """Return a typed day as ``YYYY-MM-DD``, a month (``March 2011``) as its first day; empty for empty.

    A day without a year is the latest one that is not to come; ``ahead`` takes the next one instead.
    Raises `InvalidDate`.
    """
    if not text.strip() or _ISO.fullmatch(text.strip()):
        return text.strip()
    read = _read(text, locale, field)
    if read.month is None:
        raise InvalidDate(field=field, reason="not_a_date")
    year = read.year
    if year is None:
        this, now = (read.month, read.day or 1), (today.month, today.day)
        year = today.year + (int(this < now) if ahead else -int(this > now))
    return f"{year:04d}-{read.month:02d}-{read.day or 1:02d}"


def typed_day_of_year(text: str, locale: str, field: str) -> str:
    """Return a typed day as ``YYYY-MM-DD``, or ``--MM-DD`` when no year is named; empty for empty."""
    bare = text.replace(tr(_UNKNOWN_YEAR), "").strip()
    if not bare or _ISO.fullmatch(bare):
        return bare
    read = _read(bare, locale, field)
    if read.month is None or read.day is None:
        raise InvalidDate(field=field, reason="not_a_date")
    year = "-" if read.year is None else f"{read.year:04d}"
    return f"{year}-{read.month:02d}-{read.day:02d}"


def _read(text: str, locale: str, field: str) -> _Parts:
    """Take a date apart: a word is a month, four digits are a year, the rest stands in the locale's order."""
    plain = "".join(str(unicodedata.decimal(m)) if m.isdecimal() else m for m in text)
    month: int | None = None
    numbers: list[str] = []
    for piece in _PIECES.findall(plain):
        if piece.isdecimal():
            numbers.append(piece)
        elif (named := named_month(piece, locale)) is not None:
            month = named
        elif len(piece) >= _SHORTEST_MONTH:
            raise InvalidDate(field=field, reason="not_a_date")
    years = [piece for piece in numbers if len(piece) == _FULL_YEAR]
    others = [int(piece) for piece in numbers if len(piece) != _FULL_YEAR]
    wanted = 1 if month else 2
    if len(years) > 1 or len(others) > wanted or (not others and not month):
        raise InvalidDate(field=field, reason="not_a_date")
    year = int(years[0]) if years else None
    if month is not None:
        return _Parts(year, month, others[0] if others else None)
    if len(others) < wanted:
        return _Parts(year, others[0], None)
    first, second = others
    starts_with_year = bool(years) and numbers[0] == years[0]
    return (
        _Parts(year, second, first)
        if writes_day_first(locale) and not starts_with_year
        else _Parts(year, first, second)
    )
