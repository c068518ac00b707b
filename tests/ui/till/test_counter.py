"""The counter in the main window: its sale, the cards that are scanned there, and what is sold of a request."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.enquiry import EnquiryOrder
from shopdesk.domain.sale import SaleLine
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import RecordChange, edit_customer, list_customers
from shopdesk.services.enquiring import add_enquiry, get_enquiry
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.tenders import Way
from tests.inline_threads import InlineThreads
from tests.ports import ScriptedPrompter
from tests.ui.key_burst import ENTER, press_at
from tests.ui.till.conftest import opened, till_of
from ui.account.righting_dialog import RightingDialog
from ui.account.sale_dialog import SaleDialog
from ui.customers.detail_dialog import DetailDialog
from ui.start.front_door import FrontDoor
from ui.till import ShopTill
from ui.window_ahead import CHECKOUT, CUSTOMERS


def test_f2_goes_to_the_checkout_with_the_cursor_in_the_item_box(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    qtbot.waitUntil(till.window.isActiveWindow)
    assert till.window.rail.page_names()[0] == CHECKOUT
    QTest.keyClick(till.window, Qt.Key.Key_F2)
    assert till.window.focusWidget() is till.checkout.box
    assert "F4 Cash" in till.window.hints()
    assert "Take payment" not in till.window.hints()


def test_a_cleared_sale_can_be_put_back_from_the_banner(door: FrontDoor) -> None:
    till = till_of(door)
    till.checkout.model.add_line(SaleLine("Ring", 100))
    till.checkout.clear_button.click()
    (undo,) = till.window.banner.actions_offered()
    undo.click()
    assert [line.text for line in till.checkout.model.lines.value] == ["Ring"]


@pytest.mark.parametrize("answer", [False, True])
def test_a_window_with_a_sale_on_the_counter_asks_before_it_closes(door: FrontDoor, answer: bool) -> None:
    till = till_of(door)
    till.checkout.model.add_line(SaleLine("Ring", 100))
    till._prompter = prompter = ScriptedPrompter(answer)
    assert till.window.close() is answer
    assert prompter.asked == [
        "A sale lies on the counter and is not saved. Close the window without it? [Close without it]"
    ]


def test_a_new_look_leaves_the_sale_on_the_counter(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    till.window.show_page(CHECKOUT)
    till.checkout.model.add_line(SaleLine("Ring", 100))
    change_settings(till.desk, {"theme": "dark"})
    qtbot.waitUntil(lambda: door.till is not till)
    fresh = till_of(door)
    assert [line.text for line in fresh.checkout.model.lines.value] == ["Ring"]
    assert fresh.window.pages.currentWidget() is fresh.checkout
    assert fresh.checkout.parked.count.value == 0
    change_settings(fresh.desk, {"theme": "light"})
    qtbot.waitUntil(lambda: door.till is not fresh)


def test_the_sale_just_made_is_undone_from_the_counter(door: FrontDoor) -> None:
    till = till_of(door)
    till.checkout.model.add_line(SaleLine("Ring", 100))
    till.checkout.model.pay_by(Way.CARD)
    till.checkout.model.finish()
    till.checkout.figures.undo.click()
    (dialog,) = till.window.findChildren(RightingDialog)
    dialog.fill("reason", "Wrong ring")
    dialog.save.click()
    assert till.checkout.model.done.value is None
    assert "R-00001" in till.window.banner.text()


def test_who_signs_in_next_finds_the_sale_parked(door: FrontDoor) -> None:
    till = till_of(door)
    till.checkout.model.add_line(SaleLine("Ring", 100))
    till.release()
    assert door.shop is not None
    after = ShopTill(InlineThreads(), door.shop, till.desk, door)
    assert after.checkout.parked_button.text() == "Parked sales 1"
    after.release()


def test_a_card_scanned_at_the_checkout_chooses_the_customer_of_the_sale(door: FrontDoor) -> None:
    till = till_of(door)
    till.window.show_page(CHECKOUT)
    till.read_code("C-000001", lambda _taken: None)
    assert till.checkout.model.customer.id == 1
    assert opened(till, DetailDialog) == 0


@pytest.mark.parametrize("page", [CUSTOMERS, CHECKOUT])
def test_a_burst_of_keys_that_is_a_customers_card_finds_them(
    door: FrontDoor, qtbot: QtBot, page: str
) -> None:
    till = till_of(door)
    edit_customer(till.desk, CustomerId(1), RecordChange({"card_code": "LOY-2900042"}))
    till.window.show_page(page)
    field = till.checkout.box if page == CHECKOUT else till.customers.search
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    for at, letter in enumerate("loy-2900042" + ENTER):
        press_at(focused, letter, 1_000 + 5 * at)
    if page == CHECKOUT:
        assert till.checkout.model.customer.id == 1
        assert till.checkout.box.text() == ""
    else:
        assert opened(till, DetailDialog) == 1
        assert till.customers.search.text() == "loy-2900042"


def test_a_code_scanned_into_the_note_of_a_sale_puts_nothing_on_account(
    door: FrontDoor, qtbot: QtBot
) -> None:
    till = till_of(door)
    till.dialogs.put_on_account(CustomerId(1))
    (dialog,) = till.window.findChildren(SaleDialog)
    dialog.amount.edited.emit("5")
    dialog.note.line.setFocus()
    qtbot.waitUntil(dialog.note.line.hasFocus)
    for at, letter in enumerate(f"9312345678907{ENTER}"):
        press_at(dialog.note.line, letter, 1_000 + 5 * at)
    assert (dialog.note.text(), opened(till, SaleDialog)) == ("9312345678907", 1)
    press_at(dialog.note.line, ENTER, 3_000)
    assert account_state(till.desk, CustomerId(1)).balance == 500


def test_a_request_is_sold_at_the_counter_once_that_is_free(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    marai = list_customers(till.desk, CustomerQuery()).rows[0].id
    asked = add_enquiry(till.desk, EnquiryOrder("Resize a ring", customer=marai), "asked")
    till.checkout.model.add_line(SaleLine("Ring", 100))
    till.dialogs.sell_request(asked)
    (to_counter,) = till.window.banner.actions_offered()
    to_counter.click()
    assert till.window.shown_page() == CHECKOUT
    till.checkout.park_button.click()
    till.dialogs.sell_request(asked)
    assert till.checkout.model.customer.id == marai
    assert "Q-00001: Resize a ring" in till.checkout.request.words.text()
    till.checkout.request.item.click()
    assert till.checkout.box.text() == "Resize a ring "
    till.checkout.box.setText("Resize a ring 45")
    till.checkout.box.entered.emit()
    till.checkout.model.pay_by(Way.CARD)
    till.checkout.model.finish()
    qtbot.waitUntil(lambda: get_enquiry(till.desk, asked.id).sale is not None)
    assert till.checkout.request.isHidden()
