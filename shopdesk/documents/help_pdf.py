"""A page of the help on A4: what it is about, its keys, and each question with its answer."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from shopdesk.documents.letterhead import (
    BODY_ENDS,
    LEFT,
    WIDE,
    draw_foot,
    draw_letterhead,
    draw_running_head,
)
from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.typeface import Face, fitting, width, wrap
from shopdesk.domain.help_paper import HelpPaper
from shopdesk.domain.statement import Letterhead
from shopdesk.domain.till_card import KeyGroup

_SIZE, _STEP = 10.0, 14.0
_HEADING = 11.0
_BEFORE_HEADING, _BEFORE_PARAGRAPH = 12.0, 3.0
_BETWEEN_KEYS = 4.0
_BESIDE_KEYS = 16.0
_LATER_TOP = 62.0
"""Where the head of a page after the first ends."""


class _Line(NamedTuple):
    """One line: how far below the one before it stands, and a key in the room before it.

    ``stays`` says that the next line stands on the same page.
    """

    step: float
    text: str
    size: float = _SIZE
    face: Face = Face.REGULAR
    colour: Colour = Colour.TEXT
    key: str = ""
    room: float = 0.0
    stays: bool = False


def render_help(help_: HelpPaper) -> RenderedPaper:
    """Draw the help on as many pages as it takes."""
    paper, shop = Paper(help_.title, help_.shop_name), Letterhead(name=help_.shop_name)
    top = draw_letterhead(paper, shop, help_.title, "")
    pages = _paged(list(_lines(help_)), top)
    for number, lines in enumerate(pages, 1):
        y = top
        if number > 1:
            paper.next_page()
            y = draw_running_head(paper, shop, help_.title)
        for line in lines:
            y += line.step
            _draw(paper, line, y)
        draw_foot(paper, (help_.foot,), number, len(pages))
    return paper.finish()


def _lines(help_: HelpPaper) -> Iterator[_Line]:
    for line in wrap(help_.intro, WIDE, _SIZE) if help_.intro else ():
        yield _Line(_STEP + _BEFORE_PARAGRAPH, line, colour=Colour.MUTED)
    for group in help_.groups:
        yield from _heading(group.title)
        yield from _keys(group)
    for ask, paragraphs in help_.answers:
        yield from _heading(ask)
        for paragraph in paragraphs:
            for place, line in enumerate(wrap(paragraph, WIDE, _SIZE)):
                yield _Line(_STEP if place else _STEP + _BEFORE_PARAGRAPH, line)


def _heading(text: str) -> Iterator[_Line]:
    for place, line in enumerate(wrap(text, WIDE, _HEADING, Face.BOLD)):
        step = _STEP if place else _STEP + _BEFORE_HEADING
        yield _Line(step, line, _HEADING, Face.BOLD, Colour.ACCENT, stays=True)


def _keys(group: KeyGroup) -> Iterator[_Line]:
    widest = max((width(keys, _SIZE, Face.BOLD) for keys, _does in group.rows), default=0.0)
    room = min(widest + _BESIDE_KEYS * 2, WIDE / 3)
    for keys, does in group.rows:
        for place, line in enumerate(wrap(does, WIDE - room, _SIZE)):
            step = _STEP if place else _STEP + _BETWEEN_KEYS
            yield _Line(step, line, key="" if place else keys, room=room)


def _paged(lines: Sequence[_Line], top: float) -> list[list[_Line]]:
    """Share the lines out over pages; a heading goes over with what it is the heading of."""
    pages: list[list[_Line]] = [[]]
    y = top
    for place, line in enumerate(lines):
        ahead = next((end for end in range(place, len(lines)) if not lines[end].stays), place)
        *_, needed = accumulate(each.step for each in lines[place : ahead + 1])
        if pages[-1] and y + needed > BODY_ENDS:
            pages.append([])
            y = _LATER_TOP
        pages[-1].append(line)
        y += line.step
    return pages


def _draw(paper: Paper, line: _Line, y: float) -> None:
    if line.key:
        wide = line.room - _BESIDE_KEYS
        paper.box(LEFT, y - _SIZE * 1.15, wide, _SIZE * 1.6, Colour.ACCENT_SOFT, 4)
        size = fitting(line.key, wide - _BESIDE_KEYS / 2, _SIZE, Face.BOLD)
        paper.text_centred(LEFT + wide / 2, y, line.key, size, Face.BOLD)
    paper.told(LEFT + line.room, y, line.text, line.size, line.face, line.colour)
