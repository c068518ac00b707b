"""The checkout, driven by keys and fingers."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import Method, PaymentOrder
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.services.customers import RecordChange, edit_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.tenders import Way
from tests.ui.checkout.at_the_till import AtTheTill
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.checkout.amount_dialog import AmountDialog
from ui.checkout.customer_chooser import CustomerChooser
from ui.checkout.line_dialog import LineDialog
from ui.checkout.lines_model import REMOVE
from ui.checkout.parked_dialog import ParkedDialog
from ui.widgets.number_pad import NumberPad


def test_a_sale_in_cash_goes_by_keys_alone(till: AtTheTill) -> None:
    till.write("Chain repair 45")
    till.write("2 x Cloth 9.50")
    till.press(Qt.Key.Key_F4)
    assert till.page.tenders.cash.hasFocus()
    till.write("100")
    assert till.model.done.value is not None
    assert till.page.figures.done_figure.text() == "$36.00"
    assert till.page.figures.done_title.text() == "Change due"
    assert till.page.box.hasFocus()
    till.page.figures.print_receipt.click()
    till.page.figures.print_invoice.click()
    assert till.counter.printed == [("S-00001", ""), ("S-00001", "A4")]
    till.page.figures.undo.click()
    assert till.counter.undone == ["S-00001"]
    assert till.page.figures.currentIndex() == 0


def test_the_change_goes_when_the_next_sale_begins(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.press(Qt.Key.Key_F6)
    till.press(Qt.Key.Key_F9)
    assert till.page.figures.currentIndex() == 1
    till.page.enter()
    till.write("Ring 10")
    assert till.page.figures.currentIndex() == 0
    assert till.page.figures.to_pay.text() == "$10.00"


def test_enter_in_an_empty_box_finishes_once_a_way_is_chosen(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.write("")
    assert till.model.done.value is None
    assert till.page.tenders.finish.toolTip() == "Choose how it is paid."
    till.press(Qt.Key.Key_F7)
    till.write("")
    assert till.model.done.value is not None


def test_on_account_asks_whose_and_shows_what_will_be_owed(till: AtTheTill, marai: CustomerId) -> None:
    edit_customer(till.desk, marai, RecordChange({"credit_limit": "50000"}))
    till.write("Bangle 244")
    till.press(Qt.Key.Key_F5)
    chooser = till.dialog(CustomerChooser)
    QTest.keyClicks(chooser.search, "marai")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert till.page.customer.name.text() == "Marai Haddad"
    assert till.page.tenders.outlook.text() == "Will owe $244.00 · $256.00 of the limit left"
    assert till.page.tenders.finish.text() == "Put $244.00 on account"
    till.press(Qt.Key.Key_F9)
    assert get_customer(till.desk, marai).debt_balance == 24_400
    assert till.page.figures.done_title.text() == "Sold"


def test_a_customer_is_made_on_the_spot_and_the_record_opened_without_losing_the_sale(
    till: AtTheTill,
) -> None:
    till.write("Ring 10")
    till.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    till.dialog(CustomerChooser).new.click()
    assert till.page.customer.name.text() == "Ana"
    till.page.customer.record.click()
    assert (till.counter.opened, till.texts()) == ([till.model.customer.id], ["Ring"])
    till.page.customer.drop.click()
    assert till.model.customer.id is None


def test_allergies_of_the_chosen_customer_stand_in_sight(till: AtTheTill, marai: CustomerId) -> None:
    edit_customer(till.desk, marai, RecordChange({"allergies": "nickel"}))
    till.page.scanned("C-000001")
    assert till.page.customer.allergies.isVisible()
    assert till.page.customer.allergies.text() == "nickel"


def test_what_the_chosen_customer_promised_stands_in_sight(till: AtTheTill, marai: CustomerId) -> None:
    sell(till.desk, SaleOrder(marai, total=2_000, on_account=2_000), "owed")
    till.page.scanned("C-000001")
    assert not till.page.customer.promise.isVisible()
    add_promise(till.desk, marai, till.desk.today() + timedelta(days=7), 2_000, "promise")
    till.model.choose_customer(marai)
    assert till.page.customer.promise.isVisible()
    assert till.page.customer.promise.text() == "Promised $20.00 by 28 Nov"


def test_store_credit_is_offered_and_used(till: AtTheTill, marai: CustomerId) -> None:
    take_payment(till.desk, PaymentOrder(marai, 6_000), "in credit")
    till.model.choose_customer(marai)
    assert not till.page.customer.use_credit.isEnabled()
    till.write("Ring 100")
    assert till.page.customer.use_credit.text() == "Use store credit $60.00"
    till.page.customer.use_credit.click()
    till.press(Qt.Key.Key_F6)
    assert till.page.tenders.finish.text() == "Take $40.00 by card"


def test_what_begins_so_is_offered_below_the_box(till: AtTheTill) -> None:
    for text in ("Ring cleaner", "Ring polish"):
        sell(till.desk, SaleOrder(lines=(SaleLine(text, 800),), tenders={Method.CASH: 800}), text)
    till.write("ring", Qt.Key.Key_Down)
    assert till.window.focusWidget() is till.page.offers.buttons[0]
    second = till.page.offers.buttons[1]
    QTest.keyClick(till.page.offers.buttons[0], Qt.Key.Key_Down)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert till.texts() == [second.row.title]
    assert till.page.box.text() == ""


def test_a_finger_finds_what_is_sold_most(till: AtTheTill) -> None:
    sell(till.desk, SaleOrder(lines=(SaleLine("Cloth", 800),), tenders={Method.CASH: 800}), "before")
    till.page.often.click()
    till.page.offers.buttons[0].click()
    assert till.texts() == ["Cloth"]


def test_a_line_is_changed_by_the_keypad_and_removed(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.page.box.setFocus()
    QTest.keyClick(till.page.box, Qt.Key.Key_Down)
    QTest.keyClick(till.page.table, Qt.Key.Key_Plus)
    QTest.keyClick(till.page.table, Qt.Key.Key_Return)
    dialog = till.dialog(LineDialog)
    assert dialog.quantity.text() == "2"
    for mark in "12.5":
        dialog.pad.keys[mark].click()
    dialog.save.click()
    assert till.page.figures.to_pay.text() == "$25.00"
    till.page.table.enter()
    QTest.keyClick(till.page.table, Qt.Key.Key_Delete)
    assert till.texts() == []


def test_a_wrong_price_keeps_the_line_and_says_why(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.page.table.opened.emit(0)
    dialog = till.dialog(LineDialog)
    dialog.price.set_text("ten")
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.error.text() == "The line is not an amount of money: enter one such as 1,234.50."
    dialog.reject()


def test_the_cross_takes_a_line_away(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.write("Box 2")
    place = till.page.table.visualRect(till.page.table.lines.index(0, REMOVE)).center()
    QTest.mouseClick(till.page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert till.texts() == ["Box"]


def test_a_discount_is_typed_in_per_cent(till: AtTheTill) -> None:
    till.write("Ring 200")
    till.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = till.dialog(AmountDialog)
    pad = dialog.findChild(NumberPad)
    assert isinstance(pad, NumberPad)
    for mark in "5%":
        pad.keys[mark].click()
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Return)
    assert till.page.figures.discount.text() == "−$10.00"


def test_a_part_is_paid_another_way_and_given_up(till: AtTheTill) -> None:
    till.write("Ring 100")
    till.page.tenders.split.click()
    dialog = till.dialog(AmountDialog)
    dialog.choices.choose(Way.CARD.value)
    QTest.keyClicks(dialog.amount.line, "150")
    dialog.save.click()
    assert dialog.amount.error() == "The amount paid now is more than the sale: enter its total or less."
    dialog.amount.set_text("60")
    dialog.save.click()
    assert till.model.tenders.value.parts == ((Way.CARD, 6_000),)
    till.press(Qt.Key.Key_F4)
    assert till.page.tenders.finish.text() == "Take $40.00 in cash"


def test_a_cashier_is_stopped_and_the_owner_lets_it_pass(
    cashier: AtTheTill, marai: CustomerId, desk: Desk
) -> None:
    edit_customer(desk, marai, RecordChange({"credit_limit": "1000"}))
    cashier.model.choose_customer(marai)
    cashier.write("Ring 30")
    cashier.press(Qt.Key.Key_F5)
    assert cashier.page.tenders.stopped.text() == "Would owe $30.00: $20.00 above the limit."
    assert cashier.page.tenders.pay_some.text() == "Pay $20.00 now"
    assert not cashier.page.tenders.finish.isEnabled()
    cashier.page.tenders.ask_owner.click()
    dialog = cashier.dialog(OwnerPinDialog)
    assert dialog.says.text() == "The PIN of Rosa Rossi"
    dialog.allow.click()
    assert dialog.reason.error() == "Write a few words on why."
    QTest.keyClicks(dialog.reason.line, "Old customer")
    QTest.keyClick(dialog.reason.line, Qt.Key.Key_Return)
    QTest.keyClicks(dialog, "1234")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    cashier.press(Qt.Key.Key_F9)
    assert get_customer(desk, marai).debt_balance == 3_000


def test_in_a_small_window_the_ways_out_of_a_stop_come_into_sight(
    cashier: AtTheTill, marai: CustomerId, desk: Desk, qtbot: QtBot
) -> None:
    edit_customer(desk, marai, RecordChange({"credit_limit": "1000", "allergies": "Nickel"}))
    cashier.window.resize(780, 520)
    cashier.model.choose_customer(marai)
    cashier.write("Ring 30")
    cashier.press(Qt.Key.Key_F5)
    way_out = cashier.page.tenders.ask_owner
    qtbot.waitUntil(lambda: way_out.visibleRegion().boundingRect() == way_out.rect())
    assert not cashier.page.figures.subtotal.isVisible()


def test_paying_some_opens_with_just_enough(cashier: AtTheTill, marai: CustomerId, desk: Desk) -> None:
    edit_customer(desk, marai, RecordChange({"credit_limit": "1000"}))
    cashier.model.choose_customer(marai)
    cashier.write("Ring 30")
    cashier.press(Qt.Key.Key_F5)
    cashier.page.tenders.pay_some.click()
    dialog = cashier.dialog(AmountDialog)
    assert dialog.amount.text() == "20.00"
    dialog.save.click()
    assert cashier.page.tenders.finish.text() == "Put $10.00 on account"
    assert cashier.page.tenders.finish.isEnabled()


def test_a_sale_is_parked_and_taken_up_by_keys(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.press(Qt.Key.Key_F8)
    assert (till.texts(), till.page.parked_button.text()) == ([], "Parked sales 1")
    till.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    dialog = till.dialog(ParkedDialog)
    QTest.keyClick(dialog.rows.buttons[0], Qt.Key.Key_Return)
    assert till.texts() == ["Ring"]


def test_esc_empties_the_box_first_and_then_the_counter(till: AtTheTill) -> None:
    told: list[Notice] = []
    till.page.told.connect(told.append)
    till.write("Ring 10")
    QTest.keyClicks(till.page.box, "half")
    QTest.keyClick(till.page.box, Qt.Key.Key_Escape)
    assert (till.page.box.text(), till.texts()) == ("", ["Ring"])
    QTest.keyClick(till.page.box, Qt.Key.Key_Escape)
    assert till.texts() == []
    assert [notice.can_undo for notice in told] == [True]
    till.model.put_back()
    assert till.texts() == ["Ring"]


def test_esc_gives_a_new_barcode_up_and_leaves_the_counter_alone(till: AtTheTill) -> None:
    till.write("Ring 10")
    till.page.scanned("4006381333931")
    assert till.page.says.text() == "4006381333931 is new: type what it is and its price."
    QTest.keyClick(till.page.box, Qt.Key.Key_Escape)
    till.write("Polish 8")
    assert [line.barcode for line in till.model.basket.lines] == [None, None]
    assert not till.page.says.isVisible()


def test_words_without_a_price_stay_and_say_what_is_missing(till: AtTheTill) -> None:
    till.write("Chain repair")
    assert till.page.box.text() == "Chain repair"
    assert till.page.says.text() == "Type its price behind it, like: Chain repair 45.00"


@pytest.mark.parametrize("size", [(1_180, 800), (800, 640)])
def test_everything_a_finger_presses_is_large_enough(
    till: AtTheTill, marai: CustomerId, size: tuple[int, int]
) -> None:
    edit_customer(till.desk, marai, RecordChange({"credit_limit": "1000", "allergies": "nickel"}))
    till.model.choose_customer(marai)
    till.write("Ring 30")
    till.press(Qt.Key.Key_F5)
    till.window.resize(*size)
    tenders = till.page.tenders
    buttons = [*tenders.ways.values(), tenders.pay_some, tenders.ask_owner, tenders.finish, till.page.often]
    assert {
        button.text(): button.height() for button in buttons if button.isVisible() and button.height() < 44
    } == {}
