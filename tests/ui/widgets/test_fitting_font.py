"""Money is written smaller rather than cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.fonts import window_font
from ui.widgets.fitting_font import cut_to_fit, fitting_font


@pytest.mark.parametrize("amount", ["$5.00", "−$1,284.00", "$99,999,999.99", "₹10,00,00,00,000.00"])
def test_the_amount_is_whole_in_the_narrowest_column(qapp: QApplication, amount: str) -> None:
    del qapp
    font = fitting_font(amount, 104, 14, QFont.Weight.Bold)
    assert QFontMetrics(font).elidedText(amount, Qt.TextElideMode.ElideRight, 104) == amount
    assert font.pixelSize() <= 14


def test_what_fits_keeps_its_size(qapp: QApplication) -> None:
    del qapp
    assert fitting_font("$5.00", 104, 14).pixelSize() == 14


@pytest.mark.parametrize(
    "text", ["marai.h@example.com", "Wolfgang Wagner-WAWWAV", "To. Ty, AVATAR 1.1", "Sinéad O’Brien", "سمير"]
)
@pytest.mark.parametrize("wrapped", ["{}", "\u2068{}\u2069"])
def test_a_text_is_cut_exactly_where_qt_would_cut_it(qapp: QApplication, text: str, wrapped: str) -> None:
    del qapp
    font, text = window_font(14), wrapped.format(text)
    metrics = QFontMetrics(font)
    for room in range(1, metrics.horizontalAdvance(text) + 40):
        assert cut_to_fit(text, font, room) == metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
