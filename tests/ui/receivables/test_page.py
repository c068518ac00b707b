"""The receivables page in the window."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.receivables import ReceivablesViewModel
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.opened import Opened
from ui.account.righting_dialog import RightingDialog
from ui.customers.detail_dialog import DetailDialog
from ui.receivables.page import ReceivablesPage
from ui.statements.batch_dialog import StatementBatchDialog
from ui.theme import apply_theme


@pytest.fixture
def owing(desk: Desk, marai: CustomerId) -> CustomerId:
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    return marai


def page_of(qtbot: QtBot, desk: Desk, opened: Opened, *answers: str) -> ReceivablesPage:
    model = ReceivablesViewModel(desk, InlineRunner(), ScriptedPrompter(*answers))
    page = ReceivablesPage(model, opened.opener, opened.opener.statements)
    qtbot.addWidget(page, before_close_func=lambda _page: page.unbind())
    page.resize(1100, 800)
    page.show()
    return page


def test_debtors_stand_in_the_table_and_in_the_charts(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.table is not None
    QAbstractItemModelTester(page.table.lines)
    assert page.table.lines.index(0, 0).data() == "Marai Haddad"
    assert page.owed.text() == "$44.00"
    assert "Not yet due $44.00" in page.columns.accessibleName()
    assert "Nov 2026: $44.00" in page.line.accessibleDescription()


def test_in_a_narrow_page_the_amounts_of_the_foot_have_its_whole_line_and_none_is_broken(
    qtbot: QtBot, desk: Desk, owing: CustomerId
) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.card is not None
    assert not page.card.said.isHidden()
    page.resize(480, 400)
    assert page.card.said.isHidden()
    assert "Not\u00a0yet\u00a0due\u00a0$44.00 · " in page.sums.text()


def test_red_is_for_what_is_owed(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    looks = [page.owed.property("role")]
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "sale")
    page.model.load()
    assert [*looks, page.owed.property("role")] == ["figure", "figure-owed"]


def test_a_press_on_a_column_orders_by_it_and_again_the_other_way(
    qtbot: QtBot, desk: Desk, owing: CustomerId
) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.table is not None
    heads = page.table.horizontalHeader()

    def marked() -> list[str]:
        names = [str(heads.model().headerData(place, Qt.Orientation.Horizontal)) for place in range(8)]
        return [name for name in names if name[-1] in "▾▴"]

    assert marked() == ["Owes ▾"]
    heads.sectionClicked.emit(0)
    assert marked() == ["Customer ▾"]
    heads.sectionClicked.emit(0)
    assert marked() == ["Customer ▴"]
    page.worst.click()
    assert (marked(), page.worst.isChecked()) == ([], True)


def test_enter_on_a_debtor_opens_the_customer(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    page = page_of(qtbot, desk, opened)
    assert page.table is not None
    page.enter()
    page.table.setCurrentIndex(page.table.lines.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    opened.dialog(DetailDialog).done(0)


def test_a_wrong_day_is_said_and_the_cursor_goes_back_to_it(
    qtbot: QtBot, desk: Desk, owing: CustomerId
) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    page.day.setText("soon")
    page.day.editingFinished.emit()
    assert page.banner.text()
    page.day.setText("21/11/2026")
    page.day.editingFinished.emit()
    assert not page.banner.isVisible()


def test_promises_give_way_in_a_narrow_window(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.table is not None
    table, last = page.table, len(page.table.lines.columns) - 1
    qtbot.waitUntil(lambda: not table.isColumnHidden(last))
    page.resize(740, 700)
    qtbot.waitUntil(lambda: table.isColumnHidden(last))
    shown = sum(table.columnWidth(place) for place in range(last))
    assert abs(shown - table.viewport().width()) <= 1


@pytest.mark.parametrize("wide", [860, 1100, 1272])
def test_no_column_of_large_text_is_out_of_sight(
    qtbot: QtBot, qapp: QApplication, desk: Desk, owing: CustomerId, wide: int
) -> None:
    sell(desk, SaleOrder(owing, total=123_400, on_account=123_400), "dear")
    apply_theme(qapp, "light", 150)
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    page.resize(wide, 700)
    assert page.table is not None
    assert page.table.horizontalScrollBar().maximum() == 0


def test_in_a_small_window_the_list_keeps_what_is_owed_and_the_charts_give_way(
    qtbot: QtBot, desk: Desk, owing: CustomerId
) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.table is not None
    whole = page.columns.height()
    page.resize(600, 500)
    hidden = [place for place in range(8) if page.table.isColumnHidden(place)]
    names = [page.table.lines.columns[place].name for place in hidden]
    assert (names, page.line.isVisible()) == (["Not yet due", "Promise"], False)
    assert page.columns.height() < whole


def test_the_statements_of_all_who_owe_are_written_from_here(
    qtbot: QtBot, desk: Desk, owing: CustomerId, tmp_path: Path
) -> None:
    opened = Opened(qtbot, desk, str(tmp_path / "out"))
    page_of(qtbot, desk, opened).statements.click()
    dialog = opened.dialog(StatementBatchDialog)
    assert dialog.who.button("debtors").text() == "Who owes · 1"
    dialog.write.click()
    assert dialog.banner.text().startswith("1 statement written")
    assert len(list((tmp_path / "out").glob("Statement *.pdf"))) == 1
    dialog.reject()


def test_a_cashier_sees_why_nothing_is_shown(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Kim", Role.CASHIER))
    page = page_of(qtbot, cashier, Opened(qtbot, cashier))
    assert page.banner.text()
    assert not page.statements.isEnabled()
    assert page.table is None


def test_small_debts_are_written_off_from_its_menu(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    page = page_of(qtbot, desk, opened)
    page.dust.trigger()
    dialog = opened.dialog(RightingDialog)
    dialog.fill("below", "50")
    assert "Written off $44.00" in dialog.preview.accessibleName()
    dialog.fill("reason", "not worth the stamp")
    dialog.save.click()
    assert opened.told == ["1 debt below $50.00 written off, $44.00 in all."]
    assert get_customer(desk, owing).debt_balance == 0


def test_what_somebody_promised_stands_in_their_line(qtbot: QtBot, desk: Desk, owing: CustomerId) -> None:
    add_promise(desk, owing, desk.today() + timedelta(days=7), 2_000, "promise")
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.table is not None
    last = page.table.lines.index(0, len(page.table.lines.columns) - 1)
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "promised 28 Nov $20.00"
