"""The statement of account on A4: what the customer is handed."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from shopdesk.documents.letterhead import (
    BODY_ENDS,
    LEFT,
    RIGHT,
    WIDE,
    draw_foot,
    draw_letterhead,
    draw_running_head,
)
from shopdesk.documents.page import Colour, Paper, RenderedPaper, Sheet
from shopdesk.documents.remittance_slip import SLIP_HEIGHT, draw_slip
from shopdesk.documents.statement_layout import (
    IN_WORDS,
    LINE,
    ROW,
    SOLD_INDENT,
    SOLD_SMALLER,
    Columns,
    Row,
    Written,
    carried,
    columns,
    money,
    paginate,
    rows,
    totals,
)
from shopdesk.documents.typeface import Face, fitting, wrap
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.statement import Statement, Style
from shopdesk.formatting import among_words, format_date, format_short_date
from shopdesk.wording import mark, tr, writing_in

_BOX_WIDE = 206
_BOX_ROW = 16.5
_STRIP = 36
_MESSAGES = (
    mark(
        "is past its due date, the oldest of it by more than 90 days. Please pay it "
        "now, or call us to agree on a plan."
    ),
    mark("is past its due date, the oldest of it by more than 60 days. Please pay it at once, or call us."),
    mark("is past its due date, the oldest of it by more than 30 days. Please pay it this week."),
    mark("is past its due date. Please pay it now."),
)
"""What is asked for, by the age of the oldest debt, the oldest first."""
HEADINGS = 22
_NOTES = 30
LATER_TOP = 62 + 18 + HEADINGS
"""Where the rows of a page after the first begin."""
_FIGURES = {
    Style.BALANCE_FORWARD: (mark("Charges"), mark("Payments"), mark("Balance")),
    Style.OPEN_ITEM: (mark("Amount"), mark("Paid"), mark("Still open")),
}


def get_ready() -> None:
    """Load what the first statement would have to wait for."""
    Paper("", "").finish()


def render_statement(statement: Statement) -> RenderedPaper:
    """Draw the statement; ``printed_at`` is shown on the clock of its own zone.

    A statement without a number is marked as a draft on every page.
    """
    with writing_in(statement.locale):
        title = (
            tr("Statement {number}", number=statement.number) if statement.number else tr("Draft statement")
        )
        paper = Paper(title, statement.letterhead.name)
        _draw_statement(paper, statement)
    return paper.finish()


class StatementStack:
    """Statements one after the other in one file, each with pages of its own number, for the printer."""

    def __init__(self, shop: str, locale: str) -> None:
        with writing_in(locale):
            self._paper = Paper(tr("Statements"), shop)

    def add(self, statement: Statement) -> None:
        """Draw a statement after those added before, on a page of its own."""
        with writing_in(statement.locale):
            _draw_statement(self._paper, statement)
        self._paper.next_page()

    def take_over(self, sheets: Sequence[Sheet]) -> None:
        """Add the pages of a statement that was drawn already."""
        self._paper.take_over(sheets)

    def finish(self) -> RenderedPaper:
        """Return the file; nothing can be added after that."""
        return self._paper.finish()


def _draw_statement(paper: Paper, statement: Statement) -> None:
    """Draw a statement from the page that has just begun to the last one it needs."""
    paper.follow_reading()
    places = columns(statement)
    body = rows(statement, places.room, places.size)
    last = totals(statement)
    tail = last.height + 16 + _STRIP + _NOTES + SLIP_HEIGHT
    if not statement.number:
        paper.ghost(tr("DRAFT"))
    top = _draw_first_head(paper, statement) + HEADINGS
    later_top = LATER_TOP
    pages = paginate(body, BODY_ENDS - top, BODY_ENDS - later_top, tail)
    for number in range(1, len(pages) + 1):
        if number > 1:
            paper.next_page()
            if not statement.number:
                paper.ghost(tr("DRAFT"))
            draw_running_head(paper, statement.letterhead, _running_title(statement))
            top = later_top
        shown = rows_of_page(statement, pages, number, last)
        draw_table(paper, places, shown, top, _FIGURES[statement.style])
        draw_foot(paper, _fine_print(statement), number, len(pages))
    _draw_end(paper, statement, top + sum(row.height for row in shown))


def rows_of_page(paper: Written, pages: list[list[Row]], number: int, last: Row) -> list[Row]:
    """Return a page's rows between what is brought forward, if any, and what is carried forward or the totals."""
    before = [carried(paper, tr("Brought forward"), _balance_before(pages, number))] if number > 1 else []
    if number == len(pages):
        return [*before, *pages[number - 1], last]
    after = carried(paper, tr("Carried forward"), _balance_before(pages, number + 1))
    return [*before, *pages[number - 1], after]


