"""Letters of every script stand in the middle of a line to type in."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
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


@pytest.mark.parametrize(("from_the_end", "pressed"), [(40, 1), (60, 0)])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_finger_at_the_end_of_a_line_meets_the_drawing_there(
    qtbot: QtBot, way: Qt.LayoutDirection, from_the_end: int, pressed: int
) -> None:
    line = LevelLine()
    qtbot.addWidget(line)
    line.setLayoutDirection(way)
    line.resize(200, 40)
    drawing, met = QAction(line), list[int]()
    drawing.triggered.connect(lambda: met.append(1))
    line.addAction(drawing, LevelLine.ActionPosition.TrailingPosition)
    line.show()
    place = QPoint(from_the_end if line.isRightToLeft() else line.width() - from_the_end, 2)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=place)
    assert len(met) == pressed
