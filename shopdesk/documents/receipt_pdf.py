"""The receipt for a payment or a sale as a PDF: on a roll 58 or 80 mm wide and as long as it needs, or on A4."""

from collections.abc import Sequence

from shopdesk.documents.letterhead import (
    BODY_ENDS,
    LEFT,
    RIGHT,
    WIDE,
    draw_foot,
    draw_letterhead,
    draw_running_head,
)
from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.receipt_layout import ROLLS, balance_words, code_words, lay_out, moment, money
from shopdesk.documents.typeface import Face, width, wrap
from shopdesk.domain.receipt import Receipt, ReceiptLine
from shopdesk.wording import tr, writing_in

_SIZE, _STEP, _ROW = 10.0, 13.0, 20.0
_TOTAL = 13.0
_SUMS_ROOM = 220.0


def render_receipt(receipt: Receipt) -> RenderedPaper:
    """Draw the receipt on its paper."""
    with writing_in(receipt.locale):
        if receipt.paper == "A4":
            return _Sheet(receipt).render()
        roll = lay_out(receipt, receipt.paper)
        size = (ROLLS[receipt.paper].wide, roll.length)
        paper = Paper(tr("Receipt {reference}", reference=receipt.reference), receipt.letterhead.name, size)
        roll.draw_on(paper)
        return paper.finish()


class _Sheet:
    """The receipt on A4 pages: a table of its lines, the sums below it."""

    def __init__(self, receipt: Receipt) -> None:
        self._receipt = receipt
        self._rows = [
            (wrap(line.text, WIDE - 110, _SIZE), money(receipt, line.amount)) for line in receipt.lines
        ]
        self._pages = self._shared()
        title = f"{receipt.title} {receipt.reference}"
        self._paper = Paper(title, receipt.letterhead.name)
        self._subject = title

    def render(self) -> RenderedPaper:
        """Draw every page."""
        receipt = self._receipt
        for number, rows in enumerate(self._pages, start=1):
            if number == 1:
                below = draw_letterhead(self._paper, receipt.letterhead, receipt.title, receipt.reference)
                y = self._draw_facts(below + 22)
            else:
                self._paper.next_page()
                y = draw_running_head(self._paper, receipt.letterhead, self._subject) + 22
            y = self._draw_rows(rows, y)
            if number == len(self._pages):
                self._draw_sums(y + 8)
            served = tr("Served by {staff}", staff=receipt.staff) if receipt.staff else ""
            draw_foot(self._paper, (served, code_words(receipt)), number, len(self._pages))
        return self._paper.finish()

    def _shared(self) -> list[list[tuple[list[str], str]]]:
        """Share the rows out over pages, with room for the sums after the last."""
        receipt = self._receipt
        ending = _ROW * (4 + len(receipt.sums) + len(receipt.tenders) + len(receipt.remarks) + 3)
        pages: list[list[tuple[list[str], str]]] = [[]]
        room = BODY_ENDS - 230.0
        for row in self._rows:
            high = _high(row[0])
            if high > room:
                pages.append([])
                room = BODY_ENDS - 110.0
            pages[-1].append(row)
            room -= high
        if room < ending:
            pages.append([])
        return pages

    def _draw_facts(self, y: float) -> float:
        receipt = self._receipt
        self._paper.text(LEFT, y, moment(receipt), _SIZE)
        whose = " · ".join(filter(None, (receipt.customer_name, receipt.customer_number)))
        for line in wrap(whose, WIDE, _SIZE) if whose else ():
            y += _STEP
            self._paper.text(LEFT, y, line, _SIZE, Face.BOLD)
        y += 24
        return y

    def _draw_rows(self, rows: Sequence[tuple[list[str], str]], y: float) -> float:
        if rows:
            self._paper.text(LEFT, y, tr("What was sold"), _SIZE, Face.BOLD, Colour.MUTED)
            self._paper.text_right(RIGHT, y, tr("Amount"), _SIZE, Face.BOLD, Colour.MUTED)
            y += 7
            self._paper.rule(LEFT, y, RIGHT)
        for lines, amount in rows:
            top = y
            for line in lines:
                top += _STEP
                self._paper.text(LEFT, top, line, _SIZE)
            self._paper.text_right(RIGHT, y + _STEP, amount, _SIZE)
            y += _high(lines)
            self._paper.rule(LEFT, y, RIGHT)
        return y

    def _draw_sums(self, y: float) -> None:
        receipt = self._receipt
        for line in receipt.sums:
            y = self._pair(line, y)
        y = self._pair(ReceiptLine(tr("Total"), receipt.total), y + 4, Face.BOLD, _TOTAL)
        for line in (*receipt.tenders, *receipt.remarks):
            y = self._pair(line, y)
        if receipt.old_balance is None or receipt.new_balance is None or not receipt.customer_name:
            return
        self._paper.rule(RIGHT - _SUMS_ROOM, y + 6, RIGHT)
        y += 6
        for balance, now in ((receipt.old_balance, False), (receipt.new_balance, True)):
            face = Face.BOLD if now else Face.REGULAR
            y = self._pair(ReceiptLine(balance_words(balance, now=now), abs(balance)), y, face)

    def _pair(self, line: ReceiptLine, y: float, face: Face = Face.REGULAR, size: float = _SIZE) -> float:
        below = y + _ROW
        amount = money(self._receipt, line.amount)
        room = width(line.text, size, face) + 12 + width(amount, size, face)
        self._paper.text(RIGHT - max(room, _SUMS_ROOM), below, line.text, size, face)
        self._paper.text_right(RIGHT, below, amount, size, face)
        return below


def _high(lines: Sequence[str]) -> float:
    return _STEP * len(lines) + 6
