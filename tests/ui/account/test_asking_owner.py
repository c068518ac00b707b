"""What a cashier may do only with an owner's PIN is offered, asks for it, and is done that once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.account_righting import AdjustAccount
from shopdesk.viewmodels.customer_list import Filters
from tests.ui.key_burst import ENTER, press_at
from tests.ui.opened import Opened
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.account.righting_dialog import RightingDialog
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.customers.merge_dialog import MergeDialog
from ui.customers.twins_dialog import TwinsDialog
from ui.exporting.export_dialog import ExportDialog
from ui.statements.batch_dialog import StatementBatchDialog


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    """Mina is at the till; Marai owes fifty dollars."""
    sell(desk, SaleOrder(marai, total=5_000, on_account=5_000), "sale")
    return Opened(qtbot, desk.as_staff(add_staff(desk, "Mina", Role.CASHIER)))


def give_pin(opened: Opened, pin: str = "1234") -> None:
    QTest.keyClicks(opened.dialog(OwnerPinDialog), pin)
    QTest.keyClick(opened.dialog(OwnerPinDialog), Qt.Key.Key_Return)


def test_an_item_that_is_scanned_while_the_owner_is_asked_is_no_try(
    qtbot: QtBot, opened: Opened, marai: CustomerId
) -> None:
    opened.opener.put_right(marai, AdjustAccount(marai))
    qtbot.waitUntil(lambda: opened.is_open(OwnerPinDialog))
    dialog = opened.dialog(OwnerPinDialog)
    for now, letter in enumerate(f"9312345678907{ENTER}", start=1000):
        press_at(dialog, letter, now)
    assert dialog.says.text() == "That was scanned, not typed: no PIN was tried."
    dialog.reject()


def test_the_account_is_adjusted_once_the_owner_gave_the_pin(
    qtbot: QtBot, opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    opened.opener.put_right(marai, AdjustAccount(marai))
    qtbot.waitUntil(lambda: opened.is_open(OwnerPinDialog))
    give_pin(opened)
    dialog = opened.dialog(RightingDialog)
    dialog.fill("amount", "5")
    dialog.fill("reason", "kind")
    dialog.save.click()
    assert account_state(desk, marai).balance == 4_500
    opened.opener.put_right(marai, AdjustAccount(marai))
    qtbot.waitUntil(lambda: opened.is_open(OwnerPinDialog))
    opened.dialog(OwnerPinDialog).reject()
    assert not opened.is_open(RightingDialog)


def test_everything_the_owner_can_allow_is_offered(opened: Opened, marai: CustomerId) -> None:
    opened.opener.open_customer(marai)
    detail = opened.dialog(DetailDialog)
    assert detail.adjust.isEnabled()
    assert detail.merge.isEnabled()
    detail.timeline.table.selectRow(0)
    assert all(action.isEnabled() for action in detail.timeline.deeds.actions())
    detail.reject()


@pytest.mark.parametrize("kind", [MergeDialog, TwinsDialog, ExportDialog, StatementBatchDialog])
def test_what_is_the_owners_opens_after_the_pin(
    opened: Opened, marai: CustomerId, kind: type[QDialog]
) -> None:
    opener = opened.opener
    deeds: dict[type[QDialog], Callable[[], None]] = {
        MergeDialog: lambda: opener.merge(marai),
        TwinsDialog: opener.twins,
        ExportDialog: lambda: opener.export_customers(Filters(), "", ()),
        StatementBatchDialog: opener.statements,
    }
    deeds[kind]()
    assert not opened.is_open(kind)
    give_pin(opened)
    opened.dialog(kind).reject()
    assert opener.models.desk.staff.approver is None


def test_a_list_is_imported_by_the_cashier_with_the_owner(opened: Opened, desk: Desk) -> None:
    opened.opener.import_customers()
    assert opened.imports == []
    give_pin(opened)
    assert [(desk.staff.name, desk.staff.approver) for desk in opened.imports] == [("Mina", desk.staff)]


def test_a_wrong_pin_opens_nothing(opened: Opened) -> None:
    opened.opener.twins()
    give_pin(opened, "9999")
    assert not opened.is_open(TwinsDialog)
    opened.dialog(OwnerPinDialog).reject()


def test_limit_and_hold_are_changed_in_the_form_after_the_pin(
    opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    opened.opener.edit_customer(marai)
    form = opened.dialog(CustomerForm)
    assert not form.form.hold.isEnabled()
    form.ask_owner.click()
    give_pin(opened)
    assert form.form.hold.isEnabled()
    assert form.ask_owner.isHidden()
    form.form.hold.click()
    form.save.click()
    assert get_customer(desk, marai).record.on_hold
