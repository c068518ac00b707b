"""Where everything on a statement goes: its rows, its columns, and the pages they fall on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from shopdesk.documents.letterhead import LEFT, RIGHT
from shopdesk.documents.typeface import Face, width, wrap
from shopdesk.domain.money import Currency
from shopdesk.domain.statement import OpenItem, SoldItem, Statement, StatementLine, Style
from shopdesk.formatting import format_date, format_money
from shopdesk.wording import tr

ROW = 22.0
LINE = 12.5
IN_WORDS = 5.0
"""What a row grows by when its balance is said in words too."""
SOLD_INDENT, SOLD_SMALLER, SOLD_ENDS = 8.0, 1.0, 5.0
"""How what was sold stands back under its charge, and the room below the last of it."""

_SIZES = (10.0, 9.0, 8.0, 7.0)
_GAP = 14.0
_INSET = 4.5
_NARROWEST_DETAILS = 120.0
_NARROWEST_AMOUNTS = 52.0
_LINES_TOGETHER = 30


class Columns(NamedTuple):
    """Left edges of the texts, right edges of the amounts, and the size of the type."""

    date: float
    reference: float
    details: float
    charges: float
    payments: float
    balance: float
    room: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``after`` is the balance once it has been read (minor units)."""

    details: tuple[str, ...]
    after: int
    date: str = ""
    reference: str = ""
    charge: str = ""
    payment: str = ""
    balance: str = ""
    face: Face = Face.REGULAR
    heads: bool = False
    """A heading: it stays with the row below it."""
    sold: str = ""
    """What one line of a sale cost: such a row is small and stands under its charge."""
    ends: bool = False
    """The last line of a sale: some room stays below it."""

    @property
    def height(self) -> float:
        """Return how much of the page the row takes."""
        words = IN_WORDS if self.balance and self.after < 0 else 0
        first = ROW if not self.sold else LINE + (SOLD_ENDS if self.ends else 0)
        return first + words + LINE * (len(self.details) - 1)


class Written(Protocol):
    """A paper with amounts: in which currency, and as which locale writes them."""

    @property
    def currency(self) -> Currency:
        """The currency of every amount."""

    @property
    def locale(self) -> str:
        """The locale of amounts and days."""


def money(paper: Written, minor: int) -> str:
    """Write an amount in the paper's currency and locale."""
    return format_money(minor, paper.currency, paper.locale)


def columns(statement: Statement) -> Columns:
    """Return the columns in the largest type that leaves room for the details."""
    lines = _shown(statement)
    widest = [
        max((money(statement, amount) for amount in (max(side), min(side))), key=len)
        for side in zip(*_figures(statement), strict=True)
    ]
    dates = [format_date(statement.from_on, statement.locale), *few_dates(lines, statement.locale)]
    return fit_columns(widest, dates, lines)


def fit_columns(
    widest: Sequence[str], dates: Sequence[str], lines: Sequence[StatementLine | OpenItem]
) -> Columns:
    """Return the columns in the largest type that leaves room for the details beside these amounts and dates."""
    references = [tr("Reference"), *{len(line.reference): line.reference for line in lines}.values()]
    return next(
        (
            fitting
            for size in _SIZES
            if (fitting := _columns(widest, dates, references, size)).room > _NARROWEST_DETAILS
        ),
        _columns(widest, dates, references, _SIZES[-1]),
    )


def rows(statement: Statement, room: float, size: float) -> list[Row]:
    """Return every row between the headings and the totals, in order."""
    if statement.style is Style.OPEN_ITEM:
        return list(_item_rows(statement, room, size))
    first = Row(
        (tr("Opening balance"),),
        statement.opening,
        date=format_date(statement.from_on, statement.locale),
        balance=money(statement, statement.opening),
        face=Face.ITALIC,
    )
    late: list[Row] = []
    if statement.late_lines:
        heading = tr("Entered late, for an earlier statement")
        late = [
            Row((heading,), statement.opening, face=Face.ITALIC, heads=True),
            *line_rows(statement, statement.late_lines, room, size),
            _late_total(statement),
        ]
    return [first, *late, *line_rows(statement, statement.lines, room, size)]


def totals(statement: Statement) -> Row:
    """Return the last row."""
    if statement.style is Style.OPEN_ITEM:
        return _item_total(statement)
    return Row(
        (tr("Totals for the period"),),
        statement.closing,
        charge=money(statement, statement.charges),
        payment=money(statement, statement.payments),
        balance=money(statement, statement.closing),
        face=Face.BOLD,
    )


def carried(paper: Written, text: str, balance: int) -> Row:
    """Return the row that hands a balance from one page to the next."""
    return Row((text,), balance, balance=money(paper, balance), face=Face.ITALIC)


def paginate(every: Sequence[Row], first_room: float, later_room: float, tail: float) -> list[list[Row]]:
    """Part the rows into pages; ``tail`` is what must stand below the last row, on its page."""
    hand_over = ROW + IN_WORDS
    pages: list[list[Row]] = [[]]
    left = first_room
    for place, row in enumerate(every):
        below = every[place + 1].height if row.heads and place + 1 < len(every) else 0
        if pages[-1] and row.height + below + hand_over > left:
            pages.append([])
            left = later_room - hand_over
        pages[-1].append(row)
        left -= row.height
    if tail > left:
        moved: list[Row] = []
        while len(pages[-1]) > 1 and (not moved or pages[-1][-1].heads):
            moved.insert(0, pages[-1].pop())
        pages.append(moved)
    return pages


