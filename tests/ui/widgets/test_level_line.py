"""Letters of every script stand in the middle of a line to type in."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui.widgets.level_line import LevelLine


def middle_of_ink(line: LevelLine) -> float:
    """Return how far down the middle of what is written lies."""
    drawn = line.grab().toImage()
    ground = QColor(drawn.pixel(line.width() // 2, line.height() // 2)).lightness()
    inside = range(4, line.height() - 4)
    rows = [
        y for y in inside if any(QColor(drawn.pixel(x, y)).lightness() < ground - 90 for x in range(8, 120))
    ]
    return (rows[0] + rows[-1]) / 2


@pytest.mark.parametrize("text", ["٢٠٢٦/١١/٢١", "2026/11/21", "12:30 ٢١"])
def test_figures_stand_in_the_middle(qtbot: QtBot, text: str) -> None:
    line = LevelLine()
    qtbot.addWidget(line)
    line.setText(text)
    line.resize(200, 60)
    line.clearFocus()
    assert abs(middle_of_ink(line) - line.height() / 2) <= 3


def test_a_line_is_level_again_after_taller_letters_are_gone(qtbot: QtBot) -> None:
    line = LevelLine()
    qtbot.addWidget(line)
    line.setText("نور")
    assert line.textMargins().top() > 0
    line.setText("Noor")
    assert line.textMargins().top() == 0
