"""Reminders in words: when, what, and what stands below it."""

from shopdesk.domain.reminder import Reminder, ReminderKind
from shopdesk.viewmodels.account_picture import PREFERS
from shopdesk.viewmodels.shop_text import ShopText

KIND_WORDS = {
    ReminderKind.PROMISE: "Promises",
    ReminderKind.DEBT: "Overdue debts",
    ReminderKind.FOLLOW_UP: "Follow-ups",
    ReminderKind.BIRTHDAY: "Birthdays",
    ReminderKind.SPOUSE_BIRTHDAY: "Spouses’ birthdays",
    ReminderKind.ANNIVERSARY: "Anniversaries",
}
MARKS = {
    ReminderKind.PROMISE: "PAY",
    ReminderKind.DEBT: "PAY",
    ReminderKind.FOLLOW_UP: "DO",
    ReminderKind.BIRTHDAY: "BD",
    ReminderKind.SPOUSE_BIRTHDAY: "BD",
    ReminderKind.ANNIVERSARY: "AN",
}
"""Two or three letters on a round, as an avatar has them."""


def when_words(reminder: Reminder, text: ShopText) -> str:
    """Say how far away it is: ``Today``, ``In 3 days``, ``2 days late``."""
    days = (reminder.on - text.today).days
    if days == 0:
        return "Today"
    unit = "day" if abs(days) == 1 else "days"
    return f"In {days} {unit}" if days > 0 else f"{text.count(-days)} {unit} late"


def title_of(reminder: Reminder, text: ShopText) -> str:
    """Say what it is about."""
    name = text.name(reminder.full_name)
    match reminder.kind:
        case ReminderKind.PROMISE:
            return f"{name} promised {text.money(reminder.amount)} for {text.near_day(reminder.on)}"
        case ReminderKind.DEBT:
            return f"{name} owes {text.money(reminder.balance)}"
        case ReminderKind.FOLLOW_UP:
            return reminder.words
        case _:
            return _greeting(reminder, name, text.name(reminder.words))


def _greeting(reminder: Reminder, name: str, spouse: str) -> str:
    years = reminder.years
    if reminder.kind is ReminderKind.BIRTHDAY:
        return f"Birthday: {name} turns {years}" if years else f"Birthday: {name}"
    if reminder.kind is ReminderKind.SPOUSE_BIRTHDAY:
        return f"Birthday: {spouse} (spouse of {name})" if spouse else f"Birthday: spouse of {name}"
    pair = f"{name} and {spouse}" if spouse else name
    return (
        f"Anniversary: {pair}, {years} {'year' if years == 1 else 'years'}"
        if years
        else f"Anniversary: {pair}"
    )


def detail_of(reminder: Reminder, text: ShopText) -> str:
    """Say what helps to do it: what is owed, who does it, how the customer likes to be reached."""
    parts: list[str] = []
    if reminder.kind is ReminderKind.FOLLOW_UP:
        parts += [f"for {text.name(reminder.full_name)}"] if reminder.full_name else []
        parts += [reminder.who or "anybody", f"by {text.near_day(reminder.on)}"]
    elif reminder.kind is ReminderKind.DEBT:
        parts.append(f"due since {text.near_day(reminder.on)}")
    elif reminder.kind is ReminderKind.PROMISE:
        parts.append(f"owes {text.money(reminder.balance)}")
    else:
        parts.append(text.without_year(reminder.on))
        parts += ["year unknown"] if reminder.years is None else []
    parts += ["VIP"] if reminder.is_vip else []
    wish = PREFERS.get(reminder.prefers, "")
    parts += [f"{wish[:1].lower()}{wish[1:]}"] if wish else []
    said = " · ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"
