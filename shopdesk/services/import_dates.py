"""How a file writes its days: each column tells it by its own rows, so that 03/04 is read as it was meant."""

import re
from collections.abc import Iterable, Sequence

from shopdesk.services.import_parsing import ParsedRow

DAYS_OF_THE_YEAR = frozenset({"birthday", "anniversary", "spouse_birthday"})
"""Days that are remembered without their year, too."""
DAYS = DAYS_OF_THE_YEAR | {"customer_since_on", "opening_balance_on"}

_MONTHS = 12
_TIME = r"(?:[ T][0-9]{1,2}:.*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-./]([0-9]{{1,2}})[-./]([0-9]{{1,2}})\.?{_TIME}")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})[-./ ] ?([0-9]{{1,2}})(?:[-./ ] ?([0-9]{{4}}))?\.?{_TIME}")


def days_first(rows: Iterable[ParsedRow], fields: Sequence[str | None], otherwise: bool) -> dict[str, bool]:
    """Return of each field that holds days whether its column writes the day before the month.

    ``fields`` are those of the columns. A number above twelve tells; where a column has none, the others speak for
    it if they agree, and else the shop's own way (``otherwise``).
    """
    told: dict[str, bool] = {}
    for row in rows:
        for field, cell in zip(fields, row.cells, strict=False):
            match = _YEAR_LAST.fullmatch(cell.strip()) if field in DAYS and field not in told else None
            if field is not None and match is not None and max(int(match[1]), int(match[2])) > _MONTHS:
                told[field] = int(match[1]) > _MONTHS
    common = set(told.values())
    usual = common.pop() if len(common) == 1 else otherwise
    return {field: told.get(field, usual) for field in fields if field in DAYS and field is not None}


def in_iso(text: str, field: str, *, day_first: bool) -> str:
    """Return a day as ``YYYY-MM-DD`` or ``--MM-DD``; what is none is left as it is, to be refused."""
    bare = text.strip()
    match = _YEAR_FIRST.fullmatch(bare)
    if match is not None:
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    match = _YEAR_LAST.fullmatch(bare)
    if match is None or not (match[3] or field in DAYS_OF_THE_YEAR):
        return text
    day, month = (match[1], match[2]) if day_first else (match[2], match[1])
    return f"{match[3] or '-'}-{month:0>2}-{day:0>2}"
