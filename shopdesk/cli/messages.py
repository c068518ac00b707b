"""``messages``: what customers were sent, and what became of it."""

from typing import Annotated, Any

import typer
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.listing import listed
from shopdesk.cli.reading import count
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.account import customer_number
from shopdesk.domain.message import Message
from shopdesk.services.customers import find_customer
from shopdesk.services.messaging import list_messages, messages_of
from shopdesk.services.statements import statement_number
from shopdesk.viewmodels.customer_document import instant
from shopdesk.viewmodels.shop_text import shop_text

app = group("Messages to customers.")


@command(app, "list")
def list_(
    terminal: Terminal,
    customer: Annotated[str | None, typer.Option(metavar="C", help="Those to one customer.")] = None,
    limit: Annotated[str, typer.Option(metavar="N", help="So many of the newest.")] = "200",
) -> Answer:
    """List the messages to customers, the newest first."""
    desk = terminal.desk
    whose = None if customer is None else find_customer(desk, customer)
    most = count(limit, "limit", least=1)
    found = list_messages(desk, most) if whose is None else messages_of(desk, whose, most)

    text = shop_text(desk)

    def row(each: Message) -> tuple[str | Line, ...]:
        day = text.day(text.local_day(each.made_at))
        said = (each.kind.value, each.way.value, each.outcome.value)
        return day, Line(each.full_name), *said, Line(each.text)

    return listed(found, ("Date", "Customer", "About", "Way", "Outcome", "Text"), row, _document)


def _document(each: Message) -> dict[str, Any]:
    return {
        "id": each.id,
        "at": instant(each.made_at),
        "number": customer_number(each.customer),
        "full_name": each.full_name,
        "kind": each.kind.value,
        "level": None if each.level is None else each.level.value,
        "way": each.way.value,
        "address": each.address,
        "subject": each.subject or None,
        "text": each.text,
        "statement": None if each.statement is None else statement_number(each.statement),
        "outcome": each.outcome.value,
        "tries": each.tries,
        "staff": each.staff,
        "ended_at": None if each.ended_at is None else instant(each.ended_at),
    }
