"""The card of the back office with which the shop keeps in touch."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import send
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.message_settings import MessageSettingsViewModel
from tests.ports import InlineRunner
from ui.back_office.messages_card import MessagesCard


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> Iterator[MessagesCard]:
    model = MessageSettingsViewModel(desk, InlineRunner())
    desk.feed.subscribe(model.on_changes)
    made = MessagesCard(model)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.unbind()


def test_it_is_typed_and_saved_and_the_test_says_what_it_needs(card: MessagesCard, desk: Desk) -> None:
    assert card.save.toolTip() == "Nothing was changed"
    assert card.test.toolTip() == "Name a mail server, and the shop’s email, first"
    card.fields["smtp_host"].edited.emit("mail.example.com")
    card.fields["smtp_sender"].edited.emit("shop@example.com")
    assert card.test.toolTip() == "Save first what was changed"
    card.birthdays.click()
    card.save.click()
    assert (desk.settings.smtp_host, desk.settings.greet_birthdays) == ("mail.example.com", True)
    assert card.test.toolTip() == ""


def test_a_wrong_field_is_told_where_it_stands(card: MessagesCard) -> None:
    card.fields["quiet_hours"].edited.emit("at night")
    card.save.click()
    assert card.fields["quiet_hours"].error() == "Write them like 20:00-08:00, or nothing."
    card.discard.click()
    assert card.fields["quiet_hours"].error() == ""


def test_mail_that_waits_is_listed_and_opened(
    card: MessagesCard, desk: Desk, marai: CustomerId, qtbot: QtBot
) -> None:
    assert card.waits.isHidden()
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    change_settings(desk, {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"})
    made = send(desk, MessageOrder(marai, MessageKind.FREE, MessageWay.SMTP, "Hello"), "one")
    (row,) = card.rows
    with qtbot.waitSignal(card.asked_for) as asked:
        row.click()
    assert asked.args == [made.id]
    assert not card.waits.isHidden()
