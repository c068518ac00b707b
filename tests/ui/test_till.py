"""The main window put together: its keys, its pages, other windows on the same file, and a new look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.enquiry import EnquiryOrder, EnquiryStage
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleLine
from shopdesk.domain.staff import Role
from shopdesk.errors import ClockJumped, Damaged
from shopdesk.services.backups import make_backup
from shopdesk.services.customers import RecordChange, add_customer, edit_customer, list_customers
from shopdesk.services.enquiring import add_enquiry, get_enquiry
from shopdesk.services.payments import take_payment
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff, disable_staff
from shopdesk.shop import open_shop
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.open_shop import Desk, OpenShop
from shopdesk.viewmodels.tenders import Way
from tests.conftest import PASSPHRASE, StandingClock
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.key_burst import ENTER, press_at
from tests.ui.start_pages import close_door, place_of
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.account.payment_dialog import PaymentDialog
from ui.account.righting_dialog import RightingDialog
from ui.account.sale_dialog import SaleDialog
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.back_office.journal_dialog import JournalDialog
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.importing.import_dialog import ImportDialog
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.start.rescue_page import RescuePage
from ui.start.sign_in_page import SignInPage
from ui.start.wizard import Wizard
from ui.statements.preview_dialog import StatementDialog
from ui.till import BACK_OFFICE, CHECKOUT, CUSTOMERS, REQUESTS, ShopTill


def make(shop: OpenShop, desk: Desk, door: FrontDoor) -> ShopTill:
    return ShopTill(InlineThreads(), shop, desk, door)


@pytest.fixture
def door(
    qapp: QApplication, shop_folder: Path, clock: StandingClock, marai_there: CustomerId
) -> Iterator[FrontDoor]:
    del marai_there
    place = place_of(shop_folder, clock)
    demo = Demo(place, PASSPHRASE, lambda _progress: None)
    computer = Computer("en_AU", "Australia/Melbourne")
    door = FrontDoor(qapp, InlineRunner(), computer, make, demo, lambda _window: ScriptedPrompter())
    door.enter_demo()
    yield door
    close_door(door)


@pytest.fixture
def marai_there(shop_folder: Path, clock: StandingClock) -> CustomerId:
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        return add_customer(shop.desk, RecordChange({"first_name": "Marai", "last_name": "Haddad"})).id


def till_of(door: FrontDoor) -> ShopTill:
    assert isinstance(door.till, ShopTill)
    return door.till


def opened(till: ShopTill, kind: type[QDialog]) -> int:
    return sum(dialog.isVisible() for dialog in till.window.findChildren(kind))


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


def test_another_window_is_noticed(door: FrontDoor, shop_folder: Path, clock: StandingClock) -> None:
    till = till_of(door)
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as other:
        add_customer(other.desk, RecordChange({"first_name": "Julia"}))
    till.look_for_others()
    names = [line.name for line in till.customers.model.listing.value.near]
    assert sorted(names) == ["Julia", "Marai Haddad"]


def test_damage_that_is_met_at_work_stops_the_writing_and_shows_the_way_out(
    door: FrontDoor, qtbot: QtBot, marai_there: CustomerId
) -> None:
    till = till_of(door)
    make_backup(till.desk.book)
    till.desk.book.database.mark_damaged()
    with pytest.raises(Damaged):
        take_payment(till.desk, PaymentOrder(marai_there, 100), "one")
    till.look_for_others()
    assert "(shop.db) is damaged, so nothing more can be entered" in till.window.banner.text()
    till.window.banner.dismiss()
    till.look_for_others()
    (way_out,) = till.window.banner.actions_offered()
    way_out.click()
    qtbot.waitUntil(lambda: isinstance(door.start.page, RescuePage))
    assert door.shop is None
    assert isinstance(door.start.page, RescuePage)
    picture = door.start.page.model.picture.value
    assert picture is not None
    assert picture.said.startswith("The newest whole backup is of 21 Nov 2026")
    assert picture.parts[0][1] == "damaged"


def test_a_clock_that_was_set_back_is_confirmed_in_the_banner(
    door: FrontDoor, marai_there: CustomerId, clock: StandingClock
) -> None:
    till = till_of(door)
    clock.forward(days=-3)
    till.look_for_others()
    assert till.window.banner.text().startswith("The computer says that it is")
    with pytest.raises(ClockJumped):
        take_payment(till.desk, PaymentOrder(marai_there, 100), "one")
    (right,) = till.window.banner.actions_offered()
    right.click()
    till.look_for_others()
    assert till.window.banner.isHidden()
    take_payment(till.desk, PaymentOrder(marai_there, 100), "one")


def test_what_does_not_add_up_is_said_at_the_opening_and_after_the_close_of_the_day(
    door: FrontDoor, marai_there: CustomerId
) -> None:
    till = till_of(door)
    take_payment(till.desk, PaymentOrder(marai_there, 100), "one")
    with till.desk.book.database.maintenance() as connection:
        connection.exec_driver_sql("UPDATE customer SET debt_balance = debt_balance + 1")
        connection.commit()
    till.watchman.begin()
    assert "“Every balance is the sum of its entries”" in till.window.banner.text()
    till.window.banner.dismiss()
    till.watchman.file.trouble.value = ""
    till.close_day()
    (dialog,) = till.window.findChildren(CloseDayDialog)
    dialog.model.just_closed.value += 1
    assert "“What is open, less what waits, is the balance”" in till.window.banner.text()
    (proof,) = till.window.banner.actions_offered()
    proof.click()
    assert till.window.shown_page() == BACK_OFFICE


def test_whoever_is_disabled_in_another_window_is_signed_out(
    door: FrontDoor, shop_folder: Path, clock: StandingClock
) -> None:
    till = till_of(door)
    mina = add_staff(till.desk, "Mina", Role.CASHIER)
    till.desk = till.desk.as_staff(mina)
    till.look_for_others()
    assert till.window.isVisible()
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as other:
        disable_staff(other.desk, mina.id)
    till.look_for_others()
    assert not till.window.isVisible()
    assert isinstance(door.start.page, SignInPage)
    assert [tile.name for tile in door.start.page.model.staff.value] == ["Rosa Rossi"]


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


def test_the_card_of_open_requests_opens_them_and_the_rail_counts_them(door: FrontDoor) -> None:
    till = till_of(door)
    add_enquiry(till.desk, EnquiryOrder("Resize a ring"), "asked")
    assert till.customers.kpis.requests.isEnabled()
    till.asking.show_stage(EnquiryStage.ENDED)
    till.customers.kpis.requests.click()
    assert till.window.shown_page() == REQUESTS
    assert [row.title.text() for row in till.requests.list.rows] == ["Resize a ring"]
    assert till.asking.badge.value == 1


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
