"""Cells of two lines: figures stand one below the other, wherever words begin."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.customers.two_line_cell import paint_figure

_ROOM = QRect(0, 0, 160, 30)


def last_ink(text: str, direction: Qt.LayoutDirection) -> int:
    """Return the column of pixels in which a painted amount ends."""
    picture = QImage(_ROOM.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setLayoutDirection(direction)
    paint_figure(painter, _ROOM, text, "", bold=False)
    painter.end()
    blank = picture.copy(0, 0, 1, _ROOM.height())
    return max(x for x in range(_ROOM.width()) if picture.copy(x, 0, 1, _ROOM.height()) != blank)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_decimals_line_up_wherever_words_begin(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    del qtbot
    ends = {last_ink(text, direction) for text in ("5.00", "1,284.00")}
    assert len(ends) == 1
    assert ends.pop() > _ROOM.width() // 2
