"""Marking customers in the list, and what is done with all of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.customers import RecordChange, add_customer, get_customer
from shopdesk.services.desk import Desk
from tests.ui.customers.listed import Listed
from ui.customers.table_model import EMAIL, NAME
from ui.customers.tags_dialog import TagsDialog


@pytest.fixture
def listed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Listed:
    for name in ("Ann", "Bob", "Cem", "Dora"):
        add_customer(desk, RecordChange({"first_name": name}, ("Bridal",) if name < "C" else ()))
    return Listed(qtbot, desk, tmp_path)


def click(listed: Listed, row: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    table = listed.page.table
    place = table.visualRect(table.lines.index(row, NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, QPoint(place))


def marked(listed: Listed) -> list[int]:
    return sorted(listed.selection.marked.value)


def test_a_click_with_ctrl_marks_and_one_with_shift_marks_up_to_there(listed: Listed) -> None:
    click(listed, 0, Qt.KeyboardModifier.ControlModifier)
    click(listed, 2, Qt.KeyboardModifier.ShiftModifier)
    click(listed, 1, Qt.KeyboardModifier.ControlModifier)
    assert marked(listed) == [1, 3]
    assert listed.page.bar.said.text() == "2 selected"
    assert listed.dialogs.asked == []


def test_with_the_boxes_shown_a_click_marks_and_without_them_it_opens(listed: Listed) -> None:
    listed.page.tools.select.click()
    click(listed, 3)
    assert marked(listed) == [4]
    listed.page.tools.select.click()
    assert (marked(listed), listed.page.bar.isVisible()) == ([], False)
    click(listed, 3)
    assert listed.dialogs.asked == [("open", 4)]


def test_the_space_bar_marks_and_esc_ends_it(listed: Listed) -> None:
    listed.page.table.enter()
    listed.press(Qt.Key.Key_Space)
    listed.press(Qt.Key.Key_Down)
    listed.press(Qt.Key.Key_Space)
    assert marked(listed) == [1, 2]
    assert (
        listed.page.table.lines.index(0, NAME).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    )
    listed.press(Qt.Key.Key_Escape)
    assert marked(listed) == []


def test_all_that_are_shown_are_marked_and_a_search_keeps_them(listed: Listed) -> None:
    listed.page.tools.select.click()
    listed.page.bar.all.click()
    assert marked(listed) == [1, 2, 3, 4]
    listed.page.search.setText("Ann")
    assert marked(listed) == [1, 2, 3, 4]


def test_those_marked_are_exported_and_get_statements_and_messages(listed: Listed) -> None:
    listed.selection.mark((CustomerId(2), CustomerId(4)))
    listed.page.bar.export.click()
    listed.page.bar.statements.click()
    listed.page.bar.messages.click()
    assert listed.dialogs.asked == [("export all ", 2), ("statements", 2), ("message many free", 2)]


def test_with_nobody_marked_the_bar_says_what_to_do(listed: Listed) -> None:
    listed.page.tools.select.click()
    bar = listed.page.bar
    for button in (bar.tags, bar.export, bar.statements, bar.messages):
        assert (button.isEnabled(), button.toolTip()) == (False, "Mark a customer first.")


def test_their_tags_are_edited_together_and_put_back(listed: Listed, desk: Desk) -> None:
    listed.selection.mark((CustomerId(2), CustomerId(3)))
    listed.page.edit_tags()
    (dialog,) = listed.page.findChildren(TagsDialog)
    assert not dialog.editor.buttons["Bridal"].isChecked()
    dialog.editor.buttons["Bridal"].click()
    dialog.editor.line.setText("pearls")
    dialog.save.click()
    assert get_customer(desk, CustomerId(2)).record.tags == ("Bridal", "pearls")
    assert get_customer(desk, CustomerId(3)).record.tags == ("Bridal", "pearls")
    listed.undo_list.undo()
    assert get_customer(desk, CustomerId(2)).record.tags == ("Bridal",)
    assert get_customer(desk, CustomerId(3)).record.tags == ()


def test_a_tag_that_only_some_have_stays_theirs(listed: Listed, desk: Desk) -> None:
    listed.selection.mark((CustomerId(2), CustomerId(3)))
    listed.page.edit_tags()
    (dialog,) = listed.page.findChildren(TagsDialog)
    dialog.editor.line.setText("pearls")
    dialog.save.click()
    assert get_customer(desk, CustomerId(2)).record.tags == ("Bridal", "pearls")
    assert get_customer(desk, CustomerId(3)).record.tags == ("pearls",)


def test_columns_are_hidden_and_stay_so(listed: Listed, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    assert not listed.page.table.isColumnHidden(EMAIL)
    listed.page.tools.column_asked_for.emit(EMAIL, False)
    assert listed.page.table.isColumnHidden(EMAIL)
    listed.window.close()
    again = Listed(qtbot, desk, tmp_path)
    assert again.page.table.isColumnHidden(EMAIL)
    again.page.tools.column_asked_for.emit(EMAIL, True)
    assert not again.page.table.isColumnHidden(EMAIL)
