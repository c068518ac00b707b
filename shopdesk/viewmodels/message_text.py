"""A message's words: its fields filled with what is known of the customer, as the shop writes figures and days."""

from dataclasses import replace

from shopdesk.domain.message import (
    DebtLevel,
    MessageKind,
    MessageOutcome,
    MessageWay,
    Recipient,
)
from shopdesk.domain.message_template import Template, fill
from shopdesk.domain.settings import Settings
from shopdesk.formatting import isolate_words, reads_leftward
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded, writing_in

_BETWEEN = " · "
"""What stands between the parts of a line about one sale."""

KIND_WORDS = Worded(
    {
        MessageKind.DEBT: "Reminder of a debt",
        MessageKind.BIRTHDAY: "Birthday",
        MessageKind.SPOUSE_BIRTHDAY: "Spouse’s birthday",
        MessageKind.ANNIVERSARY: "Anniversary",
        MessageKind.REQUEST_READY: "Request ready",
        MessageKind.FREE: "Free text",
    }
)
LEVEL_WORDS = Worded(
    {DebtLevel.FRIENDLY: "friendly", DebtLevel.FIRM: "firm", DebtLevel.FINAL: "last reminder"}
)
WAY_WORDS = Worded(
    {
        MessageWay.WHATSAPP: "WhatsApp",
        MessageWay.SMS: "SMS",
        MessageWay.EMAIL: "Email program",
        MessageWay.SMTP: "Email from the shop",
    }
)
OUTCOME_WORDS = Worded(
    {
        MessageOutcome.OPENED: "Opened: did it go?",
        MessageOutcome.SENT: "Sent",
        MessageOutcome.NOT_SENT: "Not sent",
        MessageOutcome.QUEUED: "Waits",
        MessageOutcome.SENDING: "Is being sent",
        MessageOutcome.REFUSED: "Refused",
        MessageOutcome.UNKNOWN: "May have been sent",
        MessageOutcome.CANCELLED: "Cancelled",
    }
)
OUTCOME_TONES = {
    MessageOutcome.SENT: "credit",
    MessageOutcome.REFUSED: "owed",
    MessageOutcome.UNKNOWN: "owed",
    MessageOutcome.NOT_SENT: "muted",
    MessageOutcome.CANCELLED: "muted",
}


def about_words(kind: MessageKind, level: DebtLevel | None) -> str:
    """Say what a message is about: ``Reminder of a debt, firm``."""
    return KIND_WORDS[kind] if level is None else f"{KIND_WORDS[kind]}, {LEVEL_WORDS[level]}"


def filled(
    template: Template, recipient: Recipient, settings: Settings, text: ShopText, language: str
) -> Template:
    """Return subject and text with their fields filled, each kept whole where the text runs from the right.

    ``language`` is that of the template; days are worded in it.
    """
    with writing_in("en"):  # the marks in it are those that its own direction asks for, not the screen's
        values = values_of(recipient, settings, replace(text, language=language))
    if reads_leftward(fill(template.text, dict.fromkeys(values, ""))):
        values = {name: _isolated(value) for name, value in values.items()}
    return Template(fill(template.subject, values), _without_gaps(fill(template.text, values)))


def values_of(recipient: Recipient, settings: Settings, text: ShopText) -> dict[str, str]:
    """Return what stands for each field."""
    due = recipient.oldest_due_on
    lines = "\n".join(
        _BETWEEN.join((reference, text.day(due_on), text.money(outstanding)))
        for reference, due_on, outstanding in recipient.open_lines
    )
    return {
        "first_name": recipient.first_name or recipient.full_name,
        "full_name": recipient.full_name,
        "shop": settings.shop_name,
        "shop_phone": settings.phone,
        "balance": text.money(recipient.asked_for),
        "overdue": text.money(recipient.overdue or recipient.asked_for),
        "oldest_due": "" if due is None else text.day(due),
        "days_late": "" if due is None else text.count(max(0, (text.today - due).days)),
        "statement": lines,
        "payment_details": settings.payment_details,
        "spouse": recipient.spouse_name,
        "request": recipient.request_text,
    }


def _isolated(value: str) -> str:
    """Keep each part of each line whole: a reference, a day and an amount stand in the order of the words around."""
    lines = (_BETWEEN.join(map(isolate_words, line.split(_BETWEEN))) for line in value.split("\n"))
    return "\n".join(lines)


def _without_gaps(words: str) -> str:
    """Close up where a field on a line of its own was empty."""
    while "\n\n\n" in words:
        words = words.replace("\n\n\n", "\n\n")
    return words.strip()
