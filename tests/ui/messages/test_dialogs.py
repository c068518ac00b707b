"""The dialogs of messages: writing one from where it is needed, and looking at one."""

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageOutcome, Wishes
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import messages_of, prepare
from shopdesk.services.selling import sell
from tests.ui.opened import Opened
from ui.customers.detail_dialog import DetailDialog
from ui.messages.message_dialog import MessageDialog
from ui.messages.shown_dialog import ShownMessageDialog


@pytest.fixture
def reached(desk: Desk, marai: CustomerId) -> CustomerId:
    """Let Marai have a mobile, and owe $50.00."""
    edit_customer(desk, marai, RecordChange({"mobile": "0412 345 678"}))
    sell(desk, SaleOrder(marai, 5_000, on_account=5_000), "owes")
    return marai


def test_a_debt_is_asked_for_from_the_customer_and_written_down(
    qtbot: QtBot, desk: Desk, reached: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.open_customer(reached)
    detail = made.dialog(DetailDialog)
    assert detail.write.text() == "Send reminder…"
    detail.write.click()
    dialog = made.dialog(MessageDialog)
    assert "$50.00" in dialog.words.text()
    assert not dialog.subject.isVisible()
    assert not dialog.over.isVisible()
    dialog.send.click()
    assert made.links[0].startswith("https://wa.me/61412345678")
    assert dialog.question.isVisible()
    assert not dialog.send.isVisible()
    dialog.went.click()
    assert [each.outcome for each in messages_of(desk, reached)] == [MessageOutcome.SENT]
    assert detail.banner_text() == "Written down as sent to Marai Haddad."
    assert "Messages 1" in [detail.tabs.tabText(place) for place in range(detail.tabs.count())]
    detail.messages.table.clicked.emit(detail.messages.table.lines.index(0, 0))
    shown = made.dialog(ShownMessageDialog)
    assert "$50.00" in shown.words.text()
    assert shown.did_not.isVisible()
    assert not shown.again.isVisible()
    shown.did_not.click()
    assert shown.outcome.text() == "Not sent"
    shown.close_it.click()


def test_what_cannot_be_sent_says_why_at_the_button_and_in_words(
    qtbot: QtBot, desk: Desk, marai: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.message(marai)
    dialog = made.dialog(MessageDialog)
    assert not dialog.send.isEnabled() or dialog.send.toolTip()
    assert "no mobile number" in dialog.problem.text()
    dialog.cancel.click()
    assert messages_of(desk, marai) == ()


def test_what_was_written_is_not_lost_by_mistake(qtbot: QtBot, desk: Desk, reached: CustomerId) -> None:
    made = Opened(qtbot, desk, False, True)
    made.opener.message(reached)
    dialog = made.dialog(MessageDialog)
    dialog.words.area.setPlainText("Dear Marai, come by")
    assert dialog.over.isVisible()
    dialog.cancel.click()
    assert dialog.isVisible()
    dialog.cancel.click()
    assert not made.is_open(MessageDialog)


def test_what_a_customer_does_not_want_is_ticked_on_the_page(
    qtbot: QtBot, desk: Desk, reached: CustomerId
) -> None:
    made = Opened(qtbot, desk)
    made.opener.open_customer(reached)
    detail = made.dialog(DetailDialog)
    detail.open_page(detail.messages)
    detail.messages.do_not_chase.click()
    assert prepare(desk, reached).wishes == Wishes(do_not_chase=True)
    detail.messages.new.click()
    assert made.is_open(MessageDialog)
    made.dialog(MessageDialog).cancel.click()
