"""A list of rows, by finger and by arrow."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.row_list import Row, RowList


def shown(qtbot: QtBot, count: int) -> RowList:
    rows = RowList("Beads")
    qtbot.addWidget(rows)
    rows.resize(300, 200)
    rows.show()
    rows.show_rows([Row(f"Bead {number}", "glass", "$1.00") for number in range(count)])
    rows.activateWindow()
    qtbot.waitUntil(rows.isActiveWindow)
    rows.enter()
    return rows


def test_arrows_go_through_the_rows_and_enter_chooses(qtbot: QtBot) -> None:
    rows = shown(qtbot, 9)
    chosen: list[int] = []
    rows.chosen.connect(chosen.append)
    for place in range(8):
        QTest.keyClick(rows.buttons[place], Qt.Key.Key_Down)
    QTest.keyClick(rows.buttons[8], Qt.Key.Key_Down)
    assert rows.buttons[8].hasFocus()
    assert not rows.buttons[8].visibleRegion().isEmpty(), "scrolled into sight"
    QTest.keyClick(rows.buttons[8], Qt.Key.Key_Return)
    assert chosen == [8]


def test_above_the_first_row_the_list_is_left(qtbot: QtBot) -> None:
    rows = shown(qtbot, 2)
    with qtbot.waitSignal(rows.left_upwards):
        QTest.keyClick(rows.buttons[0], Qt.Key.Key_Up)


def test_a_reader_hears_the_whole_row(qtbot: QtBot) -> None:
    assert shown(qtbot, 1).buttons[0].accessibleName() == "Bead 0, glass, $1.00"
