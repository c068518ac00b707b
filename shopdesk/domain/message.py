"""A message to one customer: what it is about, the way it goes, what became of it, and when one may be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple, NewType

from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import instant_at
from shopdesk.domain.important_dates import DayOfYear
from shopdesk.domain.settings import Settings

MessageId = NewType("MessageId", int)
TEXT_LIMIT = 4_000
"""Characters of a message."""
SUBJECT_LIMIT = 200
"""Characters of its subject."""


class MessageKind(StrEnum):
    """What a message is about."""

    DEBT = "debt"
    BIRTHDAY = "birthday"
    SPOUSE_BIRTHDAY = "spouse_birthday"
    ANNIVERSARY = "anniversary"
    REQUEST_READY = "request_ready"
    FREE = "free"


GREETINGS = (MessageKind.BIRTHDAY, MessageKind.SPOUSE_BIRTHDAY, MessageKind.ANNIVERSARY)
"""The kinds that are sent once a year."""


class DebtLevel(StrEnum):
    """How a debt is asked for, by its age."""

    FRIENDLY = "friendly"
    FIRM = "firm"
    FINAL = "final"


class MessageWay(StrEnum):
    """How a message goes: opened in another program of this computer, or sent by the shop's mail server."""

    WHATSAPP = "whatsapp"
    SMS = "sms"
    EMAIL = "email"
    SMTP = "smtp"


class MessageOutcome(StrEnum):
    """What became of a message.

    ``opened`` is with another program and nobody said yet whether it went; ``unknown`` was with the mail server when
    the program broke off, so it may have been sent and is never sent again by itself.
    """

    OPENED = "opened"
    SENT = "sent"
    NOT_SENT = "not_sent"
    QUEUED = "queued"
    SENDING = "sending"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet, or not over."""
        return self in _OPEN

    @property
    def reached_nobody(self) -> bool:
        """Whether it is certain that the customer did not get it."""
        return self in REACHED_NOBODY


_OPEN = (MessageOutcome.OPENED, MessageOutcome.QUEUED, MessageOutcome.SENDING, MessageOutcome.UNKNOWN)
REACHED_NOBODY = (MessageOutcome.NOT_SENT, MessageOutcome.REFUSED, MessageOutcome.CANCELLED)


@dataclass(frozen=True, slots=True)
class MessageOrder:
    """A message to send; ``statement`` is the number of an issued one that goes with it by the mail server."""

    customer: CustomerId
    kind: MessageKind
    way: MessageWay
    text: str
    subject: str = ""
    statement: int | None = None


class Message(NamedTuple):
    """A message as it is kept; ``address`` is a phone (E.164) or an email, ``answer`` what the mail server said.

    ``due_at`` is when mail is tried next, None for the other ways.
    """

    id: MessageId
    uuid: str
    customer: CustomerId
    full_name: str
    kind: MessageKind
    level: DebtLevel | None
    way: MessageWay
    address: str
    subject: str
    text: str
    statement: int | None
    outcome: MessageOutcome
    tries: int
    due_at: datetime | None
    answer: str
    staff: str
    made_at: datetime
    ended_at: datetime | None


class Wishes(NamedTuple):
    """What a customer, or the owner for them, does not want."""

    no_messages: bool = False
    do_not_chase: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of somebody before a message is written; money in minor units.

    ``asked_for`` is what is open and not disputed, less credit that waits; ``open_lines`` are its charges with
    reference, due date and what is open. ``addresses`` hold the ways that lead anywhere.
    """

    customer: CustomerId
    first_name: str
    full_name: str
    spouse_name: str
    prefers: str
    addresses: Mapping[MessageWay, str]
    archived: bool
    wishes: Wishes
    asked_for: int
    overdue: int
    oldest_due_on: date | None
    open_lines: tuple[tuple[str, date, int], ...]
    last_chased_on: date | None
    last_greeted_on: Mapping[MessageKind, date]
    request_text: str = ""
    birthday: DayOfYear | None = None


