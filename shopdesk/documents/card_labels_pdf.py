"""Sheets of labels with the codes of customers' cards."""

from collections.abc import Callable, Sequence

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm

from shopdesk.documents.page import Paper, RenderedPaper
from shopdesk.documents.typeface import Face, fitting, printable, width, wrap
from shopdesk.domain.card_label import CardLabel, CodeKind, LabelSheet
from shopdesk.wording import tr

_PAD = 2.5 * mm
_NAME, _NUMBER, _LINE = 9.5, 7.5, 1.2
_LINES, _SMALLEST = 2, 5.0
_QUIET = 10
"""Bars begin and end with as much white as ten of the thinnest are wide."""
_AT_ONCE = 100

Progress = Callable[[int, int], None]


def render_card_labels(
    labels: Sequence[CardLabel],
    sheet: LabelSheet,
    kind: CodeKind,
    shop: str,
    first: int = 1,
    progress: Progress | None = None,
) -> RenderedPaper:
    """Draw the labels one after the other, beginning at label ``first`` of the first sheet.

    ``progress`` is told labels done and labels in all, and may stop it by raising Cancelled.
    """
    wide, high = sheet.page
    paper = Paper(tr("Card labels"), shop, (wide * mm, high * mm))
    for done, label in enumerate(labels):
        number = (first - 1 + done) % sheet.count
        if number == 0 and done:
            paper.next_page()
        if progress is not None and done % _AT_ONCE == 0:
            progress(done, len(labels))
        _draw(paper, label, sheet, number, kind)
    return paper.finish()


def bars_of(code: str) -> tuple[list[tuple[int, int]], int]:
    """Return where each bar of a code in Code 128 begins and how wide it is, and how wide all is, in units."""
    coded = Code128(code, quiet=False)
    coded.validate()
    coded.encode()
    coded.decompose()
    bars, place = [], 0
    for step in coded.decomposed:
        wide = ord(step.lower()) - ord("a") + 1
        if step.isupper():
            bars.append((place, wide))
        place += wide
    return bars, place


def _draw(paper: Paper, label: CardLabel, sheet: LabelSheet, number: int, kind: CodeKind) -> None:
    left, top = (length * mm for length in sheet.place(number))
    wide, high = (length * mm for length in sheet.size)
    if kind is CodeKind.SQUARES:
        side = min(high - 2 * _PAD, wide / 2 - _PAD)
        paper.qr(left + _PAD, top + (high - side) / 2, side, label.code)
        _write(paper, label, left + side + 2 * _PAD, top + _PAD + _NAME, wide - side - 3 * _PAD)
        return
    below = _write(paper, label, left + _PAD, top + _PAD + _NAME * 0.8, wide - 2 * _PAD)
    bars, units = bars_of(label.code)
    unit = (wide - 2 * _PAD) / (units + 2 * _QUIET)
    start, foot = left + _PAD + _QUIET * unit, top + high - _PAD
    drawn = [(place * unit, thick * unit) for place, thick in bars]
    paper.bars(start, units * unit, drawn, below, foot)


def _write(paper: Paper, label: CardLabel, x: float, y: float, room: float) -> float:
    """Write name, number and code below each other; return where the next thing may begin."""
    size, lines = _fitted(label.name, room)
    for line in lines:
        paper.text(x, y, line, size, Face.BOLD)
        y += size * _LINE
    for text in dict.fromkeys((label.number, label.code)):
        paper.text(x, y, text, fitting(text, room, _NUMBER))
        y += _NUMBER * _LINE
    return y - _NUMBER * 0.6


def _fitted(name: str, room: float) -> tuple[float, list[str]]:
    """Return how large a name is written, and its lines: as few as there may be, with no word broken if that helps."""
    size = _NAME
    while size > _SMALLEST:
        lines = wrap(name, room, size, Face.BOLD)
        longest = max((width(word, size, Face.BOLD) for word in printable(name).split()), default=0.0)
        if len(lines) <= _LINES and longest <= room:
            return size, lines
        size -= 0.5
    lines = wrap(name, room, size, Face.BOLD)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][:-1]}…"]
    return size, lines
