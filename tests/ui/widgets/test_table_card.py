"""The card around a table shows that the table has the focus."""

from PySide6.QtWidgets import QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.table_card import TableCard


def test_the_ring_comes_and_goes_with_the_focus(qtbot: QtBot) -> None:
    window, table, line = QWidget(), QTableView(), QLineEdit()
    qtbot.addWidget(window)
    card = TableCard(table)
    card.body.addWidget(table)
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(card)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.setFocus()
    with_focus = card.property("role")
    line.setFocus()
    assert (with_focus, card.property("role")) == ("table-card-focus", "table-card")
