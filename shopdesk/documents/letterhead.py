"""What every A4 paper of a shop begins and ends with: its letterhead, and its last lines."""

from shopdesk.documents.page import A4_HEIGHT, A4_WIDTH, Colour, Paper
from shopdesk.documents.typeface import Face, fitting, width, wrap
from shopdesk.domain.statement import Letterhead
from shopdesk.wording import tr

LEFT = 42.5
RIGHT = A4_WIDTH - LEFT
WIDE = RIGHT - LEFT
BODY_ENDS = A4_HEIGHT - 62
_TOP = 53
_NAME = 15
_TITLE = 20
_SMALL = 9
_LINE = 11
_FINE = 7.5


def draw_letterhead(paper: Paper, shop: Letterhead, title: str, subtitle: str) -> float:
    """Draw the shop, the title and the line below them; return where the line is."""
    room = WIDE - max(width(title, _TITLE, Face.BOLD), width(subtitle, _SMALL)) - 24
    paper.text_right(RIGHT, _TOP + 4, title, _TITLE, Face.BOLD, Colour.ACCENT)
    paper.text_right(RIGHT, _TOP + 18, subtitle, _SMALL, colour=Colour.MUTED)
    y: float = _TOP
    for line in wrap(shop.name, room, _NAME, Face.BOLD):
        paper.text(LEFT, y, line, _NAME, Face.BOLD)
        y += _NAME + 3
    contact = " · ".join(filter(None, (shop.phone, shop.email, shop.registration)))
    y -= 4
    for part in filter(None, (", ".join(filter(None, shop.address)), contact)):
        for line in wrap(part, room, _SMALL):
            paper.text(LEFT, y, line, _SMALL, colour=Colour.MUTED)
            y += _LINE
    below = max(y, _TOP + 24) + 6
    paper.rule(LEFT, below, RIGHT, Colour.ACCENT, 1.2)
    return below


def draw_running_head(paper: Paper, shop: Letterhead, subject: str) -> float:
    """Draw the head of a page after the first; return where the line below it is."""
    paper.text(LEFT, _TOP, wrap(shop.name, WIDE * 0.4, 10, Face.BOLD)[0], 10, Face.BOLD)
    paper.text_right(RIGHT, _TOP, wrap(subject, WIDE * 0.58, _SMALL)[0], _SMALL, colour=Colour.MUTED)
    paper.rule(LEFT, _TOP + 9, RIGHT, Colour.ACCENT, 1.2)
    return _TOP + 9


def draw_foot(paper: Paper, lines: tuple[str, ...], page: int, pages: int) -> None:
    """Draw the fine print at the foot of a page, and which page of how many it is."""
    y = A4_HEIGHT - 40
    for line in filter(None, lines):
        paper.text(LEFT, y, line, fitting(line, WIDE * 0.8, _FINE), colour=Colour.MUTED)
        y += 10
    paper.text_right(
        RIGHT,
        A4_HEIGHT - 40,
        tr("Page {page} of {pages}", page=page, pages=pages),
        _FINE,
        colour=Colour.MUTED,
    )