def _balance_before(pages: list[list[Row]], number: int) -> int:
    """Return the balance with which a page after the first begins."""
    return pages[number - 2][-1].after


def _running_title(statement: Statement) -> str:
    which = tr("Statement {number}", number=statement.number) if statement.number else tr("Draft statement")
    return tr(
        "{which} · {customer_number} · continued · {customer_name}",
        which=which,
        customer_number=statement.customer_number,
        customer_name=statement.customer_name,
    )


def _fine_print(statement: Statement) -> tuple[str, ...]:
    at = statement.printed_at
    day = among_words(format_date(at.date(), statement.locale))
    printed = tr("Printed {date} {at:%H:%M}", date=day, at=at)
    if statement.prepared_by:
        printed += tr(" by {prepared_by}", prepared_by=statement.prepared_by)
    code = (
        tr("Statement {number} · code {code}", number=statement.number, code=statement.code)
        if statement.number
        else tr("Draft, not issued")
    )
    return printed, code


def _draw_first_head(paper: Paper, statement: Statement) -> float:
    """Draw letterhead, customer and summary; return where the table may begin."""
    subtitle = tr("of account, in {code}", code=statement.currency.code)
    line = draw_letterhead(paper, statement.letterhead, tr("Statement", "title"), subtitle)
    y = line + 25
    room = WIDE - _BOX_WIDE - 24
    for text in wrap(statement.customer_name, room, 10, Face.BOLD):
        paper.text(LEFT, y, text, 10, Face.BOLD)
        y += 12.5
    for part in filter(None, statement.address):
        for text in wrap(part, room, 9):
            paper.text(LEFT, y, text, 9, colour=Colour.MUTED)
            y += 11.5
    return max(_draw_summary(paper, statement, line + 14), y) + 16


def _draw_summary(paper: Paper, statement: Statement, top: float) -> float:
    """Draw the summary box; return where it ends."""
    locale = statement.locale
    last = format_date(statement.to_on, locale)
    period = f"{format_short_date(statement.from_on, locale, statement.to_on)} – {last}"
    is_open_item = statement.style is Style.OPEN_ITEM
    facts = (
        (tr("Statement no."), statement.number or tr("Draft")),
        (tr("Statement date"), format_date(statement.printed_at.date(), locale)),
        (tr("Open on"), last) if is_open_item else (tr("Period"), period),
        (tr("Customer no."), statement.customer_number),
    )
    left, high = RIGHT - _BOX_WIDE, _BOX_ROW * (len(facts) + 1) + 18
    in_words = _in_words(statement.closing)
    high += 11 if in_words else 0
    paper.box(left, top, _BOX_WIDE, high)
    y = top + 18
    for label, value in facts:
        paper.text(left + 12, y, label, 8.5, colour=Colour.MUTED)
        paper.text_right(RIGHT - 12, y, value, fitting(value, 118, 8.5, Face.BOLD), Face.BOLD)
        y += _BOX_ROW
    label, amount = _due(statement)
    paper.text(left + 12, y + 1, label, 10.5)
    paper.text_right(RIGHT - 12, y + 1, amount, fitting(amount, 110, 10.5, Face.BOLD), Face.BOLD)
    if in_words:
        paper.text_right(RIGHT - 12, y + 13, in_words, 8, colour=Colour.CREDIT)
    return top + high


def _due(statement: Statement) -> tuple[str, str]:
    """Return what the closing balance is called, and its amount without a sign."""
    label = tr("Store credit") if statement.closing < 0 else tr("Amount due")
    return label, money(statement, abs(statement.closing))


def _in_words(closing: int) -> str:
    if closing < 0:
        return tr("In credit — nothing to pay")
    return tr("Nothing to pay") if closing == 0 else ""


