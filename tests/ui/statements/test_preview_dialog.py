"""The statement before it is issued, as the dialog shows it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from tests.ui.opened import Opened, tab_order
from ui.statements.preview_dialog import StatementDialog


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    sell(desk, SaleOrder(marai, total=10_000, on_account=10_000), "sale")
    return marai


def dialog_of(qtbot: QtBot, desk: Desk, customer: CustomerId, *answers: str | None) -> StatementDialog:
    opened = Opened(qtbot, desk, *answers)
    opened.opener.statement(customer)
    return opened.dialog(StatementDialog)


def test_the_draft_is_shown_on_white_paper(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    dialog = dialog_of(qtbot, desk, owing)
    assert dialog.paper.page_count() == 1
    shown = dialog.paper.viewport().grab().toImage()
    middle = shown.width() // 2
    assert shown.pixelColor(middle, 40) == QColor("white")
    inks = {shown.pixelColor(x, y).name() for x in range(0, shown.width(), 3) for y in range(0, 400, 3)}
    assert len(inks) > 10
    dialog.reject()


def test_what_was_sold_is_ticked_with_the_keyboard(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    dialog = dialog_of(qtbot, desk, owing)
    assert dialog.lines in tab_order(dialog)
    QTest.keyClick(dialog.lines, Qt.Key.Key_Space)
    assert dialog.model.lines.shown.value
    dialog.reject()


def test_enter_prints_what_can_be_seen(qtbot: QtBot, desk: Desk, owing: CustomerId, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, desk, owing, str(tmp_path / "printed.pdf"))
    assert dialog.focusWidget() is dialog.print_button
    QTest.keyClick(dialog.print_button, Qt.Key.Key_Return)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_saving_issues_and_writes_the_file(
    qtbot: QtBot, desk: Desk, owing: CustomerId, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, desk, owing, str(tmp_path / "statement.pdf"))
    assert dialog.state.text().startswith("Draft")
    dialog.save_button.click()
    assert dialog.state.text().startswith("ST-00001 · code")
    assert (tmp_path / "statement.pdf").read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_without_a_printer_it_is_saved_instead_and_the_dialog_says_so(
    qtbot: QtBot, desk: Desk, owing: CustomerId, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, desk, owing, str(tmp_path / "printed.pdf"))
    dialog.print_button.click()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.trouble.isVisible()
    assert dialog.trouble.text() == f"Statement ST-00001 was saved as {tmp_path / 'printed.pdf'}."
    dialog.reject()


def test_a_typed_day_is_taken_with_enter_and_a_wrong_one_said(
    qtbot: QtBot, desk: Desk, owing: CustomerId
) -> None:
    dialog = dialog_of(qtbot, desk, owing)
    dialog.first.line.clear()
    QTest.keyClicks(dialog.first.line, "soon")
    QTest.keyClick(dialog.first.line, Qt.Key.Key_Return)
    assert "not a date" in dialog.first.error()
    assert not dialog.save_button.isEnabled()
    dialog.choices.button("all").click()
    assert dialog.first.error() == ""
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_an_earlier_statement_is_shown_from_the_menu(
    qtbot: QtBot, desk: Desk, owing: CustomerId, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, desk, owing, str(tmp_path / "s.pdf"))
    assert not dialog.earlier.isEnabled()
    dialog.save_button.click()
    dialog.earlier.menu().actions()[0].trigger()
    assert dialog.state.text() == "Copy of ST-00001 · 1 page"
    assert dialog.paper.page_count() == 1
    dialog.reject()
