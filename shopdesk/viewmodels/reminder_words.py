"""Reminders in words: when, what, and what stands below it."""

from shopdesk.domain.reminder import Reminder, ReminderKind
from shopdesk.viewmodels.account_picture import PREFERS
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded, tr, tr_count

KIND_WORDS = Worded(
    {
        ReminderKind.PROMISE: "Promises",
        ReminderKind.DEBT: "Overdue debts",
        ReminderKind.FOLLOW_UP: "Follow-ups",
        ReminderKind.BIRTHDAY: "Birthdays",
        ReminderKind.SPOUSE_BIRTHDAY: "Spouses’ birthdays",
        ReminderKind.ANNIVERSARY: "Anniversaries",
    }
)
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
        return tr("Today")
    if days > 0:
        return tr_count("In {count} day", "In {count} days", days, count=text.count(days))
    return tr_count("{count} day late", "{count} days late", -days, count=text.count(-days))


def title_of(reminder: Reminder, text: ShopText) -> str:
    """Say what it is about."""
    name = text.name(reminder.full_name)
    match reminder.kind:
        case ReminderKind.PROMISE:
            return tr(
                "{name} promised {amount} for {on}",
                name=name,
                amount=text.money(reminder.amount),
                on=text.near_day(reminder.on),
            )
        case ReminderKind.DEBT:
            return tr("{name} owes {balance}", name=name, balance=text.money(reminder.balance))
        case ReminderKind.FOLLOW_UP:
            return reminder.words
        case _:
            return _greeting(reminder, name, text.name(reminder.words))


def _greeting(reminder: Reminder, name: str, spouse: str) -> str:
    years = reminder.years
    if reminder.kind is ReminderKind.BIRTHDAY:
        return (
            tr("Birthday: {name} turns {years}", name=name, years=years)
            if years
            else tr("Birthday: {name}", name=name)
        )
    if reminder.kind is ReminderKind.SPOUSE_BIRTHDAY:
        return (
            tr("Birthday: {spouse} (spouse of {name})", spouse=spouse, name=name)
            if spouse
            else tr("Birthday: spouse of {name}", name=name)
        )
    pair = tr("{name} and {spouse}", name=name, spouse=spouse) if spouse else name
    if not years:
        return tr("Anniversary: {pair}", pair=pair)
    return tr_count(
        "Anniversary: {pair}, {years} year",
        "Anniversary: {pair}, {years} years",
        years,
        pair=pair,
        years=years,
    )


def detail_of(reminder: Reminder, text: ShopText) -> str:
    """Say what helps to do it: what is owed, who does it, how the customer likes to be reached."""
    parts: list[str] = []
    if reminder.kind is ReminderKind.FOLLOW_UP:
        parts += (
            [tr("for {full_name}", full_name=text.name(reminder.full_name))] if reminder.full_name else []
        )
        parts += [reminder.who or "anybody", tr("by {on}", on=text.near_day(reminder.on))]
    elif reminder.kind is ReminderKind.DEBT:
        parts.append(tr("due since {on}", on=text.near_day(reminder.on)))
    elif reminder.kind is ReminderKind.PROMISE:
        parts.append(tr("owes {balance}", balance=text.money(reminder.balance)))
    else:
        parts.append(text.without_year(reminder.on))
        parts += [tr("year unknown")] if reminder.years is None else []
    parts += ["VIP"] if reminder.is_vip else []
    wish = PREFERS.get(reminder.prefers, "")
    parts += [f"{wish[:1].lower()}{wish[1:]}"] if wish else []
    said = " · ".join(parts)
    return f"{said[:1].upper()}{said[1:]}"
