"""``notes``: what the staff wrote down about a customer."""

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.important_dates import parse_date
from shopdesk.services.customers import find_customer
from shopdesk.services.notes import add_note
from shopdesk.viewmodels.customer_document import instant
from shopdesk.viewmodels.shop_text import shop_text

app = group("Notes on customers.")


@command(app, "add")
def add(
    terminal: Terminal,
    customer: Annotated[str, typer.Argument(metavar="C")],
    text: Annotated[str, typer.Option(metavar="T", help="What to write down.")],
    pin: Annotated[bool, typer.Option("--pin", help="Keep it on top.")] = False,
    until: Annotated[
        str | None, typer.Option(metavar="D", help="Show it at the till until this day.")
    ] = None,
) -> Answer:
    """Add a note and list all of the customer's, the pinned ones first, then the newest."""
    notes = add_note(
        terminal.desk,
        find_customer(terminal.desk, customer),
        text,
        pinned=pin,
        till_until_on=None if until is None else parse_date(until, "until"),
    )
    items = [
        {
            "at": instant(note.at),
            "staff": note.staff,
            "text": note.text,
            "pinned": note.pinned,
            "till_until_on": None if note.till_until_on is None else str(note.till_until_on),
        }
        for note in notes
    ]

    def show() -> Any:
        hand = shop_text(terminal.desk)
        table = Table("Date", "Staff", "Note", box=None, pad_edge=False)
        for note in notes:
            table.add_row(hand.day(hand.local_day(note.at)), Line(note.staff), Line(note.text))
        return table

    return Answer({"items": items}, show)