def draw_table(
    paper: Paper, places: Columns, shown: list[Row], top: float, figures: tuple[str, str, str]
) -> None:
    """Draw the headings above ``top`` and the rows below it."""
    heading = partial(paper.text, size=7.5, face=Face.BOLD, colour=Colour.MUTED)
    heading_right = partial(paper.text_right, size=7.5, face=Face.BOLD, colour=Colour.MUTED)
    for x, label in (
        (places.date, tr("Date")),
        (places.reference, tr("Reference")),
        (places.details, tr("Details")),
    ):
        heading(x, top - 7, label)
    for x, label in zip((places.charges, places.payments, places.balance), figures, strict=True):
        heading_right(x, top - 7, tr(label))
    paper.rule(LEFT, top, RIGHT, Colour.TEXT, 0.8)
    for row, below in pairwise((*shown, shown[-1])):
        if row.sold:
            _draw_sold(paper, places, row, top)
        else:
            _draw_row(paper, places, row, top)
        top += row.height
        if not below.sold:
            paper.rule(LEFT, top, RIGHT)


def _draw_row(paper: Paper, places: Columns, row: Row, top: float) -> None:
    size, y = places.size, top + ROW / 2 + places.size * 0.36
    paper.text(places.date, y, row.date, size)
    paper.text(places.reference, y, row.reference, size)
    for place, line in enumerate(row.details):
        paper.text(places.details, y + place * LINE, line, size, row.face)
    figures = Face.BOLD if row.face is Face.BOLD else Face.REGULAR
    paper.text_right(places.charges, y, row.charge, size, figures)
    paper.text_right(places.payments, y, row.payment, size, figures)
    paper.text_right(places.balance, y, row.balance, size, figures)
    if row.balance and row.after < 0:
        paper.text_right(places.balance, y + IN_WORDS + 3, tr("in credit"), 6.5, colour=Colour.CREDIT)


def _draw_sold(paper: Paper, places: Columns, row: Row, top: float) -> None:
    """Draw one line of a sale under its charge."""
    small, y = places.size - SOLD_SMALLER, top + LINE * 0.6
    for place, line in enumerate(row.details):
        paper.text(places.details + SOLD_INDENT, y + place * LINE, line, small, colour=Colour.MUTED)
    paper.text_right(places.details + places.room, y, row.sold, small, colour=Colour.MUTED)


def _draw_end(paper: Paper, statement: Statement, below: float) -> None:
    """Draw what follows the totals: the ageing, a word on what is late, and the slip at the foot."""
    y = below + 16
    _draw_strip(paper, statement, y)
    y += _STRIP + 14
    if statement.ageing.overdue > 0 and statement.closing > 0:
        late = among_words(money(statement, min(statement.ageing.overdue, statement.closing)))
        paper.text(LEFT, y, f"{late} {_message(statement.ageing)}", 8.5, Face.BOLD)
        y += 11
    last_day = among_words(format_date(statement.to_on, statement.locale))
    paper.text(
        LEFT,
        y,
        tr("Payments received after {last_day} are not shown.", last_day=last_day),
        8,
        colour=Colour.MUTED,
    )
    draw_slip(paper, statement, _due(statement), _in_words(statement.closing))


def _message(ageing: Ageing) -> str:
    """Return what is asked of the customer: firmer, the older the oldest debt is."""
    return next(
        words for owed, words in zip(reversed(ageing.buckets[1:]), map(tr, _MESSAGES), strict=True) if owed
    )


def _draw_strip(paper: Paper, statement: Statement, top: float) -> None:
    """Draw the ageing; its cells add up to the last one."""
    ageing = statement.ageing
    cells = [
        (tr("Not yet due"), ageing.not_due),
        (tr("1–30 days late"), ageing.days_1_30),
        (tr("31–60 days"), ageing.days_31_60),
        (tr("61–90 days"), ageing.days_61_90),
        (tr("Over 90 days"), ageing.over_90),
    ]
    if ageing.disputed:
        cells.append((tr("In dispute"), ageing.disputed))
    if ageing.unallocated:
        cells.append((tr("Unused credit"), -ageing.unallocated))
    cells.append((tr("In credit") if statement.closing < 0 else tr("Amount due"), statement.closing))
    wide = WIDE / len(cells)
    last = RIGHT - wide
    paper.box(last, top, wide, _STRIP, Colour.ACCENT_SOFT)
    paper.box(LEFT, top, WIDE, _STRIP)
    for place, (label, amount) in enumerate(cells):
        left = LEFT + place * wide
        if place:
            paper.upright(left, top, top + _STRIP)
        shown = money(statement, amount)
        paper.text(left + 7.5, top + 14, label, fitting(label, wide - 12, 7.5), colour=Colour.MUTED)
        paper.text(left + 7.5, top + 27, shown, fitting(shown, wide - 12, 10, Face.BOLD), Face.BOLD)
