"""The mail that waits: sent once each, tried again, and never sent twice nor lost whatever breaks off."""

from collections.abc import Iterator

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageId, MessageKind, MessageOrder, MessageOutcome, MessageWay, Wishes
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.mail_server import Answer, Handed, hand_over
from shopdesk.services.mailing import (
    MailRound,
    cancel_mail,
    has_due_mail,
    knows_mail_password,
    send_again,
    send_test_mail,
    set_mail_password,
    unsettled_mail,
)
from shopdesk.services.messaging import messages_of, send, set_wishes, tell_outcome
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.statements import issue
from shopdesk.shop import Shop
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import StandingClock
from tests.mail_server import Letterbox, mail_server

PASSWORD = "open sesame"


@pytest.fixture
def letterbox(desk: Desk) -> Iterator[Letterbox]:
    """Run the shop's mail server."""
    with mail_server(Letterbox()) as running:
        here = {"smtp_host": "127.0.0.1", "smtp_port": str(running.port), "smtp_security": "none"}
        change_settings(desk, {**here, "smtp_sender": "shop@example.com"})
        yield running


@pytest.fixture
def ada(desk: Desk) -> CustomerId:
    """Add Ada, who owes $50.00."""
    ada = add_customer(desk, RecordChange({"first_name": "Ada", "email": "ada@example.com"})).id
    sell(desk, SaleOrder(ada, 5_000, on_account=5_000), "owes")
    return ada


def write(desk: Desk, customer: CustomerId, request: str = "one", **changed: object) -> MessageId:
    given = {"kind": MessageKind.FREE, "text": f"Hello, {request}", **changed}
    order = MessageOrder(customer, way=MessageWay.SMTP, **given)  # type: ignore[arg-type]  # by name
    return send(desk, order, request).id


def go_round(desk: Desk) -> None:
    """Send what is due, as the window does."""
    going = MailRound(desk)
    assert going.begin()
    while (parcel := going.take()) is not None:
        going.settle(parcel.message, hand_over(parcel.server, parcel.mail))
    going.end()


def outcomes(desk: Desk, customer: CustomerId) -> list[MessageOutcome]:
    return [each.outcome for each in messages_of(desk, customer)]


def test_what_waits_is_sent_once_in_its_order(desk: Desk, ada: CustomerId, letterbox: Letterbox) -> None:
    for request in ("first", "second"):
        write(desk, ada, request)
    assert has_due_mail(desk)
    for _ in range(2):
        go_round(desk)
    assert [mail["Subject"] for mail in letterbox.mails] == ["Rossi Jewellers"] * 2
    assert [mail.get_content().strip() for mail in letterbox.mails] == ["Hello, first", "Hello, second"]
    assert outcomes(desk, ada) == [MessageOutcome.SENT] * 2
    assert not has_due_mail(desk)


def test_the_statement_goes_with_it_as_it_was_issued(
    desk: Desk, ada: CustomerId, letterbox: Letterbox
) -> None:
    issued = issue(desk, build_statement(desk, ada))
    write(desk, ada, statement=1)
    go_round(desk)
    (paper,) = letterbox.mails[0].iter_attachments()
    assert (paper.get_filename(), paper.get_content()) == ("ST-00001.pdf", issued.pdf)


def test_a_refusal_is_kept_with_its_words(desk: Desk, ada: CustomerId, letterbox: Letterbox) -> None:
    letterbox.to = "550 no such mailbox"
    write(desk, ada)
    go_round(desk)
    (message,) = messages_of(desk, ada)
    assert (message.outcome, message.answer) == (MessageOutcome.REFUSED, "550 no such mailbox")
    assert unsettled_mail(desk) == ()


def test_a_server_without_time_is_asked_again_later_and_not_for_ever(
    desk: Desk, ada: CustomerId, letterbox: Letterbox, clock: StandingClock
) -> None:
    change_settings(desk, {"quiet_hours": ""})
    letterbox.answers = ["451 busy"] * 5
    write(desk, ada)
    for tries in range(1, 5):
        go_round(desk)
        (message,) = unsettled_mail(desk)
        assert (message.outcome, message.tries) == (MessageOutcome.QUEUED, tries)
        assert not has_due_mail(desk)
        clock.forward(hours=8)
    go_round(desk)
    assert outcomes(desk, ada) == [MessageOutcome.REFUSED]
    assert letterbox.mails == []


def test_a_mail_of_a_program_that_died_may_have_been_sent_and_goes_no_more_by_itself(
    desk: Desk, ada: CustomerId, letterbox: Letterbox
) -> None:
    write(desk, ada)
    died = MailRound(desk)
    assert died.begin()
    parcel = died.take()
    assert parcel is not None
    hand_over(parcel.server, parcel.mail)
    died.end()
    assert has_due_mail(desk)
    go_round(desk)
    assert outcomes(desk, ada) == [MessageOutcome.UNKNOWN]
    assert len(letterbox.mails) == 1


