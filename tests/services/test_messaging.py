"""Messages to customers: who gets them, what is kept of them, and what became of them."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import (
    DebtLevel,
    MessageId,
    MessageKind,
    MessageOrder,
    MessageOutcome,
    MessageWay,
    Wishes,
)
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.disputing import open_dispute
from shopdesk.services.erasing import erase
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.messaging import (
    list_messages,
    messages_of,
    prepare,
    prepare_many,
    send,
    send_many,
    set_wishes,
    tell_outcome,
)
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.statements import issue
from shopdesk.services.verifying import verify
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import StandingClock

MAIL_SERVER = {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"}


@pytest.fixture
def ada(desk: Desk) -> CustomerId:
    """Add Ada, who owes $50.00 and can be reached in every way."""
    contact = {"first_name": "Ada", "mobile": "0412 345 678", "email": "ada@example.com"}
    ada = add_customer(desk, RecordChange(contact)).id
    sell(desk, SaleOrder(ada, 5_000, on_account=5_000), "owes")
    return ada


def debt(customer: CustomerId, way: MessageWay = MessageWay.WHATSAPP) -> MessageOrder:
    return MessageOrder(customer, MessageKind.DEBT, way, "Dear Ada, $50.00 is open.")


def hello(customer: CustomerId, **changed: object) -> MessageOrder:
    given = {"kind": MessageKind.FREE, "way": MessageWay.SMS, "text": "Hello Ada", **changed}
    return MessageOrder(customer, **given)  # type: ignore[arg-type]  # by name


def refusal(desk: Desk, order: MessageOrder) -> tuple[object, object]:
    before = list_messages(desk)
    with pytest.raises(ShopDeskError) as refused:
        send(desk, order, "refused")
    assert list_messages(desk) == before
    return refused.value.code, refused.value.parameters.get("reason")


def test_a_cashier_writes_to_one_customer_and_asked_twice_it_is_one(cashier: Desk, ada: CustomerId) -> None:
    first, second = (send(cashier, debt(ada), "same") for _ in range(2))
    assert (first, messages_of(cashier, ada)) == (second, (first,))
    assert (first.address, first.level, first.staff) == ("+61412345678", DebtLevel.FRIENDLY, "Carl")
    assert first.outcome is MessageOutcome.OPENED
    with pytest.raises(ShopDeskError, match="request_conflict"):
        send(cashier, hello(ada), "same")


def test_whoever_sent_it_says_what_became_of_it_and_may_think_again(desk: Desk, ada: CustomerId) -> None:
    made = send(desk, debt(ada), "one")
    assert tell_outcome(desk, made.id, sent=True).outcome is MessageOutcome.SENT
    assert tell_outcome(desk, made.id, sent=False).outcome is MessageOutcome.NOT_SENT
    assert send(desk, debt(ada), "two").outcome is MessageOutcome.OPENED


def test_a_debt_is_asked_for_once_in_so_many_days(desk: Desk, ada: CustomerId, clock: StandingClock) -> None:
    send(desk, debt(ada), "one")
    clock.forward(days=13)
    assert refusal(desk, debt(ada)) == ("invalid_value", "chased_lately")
    assert send(desk, hello(ada), "free").kind is MessageKind.FREE
    clock.forward(days=1)
    assert send(desk, debt(ada), "two").kind is MessageKind.DEBT


def test_the_older_the_debt_the_firmer_it_is_asked_for(
    desk: Desk, ada: CustomerId, clock: StandingClock
) -> None:
    clock.forward(days=30 + 60)
    assert send(desk, debt(ada), "one").level is DebtLevel.FINAL


@pytest.mark.parametrize(
    ("wishes", "order", "reason"),
    [
        (Wishes(no_messages=True), hello, "no_messages"),
        (Wishes(do_not_chase=True), debt, "not_chased"),
    ],
)
def test_a_wish_is_kept_until_it_is_lifted(
    desk: Desk, ada: CustomerId, wishes: Wishes, order: type[MessageOrder], reason: str
) -> None:
    set_wishes(desk, ada, wishes)
    assert prepare(desk, ada).wishes == wishes
    assert refusal(desk, order(ada)) == ("invalid_value", reason)  # type: ignore[call-arg]  # the rest is given
    set_wishes(desk, ada, Wishes())
    assert send(desk, order(ada), "now").outcome is MessageOutcome.OPENED  # type: ignore[call-arg]  # as above


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"text": "  "}, "empty"),
        ({"text": "x" * 4001}, "too_long"),
        ({"subject": "x" * 201}, "too_long"),
        ({"text": "You owe {balance}"}, "debt_in_greeting"),
        ({"text": "Dear {nickname}"}, "unknown_template_field"),
        ({"kind": MessageKind.BIRTHDAY, "text": "Happy birthday! You owe 50.00"}, "debt_in_greeting"),
        ({"way": MessageWay.SMTP}, "not_this_way"),
        ({"statement": 1}, "no_mail_server"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_is_kept(
    desk: Desk, ada: CustomerId, changed: dict[str, object], reason: str
) -> None:
    assert refusal(desk, hello(ada, **changed)) == ("invalid_value", reason)


def test_nobody_is_asked_for_what_is_paid_or_disputed(desk: Desk, ada: CustomerId) -> None:
    open_dispute(desk, "S-00001", "too dear", "dispute")
    assert refusal(desk, debt(ada)) == ("invalid_value", "nothing_asked")
    bo = add_customer(desk, RecordChange({"first_name": "Bo", "mobile": "0412 345 679"})).id
    sell(desk, SaleOrder(bo, 700, on_account=700), "bo")
    take_payment(desk, PaymentOrder(bo, 700), "paid")
    assert refusal(desk, debt(bo)) == ("invalid_value", "nothing_asked")
    archive_customer(desk, bo)
    assert refusal(desk, hello(bo)) == ("customer_archived", None)


def test_whoever_cannot_be_reached_is_not_written_to(desk: Desk, marai: CustomerId) -> None:
    assert refusal(desk, hello(marai)) == ("invalid_value", "no_way")
    edit_customer(desk, marai, RecordChange({"mobile": "0412 345 677", "communication_preference": "none"}))
    assert refusal(desk, hello(marai)) == ("invalid_value", "no_messages")


def test_nothing_is_opened_in_quiet_hours_and_mail_waits_for_their_end(
    desk: Desk, ada: CustomerId, clock: StandingClock
) -> None:
    change_settings(desk, MAIL_SERVER)
    clock.forward(hours=8)
    assert refusal(desk, hello(ada)) == ("invalid_value", "quiet_now")
    waits = send(desk, hello(ada, way=MessageWay.SMTP), "mail")
    assert waits.outcome is MessageOutcome.QUEUED
    assert waits.due_at is not None
    assert waits.due_at.isoformat() == "2026-11-21T21:00:00+00:00"


def test_a_statement_goes_to_its_own_customer_alone(desk: Desk, ada: CustomerId, marai: CustomerId) -> None:
    change_settings(desk, MAIL_SERVER)
    issue(desk, build_statement(desk, marai))
    issue(desk, build_statement(desk, ada))
    mail = {"way": MessageWay.SMTP}
    assert refusal(desk, hello(ada, statement=1, **mail)) == ("invalid_value", "other_customers")
    assert refusal(desk, hello(ada, statement=3, **mail)) == ("not_found", None)
    assert send(desk, hello(ada, statement=2, **mail), "one").statement == 2


def test_a_batch_leaves_out_who_may_not_be_written_to_and_names_them(
    desk: Desk, cashier: Desk, ada: CustomerId, marai: CustomerId
) -> None:
    orders = [debt(each, MessageWay.SMTP) for each in (ada, marai)]
    with pytest.raises(ShopDeskError, match="invalid_value"):
        send_many(desk, orders, "batch")
    change_settings(desk, MAIL_SERVER)
    with pytest.raises(Forbidden):
        send_many(cashier, orders, "batch")
    first = send_many(desk, orders, "batch")
    assert send_many(desk, orders, "batch").messages == first.messages
    assert [(each.full_name, each.error.parameters["reason"]) for each in first.skipped] == [
        ("Marai Haddad", "no_way")
    ]
    assert [each.customer for each in list_messages(desk)] == [ada]


def test_who_is_prepared_for_many_says_what_is_owed_and_when_they_were_written_to(
    desk: Desk, cashier: Desk, ada: CustomerId, marai: CustomerId
) -> None:
    send(desk, debt(ada), "one")
    found, nobody = prepare_many(desk, (ada, marai))
    assert (found.asked_for, found.last_chased_on, nobody.asked_for) == (5_000, desk.today(), 0)
    assert [line[0] for line in found.open_lines] == ["S-00001"]
    assert found == prepare(desk, ada)
    with pytest.raises(Forbidden):
        prepare_many(cashier, (ada,))


def test_two_who_were_merged_are_one_person_with_all_they_were_sent(
    desk: Desk, ada: CustomerId, marai: CustomerId
) -> None:
    send(desk, debt(ada), "one")
    set_wishes(desk, ada, Wishes(do_not_chase=True))
    merge(desk, MergeOrder(marai, (ada,)), "merge")
    assert [each.customer for each in messages_of(desk, marai)] == [marai]
    found = prepare(desk, ada)
    assert (found.customer, found.wishes.do_not_chase) == (marai, True)
    assert found.last_chased_on == desk.today()
    set_wishes(desk, marai, Wishes())
    assert prepare(desk, marai).wishes == Wishes()


def test_what_was_written_is_sealed_and_goes_with_the_person(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    change_settings(desk, MAIL_SERVER)
    send(desk, hello(marai, text="Sapphire surprise", way=MessageWay.SMTP), "one")
    set_wishes(desk, marai, Wishes(do_not_chase=True))
    with desk.book.database.read() as session:
        (stored,) = session.exec_driver_sql("SELECT content_enc FROM message").scalars().all()
    assert b"urprise" not in stored
    assert b"example" not in stored
    archive_customer(desk, marai)
    erase(desk, marai)
    assert (messages_of(desk, marai), list_messages(desk)) == ((), ())
    with desk.book.database.read() as session:
        outcomes = session.exec_driver_sql("SELECT outcome FROM message").scalars().all()
    assert outcomes == ["cancelled"]
    assert verify(desk).ok


def test_nothing_unknown_can_be_named(desk: Desk) -> None:
    for ask in (
        lambda: prepare(desk, CustomerId(99)),
        lambda: tell_outcome(desk, MessageId(99), sent=True),
        lambda: set_wishes(desk, CustomerId(99), Wishes()),
        lambda: send(desk, hello(CustomerId(99)), "one"),
    ):
        with pytest.raises(ShopDeskError, match="not_found"):
            ask()


def test_the_list_is_of_the_newest_first_and_no_longer_than_asked(desk: Desk, ada: CustomerId) -> None:
    for number in range(3):
        send(desk, hello(ada, text=f"Number {number}"), f"message {number}")
    assert [each.text for each in list_messages(desk, 2)] == ["Number 2", "Number 1"]
    with pytest.raises(ShopDeskError, match="invalid_value"):
        list_messages(desk, 0)