def few_dates(lines: Sequence[StatementLine | OpenItem], locale: str) -> Iterator[str]:
    """Yield a date of each month that occurs: months differ in width, days hardly."""
    months = {(line.on.year, line.on.month): line.on for line in lines}
    for day in months.values():
        yield format_date(day.replace(day=28), locale)


def _shown(statement: Statement) -> Sequence[StatementLine | OpenItem]:
    """Return the entries that stand on the paper."""
    return (
        statement.items if statement.style is Style.OPEN_ITEM else (*statement.late_lines, *statement.lines)
    )


def _figures(statement: Statement) -> list[tuple[int, int, int]]:
    """Return the three amounts of every row, the totals among them."""
    if statement.style is Style.OPEN_ITEM:
        owed = sum(item.outstanding for item in statement.items)
        rest = (0, 0, -statement.ageing.unallocated), (*_item_sums(statement), max(owed, statement.closing))
        return [*rest, *((item.amount, item.paid, item.outstanding) for item in statement.items)]
    lines = (*statement.late_lines, *statement.lines)
    total = (statement.charges, statement.payments, statement.closing), (0, 0, statement.opening)
    return [*total, *((line.charge or 0, line.payment or 0, line.balance) for line in lines)]


def _item_rows(statement: Statement, room: float, size: float) -> Iterator[Row]:
    """Yield the open charges, oldest first, and the credit that no charge has used."""
    owed = 0
    for item in statement.items:
        owed += item.outstanding
        details = wrap(item.text, room, size)
        yield Row(
            tuple(details[:_LINES_TOGETHER]),
            owed,
            date=format_date(item.on, statement.locale),
            reference=item.reference,
            charge=money(statement, item.amount),
            payment=money(statement, item.paid) if item.paid else "",
            balance=money(statement, item.outstanding),
            heads=bool(item.sold),
        )
        yield from _sold_rows(statement, item.sold, owed, room, size)
    credit = statement.ageing.unallocated
    if credit:
        yield Row(
            (tr("Credit not used yet"),), owed - credit, balance=money(statement, -credit), face=Face.ITALIC
        )
    elif not statement.items:
        yield Row((tr("Nothing is open"),), 0, balance=money(statement, 0), face=Face.ITALIC)


def _item_sums(statement: Statement) -> tuple[int, int]:
    return sum(item.amount for item in statement.items), sum(item.paid for item in statement.items)


def _item_total(statement: Statement) -> Row:
    amount, paid = _item_sums(statement)
    return Row(
        (tr("Open in all"),),
        statement.closing,
        charge=money(statement, amount),
        payment=money(statement, paid),
        balance=money(statement, statement.closing),
        face=Face.BOLD,
    )


def _columns(widest: Sequence[str], dates: Sequence[str], references: Sequence[str], size: float) -> Columns:
    room_for = [max(_NARROWEST_AMOUNTS, width(text, size, Face.BOLD)) for text in widest]
    balance = RIGHT - _INSET
    payments = balance - room_for[2] - _GAP
    charges = payments - room_for[1] - _GAP
    date = LEFT + _INSET
    reference = date + max(width(text, size) for text in dates) + _GAP
    details = reference + max(width(text, size) for text in references) + _GAP
    room = charges - room_for[0] - _GAP - details
    return Columns(date, reference, details, charges, payments, balance, room, size)


def line_rows(paper: Written, lines: Sequence[StatementLine], room: float, size: float) -> Iterator[Row]:
    """Yield the rows of entries; a very long text goes on in rows of its own, so that it can break."""
    for line in lines:
        details = wrap(line.text, room, size)
        yield Row(
            tuple(details[:_LINES_TOGETHER]),
            line.balance,
            date=format_date(line.on, paper.locale),
            reference=line.reference,
            charge="" if line.charge is None else money(paper, line.charge),
            payment="" if line.payment is None else money(paper, line.payment),
            balance=money(paper, line.balance),
            heads=bool(line.sold),
        )
        for start in range(_LINES_TOGETHER, len(details), _LINES_TOGETHER):
            yield Row(tuple(details[start : start + _LINES_TOGETHER]), line.balance)
        yield from _sold_rows(paper, line.sold, line.balance, room, size)


def _sold_rows(
    paper: Written, sold: Sequence[SoldItem], after: int, room: float, size: float
) -> Iterator[Row]:
    """Yield what a charge was for, small, one row for each line of the sale, its amount at the right."""
    small = size - SOLD_SMALLER
    for place, item in enumerate(sold, 1):
        amount = money(paper, item.amount)
        left = max(room - SOLD_INDENT - width(amount, small) - _GAP, _NARROWEST_DETAILS / 2)
        details = wrap(item.text, left, small)
        yield Row(tuple(details[:_LINES_TOGETHER]), after, sold=amount, ends=place == len(sold))


def _late_total(statement: Statement) -> Row:
    after = statement.opening + statement.late
    return carried(statement, tr("Balance with late entries"), after)
