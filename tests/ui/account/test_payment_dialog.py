"""Taking a payment with the keyboard and the mouse."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.accounts import account_events, account_state
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from tests.ui.opened import Opened, tab_order
from ui.account import sales_chooser
from ui.account.payment_dialog import PaymentDialog
from ui.customers.detail_dialog import DetailDialog


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "first")
    sell(desk, SaleOrder(marai, total=124_000, on_account=124_000), "second")
    return Opened(qtbot, desk, None)


@pytest.fixture
def dialog(opened: Opened, marai: CustomerId) -> PaymentDialog:
    opened.opener.take_payment(marai)
    return opened.dialog(PaymentDialog)


def test_the_cursor_waits_in_the_amount(dialog: PaymentDialog) -> None:
    assert dialog.focusWidget() is dialog.amount.line


def test_typing_and_enter_takes_the_payment(
    qtbot: QtBot, dialog: PaymentDialog, opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    QTest.keyClicks(dialog.amount.line, "200")
    assert "Will owe $1,084.00" in dialog.preview.accessibleName()
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Return)
    assert account_state(desk, marai).balance == 108_400
    assert opened.told[0] == "$200.00 taken from Marai Haddad · P-00001. Owes $1,084.00"
    assert not opened.is_open(PaymentDialog)


def test_what_waits_for_something_else_to_be_written_says_so(qtbot: QtBot, dialog: PaymentDialog) -> None:
    assert dialog.waits.isHidden()
    dialog.model.busy.value = True
    qtbot.waitUntil(dialog.waits.isVisible)
    dialog.model.busy.value = False
    assert dialog.waits.isHidden()


def test_a_promise_and_a_note_leave_room_for_everything(
    qtbot: QtBot, opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    add_promise(desk, marai, desk.today() + timedelta(days=7), 20_000, "promise")
    add_note(desk, marai, "Give back the ring box", till_until_on=desk.today())
    opened.window.resize(1024, 768)
    opened.opener.take_payment(marai)
    dialog = opened.dialog(PaymentDialog)
    dialog.model.type_amount("120.00")
    area = dialog.findChildren(QScrollArea)[0]
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert dialog.height() <= 768


def test_a_note_for_the_till_is_said_until_it_was_read(opened: Opened, desk: Desk, marai: CustomerId) -> None:
    add_note(desk, marai, "Give back the ring box", till_until_on=desk.today())
    opened.opener.take_payment(marai)
    dialog = opened.dialog(PaymentDialog)
    assert dialog.till.text() == "Give back the ring box (Rosa Rossi, 21 Nov 2026)"
    dialog.till.dismiss()
    assert dialog.model.till.notes.value == ()
    assert dialog.till.isHidden()


def test_saving_without_printing_asks_for_no_printer(
    qtbot: QtBot, dialog: PaymentDialog, opened: Opened
) -> None:
    QTest.keyClicks(dialog.amount.line, "200")
    dialog.save.click()
    assert opened.prompter.asked == []


def test_a_quick_amount_fills_the_field_and_books_nothing(
    dialog: PaymentDialog, desk: Desk, marai: CustomerId
) -> None:
    dialog.quick_button("All $1,284.00").click()
    assert dialog.amount.text() == "1,284.00"
    assert account_state(desk, marai).balance == 128_400
    assert dialog.focusWidget() is dialog.amount.line


def test_the_method_that_is_pressed_is_booked(
    qtbot: QtBot, dialog: PaymentDialog, desk: Desk, marai: CustomerId
) -> None:
    QTest.keyClicks(dialog.amount.line, "20")
    dialog.method.button("card").click()
    dialog.save.click()
    assert account_events(desk, marai).payments[0].method is Method.CARD


def test_a_ticked_sale_is_settled_first(qtbot: QtBot, dialog: PaymentDialog) -> None:
    QTest.keyClicks(dialog.amount.line, "50")
    dialog.choose.click()
    dialog.chooser.boxes["S-00002"].click()
    assert "Part of S-00002 (21 Nov) $50.00" in dialog.preview.accessibleName()


def test_open_sales_are_listed_once_they_are_asked_for_and_some_hundred_at_a_time(
    dialog: PaymentDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sales_chooser, "_AT_ONCE", 1)
    dialog.chooser.show_sales(dialog.model.sales.value, ())
    assert dialog.chooser.boxes == {}
    dialog.choose.click()
    assert (list(dialog.chooser.boxes), dialog.chooser.more.isVisible()) == (["S-00001"], True)
    dialog.chooser.boxes["S-00001"].click()
    dialog.chooser.more.click()
    assert [box.isChecked() for box in dialog.chooser.boxes.values()] == [True, False]
    assert not dialog.chooser.more.isVisible()


def test_a_wrong_amount_is_said_at_the_field(qtbot: QtBot, dialog: PaymentDialog) -> None:
    QTest.keyClicks(dialog.amount.line, "1.234")
    dialog.save.click()
    assert "decimals" in dialog.amount.error()
    assert dialog.amount.text() == "1.234"
    QTest.keyClick(dialog.amount.line, Qt.Key.Key_Backspace)
    assert dialog.amount.error() == ""


@pytest.mark.parametrize("lets_go", [True, False])
def test_closing_asks_before_an_amount_is_lost(
    qtbot: QtBot, desk: Desk, marai: CustomerId, lets_go: bool
) -> None:
    opened = Opened(qtbot, desk, lets_go, True)
    opened.opener.take_payment(marai)
    dialog = opened.dialog(PaymentDialog)
    QTest.keyClicks(dialog.amount.line, "20")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.is_open(PaymentDialog) is not lets_go
    assert len(opened.prompter.asked) == 1
    dialog.model.type_amount("")


def test_the_windows_own_button_asks_once(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    opened = Opened(qtbot, desk, True)
    opened.opener.take_payment(marai)
    dialog = opened.dialog(PaymentDialog)
    QTest.keyClicks(dialog.amount.line, "20")
    dialog.close()
    assert len(opened.prompter.asked) == 1
    assert not opened.is_open(PaymentDialog)


def test_what_was_taken_is_said_in_the_open_detail_dialog(
    qtbot: QtBot, opened: Opened, marai: CustomerId
) -> None:
    opened.opener.open_customer(marai)
    detail = opened.dialog(DetailDialog)
    QTest.keyClick(detail, Qt.Key.Key_F4)
    dialog = opened.dialog(PaymentDialog)
    QTest.keyClicks(dialog.amount.line, "200")
    dialog.save.click()
    assert detail.banner_text() == "$200.00 taken from Marai Haddad · P-00001. Owes $1,084.00"
    assert opened.told == []


def test_everything_to_press_is_high_enough_for_a_finger(dialog: PaymentDialog) -> None:
    pressed = [dialog.save, dialog.cancel, dialog.save_and_print, dialog.quick_button("$50")]
    assert all(button.height() >= 44 for button in pressed)


def test_tab_goes_from_top_to_bottom(dialog: PaymentDialog) -> None:
    names = [stop.accessibleName() for stop in tab_order(dialog)]
    assert names == [
        "Amount received",
        *("All $1,284.00", "$50", "$100", "$200"),
        "Cash",  # the arrows go to the others
        *("Choose sales", "Add a note", "Another day"),
        *("Cancel", "Save", "Save and print receipt"),
    ]


def test_money_of_an_earlier_day_is_entered_for_that_day(
    dialog: PaymentDialog, desk: Desk, opened: Opened
) -> None:
    QTest.keyClicks(dialog.amount.line, "44")
    dialog.earlier.click()
    QTest.keyClicks(dialog.day.line, "31 feb")
    dialog.save.click()
    assert (bool(dialog.day.error()), opened.is_open(PaymentDialog)) == (True, True)
    dialog.day.line.clear()
    yesterday = desk.today() - timedelta(days=1)
    QTest.keyClicks(dialog.day.line, yesterday.isoformat())
    dialog.save.click()
    paid = account_events(desk, dialog.model.customer).payments[-1]
    assert local_day(paid.at, desk.settings.time_zone) == yesterday


def test_it_stays_open_while_it_is_being_saved(dialog: PaymentDialog, opened: Opened) -> None:
    dialog.model.busy.value = True
    dialog.close()
    assert opened.is_open(PaymentDialog)
    dialog.model.busy.value = False
    dialog.close()
    assert not opened.is_open(PaymentDialog)


@pytest.mark.parametrize(("typed", "words"), [("44.005", "too many decimals"), ("abc", "not an amount")])
def test_a_wrong_amount_is_said_when_typing_pauses(dialog: PaymentDialog, typed: str, words: str) -> None:
    QTest.keyClicks(dialog.amount.line, typed)
    assert dialog.amount.error() == ""
    dialog.pause.timeout.emit()
    assert words in dialog.amount.error()
    assert dialog.preview.accessibleName().startswith("Put right what is marked")
    dialog.amount.line.clear()
    QTest.keyClicks(dialog.amount.line, "44")
    assert dialog.amount.error() == ""
