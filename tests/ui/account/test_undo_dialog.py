"""Undoing a payment from the banner that told of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.accounts import account_state
from shopdesk.services.desk import Desk
from shopdesk.services.reversing import reverse
from shopdesk.services.selling import sell
from shopdesk.viewmodels.timeline import load_timeline
from tests.ui.opened import Opened
from ui.account.payment_dialog import PaymentDialog
from ui.account.righting_dialog import RightingDialog
from ui.widgets.fields import Field


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    """Marai owed fifty dollars and has just paid twenty of them."""
    sell(desk, SaleOrder(marai, total=5_000, on_account=5_000), "sale")
    opened = Opened(qtbot, desk)
    opened.opener.take_payment(marai)
    dialog = opened.dialog(PaymentDialog)
    QTest.keyClicks(dialog.amount.line, "20")
    dialog.save.click()
    return opened


@pytest.fixture
def dialog(opened: Opened) -> RightingDialog:
    opened.offered[-1]["Undo"]()
    return opened.dialog(RightingDialog)


def reason(dialog: RightingDialog) -> Field:
    field = dialog.part("reason")
    assert isinstance(field, Field)
    return field


def test_undo_says_whose_money_it_is_and_what_will_be_owed(dialog: RightingDialog) -> None:
    assert dialog.heading.text() == "Undo P-00001 · Marai Haddad"
    assert dialog.preview.accessibleName() == "Payment P-00001, taken back $20.00, Will owe $50.00, "


def test_undo_asks_why_and_writes_the_reversal(
    dialog: RightingDialog, opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    QTest.keyClicks(reason(dialog).line, "wrong customer")
    QTest.keyClick(reason(dialog).line, Qt.Key.Key_Return)
    assert account_state(desk, marai).balance == 5_000
    assert opened.told[-1] == "P-00001 is undone by A-00001. Owes $50.00"
    assert not opened.is_open(RightingDialog)
    payment, reversal = load_timeline(desk, marai).entries[1:]
    assert payment.detail == "Receipt P-00001 · undone by A-00001"
    assert (reversal.text, reversal.detail) == ("Reversal of P-00001", "wrong customer")


def test_without_a_reason_nothing_is_undone(dialog: RightingDialog, desk: Desk, marai: CustomerId) -> None:
    dialog.save.click()
    assert reason(dialog).below.text() != ""
    assert account_state(desk, marai).balance == 3_000


def test_what_somebody_else_undid_meanwhile_is_refused_at_the_field(
    dialog: RightingDialog, desk: Desk, marai: CustomerId
) -> None:
    reverse(desk, "P-00001", "bounced", "elsewhere")
    QTest.keyClicks(reason(dialog).line, "wrong customer")
    dialog.save.click()
    assert dialog.isVisible()
    assert reason(dialog).text() == "wrong customer"
    assert account_state(desk, marai).balance == 5_000
