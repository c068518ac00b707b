"""Lines as rows of a table: what cells say, and that older lines added below move nothing."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.customers.lines_model import Column, LinesModel
from ui.customers.page_table import PageTable
from ui.customers.timeline_model import SECOND_LINE, TONE
from ui.theme import theme


class Line(NamedTuple):
    name: str
    amount: int


COLUMNS = (
    Column[Line]("Name", lambda line: line.name, lambda line: f"below {line.name}"),
    Column[Line]("Amount", lambda line: f"${line.amount}", tone=lambda _: "credit", size=lambda x: x.amount),
)


def lines(count: int, first: int = 0) -> tuple[Line, ...]:
    return tuple(Line(f"line {number}", number) for number in range(first, first + count))


@pytest.fixture
def model(qtbot: QtBot) -> LinesModel[Line]:
    made = LinesModel(COLUMNS, lambda line: line.name)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_lines(lines(3))
    return made


def test_a_cell_has_two_lines_a_tone_and_a_side(model: LinesModel[Line]) -> None:
    name, amount = model.index(1, 0), model.index(1, 1)
    assert (model.data(name), model.data(name, SECOND_LINE)) == ("line 1", "below line 1")
    assert (model.data(amount), model.data(amount, TONE)) == ("$1", "credit")
    assert model.data(name, Qt.ItemDataRole.AccessibleTextRole) == "line 1 below line 1"
    right = model.data(amount, Qt.ItemDataRole.TextAlignmentRole)
    assert right == int(
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    )


def test_headers_name_the_columns_and_nothing_else(model: LinesModel[Line]) -> None:
    assert [model.headerData(place, Qt.Orientation.Horizontal) for place in range(3)] == [
        "Name",
        "Amount",
        None,
    ]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None


def test_older_lines_are_added_below_without_a_reset(qtbot: QtBot, model: LinesModel[Line]) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as added:
        model.show_lines(lines(5))
    assert added.args is not None
    assert added.args[1:] == [3, 4]


@pytest.mark.parametrize("shown", [lines(2), lines(3), lines(5, first=1), ()])
def test_other_lines_take_the_place_of_all(
    qtbot: QtBot, model: LinesModel[Line], shown: tuple[Line, ...]
) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.show_lines(shown)
    assert [model.line(row) for row in range(model.rowCount())] == list(shown)


def test_a_column_knows_its_longest_figure(model: LinesModel[Line]) -> None:
    assert model.largest(COLUMNS[1]) == "$2"
    assert model.largest(COLUMNS[0]) == ""


def test_ten_thousand_lines_are_handed_over_at_once(model: LinesModel[Line]) -> None:
    model.show_lines(lines(10_000))
    assert model.rowCount() == 10_000


def test_a_column_of_days_has_room_for_the_longest_in_its_language(qtbot: QtBot) -> None:
    longest = "الأربعاء، 30 سبتمبر"
    day = replace(COLUMNS[0], width=40, known=("Wed 30 Sep", longest))
    table = PageTable("Days", (day, COLUMNS[1]), lambda line: line.name)
    qtbot.addWidget(table)
    table.show_lines(lines(1))
    bold = QFontMetrics(theme().font(weight=QFont.Weight.DemiBold))
    assert table.columnWidth(0) > bold.horizontalAdvance(longest)


def test_where_the_text_would_have_no_room_figures_have_no_more_than_they_need(qtbot: QtBot) -> None:
    wide = replace(COLUMNS[1], width=400)
    table = PageTable("Lines", (COLUMNS[0], wide), lambda line: line.name)
    qtbot.addWidget(table)
    table.resize(theme().px(300), theme().px(200))
    table.show()
    table.show_lines(lines(3))
    assert table.columnViewportPosition(1) + table.columnWidth(1) <= table.viewport().width()
    assert table.columnWidth(0) >= theme().px(100)
