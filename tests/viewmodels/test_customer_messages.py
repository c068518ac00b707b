"""The Messages page of a customer, and one message looked at."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageId, MessageKind, MessageOrder, MessageWay, Wishes
from shopdesk.services.customers import RecordChange, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import prepare, send
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.customer_messages import CustomerMessagesViewModel
from shopdesk.viewmodels.shown_message import ShownMessageViewModel
from tests.ports import InlineRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> CustomerMessagesViewModel:
    """Look at the messages to Marai, who can be reached in every way."""
    edit_customer(desk, marai, RecordChange({"mobile": "0412 345 678", "email": "marai@example.com"}))
    change_settings(desk, {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"})
    model = CustomerMessagesViewModel(desk, InlineRunner(), marai)
    model.load()
    return model


def write(desk: Desk, customer: CustomerId, way: MessageWay) -> MessageId:
    order = MessageOrder(customer, MessageKind.FREE, way, "Hello\nMarai", "About you")
    return send(desk, order, f"by {way.value}").id


def shown(desk: Desk, message: MessageId) -> ShownMessageViewModel:
    model = ShownMessageViewModel(desk, InlineRunner(), message)
    model.load()
    return model


def test_a_new_message_stands_on_the_page(desk: Desk, model: CustomerMessagesViewModel) -> None:
    assert (model.lines.value, model.count.value) == ((), 0)
    stop = desk.feed.subscribe(model.on_changes)
    write(desk, model.customer, MessageWay.SMS)
    assert model.lines.value is not None
    (line,) = model.lines.value
    assert (line.about, line.words, line.way, line.outcome) == (
        "Free text",
        "Hello Marai",
        "SMS",
        "Opened: did it go?",
    )
    assert model.count.value == 1
    stop()


def test_older_messages_are_read_when_they_are_asked_for(
    desk: Desk, model: CustomerMessagesViewModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for way in (MessageWay.SMS, MessageWay.EMAIL, MessageWay.WHATSAPP):
        write(desk, model.customer, way)
    monkeypatch.setattr("shopdesk.viewmodels.customer_messages.FIRST_PAGE", 2)
    model = CustomerMessagesViewModel(desk, InlineRunner(), model.customer)
    model.load()
    assert (len(model.lines.value or ()), model.count.value, model.shown.value) == (2, 3, "Showing 2 of 3")
    model.load_more()
    assert (len(model.lines.value or ()), model.count.value, model.shown.value) == (3, 3, "")


def test_what_is_not_wanted_is_written_down(desk: Desk, model: CustomerMessagesViewModel) -> None:
    model.wish(Wishes(no_messages=True))
    assert prepare(desk, model.customer).wishes == Wishes(no_messages=True) == model.wishes.value
    archive_customer(desk, model.customer)
    model.wish(Wishes())
    assert model.wishes.value == Wishes(no_messages=True)
    assert "archived" in model.trouble.value


def test_what_was_opened_can_be_told_and_nothing_else(desk: Desk, model: CustomerMessagesViewModel) -> None:
    looked = shown(desk, write(desk, model.customer, MessageWay.SMS))
    found = looked.shown.value
    assert found is not None
    assert found.detail == "Sat 21 Nov, 12:00 · SMS to 0412 345 678 · by Rosa Rossi".replace(
        "12:00", found.detail.split(", ")[1].split(" · ")[0]
    )
    assert (found.can_tell, found.can_cancel, found.can_send) == (True, False, False)
    looked.tell(sent=True)
    assert looked.shown.value is not None
    assert looked.shown.value.outcome == "Sent"


def test_mail_that_waits_can_be_cancelled_and_sent_after_all(
    desk: Desk, model: CustomerMessagesViewModel
) -> None:
    looked = shown(desk, write(desk, model.customer, MessageWay.SMTP))
    assert looked.shown.value is not None
    assert looked.shown.value.outcome.startswith("Waits: goes 21 Nov")
    looked.cancel()
    assert looked.shown.value.outcome == "Cancelled"
    assert (looked.shown.value.can_tell, looked.shown.value.can_send) == (False, True)
    looked.send_again()
    assert looked.shown.value.can_cancel
    looked.tell(sent=True)
    assert "known already" in looked.problem.value
