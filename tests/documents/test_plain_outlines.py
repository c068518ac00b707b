"""A font without its instructions draws the same letters and is half as long."""

import zlib

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QRawFont

from shopdesk.documents.plain_outlines import plain_outlines
from shopdesk.documents.typeface import Face, font
from shopdesk.paths import resource

LETTERS = tuple(map(ord, "abcÀéö&@$1234567890"))


@pytest.mark.parametrize("face", Face)
def test_letters_keep_their_outlines_and_widths(face: Face) -> None:
    whole = font(face).face.makeSubset(list(LETTERS))
    plain = plain_outlines(whole)
    assert len(zlib.compress(plain)) < 0.6 * len(zlib.compress(whole))
    kept = [
        QRawFont(QByteArray(program), 1000, QFont.HintingPreference.PreferNoHinting)
        for program in (whole, plain)
    ]
    for index in range(1, len(LETTERS) + 1):
        one, other = (each.pathForGlyph(index) for each in kept)
        assert one == other
        assert kept[0].advancesForGlyphIndexes([index]) == kept[1].advancesForGlyphIndexes([index])


@pytest.mark.parametrize("file", ["NotoSans-Regular.ttf"])
def test_a_whole_font_of_far_places_goes_through_too(file: str) -> None:
    program = resource("fonts", file).read_bytes()
    kept = [QRawFont(QByteArray(each), 1000) for each in (program, plain_outlines(program))]
    assert all(each.isValid() for each in kept)
    assert kept[0].pathForGlyph(200) == kept[1].pathForGlyph(200)
