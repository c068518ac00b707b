"""The receipt for a payment or a sale, on paper 80 mm wide and as long as it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from reportlab.lib.units import mm

from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.typeface import Face, width, wrap
from shopdesk.domain.days import local_day
from shopdesk.domain.receipt import Receipt
from shopdesk.formatting import format_date, format_money, format_time

_WIDE = 80 * mm
_MARGIN = 4 * mm
_RIGHT = _WIDE - _MARGIN
_ROOM = _RIGHT - _MARGIN
_SIZE = 9.0
_BELOW = 20.0


def render_receipt(receipt: Receipt) -> RenderedPaper:
    """Draw the receipt on one page."""
    roll = _Roll()
    _head(roll, receipt)
    _body(roll, receipt)
    _balances(roll, receipt)
    roll.space(8)
    roll.centred(f"Served by {receipt.staff}" if receipt.staff else "", 8)
    roll.centred("Thank you", 8)
    paper = Paper(f"Receipt {receipt.reference}", receipt.letterhead.name, (_WIDE, roll.length + _BELOW))
    for draw in roll.drawings:
        draw(paper)
    return paper.finish()


@dataclass
class _Roll:
    """Paper from a roll: how long it has become, and what is to be drawn on it."""

    length: float = 14.0
    drawings: list[Callable[[Paper], None]] = field(default_factory=list)

    def space(self, high: float) -> None:
        """Leave some paper empty."""
        self.length += high

    def centred(self, text: str, size: float, face: Face = Face.REGULAR) -> None:
        """Write a text in the middle, on as many lines as it needs."""
        for line in wrap(text, _ROOM, size, face) if text else ():
            self.length += size * 1.35
            self._write((_WIDE - width(line, size, face)) / 2, line, size, face)

    def pair(self, text: str, amount: str, size: float = _SIZE, face: Face = Face.REGULAR) -> None:
        """Write a text on the left, wrapped, and on its last line an amount on the right."""
        taken = width(amount, size, face)
        for line in wrap(text, max(_ROOM - taken - 8, _ROOM / 3), size, face):
            self.length += size * 1.4
            self._write(_MARGIN, line, size, face)
        self._write(_RIGHT - taken, amount, size, face)

    def _write(self, x: float, text: str, size: float, face: Face) -> None:
        y = self.length
        self.drawings.append(lambda paper: paper.text(x, y, text, size, face))

    def rule(self) -> None:
        """Draw a dashed line across the paper."""
        self.length += 8
        y = self.length
        self.drawings.append(lambda paper: paper.rule(_MARGIN, y, _RIGHT, Colour.MUTED, dashed=True))
        self.length += 4


def _head(roll: _Roll, receipt: Receipt) -> None:
    shop = receipt.letterhead
    roll.centred(shop.name, 12.5, Face.BOLD)
    for text in (*shop.address, shop.phone, shop.registration):
        roll.centred(text, 8)
    roll.rule()
    roll.centred(receipt.title, 11, Face.BOLD)
    day = format_date(local_day(receipt.at, receipt.zone), receipt.locale)
    roll.pair(receipt.reference, f"{day} {format_time(receipt.at, receipt.zone, receipt.locale)}", 8)
    if receipt.customer_name:
        roll.pair(receipt.customer_name, receipt.customer_number, 8)
    roll.rule()


def _body(roll: _Roll, receipt: Receipt) -> None:
    for line in receipt.lines:
        roll.pair(line.text, "" if line.amount is None else _money(receipt, line.amount))
    if receipt.lines:
        roll.space(3)
    roll.pair("Total", _money(receipt, receipt.total), 11, Face.BOLD)
    for tender in receipt.tenders:
        roll.pair(tender.text, "" if tender.amount is None else _money(receipt, tender.amount))


def _balances(roll: _Roll, receipt: Receipt) -> None:
    """Write the balances, with the side they are on in words."""
    if receipt.old_balance is None or receipt.new_balance is None or not receipt.customer_name:
        return
    roll.rule()
    before = "Store credit before" if receipt.old_balance < 0 else "Owed before"
    roll.pair(before, _money(receipt, abs(receipt.old_balance)))
    after = "Store credit now" if receipt.new_balance < 0 else "Owed now"
    roll.pair(after, _money(receipt, abs(receipt.new_balance)), _SIZE, Face.BOLD)


def _money(receipt: Receipt, minor: int) -> str:
    return format_money(minor, receipt.currency, receipt.locale)
