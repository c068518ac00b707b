"""A line of a batch of messages: somebody, what they are written about, and why they are left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryStatus
from shopdesk.domain.message import (
    MessageKind,
    MessageWay,
    Recipient,
    level_of,
    quiet_until,
    ways_for,
    why_not_in_batch,
)
from shopdesk.domain.message_template import Template, names_spouse
from shopdesk.domain.settings import Settings
from shopdesk.errors import InvalidValue
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import list_enquiries
from shopdesk.viewmodels.message_text import KIND_WORDS, LEVEL_WORDS, WAY_WORDS
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class BatchLine:
    """Somebody who may get a message; ``why_not`` says why they do not, ``request_text`` what is ready for them."""

    customer: CustomerId
    kind: MessageKind
    full_name: str
    about: str
    detail: str
    way: str
    why_not: str
    by_mail: bool
    request_text: str = ""


def batch_line(
    recipient: Recipient, kind: MessageKind, template: Template, settings: Settings, text: ShopText
) -> BatchLine:
    """Return the line of somebody who would be written this text."""
    is_debt = kind is MessageKind.DEBT
    level = level_of(recipient.oldest_due_on, text.today, settings) if is_debt else None
    refusal = _refusal(recipient, kind, template, settings, text)
    way = next(iter(ways_for(recipient)), None)
    return BatchLine(
        recipient.customer,
        kind,
        recipient.full_name,
        KIND_WORDS[kind] if level is None else LEVEL_WORDS[level].capitalize(),
        " · ".join(_details(recipient, kind, text)),
        "" if way is None else WAY_WORDS[way],
        refusal,
        by_mail=not refusal and way is MessageWay.SMTP,
        request_text=recipient.request_text,
    )


def what_is_ready(desk: Desk) -> Mapping[CustomerId, str]:
    """Return what is open of each customer: what is booked, else what was asked for first; blocks."""
    found: dict[CustomerId, str] = {}
    every = list_enquiries(desk)
    for each in (*(each for each in every if each.status is EnquiryStatus.BOOKED), *every):
        if each.customer is not None:
            found.setdefault(each.customer, each.text)
    return found


def quiet_words(desk: Desk, text: ShopText) -> str:
    """Say until when the hours are quiet, and what waits for it; empty outside of them."""
    until = quiet_until(desk.book.clock.now(), desk.settings)
    if until is None:
        return ""
    return tr(
        "These are quiet hours: emails wait until {end}, and no other way can be opened before.",
        end=text.time(until),
    )


def _refusal(
    recipient: Recipient, kind: MessageKind, template: Template, settings: Settings, text: ShopText
) -> str:
    """Say why somebody gets none; empty where they may."""
    reason = why_not_in_batch(recipient, kind, text.today, settings)
    if not reason and not recipient.spouse_name and names_spouse(template):
        reason = "no_spouse"
    if reason:
        return text.say(InvalidValue(field="customer", reason=reason))
    if kind is MessageKind.REQUEST_READY and not recipient.request_text:
        return tr("Has no open request.")
    return ""


def _details(recipient: Recipient, kind: MessageKind, text: ShopText) -> list[str]:
    if kind is MessageKind.REQUEST_READY:
        return [" ".join(recipient.request_text.split())]
    if kind is MessageKind.BIRTHDAY and recipient.birthday is not None:
        return [text.without_year(recipient.birthday.in_year(text.today.year))]
    if kind is not MessageKind.DEBT:
        return []
    parts = [tr("Owes {asked_for}", asked_for=text.money(recipient.asked_for))]
    due, last = recipient.oldest_due_on, recipient.last_chased_on
    parts += [] if due is None else [tr("oldest due {due}", due=text.near_day(due))]
    return parts + ([] if last is None else [tr("last reminded {last}", last=text.near_day(last))])
