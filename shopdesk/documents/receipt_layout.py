"""A receipt laid out on a roll 58 or 80 mm wide, as long as it needs; what it is drawn on is somebody else's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from reportlab.lib.units import mm

from shopdesk.documents.page import Colour
from shopdesk.documents.typeface import Face, fitting, printable, width, words_of, wrap
from shopdesk.domain.days import local_day
from shopdesk.domain.receipt import Receipt
from shopdesk.formatting import format_date, format_money, format_time
from shopdesk.wording import tr

_SIZE = 9.0
_BELOW = 20.0
_GAP = 8.0


class Surface(Protocol):
    """What a receipt is drawn on; lengths are points from the top left."""

    def text(self, x: float, y: float, text: str, size: float, face: Face) -> None:
        """Write one line that begins at ``x``."""

    def rule(self, left: float, y: float, right: float, colour: Colour, *, dashed: bool) -> None:
        """Draw a level line."""


class RollPaper(NamedTuple):
    """A kind of roll: its width and what stays free at either side, in points."""

    wide: float
    margin: float


ROLLS = {"58": RollPaper(58 * mm, 5 * mm), "80": RollPaper(80 * mm, 4 * mm)}


@dataclass
class Roll:
    """Paper from a roll: how long it has become, and what is to be drawn on it."""

    paper: RollPaper
    length: float = 14.0
    drawings: list[Callable[[Surface], None]] = field(default_factory=list)

    @property
    def right(self) -> float:
        """Where the writing ends."""
        return self.paper.wide - self.paper.margin

    @property
    def room(self) -> float:
        """How wide the writing is."""
        return self.right - self.paper.margin

    def draw_on(self, surface: Surface) -> None:
        """Draw everything."""
        for draw in self.drawings:
            draw(surface)

    def space(self, high: float) -> None:
        """Leave some paper empty."""
        self.length += high

    def centred(self, text: str, size: float, face: Face = Face.REGULAR) -> None:
        """Write a text in the middle, on as many lines as it needs."""
        for line in wrap(text, self.room, size, face) if text else ():
            self.length += size * 1.35
            self._write((self.paper.wide - width(line, size, face)) / 2, line, size, face)

    def pair(self, text: str, amount: str, size: float = _SIZE, face: Face = Face.REGULAR) -> None:
        """Write a text on the left, wrapped, and an amount on the right: on its last line, or below if it is long.

        No figure is broken, neither the amount nor one in the text: it is written smaller where it has to be.
        """
        figures = [word for word in words_of(printable(text)) if any(map(str.isdigit, word))]
        small = min((fitting(figure, self.room, size, face) for figure in figures), default=size)
        beside = self.room - width(amount, size, face) - _GAP
        least = max((width(word, small, face) for word in words_of(printable(text))), default=0.0)
        fits = beside >= min(least, self.room)
        for line in wrap(text, beside if fits else self.room, small, face):
            self.length += small * 1.4
            self._write(self.paper.margin, line, small, face)
        fitted = fitting(amount, self.room, size, face)
        self.length += 0 if fits else fitted * 1.4
        self._write(self.right - width(amount, fitted, face), amount, fitted, face)

    def rule(self) -> None:
        """Draw a dashed line across the paper."""
        self.length += 8
        y, left, right = self.length, self.paper.margin, self.right
        self.drawings.append(lambda surface: surface.rule(left, y, right, Colour.MUTED, dashed=True))
        self.length += 4

    def _write(self, x: float, text: str, size: float, face: Face) -> None:
        y = self.length
        self.drawings.append(lambda surface: surface.text(x, y, text, size, face))


def lay_out(receipt: Receipt, roll: str) -> Roll:
    """Lay a receipt out on a roll of this width (``58`` or ``80`` mm)."""
    paper = Roll(ROLLS[roll])
    _head(paper, receipt)
    _body(paper, receipt)
    _balances(paper, receipt)
    paper.space(8)
    paper.centred(tr("Served by {staff}", staff=receipt.staff) if receipt.staff else "", 8)
    paper.centred(tr("Thank you"), 8)
    paper.centred(code_words(receipt), 8)
    paper.space(_BELOW)
    return paper


def balance_words(balance: int, *, now: bool) -> str:
    """Say which side a balance is on, before the sale or now."""
    owed = (tr("Owed before"), tr("Owed now"))
    side = (tr("Store credit before"), tr("Store credit now")) if balance < 0 else owed
    return side[now]


def code_words(receipt: Receipt) -> str:
    """Name the code by which the receipt can be checked; nothing without one."""
    return tr("Code {code}", code=receipt.code) if receipt.code else ""


def money(receipt: Receipt, minor: int | None) -> str:
    """Write an amount as the receipt's shop does; nothing for None."""
    return "" if minor is None else format_money(minor, receipt.currency, receipt.locale)


def moment(receipt: Receipt) -> str:
    """Write when it was."""
    day = format_date(local_day(receipt.at, receipt.zone), receipt.locale)
    return f"{day} {format_time(receipt.at, receipt.zone, receipt.locale)}"


def _head(roll: Roll, receipt: Receipt) -> None:
    shop = receipt.letterhead
    roll.centred(shop.name, 12.5, Face.BOLD)
    for text in (*shop.address, shop.phone, shop.registration):
        roll.centred(text, 8)
    roll.rule()
    roll.centred(receipt.title, 11, Face.BOLD)
    roll.pair(receipt.reference, moment(receipt), 8)
    if receipt.customer_name:
        roll.pair(receipt.customer_name, receipt.customer_number, 8)
    roll.rule()


def _body(roll: Roll, receipt: Receipt) -> None:
    for line in receipt.lines:
        roll.pair(line.text, money(receipt, line.amount))
    if receipt.lines:
        roll.space(3)
    for line in receipt.sums:
        roll.pair(line.text, money(receipt, line.amount))
    roll.pair(tr("Total"), money(receipt, receipt.total), 11, Face.BOLD)
    for line in receipt.tenders:
        roll.pair(line.text, money(receipt, line.amount))
    for line in receipt.remarks:
        roll.pair(line.text, money(receipt, line.amount), 8)


def _balances(roll: Roll, receipt: Receipt) -> None:
    """Write the balances, with the side they are on in words."""
    if receipt.old_balance is None or receipt.new_balance is None or not receipt.customer_name:
        return
    roll.rule()
    roll.pair(balance_words(receipt.old_balance, now=False), money(receipt, abs(receipt.old_balance)))
    now = balance_words(receipt.new_balance, now=True)
    roll.pair(now, money(receipt, abs(receipt.new_balance)), _SIZE, Face.BOLD)
