"""The Requests page and its forms, in windows over a real shop."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryOrder, EnquiryStage, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.services.converting import convert_to_follow_up, convert_to_sale
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, get_enquiry, list_enquiries
from shopdesk.services.following_up import list_follow_ups
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.enquiries import EnquiriesViewModel
from shopdesk.viewmodels.follow_up_form import start_of_request
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.undo_list import UndoList
from tests.ports import InlineRunner
from tests.ui.customers.listed import AskedDialogs
from tests.ui.opened import Opened
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.customers.customer_form import CustomerForm
from ui.importing.import_dialog import ImportDialog
from ui.reminders.follow_up_dialog import FollowUpDialog
from ui.requests.book_dialog import BookDialog
from ui.requests.page import RequestsPage
from ui.requests.request_dialog import RequestDialog
from ui.requests.request_reader import RequestReader
from ui.requests.request_row import RequestRow


@pytest.fixture
def dialogs() -> AskedDialogs:
    return AskedDialogs()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dialogs: AskedDialogs) -> RequestsPage:
    runner = InlineRunner()
    model = EnquiriesViewModel(desk, runner, UndoList(desk, runner))
    desk.feed.subscribe(model.on_changes)
    made = RequestsPage(model, dialogs, shop_text(desk))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Opened:
    return Opened(qtbot, desk)


def texts(row: RequestRow) -> list[str]:
    return [button.text() for button in row.buttons]


def others(row: RequestRow) -> list[str]:
    menu = row.more.menu()
    return [action.text() for action in menu.actions()] if menu is not None else []


def test_where_the_page_is_low_filters_that_leave_nothing_out_are_drawn_alone(page: RequestsPage) -> None:
    page.resize(824, 360)
    assert (page.kinds.is_folded(), page.whose.is_folded(), page.list.below.isHidden()) == (True, True, True)
    page.model.show_mine(mine=True)
    assert (page.kinds.is_folded(), page.whose.is_folded()) == (True, False)
    page.resize(824, 700)
    assert (page.kinds.is_folded(), page.list.below.isHidden()) == (False, False)


def choose(row: RequestRow, words: str) -> None:
    menu = row.more.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_each_step_has_its_one_button(page: RequestsPage, desk: Desk, dialogs: AskedDialogs) -> None:
    made = add_enquiry(desk, EnquiryOrder("Resize", name="Lou"), "one")
    assert texts(page.list.rows[0]) == ["Contacted", "Sell", "Follow-up…", "Cancel"]
    page.list.rows[0].buttons[0].click()
    assert texts(page.list.rows[0])[0] == "Book…"
    for button in page.list.rows[0].buttons[:3]:
        button.click()
    assert dialogs.asked == [("book request", made.id), ("sell request", made.id), ("follow-up Resize", 0)]
    page.list.rows[0].buttons[3].click()
    assert (page.list.rows, get_enquiry(desk, made.id).status) == ([], EnquiryStatus.CANCELLED)


def test_whose_it_is_can_be_said_later(page: RequestsPage, desk: Desk, dialogs: AskedDialogs) -> None:
    made = add_enquiry(desk, EnquiryOrder("Resize", name="Lou Stone"), "one")
    row = page.list.rows[0]
    assert others(row) == [
        "Read it all",
        "Choose the customer…",
        "Add as a new customer…",
        "Book…",
        "Completed",
        "Forget who asked…",
    ]
    for words in ("Read it all", "Choose the customer…", "Add as a new customer…"):
        choose(row, words)
    assert dialogs.asked == [("read request", made.id), ("choose", 0), ("new like Lou Stone", 0)]


def test_what_it_became_is_opened(
    page: RequestsPage, desk: Desk, dialogs: AskedDialogs, marai: CustomerId
) -> None:
    first, second = (add_enquiry(desk, EnquiryOrder(f"{n}", customer=marai), f"{n}") for n in range(2))
    convert_to_follow_up(desk, first.id, FollowUpOrder("", desk.today()))
    sold = sell(desk, SaleOrder(marai, 500, tenders={Method.CASH: 500}), "sale").reference
    convert_to_sale(desk, second.id, sold)
    page.tabs[EnquiryStage.ENDED].click()
    assert [texts(row) for row in page.list.rows] == [["Open the sale"], ["Open the follow-up"]]
    for row in page.list.rows:
        row.first_button().click()
        choose(row, "Open the customer")
    assert dialogs.asked == [("sale S-00001", 0), ("open", marai), ("follow-up 1", 0), ("open", marai)]


def test_typing_finds_it_and_the_arrow_goes_to_its_buttons(
    page: RequestsPage, desk: Desk, qtbot: QtBot
) -> None:
    for text in ("Resize a ring", "A sapphire"):
        add_enquiry(desk, EnquiryOrder(text), text)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter()
    QTest.keyClicks(page.search, "sapph")
    page.search.paused.emit()
    assert [row.title.text() for row in page.list.rows] == ["A sapphire"]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.focusWidget() is page.list.rows[0].buttons[0]


def test_ctrl_n_writes_a_new_one_down(page: RequestsPage, dialogs: AskedDialogs, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter()
    QTest.keyClick(page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert dialogs.asked == [("new request", 0)]


def test_buttons_fold_to_their_drawings_where_the_words_need_the_room(page: RequestsPage, desk: Desk) -> None:
    add_enquiry(desk, EnquiryOrder("Resize"), "one")
    wide = page.list.rows[0].buttons[1].sizeHint().width()
    page.resize(700, 600)
    assert page.list.rows[0].buttons[1].sizeHint().width() < wide


def test_a_request_is_written_down_and_the_banner_says_so(opened: Opened, desk: Desk) -> None:
    opened.opener.new_request()
    dialog = opened.dialog(RequestDialog)
    assert not dialog.day.isEnabled()
    QTest.keyClicks(dialog.text.area, "Resize a ring")
    dialog.kind.set_text("repair")
    dialog.kind.edited.emit("repair")
    assert dialog.day.isEnabled()
    QTest.keyClicks(dialog.name.line, "Lou")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.text for each in list_enquiries(desk)] == ["Resize a ring"]
    assert opened.told[-1].startswith("Repair written down.")


def test_a_mistake_keeps_the_form_open_with_the_cursor_there(opened: Opened) -> None:
    opened.opener.new_request()
    dialog = opened.dialog(RequestDialog)
    QTest.keyClicks(dialog.email.line, "nobody")
    dialog.save.click()
    assert dialog.text.error()
    QTest.keyClicks(dialog.text.area, "Resize")
    dialog.save.click()
    assert dialog.email.error()
    assert dialog.focusWidget() is dialog.email.line
    dialog.done(0)


def test_a_request_is_booked_from_its_dialog(opened: Opened, desk: Desk) -> None:
    made = add_enquiry(desk, EnquiryOrder("Fitting"), "one")
    opened.opener.book_request(made)
    dialog = opened.dialog(BookDialog)
    QTest.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert get_enquiry(desk, made.id).booked_on == desk.today()
    assert opened.told == ["Booked for 21 Nov: Fitting."]


def test_a_follow_up_of_a_request_converts_it(opened: Opened, desk: Desk, marai: CustomerId) -> None:
    made = add_enquiry(desk, EnquiryOrder("Order the stone", customer=marai), "one")
    opened.opener.follow_up(start=start_of_request(made))
    dialog = opened.dialog(FollowUpDialog)
    assert (dialog.title.text(), dialog.choose.isEnabled()) == ("Order the stone", False)
    dialog.save.click()
    (follow_up,) = list_follow_ups(desk)
    assert get_enquiry(desk, made.id).follow_up == follow_up.id


def test_whoever_asked_becomes_a_customer_with_what_they_said(opened: Opened, qtbot: QtBot) -> None:
    made: list[CustomerId] = []
    opened.opener.new_customer_like({"first_name": "Lou", "mobile": "0412 345 678"}, made.append)
    form = opened.dialog(CustomerForm)
    assert form.form.fields["mobile"].text() == "0412 345 678"
    assert form.is_dirty()
    form.model.save()
    qtbot.waitUntil(lambda: len(made) == 1)


def test_all_that_was_said_can_be_read(opened: Opened, desk: Desk) -> None:
    words = "Dear shop,\nplease resize my ring.\n" * 40
    opened.opener.read_request(add_enquiry(desk, EnquiryOrder(words.strip(), name="Lou"), "one"))
    reader = opened.dialog(RequestReader)
    assert reader.words.text() == words.strip()
    reader.done(0)


def test_a_forms_file_is_brought_in(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text("Name,Message\nLou,Do you engrave?\nAna,\n", encoding="utf-8")
    opened = Opened(qtbot, desk, str(tmp_path / "form.csv"))
    opened.opener.import_requests()
    dialog = opened.dialog(ImportDialog)
    assert dialog.windowTitle() == "Bring requests in"
    dialog.choose.click()
    assert {name: figure.text() for name, figure in dialog.figures.items()} == {
        "new": "1",
        "unchanged": "0",
        "rejected": "1",
    }
    dialog.carry_out.click()
    assert [each.text for each in list_enquiries(desk)] == ["Do you engrave?"]
    dialog.done(0)


def test_a_cashier_brings_it_in_with_an_owners_pin(qtbot: QtBot, desk: Desk) -> None:
    opened = Opened(qtbot, desk.as_staff(add_staff(desk, "Carl", Role.CASHIER)))
    opened.opener.import_requests()
    assert (opened.is_open(ImportDialog), opened.is_open(OwnerPinDialog)) == (False, True)
    opened.dialog(OwnerPinDialog).done(0)


def test_the_file_is_asked_for_from_the_page(page: RequestsPage, dialogs: AskedDialogs) -> None:
    page.bring_in.click()
    assert dialogs.asked == [("import requests", 0)]


def test_who_asked_and_is_no_customer_can_be_forgotten(qtbot: QtBot, desk: Desk) -> None:
    asked = add_enquiry(desk, EnquiryOrder("Do you engrave?", name="Lou"), "lou")
    made = Opened(qtbot, desk, False, True)
    for left in (1, 0):
        made.opener.forget_request(asked)
        assert len(list_enquiries(desk)) == left
