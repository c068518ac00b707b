"""Messages to many, and the texts they begin with, in their dialogs."""

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.message import MessageKind
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.mailing import unsettled_mail
from shopdesk.services.message_texts import list_texts
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.message_batch import CHOSEN, BatchStart
from tests.conftest import StandingClock
from tests.ui.opened import Opened
from ui.messages.batch_dialog import MessageBatchDialog
from ui.messages.message_dialog import MessageDialog
from ui.messages.texts_dialog import TextsDialog


@pytest.fixture
def ada(desk: Desk, clock: StandingClock) -> CustomerId:
    """Add Ada, who is overdue and has an email."""
    ada = add_customer(desk, RecordChange({"first_name": "Ada", "email": "ada@example.com"})).id
    sell(desk, SaleOrder(ada, 5_000, on_account=5_000), "owes")
    clock.forward(days=70)
    return ada


def test_a_row_opens_its_message_and_without_a_server_the_button_says_why(
    qtbot: QtBot, desk: Desk, ada: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.message_many(BatchStart(MessageKind.DEBT))
    dialog = made.dialog(MessageBatchDialog)
    assert "press a row" in dialog.send.toolTip()
    dialog.table.clicked.emit(dialog.table.lines.index(0, 0))
    written = made.dialog(MessageDialog)
    assert "Ada" in written.whom.text()
    written.cancel.click()
    dialog.close_it.click()
    del ada


def test_the_emails_go_with_one_button(qtbot: QtBot, desk: Desk, ada: CustomerId) -> None:
    change_settings(desk, {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"})
    made = Opened(qtbot, desk)
    made.opener.message_many(BatchStart(MessageKind.DEBT))
    dialog = made.dialog(MessageBatchDialog)
    assert dialog.send.text() == "Send 1 email"
    dialog.send.click()
    assert [each.customer for each in unsettled_mail(desk)] == [ada]
    assert dialog.banner.text() == "1 email waits for the mail server."
    assert "only lately" in dialog.table.lines.line(0).why_not
    dialog.close_it.click()


def test_a_text_to_those_marked_goes_to_each_by_name_and_once(
    qtbot: QtBot, desk: Desk, ada: CustomerId
) -> None:
    change_settings(desk, {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"})
    made = Opened(qtbot, desk)
    made.opener.message_many(BatchStart(customers=(ada,)))
    dialog = made.dialog(MessageBatchDialog)
    assert (dialog.whom.text(), dialog.kind.text()) == (CHOSEN, "free")
    dialog.send.click()
    assert dialog.words.error() == "The message is empty: fill it in."
    dialog.words.area.setPlainText("Dear {first_name}, the new rings are here.")
    dialog.send.click()
    dialog.send.click()
    assert [each.text for each in unsettled_mail(desk)] == ["Dear Ada, the new rings are here."]
    assert not dialog.send.isEnabled()
    dialog.table.clicked.emit(dialog.table.lines.index(0, 0))
    written = made.dialog(MessageDialog)
    assert written.words.text() == "Dear Ada, the new rings are here."
    written.cancel.click()
    dialog.close_it.click()


def test_what_it_is_about_and_whom_it_is_for_are_chosen(qtbot: QtBot, desk: Desk, ada: CustomerId) -> None:
    made = Opened(qtbot, desk)
    made.opener.message_many(BatchStart(segment=Segment.VIP))
    dialog = made.dialog(MessageBatchDialog)
    assert dialog.card.empty.text() == "Nobody is there now."
    dialog.whom.edited.emit("overdue")
    dialog.kind.edited.emit("debt")
    assert [line.customer for line in dialog.model.lines.value or ()] == [ada]
    assert not dialog.words.isVisible()
    dialog.close_it.click()


def test_a_text_that_went_to_nobody_is_not_lost_by_mistake(qtbot: QtBot, desk: Desk, ada: CustomerId) -> None:
    made = Opened(qtbot, desk, False, True)
    made.opener.message_many(BatchStart(customers=(ada,)))
    dialog = made.dialog(MessageBatchDialog)
    dialog.words.area.setPlainText("The new rings are here.")
    dialog.close_it.click()
    assert made.is_open(MessageBatchDialog)
    dialog.close_it.click()
    assert not made.is_open(MessageBatchDialog)


def test_nobody_to_greet_is_said(qtbot: QtBot, desk: Desk) -> None:
    made = Opened(qtbot, desk)
    made.opener.message_many(BatchStart(greetings=True))
    dialog = made.dialog(MessageBatchDialog)
    assert dialog.card.empty.text() == "Nobody is to be greeted."
    dialog.close_it.click()


def test_a_text_is_written_and_what_is_not_saved_is_not_lost_by_choosing_another(
    qtbot: QtBot, desk: Desk
) -> None:
    made = Opened(qtbot, desk, False, True)
    made.opener.message_texts()
    dialog = made.dialog(TextsDialog)
    dialog.words.area.setPlainText("Dear {first_name}, {balance} is open.")
    assert "$1,284.00 is open" in dialog.read_words.text()
    dialog.name.edited.emit("birthday")
    assert dialog.name.text() == "debt_friendly"
    dialog.save.click()
    assert list_texts(desk, "en")["debt_friendly"].text == "Dear {first_name}, {balance} is open."
    assert dialog.banner.text() == "The text is saved."
    dialog.name.edited.emit("birthday")
    assert "happy birthday" in dialog.words.text()
    dialog.words.area.setPlainText("You owe {balance}")
    dialog.save.click()
    assert "Only a reminder of a debt" in dialog.words.error()
    dialog.close_it.click()