_PREFERRED = {
    "whatsapp": (MessageWay.WHATSAPP,),
    "sms": (MessageWay.SMS,),
    "email": (MessageWay.SMTP, MessageWay.EMAIL),
}
_USUAL = (MessageWay.SMTP, MessageWay.WHATSAPP, MessageWay.SMS, MessageWay.EMAIL)


def ways_for(recipient: Recipient) -> tuple[MessageWay, ...]:
    """Return the ways that lead to somebody, the preferred one first."""
    first = _PREFERRED.get(recipient.prefers, ())
    order = (*first, *(way for way in _USUAL if way not in first))
    return tuple(way for way in order if recipient.addresses.get(way))


def level_of(oldest_due_on: date | None, today: date, settings: Settings) -> DebtLevel:
    """Return how a debt is asked for, by the days since its oldest open charge fell due."""
    late = 0 if oldest_due_on is None else (today - oldest_due_on).days
    if late >= settings.debt_final_after_days:
        return DebtLevel.FINAL
    return DebtLevel.FIRM if late >= settings.debt_firm_after_days else DebtLevel.FRIENDLY


GREETED_FOR = timedelta(days=300)
"""A greeting comes once a year; a birthday that is put right by some weeks is still the same one."""


def why_not(recipient: Recipient, kind: MessageKind, today: date, settings: Settings) -> str:
    """Return why nothing of this kind may go to somebody today, as a reason of `InvalidValue`; empty if it may."""
    if recipient.wishes.no_messages or recipient.prefers == "none":
        return "no_messages"
    if not ways_for(recipient):
        return "no_way"
    if kind is MessageKind.DEBT:
        return _why_not_chased(recipient, today, settings)
    greeted = recipient.last_greeted_on.get(kind)
    return "greeted" if greeted is not None and today - greeted < GREETED_FOR else ""


_NEAR = 31
"""A birthday so many days away may be greeted in a batch, so that one goes to all of a month."""


def why_not_in_batch(recipient: Recipient, kind: MessageKind, today: date, settings: Settings) -> str:
    """Return likewise why somebody is left out of a batch, in which nobody looks at each name.

    A birthday must be known there, and be near.
    """
    reason = why_not(recipient, kind, today, settings)
    if reason or kind is not MessageKind.BIRTHDAY:
        return reason
    if recipient.birthday is None:
        return "no_birthday"
    years = (today.year - 1, today.year, today.year + 1)
    away = min(abs(recipient.birthday.in_year(year) - today).days for year in years)
    return "" if away <= max(_NEAR, settings.greet_days_before) else "birthday_far"


def _why_not_chased(recipient: Recipient, today: date, settings: Settings) -> str:
    if recipient.wishes.do_not_chase:
        return "not_chased"
    if recipient.asked_for <= 0:
        return "nothing_asked"
    last = recipient.last_chased_on
    too_soon = last is not None and (today - last).days < settings.reminder_gap_days
    return "chased_lately" if too_soon else ""


def quiet_until(now: datetime, settings: Settings) -> datetime | None:
    """Return when the quiet hours end that it is in the shop; None outside of them."""
    if not settings.quiet_hours:
        return None
    begin, end = quiet_span(settings.quiet_hours)
    local = now.astimezone(settings.time_zone)
    clock = local.time()
    over_midnight = begin > end
    is_quiet = clock >= begin or clock < end if over_midnight else begin <= clock < end
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1) if over_midnight and clock >= begin else local.date()
    return instant_at(day, end, settings.time_zone)


def quiet_span(text: str) -> tuple[time, time]:
    """Read ``20:00-08:00``; raises ValueError."""
    begin, _, end = text.partition("-")
    return time.fromisoformat(begin.strip().zfill(5)), time.fromisoformat(end.strip().zfill(5))


_WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))


def next_try(tries: int, now: datetime) -> datetime | None:
    """Return when mail is tried again after so many tries; None when it was tried often enough."""
    return now + _WAITS[tries - 1] if 0 < tries <= len(_WAITS) else None
