"""The receipt as dots for a printer of rolls."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from shopdesk.documents.receipt_raster import DOTS, draw_receipt_image, escpos, render_raster
from tests.documents.test_page import NAMES
from tests.documents.test_receipt_pdf import PAID

HEAD = 8


def dark_columns(image: QImage) -> set[int]:
    """Return the columns that have a dark dot."""
    width, step, dots = image.width(), image.bytesPerLine(), bytes(memoryview(image.constBits()))
    rows = [dots[start : start + width] for start in range(0, len(dots), step)]
    return {x for row in rows for x, dot in enumerate(row) if dot < 128}


def test_the_code_is_in_the_dots() -> None:
    coded, plain = (draw_receipt_image(replace(PAID, code=code), "58") for code in ("42-K7QF3M2A", ""))
    assert coded.height() > plain.height()


def printed(commands: bytes) -> QImage:
    """Print as the printer would: every band of dots below the one before."""
    rows: list[bytes] = []
    rest = commands.removeprefix(b"\x1b@")
    wide = 0
    while rest.startswith(b"\x1dv0\x00"):
        wide = int.from_bytes(rest[4:6], "little")
        high = int.from_bytes(rest[6:8], "little")
        assert high <= 128, "no more than small printers keep"
        rows += [rest[HEAD + wide * y : HEAD + wide * (y + 1)] for y in range(high)]
        rest = rest[HEAD + wide * high :]
    assert rest == b"\x1bd\x04\x1dVB\x00", "fed and cut"
    image = QImage(wide * 8, len(rows), QImage.Format.Format_Grayscale8)
    for y, row in enumerate(rows):
        for x in range(wide * 8):
            dark = row[x // 8] >> (7 - x % 8) & 1
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image


@pytest.mark.parametrize("roll", DOTS)
def test_what_the_printer_prints_is_what_was_drawn(roll: str) -> None:
    drawn = draw_receipt_image(PAID, roll)
    paper = printed(escpos(drawn))
    assert (paper.width(), paper.height()) == (DOTS[roll], drawn.height())
    assert dark_columns(paper) == dark_columns(drawn)


@pytest.mark.parametrize("roll", DOTS)
def test_the_writing_fills_the_head_and_stays_on_it(roll: str) -> None:
    columns = dark_columns(draw_receipt_image(PAID, roll))
    assert min(columns) < 12
    assert DOTS[roll] - 12 < max(columns) < DOTS[roll]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_script_is_printed(name: str) -> None:
    without = render_raster(replace(PAID, customer_name=" "), "80")
    assert render_raster(replace(PAID, customer_name=name), "80") != without


def test_more_lines_make_a_longer_receipt() -> None:
    longer = draw_receipt_image(replace(PAID, lines=PAID.lines * 9), "58")
    assert longer.height() > draw_receipt_image(PAID, "58").height() + 500
