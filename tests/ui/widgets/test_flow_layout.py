"""Widgets that flow stand on one line by their middles."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.cards import Label
from ui.widgets.flow_layout import FlowLayout


@pytest.fixture
def whole(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def flowing(
    whole: QWidget, heights: Sequence[int], width: int = 100, *, spread: bool = False
) -> list[QWidget]:
    """Return widgets of 40 pixels and these heights, set into so many."""
    flow = FlowLayout(whole, spacing=10, spread=spread)
    parts = [QWidget() for _height in heights]
    for part, height in zip(parts, heights, strict=True):
        part.setFixedSize(40, height)
        flow.addWidget(part)
    whole.resize(width, flow.heightForWidth(width))
    whole.show()
    return parts


def test_a_lower_one_stands_in_the_middle_of_its_line(whole: QWidget) -> None:
    high, low, below = flowing(whole, (44, 40, 40))
    assert [part.y() for part in (high, low, below)] == [0, 2, 54]


def test_what_is_hidden_takes_no_room(whole: QWidget) -> None:
    first, hidden, last = flowing(whole, (40, 40, 40))
    hidden.hide()
    whole.resize(99, 90)
    assert [(part.x(), part.y()) for part in (first, last)] == [(0, 0), (50, 0)]


def test_what_stands_beside_a_name_stands_at_the_far_end_of_its_line(whole: QWidget) -> None:
    name, beside, below = flowing(whole, (40, 40, 40), 120, spread=True)
    assert [(part.x(), part.y()) for part in (name, beside, below)] == [(0, 0), (80, 0), (0, 50)]


def test_words_that_break_take_the_lines_they_need_in_their_room(whole: QWidget) -> None:
    flow = FlowLayout(whole, spacing=10, spread=True)
    person, beside = QWidget(), QWidget()
    person.setMinimumWidth(80)
    person.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    words = Label("Chooses a PIN at the first sign-in").wrap()
    QVBoxLayout(person).addWidget(words)
    beside.setFixedSize(40, 40)
    flow.addWidget(person)
    flow.addWidget(beside)
    whole.resize(160, flow.heightForWidth(160))
    whole.show()
    assert beside.x() == 120
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()
