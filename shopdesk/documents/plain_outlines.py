"""A TrueType font without the program that fits its outlines to coarse screens: half of what a paper would embed."""

from itertools import pairwise
from struct import Struct, unpack

from reportlab.pdfbase.ttfonts import TTFontMaker

_HEAD = 12
_TABLE = Struct(">4sLLL")
_DROPPED = frozenset({b"cvt ", b"fpgm", b"prep", b"name"})
"""Tables of that program, and names that nobody reads inside a paper (ISO 32000-1, 9.9 lists what is needed)."""
_GLYPH_HEAD = 10


def plain_outlines(program: bytes) -> bytes:
    """Return a font program without instructions; outlines, widths and codes stay as they are."""
    tables = {
        tag: program[start : start + length]
        for tag, _, start, length in _TABLE.iter_unpack(
            program[_HEAD : _HEAD + unpack(">H", program[4:6])[0] * _TABLE.size]
        )
    }
    short = unpack(">h", tables[b"head"][50:52])[0] == 0
    ends = [2 * end for (end,) in Struct(">H").iter_unpack(tables[b"loca"])] if short else _long(tables)
    glyphs = [_plain(tables[b"glyf"][start:end]) for start, end in pairwise(ends)]
    places = [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    size, unit = (2, 2) if short else (4, 1)
    tables[b"glyf"] = b"".join(glyphs)
    tables[b"loca"] = b"".join((place // unit).to_bytes(size) for place in places)
    made = TTFontMaker()
    for tag, content in tables.items():
        if tag not in _DROPPED:
            made.add(tag.decode(), content)
    done: bytes = made.makeStream()
    return done


def _long(tables: dict[bytes, bytes]) -> list[int]:
    return [end for (end,) in Struct(">L").iter_unpack(tables[b"loca"])]


def _plain(glyph: bytes) -> bytes:
    """Return a glyph without instructions, of an even length; one made of others has hardly any and stays."""
    contours = unpack(">h", glyph[:2])[0] if glyph else -1
    if contours < 0:
        return glyph
    told = _GLYPH_HEAD + 2 * contours
    length = unpack(">H", glyph[told : told + 2])[0]
    bare = glyph[:told] + bytes(2) + glyph[told + 2 + length :]
    return bare + bytes(len(bare) % 2)
