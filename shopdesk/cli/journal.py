"""``journal`` and ``paper check``: what was done, and whether a paper says so."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import Day, command, group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.days import format_instant_utc
from shopdesk.domain.important_dates import parse_date
from shopdesk.services.customers import find_customer
from shopdesk.services.journal_view import read_journal
from shopdesk.services.papers import check_paper
from shopdesk.viewmodels.paper_check import verdict_words
from shopdesk.viewmodels.shop_text import shop_text

app = group("What was done, and its proof.")
paper = group("Receipts and statements by their code.")
app.add_typer(paper, name="paper")


@command(app, "journal")
def journal(
    terminal: Terminal,
    from_: Annotated[str | None, typer.Option("--from", metavar="YYYY-MM-DD")] = None,
    to: Day = None,
    customer: Annotated[str | None, typer.Option(metavar="C")] = None,
) -> Answer:
    """Show what was done, the oldest first."""
    desk = terminal.desk
    part = read_journal(
        desk,
        None if from_ is None else parse_date(from_, "from"),
        None if to is None else parse_date(to, "to"),
        None if customer is None else find_customer(desk, customer),
    )
    items = [
        {
            "sequence": line.sequence,
            "at": format_instant_utc(line.at),
            "staff": line.staff or None,
            "deed": line.deed,
            "subject": line.subject,
            "mac": line.mac.hex(),
        }
        for line in reversed(part.lines)
    ]

    def table() -> Table:
        rows = Table(box=None, pad_edge=False)
        for heading in ("", "At", "Who", "Deed", "Subject"):
            rows.add_column(heading, no_wrap=True)
        for line in reversed(part.lines):
            words = (format_instant_utc(line.at), line.staff, line.deed.replace("_", " "), line.subject)
            rows.add_row(Line(str(line.sequence), justify="right"), *map(Line, words))
        return rows

    return Answer({"items": items, "head": part.head.hex()}, table)


@command(paper, "check")
def check(
    terminal: Terminal, code: Annotated[str, typer.Argument(metavar="CODE", help="As it is printed.")]
) -> Answer:
    """Tell whether a paper is genuine, and what was entered about it since."""
    found = check_paper(terminal.desk, code)
    return Answer(
        {"genuine": found.genuine, "changed_since": list(found.changed_since)},
        lambda: verdict_words(found, shop_text(terminal.desk)),
    )
