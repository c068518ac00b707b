"""The main window put together: its keys, its pages and dialogs, a new look, and the way in and out of the demo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from shopdesk.domain.enquiry import EnquiryOrder, EnquiryStage
from shopdesk.domain.staff import Role
from shopdesk.services.enquiring import add_enquiry
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from tests.inline_threads import InlineThreads
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import place_of
from tests.ui.till.conftest import opened, till_of
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.account.payment_dialog import PaymentDialog
from ui.account.sale_dialog import SaleDialog
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.back_office.journal_dialog import JournalDialog
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.importing.import_dialog import ImportDialog
from ui.start.front_door import FrontDoor
from ui.start.sign_in_page import SignInPage
from ui.start.wizard import Wizard
from ui.statements.preview_dialog import StatementDialog
from ui.till import ShopTill
from ui.window_ahead import BACK_OFFICE, REQUESTS


@pytest.mark.parametrize(
    ("key", "modifier", "kind"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, PaymentDialog),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, SaleDialog),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, StatementDialog),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, CustomerForm),
    ],
)
def test_keys_open_the_dialogs_of_the_chosen_customer(
    door: FrontDoor, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, kind: type[QDialog]
) -> None:
    till = till_of(door)
    qtbot.waitUntil(till.window.isActiveWindow)
    till.customers.table.enter()
    QTest.keyClick(till.window, key, modifier)
    assert opened(till, kind) == 1


@pytest.mark.parametrize("size", [(1358, 744), (960, 640)])
def test_a_window_of_another_size_is_whole_before_it_is_painted(
    door: FrontDoor, size: tuple[int, int]
) -> None:
    till = till_of(door)
    till.window.resize(1440, 900)
    till.window.resize(*size)
    cards, tools = till.customers.kpis, till.customers.tools
    assert cards.total.height() == cards.total.sizeHint().height()
    for button in (tools.order, tools.select):
        assert button.width() == button.sizeHint().width()
    assert cards.geometry().bottom() < tools.geometry().top()


def test_enter_in_the_search_opens_the_customer(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    qtbot.waitUntil(till.window.isActiveWindow)
    QTest.keyClicks(till.customers.search, "marai")
    QTest.keyClick(till.customers.search, Qt.Key.Key_Return)
    assert opened(till, DetailDialog) == 1


def test_the_keys_of_the_customers_rest_in_the_back_office(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    qtbot.waitUntil(till.window.isActiveWindow)
    till.customers.table.enter()
    till.window.show_page(BACK_OFFICE)
    QTest.keyClick(till.window, Qt.Key.Key_F4)
    assert opened(till, PaymentDialog) == 0


def test_f12_hides_the_window_and_asks_who_is_there(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    qtbot.waitUntil(till.window.isActiveWindow)
    QTest.keyClick(till.window, Qt.Key.Key_F12)
    assert not till.window.isVisible()
    assert isinstance(door.start.page, SignInPage)


def test_the_import_is_opened_from_the_page(door: FrontDoor) -> None:
    till = till_of(door)
    till.customers.import_list.click()
    assert opened(till, ImportDialog) == 1


@pytest.mark.parametrize("where", ["key", "rail", "back office"])
def test_the_day_is_closed_from_anywhere_in_one_dialog(door: FrontDoor, where: str) -> None:
    till = till_of(door)
    asks = {
        "key": lambda: QTest.keyClick(till.window, Qt.Key.Key_F10),
        "rail": till.window.rail.close_day.click,
        "back office": till.back_office.days.open.click,
    }
    for _ in range(2):
        asks[where]()
    assert opened(till, CloseDayDialog) == 1


def test_the_journal_is_opened_from_the_back_office(door: FrontDoor) -> None:
    till = till_of(door)
    till.back_office.journal.open.click()
    assert opened(till, JournalDialog) == 1


def test_a_new_look_keeps_the_page_and_what_was_typed(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    till.window.show_page(BACK_OFFICE)
    till.back_office.settings.model.set_value("address", "8 Lygon Street")
    till.back_office.look.themes.button("dark").click()
    qtbot.waitUntil(lambda: till_of(door) is not till)
    after = till_of(door)
    assert after.window.pages.currentWidget() is after.back_office
    assert after.back_office.settings.fields["address"].text() == "8 Lygon Street"
    change_settings(after.desk, {"theme": "light"})
    qtbot.waitUntil(lambda: till_of(door) is not after)


def test_a_cashier_imports_with_an_owners_pin(door: FrontDoor, qtbot: QtBot) -> None:
    till = till_of(door)
    tom = add_staff(till.desk, "Tom", Role.CASHIER)
    assert door.shop is not None
    theirs = ShopTill(InlineThreads(), door.shop, till.desk.as_staff(tom), door)
    qtbot.addWidget(theirs.window)
    theirs.window.show()
    theirs.customers.import_list.click()
    pin = theirs.window.findChildren(OwnerPinDialog)[0]
    QTest.keyClicks(pin, "1234")
    QTest.keyClick(pin, Qt.Key.Key_Return)
    shown = opened(theirs, ImportDialog)
    theirs.release()
    assert shown == 1


def test_a_scanned_card_opens_the_customer_and_stands_in_the_search(door: FrontDoor) -> None:
    till = till_of(door)
    answers: list[bool] = []
    till.window.show_page(BACK_OFFICE)
    till.read_code("C-000001", answers.append)
    till.read_code("C-000999", answers.append)
    assert (answers, opened(till, DetailDialog)) == ([True, False], 1)
    assert till.customers.search.text() == "C-000001"


def test_the_card_of_open_requests_opens_them_and_the_rail_counts_them(door: FrontDoor) -> None:
    till = till_of(door)
    add_enquiry(till.desk, EnquiryOrder("Resize a ring"), "asked")
    assert till.customers.kpis.requests.isEnabled()
    till.asking.show_stage(EnquiryStage.ENDED)
    till.customers.kpis.requests.click()
    assert till.window.shown_page() == REQUESTS
    assert [row.title.text() for row in till.requests.list.rows] == ["Resize a ring"]
    assert till.asking.badge.value == 1


def test_the_demo_says_that_it_is_one_and_is_renewed_with_a_yes(door: FrontDoor, qtbot: QtBot) -> None:
    door.make_prompter = lambda _window: ScriptedPrompter(True)
    door.leave_demo(anew=True)
    till = till_of(door)
    band = till.window.copy_band
    assert "everybody in it is made up" in band.text()
    (start_again,) = band.actions_offered()  # there is no own shop to go to here
    start_again.click()
    qtbot.waitUntil(lambda: door.till is not till)
    assert door.is_demo


def test_from_the_demo_it_goes_to_the_own_shop(door: FrontDoor, tmp_path: Path, qtbot: QtBot) -> None:
    door.own_place = place_of(tmp_path / "own")
    door.leave_demo(anew=True)
    _start_again, leave = till_of(door).window.copy_band.actions_offered()
    leave.click()
    qtbot.waitUntil(lambda: door.till is None)
    assert isinstance(door.start.page, Wizard)
