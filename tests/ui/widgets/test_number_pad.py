"""Figures for a finger."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.number_pad import NumberPad


def test_figures_go_where_the_cursor_is_and_are_heard_as_typed(qtbot: QtBot) -> None:
    window, line, other = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    pad = NumberPad(",", "%")
    column = QVBoxLayout(window)
    for part in (line, other, pad):
        column.addWidget(part)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    heard: list[str] = []
    other.textEdited.connect(heard.append)
    for mark in ("1", "2", ",", "5", "%"):
        pad.keys[mark].click()
    pad.rub_out.click()
    assert (line.text(), other.text(), heard[-1]) == ("", "12,5", "12,5")
    assert other.hasFocus()
