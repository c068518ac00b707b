"""Messages to many: who gets one, who does not and why, and the mail that goes at once."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryOrder
from shopdesk.domain.message import MessageKind, Recipient, Wishes
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import DiskFull
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry
from shopdesk.services.mailing import unsettled_mail
from shopdesk.services.messaging import list_messages, prepare_many, set_wishes
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.services.statements import issued_statements
from shopdesk.viewmodels import message_batch
from shopdesk.viewmodels.message_batch import BatchStart, MessageBatchViewModel
from shopdesk.viewmodels.shop_text import shop_text
from tests.conftest import StandingClock
from tests.ports import InlineRunner

MAIL_SERVER = {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"}


@pytest.fixture
def debtors(desk: Desk, clock: StandingClock) -> tuple[CustomerId, ...]:
    """Let four owe for 40 days: three by email, one by mobile alone; the third is not to be chased."""
    made = []
    for number, name in enumerate(("Ada", "Bo", "Cy", "Di")):
        contact = {"mobile": "0412 345 678"} if name == "Di" else {"email": f"{name}@example.com"}
        who = add_customer(desk, RecordChange({"first_name": name, **contact})).id
        sell(desk, SaleOrder(who, 1_000 * (number + 1), on_account=1_000 * (number + 1)), name)
        made.append(who)
    set_wishes(desk, made[2], Wishes(do_not_chase=True))
    clock.forward(days=70)
    return tuple(made)


def batch(
    desk: Desk, *customers: CustomerId, kind: MessageKind = MessageKind.DEBT, greetings: bool = False
) -> MessageBatchViewModel:
    start = BatchStart(kind, customers, greetings=greetings)
    model = MessageBatchViewModel(desk, InlineRunner(), start)
    model.load()
    return model


def names(model: MessageBatchViewModel) -> list[str]:
    return [line.full_name for line in model.lines.value or ()]


def test_all_who_are_overdue_stand_there_whoever_owes_most_first(
    desk: Desk, debtors: tuple[CustomerId, ...]
) -> None:
    model = batch(desk)
    assert names(model) == ["Di", "Bo", "Ada", "Cy"]
    assert model.lines.value is not None
    first, *_, last = model.lines.value
    assert (first.about, first.way, first.why_not) == ("Firm", "WhatsApp", "")
    assert first.detail == "Owes $40.00 · oldest due 21 Dec 2026"
    assert "not to be chased" in last.why_not
    assert model.left_out == "1 is left out: last in the list, with the reason"
    assert model.mails.value == 0
    assert names(batch(desk, debtors[0])) == ["Ada"]


@pytest.fixture
def model(
    desk: Desk, debtors: tuple[CustomerId, ...], monkeypatch: pytest.MonkeyPatch
) -> MessageBatchViewModel:
    """Return a batch that a mail server takes, written down one by one."""
    del debtors
    monkeypatch.setattr(message_batch, "AT_ONCE", 1)
    change_settings(desk, MAIL_SERVER)
    return batch(desk)


def test_mail_goes_at_once_to_whom_the_server_reaches_and_to_nobody_twice(
    desk: Desk, debtors: tuple[CustomerId, ...], model: MessageBatchViewModel
) -> None:
    assert model.mails.value == 2
    for _ in range(2):
        model.send_mails()
    assert {each.customer for each in unsettled_mail(desk)} == set(debtors[:2])
    assert len(list_messages(desk)) == 2
    assert "$20.00" in unsettled_mail(desk)[0].text
    assert model.notice.value is not None
    assert model.notice.value.text == "2 emails wait for the mail server."
    assert model.mails.value == 0


def test_what_is_stopped_halfway_says_so_and_goes_on_with_the_others(
    desk: Desk,
    debtors: tuple[CustomerId, ...],
    model: MessageBatchViewModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say = model.work.say

    def say_and_stop(text: str) -> None:
        say(text)
        model.work.poll()
        assert model.work.text.value == "Writing emails down: 0 of 2"
        model.stop()

    with monkeypatch.context() as stopping:
        stopping.setattr(model.work, "say", say_and_stop)
        model.send_mails()
    assert model.notice.value is not None
    assert model.notice.value.text.startswith("Stopped. 1 email waits for the mail server. Send again")
    assert (model.busy.value, model.mails.value) == (False, 1)
    model.send_mails()
    assert {each.customer for each in unsettled_mail(desk)} == set(debtors[:2])


def test_while_many_are_read_it_is_said_how_far_and_stopping_leaves_nobody(
    desk: Desk, debtors: tuple[CustomerId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_batch, "READ_AT_ONCE", 2)
    monkeypatch.setattr(message_batch, "MANY", 3)
    model = MessageBatchViewModel(desk, InlineRunner(), BatchStart(MessageKind.DEBT, debtors))
    said: list[str] = []

    def look_and_stop(desk: Desk, customers: Sequence[CustomerId]) -> tuple[Recipient, ...]:
        model.reading.poll()
        said.append(model.reading.text.value)
        model.reading.stop()
        return prepare_many(desk, customers)

    with monkeypatch.context() as stopping:
        stopping.setattr(message_batch, "prepare_many", look_and_stop)
        model.load()
    assert said == ["Reading customers: 0 of 4"]
    assert (names(model), model.reading.busy.value) == ([], False)
    assert model.reading.stopped.value.startswith("Stopped: nobody was read.")
    model.choose_whom("debtors")
    assert (len(names(model)), model.reading.stopped.value) == (4, "")


def test_who_paid_or_asked_meanwhile_is_left_out_and_named(
    desk: Desk, debtors: tuple[CustomerId, ...]
) -> None:
    change_settings(desk, MAIL_SERVER)
    model = batch(desk)
    set_wishes(desk, debtors[0], Wishes(no_messages=True))
    model.send_mails()
    assert model.notice.value is not None
    assert model.notice.value.text == "1 email waits for the mail server. Left out: Ada."


def test_the_greetings_of_these_days_are_listed_until_they_were_sent(desk: Desk) -> None:
    change_settings(desk, {**MAIL_SERVER, "greet_birthdays": "on"})
    change = RecordChange({"first_name": "Ada", "email": "ada@example.com", "birthday": "1990-11-21"})
    add_customer(desk, change)
    model = batch(desk, greetings=True)
    assert model.lines.value is not None
    assert [(line.full_name, line.kind) for line in model.lines.value] == [("Ada", MessageKind.BIRTHDAY)]
    model.send_mails()
    assert [each.subject for each in list_messages(desk)] == ["Happy birthday, Ada!"]
    assert "had this greeting" in model.lines.value[0].why_not


def test_a_statement_goes_with_each_reminder_and_is_issued_once(
    desk: Desk, debtors: tuple[CustomerId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    change_settings(desk, MAIL_SERVER)
    model = batch(desk, *debtors[:2])
    model.attach(attached=True)
    with monkeypatch.context() as broken:
        broken.setattr(message_batch, "send_many", _breaks_off)
        model.send_mails()
    assert (len(unsettled_mail(desk)), len(issued_statements(desk, debtors[0]))) == (0, 1)
    model.send_mails()
    papers = [issued_statements(desk, debtor) for debtor in debtors[:2]]
    assert [len(each) for each in papers] == [1, 1]
    assert {each.statement for each in unsettled_mail(desk)} == {paper[0].id for paper in papers}


def test_what_is_ready_is_named_and_who_asked_for_nothing_gets_no_word(
    desk: Desk, debtors: tuple[CustomerId, ...]
) -> None:
    change_settings(desk, MAIL_SERVER)
    add_enquiry(desk, EnquiryOrder("the clasp", customer=debtors[0]), "asked")
    model = batch(desk, *debtors[:2], kind=MessageKind.REQUEST_READY)
    assert [line.why_not for line in model.lines.value or ()] == ["", "Has no open request."]
    model.send_mails()
    (mail,) = unsettled_mail(desk)
    assert "the clasp" in mail.text


def test_a_text_goes_to_a_segment_and_to_nobody_twice_even_when_it_is_begun_again(
    desk: Desk, debtors: tuple[CustomerId, ...]
) -> None:
    change_settings(desk, MAIL_SERVER)
    for _ in range(2):
        model = batch(desk, kind=MessageKind.FREE)
        model.type("text", "Dear {first_name}, we move house.")
        model.send_mails()
    said = sorted(each.text for each in unsettled_mail(desk))
    assert said == [f"Dear {name}, we move house." for name in ("Ada", "Bo", "Cy")]
    assert model.notice.value is not None
    assert model.notice.value.text == "0 emails wait for the mail server. Left out: Ada, Bo, Cy."
    assert len(debtors) == 4


def test_a_birthday_batch_leaves_out_whose_birthday_is_not_known_or_not_near(
    desk: Desk, debtors: tuple[CustomerId, ...]
) -> None:
    change_settings(desk, MAIL_SERVER)
    for who, birthday in zip(debtors, ("--01-30", "", "1990-07-01"), strict=False):
        edit_customer(desk, who, RecordChange({"birthday": birthday}))
    model = batch(desk, *debtors[:3], kind=MessageKind.BIRTHDAY)
    lines = model.lines.value or ()
    assert [line.full_name for line in lines] == ["Ada", "Bo", "Cy"]
    assert [line.detail for line in lines] == ["30 Jan", "", "1 Jul"]
    assert "No birthday" in lines[1].why_not
    assert "not near" in lines[2].why_not
    model.send_mails()
    assert [each.full_name for each in list_messages(desk)] == ["Ada"]


def test_a_greeting_that_names_an_unknown_spouse_is_left_out(desk: Desk) -> None:
    change_settings(desk, {**MAIL_SERVER, "greet_birthdays": "on"})
    for name, spouse in (("Ada", ""), ("Bo", "Lina")):
        contact = {"email": f"{name}@example.com", "spouse_birthday": "--11-21", "spouse_name": spouse}
        add_customer(desk, RecordChange({"first_name": name, **contact}))
    told = {line.full_name: line.why_not for line in batch(desk, greetings=True).lines.value or ()}
    assert told["Bo"] == ""
    assert "spouse’s name" in told["Ada"]


def test_the_quiet_hours_are_said_before_anything_is_sent(desk: Desk, clock: StandingClock) -> None:
    assert batch(desk).quiet.value == ""
    local = clock.now().astimezone(desk.settings.time_zone)
    begin, end = local - timedelta(hours=1), local + timedelta(hours=1)
    change_settings(desk, {"quiet_hours": f"{begin:%H:%M}-{end:%H:%M}"})
    assert f"emails wait until {shop_text(desk).time(end)}" in batch(desk).quiet.value


def _breaks_off(*_anything: object) -> None:
    raise DiskFull


def test_a_cashier_is_told_that_it_needs_an_owner(desk: Desk, debtors: tuple[CustomerId, ...]) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = batch(cashier, debtors[0])
    assert model.lines.value is None
    assert model.notice.value is not None
    assert model.notice.value.role == "danger"
