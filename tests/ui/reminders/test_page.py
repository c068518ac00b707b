"""The Reminders page and the form of a follow-up, in windows over a real shop."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, list_follow_ups
from shopdesk.services.promising import add_promise
from shopdesk.services.selling import sell
from shopdesk.viewmodels.follow_up_form import FollowUpViewModel
from shopdesk.viewmodels.reminders import Horizon, RemindersViewModel
from shopdesk.viewmodels.undo_list import UndoList
from tests.conftest import StandingClock
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.customers.listed import AskedDialogs
from ui.reminders.follow_up_dialog import FollowUpDialog
from ui.reminders.page import RemindersPage


@pytest.fixture
def dialogs() -> AskedDialogs:
    return AskedDialogs()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, dialogs: AskedDialogs) -> RemindersPage:
    runner = InlineRunner()
    model = RemindersViewModel(desk, runner, UndoList(desk, runner))
    desk.feed.subscribe(model.on_changes)
    made = RemindersPage(model, dialogs)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def test_a_debt_is_paid_and_the_customer_opened_from_its_row(
    page: RemindersPage, desk: Desk, dialogs: AskedDialogs, marai: CustomerId, clock: StandingClock
) -> None:
    sell(desk, SaleOrder(total=500, on_account=500, customer=marai, due_on=desk.today()), "sale")
    clock.forward(days=1)
    page.model.load()
    row = page.list.rows[0]
    texts = [button.text() for button in row.buttons]
    assert texts == ["Send reminder…", "Take payment", "Done", "Open", "Snooze"]
    for place in (0, 1, 3):
        row.buttons[place].click()
    assert dialogs.asked == [("message debt", marai), ("payment", marai), ("open", marai)]


def test_a_greeting_is_sent_from_its_row(
    page: RemindersPage, desk: Desk, dialogs: AskedDialogs, marai: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"birthday": "1990-11-21", "anniversary": "2015-11-22"}))
    page.model.load()
    for row in page.list.rows:
        assert [button.text() for button in row.buttons] == ["Send greeting…", "Done", "Open", "Snooze"]
        row.first_button().click()
    assert dialogs.asked == [("message birthday", marai), ("message anniversary", marai)]


def test_the_next_row_comes_under_the_finger(page: RemindersPage, desk: Desk) -> None:
    for title in ("First", "Second"):
        add_follow_up(desk, FollowUpOrder(title, desk.today()), title)
    page.enter()
    QTest.keyClick(page.list.rows[0].first_button(), Qt.Key.Key_Return)
    assert [row.line.title for row in page.list.rows] == ["Second"]
    assert page.focusWidget() is page.list.rows[0].first_button()
    assert page.banner.text() == "Done: First."


def test_snoozing_and_not_again_are_in_one_menu(page: RemindersPage, desk: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("First", desk.today()), "one")
    menu = page.list.rows[0].buttons[-1].menu()
    assert [action.text() for action in menu.actions()] == [
        "1 day",
        "3 days",
        "a week",
        "30 days",
        "Not again",
    ]
    menu.actions()[1].trigger()
    assert (page.list.rows, page.list.foot.text()) == ([], "0 shown · 1 put off")


def test_the_tabs_tell_how_many_and_choose(page: RemindersPage, desk: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("Soon", desk.today() + timedelta(days=9)), "one")
    assert [tab.text() for tab in page.tabs.values()] == ["Overdue 0", "Today 0", "7 days 0", "30 days 1"]
    page.tabs[Horizon.MONTH].click()
    assert [row.line.title for row in page.list.rows] == ["Soon"]
    assert page.tabs[Horizon.MONTH].isChecked()


def test_a_narrow_page_folds_the_buttons_and_keeps_the_words(page: RemindersPage, desk: Desk) -> None:
    add_follow_up(desk, FollowUpOrder("Ring back", desk.today()), "one")
    page.resize(660, 600)
    assert all(button.is_folded() for button in page.list.rows[0].buttons[1:])
    assert page.list.rows[0].title.width() >= 100


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(qtbot: QtBot, desk: Desk) -> None:
    model = FollowUpViewModel(desk, InlineRunner())
    dialog = FollowUpDialog(model, ScriptedPrompter(), lambda take: take(99))
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.due_on.line, " nonsense")
    dialog.save.click()
    assert (bool(dialog.due_on.error()), list_follow_ups(desk)) == (True, ())
    dialog.due_on.line.clear()
    QTest.keyClicks(dialog.due_on.line, "24 Nov 2026")
    QTest.keyClicks(dialog.title.line, "Ring back")
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert [each.title for each in list_follow_ups(desk)] == ["Ring back"]


def test_a_promise_is_followed_up_from_its_row(
    page: RemindersPage, desk: Desk, dialogs: AskedDialogs, marai: CustomerId
) -> None:
    sell(desk, SaleOrder(total=500, on_account=500, customer=marai), "sale")
    add_promise(desk, marai, desk.today(), 500, "promise")
    menu = page.list.rows[0].buttons[-1].menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Follow it up…").trigger()
    assert dialogs.asked == [("follow-up Marai Haddad promised $5.00 for 21 Nov", marai)]