def test_a_person_lets_it_go_again_and_it_keeps_its_number(
    desk: Desk, ada: CustomerId, letterbox: Letterbox
) -> None:
    letterbox.dies = True
    message = write(desk, ada)
    go_round(desk)
    assert outcomes(desk, ada) == [MessageOutcome.UNKNOWN]
    letterbox.dies = False
    send_again(desk, message)
    go_round(desk)
    first, again = letterbox.mails
    assert first["Message-ID"] == again["Message-ID"]
    assert outcomes(desk, ada) == [MessageOutcome.SENT]


def test_a_person_says_what_became_of_what_may_have_been_sent(
    desk: Desk, ada: CustomerId, letterbox: Letterbox
) -> None:
    letterbox.dies = True
    message = write(desk, ada)
    go_round(desk)
    assert tell_outcome(desk, message, sent=False).outcome is MessageOutcome.NOT_SENT
    with pytest.raises(ShopDeskError, match="invalid_value"):
        send_again(desk, message)


def test_of_two_windows_one_sends(desk: Desk, ada: CustomerId, letterbox: Letterbox) -> None:
    write(desk, ada)
    one, other = MailRound(desk), MailRound(desk)
    assert one.begin()
    parcel = one.take()
    assert not other.begin()
    assert not one.begin()
    assert [each.outcome for each in unsettled_mail(desk)] == [MessageOutcome.SENDING]
    assert parcel is not None
    one.settle(parcel.message, Handed(Answer.TAKEN))
    one.end()
    assert other.begin()
    assert other.take() is None
    other.end()
    assert letterbox.mails == []


def test_whoever_paid_meanwhile_is_not_reminded(desk: Desk, ada: CustomerId, letterbox: Letterbox) -> None:
    write(desk, ada, kind=MessageKind.DEBT)
    take_payment(desk, PaymentOrder(ada, 5_000), "paid")
    go_round(desk)
    (message,) = messages_of(desk, ada)
    assert message.outcome is MessageOutcome.CANCELLED
    assert "Nothing is owed" in message.answer
    assert letterbox.mails == []


def test_a_wish_that_came_meanwhile_is_kept(desk: Desk, ada: CustomerId, letterbox: Letterbox) -> None:
    write(desk, ada)
    set_wishes(desk, ada, Wishes(no_messages=True))
    go_round(desk)
    assert outcomes(desk, ada) == [MessageOutcome.CANCELLED]
    assert letterbox.mails == []


def test_in_quiet_hours_nothing_goes(
    desk: Desk, ada: CustomerId, letterbox: Letterbox, clock: StandingClock
) -> None:
    write(desk, ada)
    clock.forward(hours=9)
    go_round(desk)
    assert (outcomes(desk, ada), letterbox.mails) == ([MessageOutcome.QUEUED], [])
    clock.forward(hours=12)
    go_round(desk)
    assert len(letterbox.mails) == 1


def test_what_waits_can_be_cancelled_and_what_is_over_cannot(
    desk: Desk, ada: CustomerId, letterbox: Letterbox
) -> None:
    message = write(desk, ada)
    assert cancel_mail(desk, message) == cancel_mail(desk, message)
    go_round(desk)
    assert letterbox.mails == []
    sent = write(desk, ada, "two")
    go_round(desk)
    for deed in (cancel_mail, send_again):
        with pytest.raises(ShopDeskError, match="invalid_value"):
            deed(desk, sent)
        with pytest.raises(ShopDeskError, match="not_found"):
            deed(desk, MessageId(99))


def test_without_a_mail_server_nothing_is_due_and_no_round_begins(desk: Desk) -> None:
    assert not has_due_mail(desk)
    assert not MailRound(desk).begin()
    with pytest.raises(ShopDeskError, match="invalid_value"):
        send_test_mail(desk)


def test_the_password_is_sealed_and_stands_in_no_setting_and_no_journal(
    shop: Shop, letterbox: Letterbox
) -> None:
    desk = shop.desk
    change_settings(desk, {"smtp_user": "rosa"})
    set_mail_password(desk, PASSWORD)
    assert knows_mail_password(desk)
    assert send_test_mail(desk).answer is Answer.TAKEN
    assert letterbox.users == [(b"rosa", PASSWORD.encode())]
    with desk.book.database.read() as session:
        tables = session.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars()
        rows = [
            str(row)
            for table in list(tables)
            if not table.startswith("customer_search")
            for row in session.exec_driver_sql(f"SELECT * FROM {table}")
        ]
    assert not any(PASSWORD in row for row in rows)
    set_mail_password(desk, "")
    assert not knows_mail_password(desk)


def test_only_the_owner_sets_a_password_or_tries_the_server(
    desk: Desk, cashier: Desk, letterbox: Letterbox
) -> None:
    for deed in (lambda: set_mail_password(cashier, "x"), lambda: send_test_mail(cashier)):
        with pytest.raises(ShopDeskError, match="forbidden"):
            deed()
    with pytest.raises(ShopDeskError, match="invalid_value"):
        set_mail_password(desk, "x" * 501)
    assert letterbox.mails == []
