"""The paper's own typeface: what it covers, how wide text is, and where lines break."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics

from shopdesk.documents.cut import Cut
from shopdesk.documents.shaping import Shaped, shape
from shopdesk.paths import resource

_MINUS = 0x2212
_EN_DASH = 0x2013
_LATIN_GREEK_CYRILLIC = (
    range(0x20, 0x7F),
    range(0xA0, 0xAD),
    range(0xAE, 0x300),
    range(0x370, 0x483),
    range(0x48A, 0x530),
    range(0x1E00, 0x2000),
    range(0x2010, 0x2028),
    range(0x202F, 0x205F),
    range(0x2070, 0x20D0),
    range(0x2100, 0x2600),
)
"""Where each character has one glyph of its own, whatever stands beside it."""

_BETWEEN_WORDS = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_STAYS_WITH_THE_ONE_BEFORE = frozenset({"Mn", "Mc", "Me", "Cf"})
_REMEMBERED = 512
"""Texts that papers share: headings, words, days. Most of the others (numbers, balances) never come again."""


class Face(StrEnum):
    """The cuts of the typeface."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"


@lru_cache
def font(face: Face) -> Cut:
    """Return the font of a cut, loaded and registered with reportlab once."""
    loaded = Cut(face.value, str(resource("fonts", f"{face.value}.ttf")), face.name.title())
    # Noto Sans keeps the minus sign in a family of its own; its en dash is the same stroke.
    glyphs, widths = loaded.face.charToGlyph, loaded.face.charWidths
    if _MINUS not in glyphs:
        glyphs[_MINUS], widths[_MINUS] = glyphs[_EN_DASH], widths[_EN_DASH]
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache
def _covered(face: Face) -> frozenset[str]:
    glyphs = font(face).face.charToGlyph
    return frozenset(chr(code) for block in _LATIN_GREEK_CYRILLIC for code in block if code in glyphs)


class Plain(NamedTuple):
    """A text that the first part of a cut shows on every paper: the part's name, and the text as PDF writes it."""

    name: str
    text: str


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str, face: Face) -> Plain | None:
    """Return the text as any paper shows it, None where it has characters that not every paper has."""
    cut = font(face)
    codes = cut.plain_codes(text) if text.isprintable() else None
    return None if codes is None else Plain(f"/{cut.plain_name}", f"({escapePDF(codes)})")


def shaped(text: str, face: Face) -> Shaped | None:
    """Return the outline of a text that the typeface cannot print by itself, None for one that it can."""
    return None if _covered(face).issuperset(text) else shape(text, bold=face is Face.BOLD)


@lru_cache(maxsize=_REMEMBERED)
def _ems(text: str, face: Face) -> float:
    outline = shaped(text, face)
    if outline is not None:
        return outline.advance
    widths: dict[int, float] = font(face).face.charWidths
    return sum(map(widths.__getitem__, map(ord, text))) / 1000


def width(text: str, size: float, face: Face = Face.REGULAR) -> float:
    """Return how wide a text is, in points."""
    return _ems(text, face) * size


def fitting(text: str, room: float, size: float, face: Face = Face.REGULAR) -> float:
    """Return the size, at most ``size``, at which the text is no wider than ``room`` points."""
    needed = width(text, size, face)
    return size if needed <= room else size * room / needed


def printable(text: str) -> str:
    """Return the text on one line, with a mark in place of what is no character."""
    if text.isascii() and text.isprintable():
        return text
    categories = ((mark, unicodedata.category(mark)) for mark in text)
    return "".join(" " if c in {"Cc", "Zl", "Zp"} else "\ufffd" if c == "Cs" else m for m, c in categories)


def words_of(text: str) -> list[str]:
    """Return what no line breaks: a space that holds figures together is not one between words."""
    return [word for word in _BETWEEN_WORDS.split(text) if word]


def wrap(text: str, room: float, size: float, face: Face = Face.REGULAR) -> list[str]:
    """Break a text into lines of at most ``room`` points, at spaces, inside a word only if it must be.

    A figure is one word, whatever its locale sets between its thousands.
    """
    text = printable(text)
    if width(text, size, face) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in words_of(text):
        longer = f"{line} {word}" if line else word
        if width(longer, size, face) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, room, size, face)
        lines.extend(whole)
    return [*lines, line] if line else lines or [""]


def _pieces(word: str, room: float, size: float, face: Face) -> Iterator[str]:
    """Cut a word into pieces that fit, none of which begins with a mark of the letter before it."""
    piece = ""
    for letter in _letters(word):
        if piece and width(piece + letter, size, face) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _letters(word: str) -> Iterator[str]:
    letter = ""
    for mark in word:
        if letter and unicodedata.category(mark) not in _STAYS_WITH_THE_ONE_BEFORE:
            yield letter
            letter = ""
        letter += mark
    yield letter
