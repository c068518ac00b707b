"""The receipt as dots for a printer of rolls."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from shopdesk.documents.receipt_raster import DOTS, _Dots, draw_receipt_image, escpos, render_raster
from shopdesk.documents.typeface import Face, width
from tests.documents.test_page import NAMES
from tests.documents.test_receipt_pdf import PAID
from tests.roll_printer import printed, same_dots


def dark_columns(image: QImage) -> set[int]:
    """Return the columns that have a dark dot."""
    width, step, dots = image.width(), image.bytesPerLine(), bytes(memoryview(image.constBits()))
    rows = [dots[start : start + width] for start in range(0, len(dots), step)]
    return {x for row in rows for x, dot in enumerate(row) if dot < 128}


def test_the_code_is_in_the_dots() -> None:
    coded, plain = (draw_receipt_image(replace(PAID, code=code), "58") for code in ("42-K7QF3M2A", ""))
    assert coded.height() > plain.height()


@pytest.mark.parametrize("roll", DOTS)
def test_what_the_printer_prints_is_what_was_drawn(roll: str) -> None:
    drawn = draw_receipt_image(PAID, roll)
    (paper,) = printed(escpos(drawn)).papers
    assert paper.width() == DOTS[roll]
    assert same_dots(paper, drawn)


@pytest.mark.parametrize("roll", DOTS)
def test_the_writing_fills_the_head_and_stays_on_it(roll: str) -> None:
    columns = dark_columns(draw_receipt_image(PAID, roll))
    assert min(columns) < 12
    assert DOTS[roll] - 12 < max(columns) < DOTS[roll]


def end_of(amount: str) -> int:
    """Return where an amount ends that is to end at 280 dots."""
    image = QImage(300, 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _Dots(painter, None).text(280 - width(amount, 20), 30, amount, 20, Face.REGULAR)
    painter.end()
    return max(dark_columns(image))


def test_amounts_with_and_without_a_sign_end_at_the_same_dot() -> None:
    assert end_of("\N{MINUS SIGN}$1,234,567.89") == end_of("$1,234,567.89") == end_of("89")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_script_is_printed(name: str) -> None:
    without = render_raster(replace(PAID, customer_name=" "), "80")
    assert render_raster(replace(PAID, customer_name=name), "80") != without


def test_more_lines_make_a_longer_receipt() -> None:
    longer = draw_receipt_image(replace(PAID, lines=PAID.lines * 9), "58")
    assert longer.height() > draw_receipt_image(PAID, "58").height() + 500
