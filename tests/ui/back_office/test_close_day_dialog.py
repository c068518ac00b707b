"""The window in which the drawer is counted and the day is closed."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.day_close import look_at_day
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.close_day import CloseDayViewModel
from tests.ports import InlineRunner, ScriptedPrompter
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.widgets.cards import Label


@pytest.fixture(autouse=True)
def sixty_in_cash(desk: Desk) -> None:
    sell(desk, SaleOrder(total=6_000, tenders={Method.CASH: 6_000}), "cash sale")


@pytest.fixture
def printed() -> list[str]:
    return []


def shown(desk: Desk, qtbot: QtBot, printed: list[str], *answers: bool | str | None) -> CloseDayDialog:
    prompter = ScriptedPrompter(*answers)
    model = CloseDayViewModel(desk, InlineRunner(), prompter)
    dialog = CloseDayDialog(model, lambda _pdf, title: printed.append(title), prompter)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.show()
    return dialog


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot, printed: list[str]) -> CloseDayDialog:
    return shown(desk, qtbot, printed)


def words(dialog: CloseDayDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label)]


def test_the_count_is_judged_as_it_is_typed(dialog: CloseDayDialog) -> None:
    assert dialog.expected.text() == "$60.00"
    QTest.keyClicks(dialog.float.line, "100")
    assert dialog.expected.text() == "$160.00"
    QTest.keyClicks(dialog.counted.line, "159")
    assert dialog.verdict.text() == "$1.00 short"
    QTest.keyClicks(dialog.counted.line, ".50")
    assert dialog.verdict.text() == "$0.50 short"


def test_the_control_of_the_debts_stands_beside_it_with_its_proof(dialog: CloseDayDialog) -> None:
    assert {"Owed at the last close", "Sold on account", "Owed now"} <= set(words(dialog))
    assert dialog.proof.text() == "This is the sum of all balances."


def test_enter_closes_the_day_and_its_slip_can_be_printed(
    dialog: CloseDayDialog, desk: Desk, printed: list[str]
) -> None:
    assert not dialog.print.isEnabled()
    QTest.keyClicks(dialog.counted.line, "60\r")
    assert look_at_day(desk).number == 1
    assert dialog.banner.text() == "21 Nov 2026 is closed: the drawer is right."
    assert not dialog.save.isEnabled()
    assert not dialog.counted.isEnabled()
    dialog.print.click()
    assert printed == ["Close of 2026-11-21"]


def test_without_a_count_nothing_is_closed_and_the_cursor_goes_there(
    dialog: CloseDayDialog, desk: Desk, qapp: QApplication
) -> None:
    dialog.float.line.setFocus()
    dialog.save.click()
    assert "enter an amount" in dialog.counted.error()
    assert qapp.focusWidget() is dialog.counted.line
    assert look_at_day(desk).number is None


def test_the_slip_is_saved_as_a_file(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(desk, qtbot, [], str(tmp_path / "slip.pdf"))
    QTest.keyClicks(dialog.counted.line, "60\r")
    dialog.save_pdf.click()
    assert "was saved as" in dialog.banner.text()
    assert (tmp_path / "slip.pdf").stat().st_size


def test_a_count_is_not_lost_without_a_question(desk: Desk, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot, [], False)
    QTest.keyClicks(dialog.counted.line, "60")
    dialog.reject()
    assert dialog.isVisible()


def test_a_day_that_was_not_closed_cannot_be_closed_behind_another(dialog: CloseDayDialog) -> None:
    QTest.keyClicks(dialog.counted.line, "60\r")
    dialog.day.set_text("20 Nov 2026")
    dialog.day.line.editingFinished.emit()
    assert "was not closed" in dialog.day.error()
    assert not dialog.save.isEnabled()


def test_a_cashier_chooses_no_day(desk: Desk, qtbot: QtBot) -> None:
    mina = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    dialog = shown(mina, qtbot, [])
    assert not dialog.day.isEnabled()
    assert dialog.day.toolTip()


def test_a_closed_day_is_chosen_from_the_menu_and_left_for_today(dialog: CloseDayDialog, desk: Desk) -> None:
    assert not dialog.closed.isEnabled()
    QTest.keyClicks(dialog.counted.line, "60\r")
    sell(desk, SaleOrder(total=700, tenders={Method.CASH: 700}), "after the close")
    today, _, first = dialog.closed.menu().actions()
    today.trigger()
    assert (dialog.expected.text(), dialog.counted.isEnabled()) == ("$7.00", True)
    first.trigger()
    assert (dialog.expected.text(), dialog.counted.text()) == ("$60.00", "60.00")
