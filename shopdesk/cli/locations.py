"""``locations``: the places of the shop, to which customers and cashiers may belong."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.services.locations import add_location, list_locations

app = group("Locations.")


@command(app, "list")
def list_(terminal: Terminal) -> Answer:
    """List every location."""
    return _every(terminal)


@command(app, "add")
def add(terminal: Terminal, name: Annotated[str, typer.Argument(metavar="NAME")]) -> Answer:
    """Add a location."""
    add_location(terminal.desk, name)
    return _every(terminal)


def _every(terminal: Terminal) -> Answer:
    found = list_locations(terminal.desk)

    def table() -> Table:
        rows = Table(box=None, pad_edge=False)
        rows.add_column("Name")
        for location in found:
            rows.add_row(Line(location.name))
        return rows

    return Answer({"items": [{"id": each.id, "name": each.name} for each in found]}, table)
