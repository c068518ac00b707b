"""``settings``: reading and changing what a shop may set."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.services.settings import change_settings

app = group("The shop's settings.")


@command(app, "show")
def show(terminal: Terminal) -> Answer:
    """Show every setting."""
    return _answer(asdict(terminal.desk.settings))


@command(app, "set")
def set_(
    terminal: Terminal,
    key: Annotated[str, typer.Argument(metavar="KEY")],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
) -> Answer:
    """Change one setting."""
    changed = asdict(change_settings(terminal.desk, {key: value}))
    return _answer({key: changed[key]})


def _answer(values: dict[str, Any]) -> Answer:
    def table() -> Table:
        rows = Table(box=None, show_header=False, pad_edge=False)
        for key, value in values.items():
            rows.add_row(key, Line(str(value)))
        return rows

    return Answer(values, table)
