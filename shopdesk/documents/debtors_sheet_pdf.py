"""The debtors from A to Z on paper, for the day the power is out: who owes what, and room to write."""

from collections.abc import Sequence
from datetime import datetime

from shopdesk.documents.letterhead import (
    BODY_ENDS,
    LEFT,
    RIGHT,
    draw_foot,
    draw_letterhead,
    draw_running_head,
)
from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.typeface import Face, fitting, wrap
from shopdesk.domain.receivables import SheetLine
from shopdesk.domain.statement import Letterhead
from shopdesk.formatting import format_date
from shopdesk.wording import mark, tr

_ROW = 24.0
_HEADINGS = 22.0
_SIZE = 9.5
_NUMBER, _PHONE, _OWES, _SINCE = LEFT + 146, LEFT + 198, LEFT + 348, LEFT + 358
_NAME_ROOM, _PHONE_ROOM, _OWES_ROOM, _SINCE_ROOM = 128.0, 86.0, 62.0, 44.0
_TITLE = mark("Debtors")


def render_debtors_sheet(
    shop: Letterhead, lines: Sequence[SheetLine], total: str, printed_at: datetime, locale: str
) -> RenderedPaper:
    """Draw the sheet; ``printed_at`` is shown on the clock of its own zone."""
    printed = tr(
        "Printed {date} {printed_at:%H:%M}",
        date=format_date(printed_at.date(), locale),
        printed_at=printed_at,
    )
    paper = Paper(tr(_TITLE), shop.name)
    top = (
        draw_letterhead(
            paper, shop, tr(_TITLE), tr("{lines} by name, {total}", lines=len(lines), total=total)
        )
        + _HEADINGS
    )
    later_top = 62 + _HEADINGS
    pages = _paginate(lines, BODY_ENDS - top, BODY_ENDS - later_top)
    for number, page in enumerate(pages, 1):
        if number > 1:
            paper.next_page()
            draw_running_head(paper, shop, tr("{title} · continued", title=tr(_TITLE)))
            top = later_top
        _draw_headings(paper, top)
        for place, line in enumerate(page):
            _draw_line(paper, line, top + place * _ROW)
        draw_foot(
            paper,
            (printed, tr("Write payments and sales here by hand; enter them later.")),
            number,
            len(pages),
        )
    return paper.finish()


def _paginate(lines: Sequence[SheetLine], first: float, later: float) -> list[Sequence[SheetLine]]:
    fits, rest = int(first // _ROW), int(later // _ROW)
    return [lines[:fits], *(lines[start : start + rest] for start in range(fits, len(lines), rest))]


def _draw_headings(paper: Paper, top: float) -> None:
    for x, label in (
        (LEFT, tr("Name")),
        (_NUMBER, tr("Number")),
        (_PHONE, tr("Phone")),
        (_SINCE, tr("Since")),
    ):
        paper.text(x, top - 7, label, 7.5, Face.BOLD, Colour.MUTED)
    paper.text_right(_OWES, top - 7, tr("Owes"), 7.5, Face.BOLD, Colour.MUTED)
    paper.text(_SINCE + _SINCE_ROOM + 6, top - 7, tr("Paid or bought"), 7.5, Face.BOLD, Colour.MUTED)
    paper.rule(LEFT, top, RIGHT, Colour.TEXT, 0.8)


def _draw_line(paper: Paper, line: SheetLine, top: float) -> None:
    y = top + _ROW / 2 + _SIZE * 0.36
    name = wrap(line.full_name, _NAME_ROOM, _SIZE, Face.BOLD)
    paper.text(LEFT, y, name[0] if len(name) == 1 else f"{name[0]} …", _SIZE, Face.BOLD)
    paper.text(_NUMBER, y, line.number, 8, colour=Colour.MUTED)
    paper.text(_PHONE, y, line.phone, fitting(line.phone, _PHONE_ROOM, 8.5))
    paper.text_right(_OWES, y, line.owes, fitting(line.owes, _OWES_ROOM, _SIZE, Face.BOLD), Face.BOLD)
    paper.text(_SINCE, y, line.since, fitting(line.since, _SINCE_ROOM, 8), colour=Colour.MUTED)
    paper.rule(LEFT, top + _ROW, RIGHT)
