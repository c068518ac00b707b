"""Putting something right with the keyboard: reached from the entry and from the account, posted once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.viewmodels.account_righting import TransferDebt
from tests.ui.opened import Opened
from ui.account.righting_dialog import RightingDialog
from ui.checkout.customer_chooser import CustomerChooser
from ui.customers.detail_dialog import DetailDialog
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import AmountField, Field


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    """Marai owes 50 dollars for a ring and a clasp."""
    lines = (SaleLine("Ring", 3_000), SaleLine("Clasp", 2_000))
    sell(desk, SaleOrder(marai, lines=lines, on_account=5_000), "sale")
    made = Opened(qtbot, desk)
    made.opener.open_customer(marai)
    return made


@pytest.fixture
def detail(opened: Opened) -> DetailDialog:
    return opened.dialog(DetailDialog)


def choose(detail: DetailDialog, row: int, words: str) -> None:
    detail.timeline.table.selectRow(row)
    next(action for action in detail.timeline.deeds.actions() if action.text() == words).trigger()


def type_into(dialog: RightingDialog, name: str, text: str) -> Field | AmountField:
    field = dialog.part(name)
    assert isinstance(field, Field | AmountField)
    QTest.keyClicks(field.line, text)
    return field


def test_a_line_of_a_sale_is_refunded(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    choose(detail, 0, "Refund…")
    dialog = opened.dialog(RightingDialog)
    dialog.fill("lines", "2")
    assert "Will owe $30.00" in dialog.preview.accessibleName()
    reason = type_into(dialog, "reason", "broken")
    QTest.keyClick(reason.line, Qt.Key.Key_Return)
    assert account_state(desk, marai).balance == 3_000
    assert not opened.is_open(RightingDialog)
    assert detail.banner_text() == "$20.00 of S-00001 refunded, R-00001. Owes $30.00"


def test_a_sale_is_corrected_and_the_banner_offers_to_undo_it(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    choose(detail, 0, "Correct…")
    dialog = opened.dialog(RightingDialog)
    dialog.fill("method", "card")
    type_into(dialog, "reason", "paid by card")
    dialog.save.click()
    assert account_state(desk, marai).balance == 0
    assert detail.banner_text() == "S-00001 is corrected by A-00001. Owes nothing"
    choose(detail, 0, "Undo…")
    assert opened.dialog(RightingDialog).heading.text() == "Undo A-00001 · Marai Haddad"


def test_the_account_is_adjusted_from_its_menu(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    menu = detail.adjust.menu()
    assert [action.text() for action in menu.actions()][:2] == ["Adjust the account…", "Transfer debt…"]
    menu.actions()[0].trigger()
    dialog = opened.dialog(RightingDialog)
    assert dialog.part("method").isHidden()
    dialog.fill("kind", "+credit_paid_out")
    assert not dialog.part("method").isHidden()
    type_into(dialog, "amount", "5")
    dialog.save.click()
    reason = dialog.part("reason")
    assert isinstance(reason, Field)
    assert (reason.error(), reason.line.hasFocus()) == (
        "This needs a reason: write a few words on why it is done.",
        True,
    )
    type_into(dialog, "reason", "wants cash")
    dialog.save.click()
    amount = dialog.part("amount")
    assert isinstance(amount, AmountField)
    assert "more than the customer's store credit" in amount.error()
    assert account_state(desk, marai).balance == 5_000


def test_what_was_taken_back_offers_nothing_more(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    assert not detail.timeline.put_right.isEnabled()
    assert detail.timeline.put_right.toolTip() == "Choose an entry first."
    take_payment(desk, PaymentOrder(marai, 2_000), "payment")
    choose(detail, 0, "Undo…")
    undo = opened.dialog(RightingDialog)
    type_into(undo, "reason", "bounced")
    undo.save.click()
    detail.timeline.table.selectRow(0)
    assert not detail.timeline.put_right.isEnabled()
    assert "taken back" in detail.timeline.put_right.toolTip()
    detail.timeline.table.selectRow(2)
    assert detail.timeline.put_right.isEnabled()


def test_a_sale_that_was_not_paid_is_corrected_from_the_page_of_sales(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    sell(desk, SaleOrder(marai, total=900, tenders={Method.CASH: 900}), "paid")
    detail.open_page(detail.sales)
    detail.sales.table.selectRow(0)
    next(action for action in detail.sales.deeds.actions() if action.text() == "Correct…").trigger()
    dialog = opened.dialog(RightingDialog)
    type_into(dialog, "reason", "not paid")
    dialog.save.click()
    assert account_state(desk, marai).balance == 5_900


def test_something_filled_in_is_not_lost_unasked(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    opened = Opened(qtbot, desk, False)
    opened.opener.open_customer(marai)
    opened.dialog(DetailDialog).adjust.menu().actions()[0].trigger()
    dialog = opened.dialog(RightingDialog)
    type_into(dialog, "amount", "5")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.is_open(RightingDialog)
    assert len(opened.prompter.asked) == 1


def test_a_promise_is_written_down_from_the_account_and_stands_there(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    detail.promise.trigger()
    dialog = opened.dialog(RightingDialog)
    dialog.fill("amount", "20")
    assert "Promised by Sat 28 Nov $20.00" in dialog.preview.accessibleName()
    dialog.fill("on", "yesterday")
    dialog.save.click()
    on = dialog.fields["on"]
    assert isinstance(on, Field)
    assert on.error()
    dialog.fill("on", "25 Nov")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert detail.banner_text() == "Marai Haddad promised $20.00 by 25 Nov."
    assert {"Promised", "$20.00 by 25 Nov"} <= {label.text() for label in detail.timeline.findChildren(Label)}


def test_an_archived_customer_promises_nothing(qtbot: QtBot, desk: Desk) -> None:
    ana = add_customer(desk, RecordChange({"first_name": "Ana"})).id
    archive_customer(desk, ana)
    made = Opened(qtbot, desk)
    made.opener.open_customer(ana)
    assert not made.dialog(DetailDialog).promise.isEnabled()


def test_debt_goes_to_somebody_who_is_searched_and_each_gets_a_slip(
    opened: Opened, detail: DetailDialog, desk: Desk, marai: CustomerId
) -> None:
    lina = add_customer(desk, RecordChange({"first_name": "Lina", "mobile": "0412 345 004"})).id
    opened.opener.put_right(marai, TransferDebt(marai))
    dialog = opened.dialog(RightingDialog)
    QTest.keyClick(dialog.first_field(), Qt.Key.Key_Return)
    chooser = opened.dialog(CustomerChooser)
    QTest.keyClicks(chooser.search, "0412345004")
    chooser.search.paused.emit()
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert [label.text() for label in dialog.part("to").findChildren(ElidedLabel)] == [
        "Lina · \u2066C-000002\u2069"
    ]
    type_into(dialog, "reason", "her daughter pays")
    dialog.save.click()
    assert (account_state(desk, marai).balance, account_state(desk, lina).balance) == (0, 5_000)
    notice = detail.model.notice.value
    assert notice is not None
    slips = (notice.receipt, notice.other_receipt)
    told = [(slip.customer_name, slip.lines[0].text, slip.new_balance) for slip in slips if slip]
    assert told == [
        ("Marai Haddad", "To the account C-000002", 0),
        ("Lina", "From the account C-000001", 5_000),
    ]
