"""The card for the till on one sheet of paper: every key of the checkout and the list, and what is done most."""

from shopdesk.documents.letterhead import BODY_ENDS, LEFT, RIGHT, WIDE, draw_foot, draw_letterhead
from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.typeface import Face, fitting, width, wrap
from shopdesk.domain.statement import Letterhead
from shopdesk.domain.till_card import KeyGroup, TillCard

_SIZES = tuple(13 - step / 4 for step in range(24))
_GAP = 26.0
_COLUMN = (WIDE - _GAP) / 2
_LEAST_KEY = 42.0


def render_till_card(card: TillCard) -> RenderedPaper:
    """Draw the one page, as large as it fits."""
    paper = Paper(card.title, card.shop_name)
    top = draw_letterhead(paper, Letterhead(name=card.shop_name), card.title, "")
    size = next((each for each in _SIZES if top + _height(card, each) <= BODY_ENDS), _SIZES[-1])
    columns = [top, top]
    for group, column in _placed(card, size):
        columns[column] = _draw_group(paper, group, column, columns[column], size)
    y = max(columns) + size
    paper.rule(LEFT, y, RIGHT)
    for ask, answer in card.steps:
        y += size * 2
        paper.told(LEFT, y, ask, size, Face.BOLD)
        for line in wrap(answer, WIDE, size):
            y += size * 1.4
            paper.told(LEFT, y, line, size)
    draw_foot(paper, (card.foot,), 1, 1)
    return paper.finish()


def _placed(card: TillCard, size: float) -> list[tuple[KeyGroup, int]]:
    """Return each group with its column, the emptier one first."""
    filled, placed = [0.0, 0.0], []
    for group in card.groups:
        column = filled.index(min(filled))
        filled[column] += _group_height(group, size)
        placed.append((group, column))
    return placed


def _height(card: TillCard, size: float) -> float:
    columns = [0.0, 0.0]
    for group, column in _placed(card, size):
        columns[column] += _group_height(group, size)
    steps = sum(size * (2 + 1.4 * len(wrap(answer, WIDE, size))) for _ask, answer in card.steps)
    return max(columns) + size + steps


def _group_height(group: KeyGroup, size: float) -> float:
    room = _COLUMN - _key_room(group, size)
    return size * (2.6 + sum(1.9 + 1.25 * (len(wrap(does, room, size)) - 1) for _keys, does in group.rows))


def _key_room(group: KeyGroup, size: float) -> float:
    """Return the width that the keys of a group take, with the gap behind them."""
    widest: float = max((width(keys, size, Face.BOLD) for keys, _does in group.rows), default=0.0)
    room: float = min(max(widest + size * 1.6, _LEAST_KEY), _COLUMN / 2)
    return room


def _draw_group(paper: Paper, group: KeyGroup, column: int, top: float, size: float) -> float:
    """Draw the title and the rows; return where they end."""
    left = LEFT + column * (_COLUMN + _GAP)
    room = _key_room(group, size)
    y = top + size * 2.1
    paper.text(left, y, group.title, size * 1.1, Face.BOLD, Colour.ACCENT)
    y += size * 0.5
    for keys, does in group.rows:
        y += size * 1.9
        fitted = fitting(keys, room - size, size, Face.BOLD)
        paper.box(left, y - size * 1.15, room - size * 0.6, size * 1.6, Colour.ACCENT_SOFT, 4)
        paper.text_centred(left + (room - size * 0.6) / 2, y, keys, fitted, Face.BOLD)
        for place, line in enumerate(wrap(does, _COLUMN - room, size)):
            y += size * 1.25 if place else 0
            paper.told(left + room, y, line, size)
    return y
