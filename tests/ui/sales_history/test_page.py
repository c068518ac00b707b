"""The sales history page and the dialog of one sale."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.accounts import account_state
from shopdesk.services.desk import Desk
from shopdesk.services.sales_history import look_at_sale
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.receipt import receipt_copy
from shopdesk.viewmodels.row_deeds import RowDeed
from shopdesk.viewmodels.sales_history import SalesHistoryViewModel
from tests.ports import InlineRunner
from tests.roll_printer import printed
from tests.ui.opened import Opened
from ui.account.righting_dialog import RightingDialog
from ui.checkout.customer_chooser import CustomerChooser
from ui.customers.detail_dialog import DetailDialog
from ui.sales_history.page import SalesHistoryPage
from ui.sales_history.sold_dialog import SoldDialog


@pytest.fixture
def traded(desk: Desk, marai: CustomerId) -> CustomerId:
    lines = (SaleLine("Opal ring", 4_000), SaleLine("Box", 400))
    sell(desk, SaleOrder(marai, lines=lines, on_account=4_400), "on account")
    sell(desk, SaleOrder(total=1_000, tenders={Method.CASH: 1_000}), "to nobody")
    return marai


def page_of(qtbot: QtBot, desk: Desk, opened: Opened) -> SalesHistoryPage:
    page = SalesHistoryPage(SalesHistoryViewModel(desk, InlineRunner()), opened.opener)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return page


def open_row(page: SalesHistoryPage, row: int) -> None:
    page.table.clicked.emit(page.table.lines.index(row, 0))


def test_every_sale_stands_there_and_opens(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    page = page_of(qtbot, desk, opened)
    QAbstractItemModelTester(page.table.lines)
    assert page.card.said.text() == "2 sales"
    open_row(page, 1)
    dialog = opened.dialog(SoldDialog)
    assert dialog.whom.text() == "Marai Haddad · C-000001"
    dialog.customer.click()
    assert not opened.is_open(SoldDialog)
    opened.dialog(DetailDialog).reject()


def test_a_sale_to_nobody_says_why_no_customer_opens(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    open_row(page_of(qtbot, desk, opened), 0)
    dialog = opened.dialog(SoldDialog)
    assert not dialog.customer.isEnabled()
    assert dialog.customer.toolTip() == "It was sold to nobody by name."
    assert dialog.banner.text() == "Worth a look: cash not counted."
    dialog.reject()


def test_a_sale_is_corrected_from_here_and_shown_as_it_stands_then(
    qtbot: QtBot, desk: Desk, traded: CustomerId
) -> None:
    opened = Opened(qtbot, desk)
    page = page_of(qtbot, desk, opened)
    stop = desk.feed.subscribe(page.model.on_changes)
    open_row(page, 1)
    sold = opened.dialog(SoldDialog)
    sold.deeds[RowDeed.CORRECT].click()
    correcting = opened.dialog(RightingDialog)
    correcting.fill("reason", "was paid")
    correcting.save.click()
    assert account_state(desk, traded).balance == 0
    assert sold.state.text() == "Paid · corrected to paid"
    assert "corrected later" in str(page.table.lines.index(1, 4).data())
    assert opened.told
    sold.reject()
    stop()


def test_what_is_typed_wrongly_is_marked_and_said(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    line = page.tools.lines["least"]
    QTest.keyClicks(line, "lots")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.property("role") == "error"
    assert page.banner.isVisible()
    line.clear()
    QTest.keyClicks(line, "20")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not page.banner.isVisible()
    assert page.card.said.text() == "1 sale"


def test_the_doubtful_come_first_at_a_press(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    sell(desk, SaleOrder(total=900, tenders={Method.CARD: 900}), "by card")
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.table.lines.line(0).sale.reference == "S-00003"
    page.tools.doubtful.click()
    assert page.table.lines.line(0).sale.reference == "S-00002"


def test_one_customer_is_chosen_and_let_go(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    page = page_of(qtbot, desk, opened)
    page.tools.customer.click()
    chooser = opened.dialog(CustomerChooser)
    chooser.rows.chosen.emit(0)
    assert page.tools.customer.text() == "Marai Haddad"
    assert page.card.said.text() == "1 sale"
    page.tools.customer.click()
    assert page.card.said.text() == "2 sales"


def test_a_shop_that_sold_nothing_yet_is_not_told_to_look_elsewhere(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    assert page.card.empty.text().startswith("Nothing has been sold yet.")
    page.model.narrow(least_text="5")
    assert page.card.empty.text().startswith("No sale fits")


def test_the_open_sums_give_way_in_a_narrow_window(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    page = page_of(qtbot, desk, Opened(qtbot, desk))
    last = len(page.table.lines.columns) - 1
    assert not page.table.isColumnHidden(last)
    page.resize(780, 700)
    assert page.table.isColumnHidden(last)


def test_a_cashier_sees_why_nothing_is_shown(qtbot: QtBot, desk: Desk, traded: CustomerId) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    page = page_of(qtbot, cashier, Opened(qtbot, cashier))
    assert page.banner.text()
    assert not page.tools.staff.isEnabled()
    assert page.tools.staff.toolTip() == page.model.why_not


def test_the_receipt_of_an_earlier_sale_is_printed_again(
    qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    change_settings(desk, {"printer_way": "file", "printer_place": str(tmp_path / "roll")})
    order = SaleOrder(marai, lines=(SaleLine("Ring", 5_000),), tenders={Method.CASH: 2_000}, on_account=3_000)
    made = sell(desk, order, "one")
    opened = Opened(qtbot, desk)
    opened.opener.open_sale(made.reference)
    opened.dialog(SoldDialog).receipt.click()
    assert len(printed((tmp_path / "roll").read_bytes()).papers) == 1
    copy = receipt_copy(desk, *look_at_sale(desk, made.reference))
    assert [(line.text, line.amount) for line in (*copy.lines, *copy.tenders, *copy.remarks)] == [
        ("Ring", 5_000),
        ("Cash", 2_000),
        ("On account", 3_000),
        ("Still open", 3_000),
    ]
    assert (copy.title, copy.total, copy.old_balance) == ("COPY", 5_000, None)
