"""Text of any script as an outline: Qt shapes and orders it, and nothing that was typed vanishes."""

import threading
import tomllib
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle
from operator import add
from typing import NamedTuple

from PySide6.QtCore import QLoggingCategory, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPainterPath,
    QRawFont,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from shopdesk.paths import resource

_PIXELS = 100
_UNITS = 1000 / _PIXELS
_ENDLESS = 1e6
_NO_SUCH_GLYPH = "\ufffd"
_PAPER = "Noto Sans"
_DRAWS_NOTHING = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})
_VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


class Run(NamedTuple):
    """Characters that read in one direction, and the edges between which they are drawn (em)."""

    text: str
    left: float
    right: float
    leftward: bool


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of text: PDF path operators in thousandths of an em, its width and its runs as they are read."""

    outline: str
    advance: float
    runs: tuple[Run, ...]


class _Family(NamedTuple):
    name: str
    files: tuple[str, ...]


class _Fonts(threading.local):
    """The first file of each family, to ask what it covers; such fonts belong to the thread that made them."""

    def __init__(self) -> None:
        self.faces = [
            (family.name, QRawFont(str(resource("fonts", family.files[0])), _PIXELS))
            for family in _families()
        ]

    def family_of(self, mark: str) -> str | None:
        """Return the first family that has the character, or None."""
        return next((name for name, face in self.faces if face.supportsCharacter(ord(mark))), None)


_known: dict[tuple[str, bool, int], "_Glyph"] = {}
_MOST_KNOWN = 8192
_REMEMBERED = 512
"""Lines, each some ten thousand bytes: the words of papers in such a script; most names come once."""

_application: list[QGuiApplication] = []
"""Qt wants one for its fonts; where no window made one, it lives here until the program ends."""


@lru_cache(maxsize=_REMEMBERED)
def shape(text: str, *, bold: bool = False) -> Shaped:
    """Shape one line of text in the bundled fonts; a character that none of them has is drawn as a mark."""
    fonts = _fonts()
    marks = [_drawn(mark, fonts) for mark in text]
    shaped = _shape(text, marks, _families_for(marks, fonts), bold=bold)
    if not shaped.outline and any(mark.isprintable() and not mark.isspace() for mark in text):
        # Some letters are blank by their nature. A name made of them must still leave a trace.
        return _shape(text, [_NO_SUCH_GLYPH] * len(text), [_PAPER], bold=bold)
    return shaped


def _drawn(mark: str, fonts: _Fonts) -> str:
    """Return the character that is drawn for a character."""
    silent = unicodedata.category(mark) in _DRAWS_NOTHING or mark in _VARIATION_SELECTORS
    return mark if silent or fonts.family_of(mark) is not None else _NO_SUCH_GLYPH


def _families_for(marks: list[str], fonts: _Fonts) -> list[str]:
    """Return the families that the characters need, in the order in which Qt is to ask them.

    A family that merely has a script's characters, without the rules to join them, must not come first.
    """
    needed = {name for name in map(fonts.family_of, set(marks)) if name is not None}
    special = [family.name for family in _families() if family.name in needed - {_PAPER}]
    return [*special, _PAPER] if not _is_ideographic(special) else [_PAPER, *special]


def _is_ideographic(families: list[str]) -> bool:
    """Tell whether only the family of Chinese characters is needed, which has poorer Latin letters."""
    return families == [_families()[-1].name]


def _shape(text: str, marks: list[str], families: list[str], *, bold: bool) -> Shaped:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(_PIXELS)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout = QTextLayout("".join(marks), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_ENDLESS)
    layout.endLayout()
    outline, spans = _glyphs(line, bold=bold)
    return Shaped(outline, line.naturalTextWidth() / _PIXELS, _runs(text, marks, spans))


class _Span(NamedTuple):
    start: int
    leftward: bool
    left: float
    right: float


def _glyphs(line: QTextLine, *, bold: bool) -> tuple[str, list[_Span]]:
    """Return the line's outline, and from where to where each of Qt's glyph runs reaches."""
    outlines: list[str] = []
    spans = []
    baseline = line.ascent()
    for run in line.glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll):
        face, indexes, places = run.rawFont(), run.glyphIndexes(), run.positions()
        advances = face.advancesForGlyphIndexes(indexes)
        name = _name_of(face)
        for index, place in zip(indexes, places, strict=True):
            glyph = _glyph(face, index, (name, bold, index))
            if glyph.points:
                outlines.append(glyph.at(place.x() * _UNITS, (baseline - place.y()) * _UNITS))
        left = min(place.x() for place in places)
        right = max(place.x() + step.x() for place, step in zip(places, advances, strict=True))
        spans.append(_Span(min(run.stringIndexes()), run.isRightToLeft(), left / _PIXELS, right / _PIXELS))
    return " ".join(outlines), spans


def _name_of(face: QRawFont) -> str:
    """Return the family of a face, nothing for the one whose glyphs are all boxes.

    Qt puts that one where no font has the rules of a script. It has no family, and Qt, asked for it all the same,
    reads past the end of an empty list: the program would be gone, whatever text it was that was drawn.
    """
    return "" if face.fontTable("head").isEmpty() else face.familyName()


class _Glyph(NamedTuple):
    """A glyph's outline: PDF path operators with places for the points, x and y in turn."""

    operators: str
    points: "array[float]"

    def at(self, x: float, y: float) -> str:
        """Return the outline with the glyph's origin there."""
        return self.operators % tuple(map(add, self.points, cycle((x, y))))


