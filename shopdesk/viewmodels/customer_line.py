"""One line of the customer table in the shop's own hand, and how typed words are found in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerRow
from shopdesk.domain.folding import fold_alike
from shopdesk.formatting import initials
from shopdesk.viewmodels.shop_text import ShopText

_DIALLED = re.compile(r"[+(]?[\d\s().\-/+]+")
_SHORTEST_DIALLED = 2


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """What the table paints: texts ready made, the balance in minor units for its colour.

    ``days_owed`` counts from the oldest open charge; ``updated`` is empty when that was today. ``words`` and
    ``digits`` are what a search looks into.
    """

    id: CustomerId
    name: str
    initials: str
    phone: str
    email: str
    tags: tuple[str, ...]
    location: str
    balance: int
    balance_text: str
    days_owed: int | None
    updated: str
    archived: bool
    words: str
    digits: str


def lines_of(rows: Iterable[CustomerRow], text: ShopText) -> tuple[CustomerLine, ...]:
    """Write every row out; slow enough to belong off the painting thread."""
    return tuple(_line(row, text) for row in rows)


class LineBook:
    """Remembers how the rows of the last answer were written: after a sale nearly all of them are as they were."""

    def __init__(self) -> None:
        self._text: ShopText | None = None
        self._known: dict[CustomerRow, CustomerLine] = {}

    def write(self, text: ShopText, *pages: Sequence[CustomerRow]) -> tuple[tuple[CustomerLine, ...], ...]:
        """Return the lines of each page, and remember these alone."""
        known = self._known if text == self._text else {}
        written = tuple(tuple(known.get(row) or _line(row, text) for row in rows) for rows in pages)
        self._text, self._known = text, dict(zip(chain(*pages), chain(*written), strict=True))
        return written


def found_in(lines: Sequence[CustomerLine], search: str) -> tuple[CustomerLine, ...]:
    """Return the lines in which every word of the search, or its digits as a phone number, stand."""
    found = lines
    # Each word leaves fewer lines for the next: all of it is done within a key press.
    for word in fold_alike(search).split():
        found = [line for line in found if word in line.words]
    digits = dialled_digits(search)
    if digits:
        named = {line.id for line in found}
        found = [line for line in lines if line.id in named or digits in line.digits]
    return tuple(found)


def dialled_digits(search: str) -> str:
    """Return the digits of a search that looks like a phone number, else nothing."""
    typed = search.strip()
    if not _DIALLED.fullmatch(typed):
        return ""
    digits = "".join(str(int(mark)) for mark in typed if mark.isdecimal())
    digits = digits.removeprefix("00")
    return digits if len(digits) >= _SHORTEST_DIALLED else ""


def _line(row: CustomerRow, text: ShopText) -> CustomerLine:
    oldest = row.oldest_open_at
    owes = row.debt_balance > 0 and oldest is not None
    updated_on = text.local_day(row.updated_at)
    phones = [number for number in (row.mobile, row.landline) if number]
    dialled = (*phones, *map(text.phone, phones))
    return CustomerLine(
        id=row.id,
        name=row.full_name,
        initials=initials(row.full_name),
        phone=text.phone(row.phone),
        email=row.email or "",
        tags=row.tags,
        location=row.location or "",
        balance=row.debt_balance,
        balance_text=text.money(row.debt_balance),
        days_owed=(text.today - text.local_day(oldest)).days if owes and oldest else None,
        updated="" if updated_on == text.today else text.near_day(updated_on),
        archived=row.archived_at is not None,
        words=fold_alike(f"{row.full_name}\n{row.email or ''}\n{row.number}"),
        digits=" ".join("".join(mark for mark in number if mark.isdecimal()) for number in dialled),
    )
