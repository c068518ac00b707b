"""``day``: closing the day with what was counted, and looking at one that was closed."""

from functools import partial
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import Day, RequestId, command, group
from shopdesk.cli.reading import request_id
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain import day_close as closing
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.money import parse_minor
from shopdesk.services.day_close import close_day, look_at_day
from shopdesk.viewmodels.day_words import headline, proof_words, sums_of
from shopdesk.viewmodels.shop_text import ShopText, shop_text

app = group("The close of the day.")


@command(app, "close")
def close(
    terminal: Terminal,
    counted: Annotated[str, typer.Option(metavar="MINOR", help="All the money in the drawer.")],
    change: Annotated[
        str | None,
        typer.Option("--float", metavar="MINOR", help="What of it lay there before; as last time."),
    ] = None,
    on: Day = None,
    request: RequestId = None,
) -> Answer:
    """Close today, or an earlier day: everything entered since the last close."""
    order = closing.CloseOrder(
        counted=parse_minor(counted, "counted"),
        cash_float=None if change is None else parse_minor(change, "float"),
        on=None if on is None else parse_date(on, "on"),
    )
    return _answer(terminal, close_day(terminal.desk, order, request_id(request)))


@command(app, "show")
def show(terminal: Terminal, on: Day = None) -> Answer:
    """Show a closed day; today also before it is closed."""
    return _answer(terminal, look_at_day(terminal.desk, None if on is None else parse_date(on, "on")))


def _answer(terminal: Terminal, day: closing.Day) -> Answer:
    document: dict[str, Any] = {
        "expected_minor": day.expected,
        "counted_minor": day.counted,
        "over_short_minor": day.over_short,
        "opening_debt_minor": day.opening_debt,
        "credit_sales_minor": day.flows.credit_sales,
        "collections_minor": day.flows.collections,
        "adjustments_minor": day.flows.adjustments,
        "closing_debt_minor": day.closing_debt,
        "ties": day.ties,
    }
    return Answer(document, partial(_table, day, shop_text(terminal.desk)))


def _table(day: closing.Day, text: ShopText) -> Table:
    title = f"{text.day(day.on)}: {headline(day, text)}"
    table = Table(box=None, show_header=False, pad_edge=False, title=title, caption=proof_words(day, text))
    for block in sums_of(day, text):
        for words, amount in block.lines:
            table.add_row(words, Line(amount, justify="right"))
        table.add_section()
    return table