def _glyph(face: QRawFont, index: int, key: tuple[str, bool, int]) -> _Glyph:
    """Return a glyph's outline; names are made of few glyphs, and each costs more than all else in a line."""
    known = _known.get(key)
    if known is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[key] = _outline(face.pathForGlyph(index))
    return known


def _outline(path: QPainterPath) -> _Glyph:
    """Read a path; there are no points if there is nothing to see."""
    if path.boundingRect().isEmpty():
        return _Glyph("", array("d"))
    operators: list[str] = []
    points = array("d")
    bend = 0
    for place in range(path.elementCount()):
        element = path.elementAt(place)
        points.extend((element.x * _UNITS, element.y * -_UNITS))
        if element.isMoveTo():
            operators.append("%.0f %.0f m")
        elif element.isLineTo():
            operators.append("%.0f %.0f l")
        else:  # one of the three points of a curve
            bend = (bend + 1) % 3
            operators.append("%.0f %.0f" if bend else "%.0f %.0f c")
    return _Glyph(" ".join(operators), points)


def _runs(text: str, marks: list[str], spans: list[_Span]) -> tuple[Run, ...]:
    """Give each character to the run that draws it, in the order of reading."""
    merged: list[_Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last is not None and (last.start == span.start or last.leftward == span.leftward):
            left, right = min(last.left, span.left), max(last.right, span.right)
            merged[-1] = last._replace(left=left, right=right)
        else:
            merged.append(span)
    texts = [""] * len(merged)
    place = 0
    for mark, drawn in zip(text, marks, strict=True):
        owner = max((n for n, span in enumerate(merged) if span.start <= place), default=0)
        if texts:
            texts[owner] += mark
        place += len(drawn.encode("utf-16-le")) // 2
    return tuple(
        Run(own, span.left, span.right, span.leftward) for own, span in zip(texts, merged, strict=True) if own
    )


@lru_cache
def _families() -> tuple[_Family, ...]:
    """Return the families for paper, in the order of the bundled list."""
    listed = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))["family"]
    return tuple(
        _Family(family["name"], tuple(family["files"])) for family in listed if family["role"] != "screen"
    )


def _load() -> None:
    """Make the bundled families known to Qt, unless the window has done so."""
    if QGuiApplication.instance() is None:
        # Text in two Indian scripts makes Qt complain of each font that has but one of them.
        QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
        _application.append(QGuiApplication(["shopdesk", "-platform", "offscreen"]))
    known = set(QFontDatabase.families())
    for family in _families():
        if family.name not in known:
            for file in family.files:
                QFontDatabase.addApplicationFont(str(resource("fonts", file)))


@lru_cache(maxsize=1)
def _fonts() -> _Fonts:
    _load()
    return _Fonts()
