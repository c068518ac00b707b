"""Messages to customers: who may be written to, keeping what was sent, and what became of it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.message import (
    GREETINGS,
    SUBJECT_LIMIT,
    TEXT_LIMIT,
    Message,
    MessageId,
    MessageKind,
    MessageOrder,
    MessageOutcome,
    MessageWay,
    Recipient,
    Wishes,
    level_of,
    quiet_until,
    why_not,
    why_not_in_batch,
)
from shopdesk.domain.message_template import judge_fields
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound, ShopDeskError
from shopdesk.formatting import format_money
from shopdesk.services import posting
from shopdesk.services.desk import Desk, Work, once
from shopdesk.services.greeting import tick_greeting
from shopdesk.storage import merges, messages, statements
from shopdesk.storage.recipients import read_recipients
from shopdesk.storage.sight import require_seen

_AT_ONCE = 1_000
_LOOKED_BACK = 20
"""So many of the newest messages to a customer are looked through for one that says the same."""


Judge = Callable[[Recipient, MessageKind, date, Settings], str]
"""Says why somebody gets no message, as a reason of InvalidValue; empty where they may."""


class Skipped(NamedTuple):
    """Somebody who got no message of a batch, and why."""

    full_name: str
    number: str
    error: ShopDeskError


class Sent(NamedTuple):
    """What a batch did: the messages that were made, and who was left out."""

    messages: tuple[MessageId, ...]
    skipped: tuple[Skipped, ...]


def prepare(desk: Desk, customer: CustomerId) -> Recipient:
    """Return what must be known before a message to a customer is written; raises NotFound."""
    with desk.read() as session:
        holder = merges.holder_of(session, customer)
        found = read_recipients(
            session,
            (holder,),
            desk.today(),
            desk.settings.time_zone,
            has_mail_server=desk.settings.has_mail_server,
        )
    if holder not in found:
        raise NotFound(kind="customer", reference=customer_number(customer))
    return found[holder]


def prepare_many(desk: Desk, customers: Sequence[CustomerId]) -> tuple[Recipient, ...]:
    """Return what must be known of many, in the order given; raises Forbidden, NotFound."""
    settings = desk.settings
    found: dict[CustomerId, Recipient] = {}
    with desk.read(Deed.MESSAGES) as session:
        for each in customers:
            require_seen(session, each)
        for begin in range(0, len(customers), _AT_ONCE):
            part = customers[begin : begin + _AT_ONCE]
            found |= read_recipients(
                session, part, desk.today(), settings.time_zone, has_mail_server=settings.has_mail_server
            )
    return tuple(found[each] for each in customers if each in found)


def send(desk: Desk, order: MessageOrder, request_id: str) -> Message:
    """Keep a message once, before it goes: mail waits for the server, the rest is opened in another program.

    Mail that is written in the quiet hours waits until they are over. Raises NotFound, CustomerArchived,
    RequestConflict, and InvalidValue for whom it may not go to, a text that is empty, too long or names a debt in a
    greeting, and for quiet hours.
    """
    with desk.work(Deed.MESSAGE) as work:
        made = once(
            work,
            Deed.MESSAGE,
            request_id,
            _arguments(order),
            lambda: _keep(work, order),
            lambda number: {"id": number},
            lambda stored: MessageId(stored["id"]),
        )
        return _find(work, made)


def send_many(desk: Desk, orders: Sequence[MessageOrder], request_id: str) -> Sent:
    """Let mail to many wait for the server, once; who may not be written to is left out and named.

    So is who had the same words today: a batch that broke off can be begun again with everybody.

    Raises Forbidden, RequestConflict, InvalidValue where no mail server is set up.
    """
    if not desk.settings.has_mail_server:
        raise InvalidValue(field="way", reason="no_mail_server")
    skipped: list[Skipped] = []

    with desk.work(Deed.MESSAGES) as work:

        def act() -> tuple[MessageId, ...]:
            made = []
            for order in orders:
                try:
                    _refuse_twice(work, order)
                    made.append(_keep(work, order, why_not_in_batch))
                except ShopDeskError as error:
                    skipped.append(_skipped(work, order, error))
            return tuple(made)

        made = once(
            work,
            Deed.MESSAGES,
            request_id,
            {"orders": [_arguments(order) for order in orders]},
            act,
            lambda numbers: {"ids": list(numbers)},
            lambda stored: tuple(MessageId(number) for number in stored["ids"]),
        )
        return Sent(made, tuple(skipped))


def tell_outcome(desk: Desk, message: MessageId, *, sent: bool) -> Message:
    """Write down whether a message went, as the person who sent it saw; the last word counts.

    Raises NotFound, InvalidValue for mail of which the server said what became of it.
    """
    with desk.work(Deed.MESSAGE) as work:
        found = _find(work, message)
        told = found.way is not MessageWay.SMTP or found.outcome is MessageOutcome.UNKNOWN
        if not told:
            raise InvalidValue(field="message", reason="outcome_known")
        outcome = MessageOutcome.SENT if sent else MessageOutcome.NOT_SENT
        if found.outcome is not outcome:
            messages.write_outcome(
                work.session, work.vault, found, outcome, work.clock_now, answer=found.answer
            )
            enter(work, found, outcome)
        return _find(work, message)


def get_message(desk: Desk, message: MessageId) -> Message:
    """Return one message; raises NotFound."""
    with desk.read() as session:
        return _found(messages.find_message(session, desk.book.vault, message), message)


def messages_of(desk: Desk, customer: CustomerId, limit: int = -1) -> tuple[Message, ...]:
    """Return the messages to a customer, the newest first, no more than a limit above 0; raises NotFound."""
    with desk.read() as session:
        return messages.read_of_customer(session, desk.book.vault, customer, limit)


def count_messages(desk: Desk, customer: CustomerId) -> int:
    """Return how many messages to a customer there are; raises NotFound."""
    with desk.read() as session:
        return messages.count_of_customer(session, customer)


def list_messages(desk: Desk, limit: int = 200) -> tuple[Message, ...]:
    """Return the newest messages to anybody; raises InvalidValue for a limit below 1."""
    if limit < 1:
        raise InvalidValue(field="limit", reason="out_of_range")
    with desk.read() as session:
        return messages.read_newest(session, desk.book.vault, limit)


def set_wishes(desk: Desk, customer: CustomerId, wishes: Wishes) -> None:
    """Write down that a customer wants no messages, or is not to be chased; raises NotFound, InvalidValue (erased)."""
    with desk.work(Deed.MESSAGE) as work:
        posting.open_account(work.session, customer)
        messages.write_wishes(work.session, customer, wishes)
        work.enter(Deed.MESSAGE, customer_number(customer), dict(wishes._asdict()))
        work.touched.add(customer)


def enter(work: Work, message: Message, outcome: MessageOutcome) -> None:
    """Write in the journal what became of a message, and let a greeting that went tick its reminder.

    Its text stands sealed in its row alone.
    """
    content = {
        "id": message.id,
        "kind": message.kind.value,
        "way": message.way.value,
        "outcome": outcome.value,
    }
    work.enter(Deed.MESSAGE, customer_number(message.customer), content)
    tick_greeting(work, message, outcome)
    work.touched.add(message.customer)


def _keep(work: Work, order: MessageOrder, judge: Judge = why_not) -> MessageId:
    """Judge a message and write it down; what is refused has written nothing."""
    posting.open_account(work.session, order.customer)
    settings, now = work.settings, work.clock_now
    holder = merges.holder_of(work.session, order.customer)
    recipient = read_recipients(
        work.session, (holder,), work.today, settings.time_zone, has_mail_server=settings.has_mail_server
    )[holder]
    reason = judge(recipient, order.kind, work.today, settings)
    if reason:
        raise InvalidValue(field="customer", reason=reason)
    address = recipient.addresses.get(order.way)
    if address is None:
        raise InvalidValue(field="way", reason="not_this_way")
    _judge_words(work, recipient, order)
    quiet = quiet_until(now, settings)
    if quiet is not None and order.way is not MessageWay.SMTP:
        raise InvalidValue(field="way", reason="quiet_now")
    if order.statement is not None:
        _require_own_statement(work, order)
    level = (
        level_of(recipient.oldest_due_on, work.today, settings) if order.kind is MessageKind.DEBT else None
    )
    due_at: datetime | None = (quiet or now) if order.way is MessageWay.SMTP else None
    made = messages.insert_message(
        work.session, work.vault, order, address, level, work.staff.id, now, due_at
    )
    enter(work, _find(work, made), MessageOutcome.OPENED if due_at is None else MessageOutcome.QUEUED)
    return made


def _refuse_twice(work: Work, order: MessageOrder) -> None:
    """Refuse what the customer was sent today word for word: a batch that broke off is begun again with everybody."""
    for each in messages.read_of_customer(work.session, work.vault, order.customer, _LOOKED_BACK):
        is_todays = each.made_at.astimezone(work.settings.time_zone).date() == work.today
        is_same = (each.kind, each.text.strip()) == (order.kind, order.text.strip())
        if is_todays and is_same and not each.outcome.reached_nobody:
            raise InvalidValue(field="customer", reason="had_it_today")


def _judge_words(work: Work, recipient: Recipient, order: MessageOrder) -> None:
    if not order.text.strip():
        raise InvalidValue(field="message_text", reason="empty")
    for field, words, limit in (
        ("subject", order.subject, SUBJECT_LIMIT),
        ("message_text", order.text, TEXT_LIMIT),
    ):
        if len(words) > limit:
            raise InvalidValue(field=field, reason="too_long")
        judge_fields(order.kind, words, field)
        if order.kind in GREETINGS and recipient.asked_for > 0:
            settings = work.settings
            owed = format_money(recipient.asked_for, settings.money, settings.locale, symbol=False)
            if owed in words:
                raise InvalidValue(field=field, reason="debt_in_greeting")


def _require_own_statement(work: Work, order: MessageOrder) -> None:
    if order.way is not MessageWay.SMTP:
        raise InvalidValue(field="statement", reason="no_mail_server")
    paper = statements.read_paper(work.session, order.statement or 0)
    if paper is None:
        raise NotFound(kind="statement", reference=str(order.statement))
    if paper[0] not in merges.members_of(work.session, order.customer):
        raise InvalidValue(field="statement", reason="other_customers")


def _skipped(work: Work, order: MessageOrder, error: ShopDeskError) -> Skipped:
    found = read_recipients(
        work.session, (order.customer,), work.today, work.settings.time_zone, has_mail_server=False
    )
    name = found[order.customer].full_name if order.customer in found else ""
    return Skipped(name, customer_number(order.customer), error)


def _arguments(order: MessageOrder) -> dict[str, str | int | None]:
    return {
        "customer": order.customer,
        "kind": order.kind.value,
        "way": order.way.value,
        "text": order.text,
        "subject": order.subject,
        "statement": order.statement,
    }


def _find(work: Work, message: MessageId) -> Message:
    return _found(messages.find_message(work.session, work.vault, message), message)


def _found(found: Message | None, message: MessageId) -> Message:
    if found is None:
        raise NotFound(kind="message", reference=str(message))
    return found
