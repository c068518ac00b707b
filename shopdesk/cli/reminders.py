"""``reminders``: what to see to, as the owner has left it."""

from typing import Annotated, Any

import typer
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.listing import listed
from shopdesk.cli.reading import count
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import customer_number
from shopdesk.domain.reminder import Reminder, ReminderQuery
from shopdesk.services.reminding import list_reminders
from shopdesk.viewmodels.reminder_words import title_of, when_words
from shopdesk.viewmodels.shop_text import ShopText, shop_text

_MOST = 10_000

app = group("Reminders.")


@command(app, "reminders")
def reminders(
    terminal: Terminal,
    days: Annotated[str, typer.Option(metavar="N", help="How many days to look ahead.")] = "30",
) -> Answer:
    """List what is overdue, for today, and for the days to come."""
    found = list_reminders(terminal.desk, ReminderQuery(days=count(days, "days"), limit=_MOST)).items
    text = shop_text(terminal.desk)

    def row(each: Reminder) -> tuple[str | Line, ...]:
        number = "" if each.customer is None else customer_number(each.customer)
        return when_words(each, text), number, Line(title_of(each, text))

    return listed(found, ("When", "Customer", "What"), row, lambda each: _document(each, text))


def _document(reminder: Reminder, text: ShopText) -> dict[str, Any]:
    return {
        "kind": reminder.kind.value,
        "on": str(reminder.on),
        "days": (reminder.on - text.today).days,
        "number": None if reminder.customer is None else customer_number(reminder.customer),
        "full_name": reminder.full_name or None,
        "text": title_of(reminder, text),
        "years": reminder.years,
        "amount_minor": reminder.amount or None,
        "debt_balance_minor": None if reminder.customer is None else reminder.balance,
    }
